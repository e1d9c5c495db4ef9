"""A digest (주간 추천): the few new jobs for one person in one ISO week, as a frozen value."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from pydantic import TypeAdapter

from matcher.checks import NOTHING_CLEARED, Cleared
from matcher.records import Posting, Trainee
from matcher.results import Band, Match, Ranking
from service.emails.showable import Copies, fault
from service.emails.wording import one_line, web_address
from service.wording import pay_stated


@dataclass(frozen=True)
class Rules:
    """What may go into one mail; the centre's choices, in one place."""

    jobs: int = 5
    per_employer: int = 2
    bands: tuple[Band, ...] = ("강함", "보통")
    depth: int = 50
    """How many fresh matches are looked at."""
    lines: int = 3
    """Reasons, and things missing, shown for one job."""


@dataclass(frozen=True)
class Facts:
    """What the mail says about a posting; two are equal when a reader would see no difference."""

    posting: str
    employer: str
    title: str
    company: str
    place: str | None
    work: str | None
    pay: str | None
    month_low: int | None
    month_high: int | None
    closes: date | None
    until_filled: bool
    rolling: bool
    source: str
    url: str | None = field(default=None, compare=False)
    seen: date | None = field(default=None, compare=False)

    @classmethod
    def of(cls, posting: Posting) -> Self:
        """The facts of a posting, each as one clean line."""
        hours, pay, closing = posting.hours.week_hours, posting.pay_range, posting.closing
        work = (posting.working_condition, posting.employment_type)
        return cls(
            posting=posting.id,
            employer=posting.employer.key,
            title=one_line(posting.title) or "",
            company=one_line(posting.company) or "",
            place=one_line(posting.region),
            work=" · ".join(line for text in work if (line := one_line(text))) or None,
            pay=pay_stated(one_line(posting.pay)),
            month_low=pay.monthly(hours),
            month_high=pay.monthly_top(hours),
            closes=closing.date,
            until_filled=closing.until_filled,
            rolling=closing.rolling,
            source=posting.source,
            url=web_address(posting.url),
            seen=posting.seen,
        )


@dataclass(frozen=True)
class Job:
    """One recommended job: its facts, and why it is recommended."""

    facts: Facts
    band: Band
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    copies: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Every posting that this job stands for."""
        return (self.facts.posting, *self.copies)


JOB_JSON: TypeAdapter[Job] = TypeAdapter(Job)


@dataclass(frozen=True)
class Digest:
    """One person's jobs of one week, without the person's identity; ``as_of`` counts the days."""

    trainee: str
    as_of: date
    model: str
    jobs: tuple[Job, ...]

    @property
    def week(self) -> str:
        """The ISO week, such as ``2026-W48``."""
        return iso_week(self.as_of)

    @property
    def hash(self) -> str:
        """Equal for digests that show the same, whatever the day of the week."""
        text = b"\n".join(JOB_JSON.dump_json(job) for job in self.jobs)
        return hashlib.sha256(self.model.encode() + b"\n" + text).hexdigest()

    def without(self, postings: Set[str]) -> Self:
        """The same digest less some postings."""
        return replace(self, jobs=tuple(j for j in self.jobs if j.facts.posting not in postings))


def iso_week(day: date) -> str:
    """The ISO week of a day; these strings sort by time."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def compose(
    trainee: Trainee,
    ranking: Ranking,
    postings: Mapping[str, Posting],
    rules: Rules,
    mailed: Set[str] = frozenset(),
    copies: Copies | None = None,
    cleared: Cleared = NOTHING_CLEARED,
) -> Digest:
    """The first new jobs of a ranking that the rules allow; possibly none.

    Neither a posting in ``mailed`` nor a near copy of one is new, whenever it was registered.
    """
    jobs: list[Job] = []
    copies = copies or Copies(postings)
    taken = set(mailed) | copies.repeated((id for m in ranking.matches for id in _ids(m)), mailed)
    firms: Counter[str] = Counter()
    for match in ranking.matches:
        if len(jobs) == rules.jobs:
            break
        posting = postings.get(match.id)
        if posting is None or match.band not in rules.bands or taken & {*_ids(match)}:
            continue
        job = _job(posting, match, rules)
        firm = job.facts.employer or job.facts.company or posting.id
        if firms[firm] == rules.per_employer or fault(posting, ranking.as_of, cleared):
            continue
        firms[firm] += 1
        taken.update(job.ids)
        jobs.append(job)
    return Digest(trainee.id, ranking.as_of, ranking.model, tuple(jobs))


def _ids(match: Match) -> tuple[str, ...]:
    return (match.id, *match.copies)


def _job(posting: Posting, match: Match, rules: Rules) -> Job:
    reasons = [line for reason in match.reasons if (line := one_line(reason.text))]
    missing = [line for text in match.missing if (line := one_line(text))]
    return Job(
        facts=Facts.of(posting),
        band=match.band,
        reasons=tuple(reasons[: rules.lines]),
        missing=tuple(missing[: rules.lines]),
        copies=match.copies,
    )
