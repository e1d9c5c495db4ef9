"""``ieum match``, ``search``, ``candidates`` and ``why``: the matcher at the terminal."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.common import AsOf, Ignore, Top, banner, day_of, lifted, limit_name, opened

if TYPE_CHECKING:
    from matcher.results import Match, Ranking
    from service.bootstrap import Services


class Format(StrEnum):
    """How a ranking is printed."""

    TABLE = "table"
    JSON = "json"
    TREC = "trec"


AsFormat = Annotated[Format, typer.Option("--format", help="table, json or trec.")]
Describe = Callable[[str], str]


def match(
    trainee: Annotated[str | None, typer.Argument(help="Id of a trainee.")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Every trainee.")] = False,
    top: Top = 10,
    ignore: Ignore = "",
    as_of: AsOf = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Show the best jobs for a trainee, with reasons.

    Example: ieum match P042 --top 5
    """
    if (trainee is None) == (not everyone):
        raise typer.BadParameter("name one trainee, or say --all")
    services, limits = opened(), lifted(ignore)
    day, matcher = day_of(services, as_of), services.matcher
    for id_ in _agreed(services, day) if everyone else [services.store.trainee(str(trainee)).id]:
        ranking = matcher.matches(id_, as_of=day, top=top, ignore=limits)
        show_matches(ranking, services, format)


def _agreed(services: "Services", day: date) -> list[str]:
    """Ids of those who may be matched; how many may not is said."""
    from service.consent import agreed

    people = services.matcher.trainees
    ids = list(agreed(people, "matching", day))
    if without := len(people) - len(ids):
        typer.echo(f"참고: 상담·추천에 동의하지 않은 훈련생 {without}명은 뺐습니다.", err=True)
    return ids


def search(
    text: Annotated[str, typer.Argument(help="What is looked for, in plain Korean.")],
    top: Top = 10,
    ignore: Ignore = "",
    as_of: AsOf = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Show how a sentence is read, and the best jobs for it.

    Example: ieum search "세종에서 하는 엑셀 사무보조, 월 220 이상"
    """
    from matcher.query import LONGEST

    limits = lifted(ignore)
    if len(text := text.strip()) > LONGEST:
        raise ValueError(f"찾는 글은 {LONGEST}자 안으로 줄여 주십시오. 지금은 {len(text)}자입니다.")
    services = opened()
    ranking = services.matcher.search(text, as_of=day_of(services, as_of), top=top, ignore=limits)
    if ranking.reading and format is not Format.JSON:
        typer.echo(f"{ranking.reading.told}\n", err=format is Format.TREC)
    show_matches(ranking, services, format, "query")


def candidates(
    posting: Annotated[str, typer.Argument(help="Id of a posting.")],
    top: Top = 10,
    ignore: Ignore = "",
    as_of: AsOf = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Show the best trainees for a posting, with reasons, for a counsellor.

    Example: ieum candidates S0001
    """
    services, limits = opened(), lifted(ignore)
    id_ = services.store.posting(posting).id
    ranking = services.matcher.candidates(
        id_, as_of=day_of(services, as_of), top=top, ignore=limits
    )
    people = services.matcher.trainees
    _show(ranking, ("posting", "trainee"), lambda one: _person(people, one), "명", format)


def why(trainee: str, posting: str, ignore: Ignore = "", as_of: AsOf = None) -> None:
    """Say why a posting is, or is not, in a trainee's list, as JSON.

    Example: ieum why P042 S0001
    """
    services, limits = opened(), lifted(ignore)
    services.store.trainee(trainee), services.store.posting(posting)
    verdict = services.matcher.why(trainee, posting, as_of=day_of(services, as_of), ignore=limits)
    told = {
        "listed": verdict.listed,
        "rank": verdict.rank,
        "excluded_by": list(verdict.excluded_by),
        "factors": {name: round(value, 4) for name, value in verdict.factors.items()},
        "findings": [
            {"rule": one.rule, "field": one.field, "phrase": one.phrase, "law": one.law}
            for one in verdict.findings
        ],
        "changes": [{"limit": one.limit, "text": one.text} for one in verdict.changes],
    }
    typer.echo(json.dumps(told, ensure_ascii=False))


def show_matches(
    ranking: "Ranking", services: "Services", form: Format, subject: str = "trainee"
) -> None:
    """Print the jobs of one trainee, or of one search (``query``)."""
    jobs = services.matcher.postings

    def job(id_: str) -> str:
        posting = jobs[id_]
        facts = (posting.region, posting.working_condition, posting.pay, posting.closes)
        told = " · ".join(fact for fact in facts if fact)
        return f"{posting.title} – {posting.company or '회사 모름'} [{id_}]\n     {told}"

    _show(ranking, (subject, "posting"), job, "건", form)


def _show(
    ranking: "Ranking", roles: tuple[str, str], describe: Describe, unit: str, form: Format
) -> None:
    subject, item = roles
    if ranking.ignored:
        typer.echo(banner(ranking.ignored), err=form is not Format.TABLE)
    if form is Format.JSON:
        answer = ranking.to_json(subject, item)
        if ranking.reading:
            del answer[subject]  # a search is nobody's, and its text is not said again
        typer.echo(json.dumps(answer, ensure_ascii=False))
    elif form is Format.TREC:
        for one in ranking.matches:
            typer.echo(f"{ranking.subject} Q0 {one.id} {one.rank} {one.score:.6f} ieum")
    else:
        _table(ranking, describe, unit)


def _table(ranking: "Ranking", describe: Describe, unit: str) -> None:
    typer.echo(f"{ranking.subject} · 기준일 {ranking.as_of} · {ranking.considered}{unit} 가운데")
    for one in ranking.matches:
        typer.echo(f"\n{one.rank:>3}. [{one.band}] {describe(one.id)}")
        _explain(one)
    if not ranking.matches:
        typer.echo("\n보여 드릴 결과가 없습니다.")
    if ranking.excluded:
        typer.echo("\n조건에 맞지 않아 뺀 수:")
        for name, count in ranking.excluded.items():
            typer.echo(f"  {limit_name(name)} ({name}): {count}{unit}")


def _explain(one: "Match") -> None:
    for reason in one.reasons:
        typer.echo(f"     ○ {reason.text}")
    for lack in one.missing:
        typer.echo(f"     △ {lack}")
    if one.copies:
        typer.echo(f"     = 같은 일자리로 보이는 공고: {', '.join(one.copies)}")
    told = ", ".join(f"{name} {value:.2f}" for name, value in one.factors.items() if value < 1)
    typer.echo(f"     점수 {one.score:.3f} ({told or '모두 1'})")


def _person(people: Mapping[str, Any], id_: str) -> str:
    courses = ", ".join(course.name for course in people[id_].courses)
    return f"{id_} · {courses or '과정 없음'}"
