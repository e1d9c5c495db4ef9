"""``ieum import resume``: a résumé becomes a draft, and a draft a trainee once it is confirmed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from service.commands.common import AsOf, day_of, opened

File = Annotated[
    Path | None,
    typer.Argument(exists=True, dir_okay=False, readable=True, help="HWP, HWPX, DOCX, PDF or TXT."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the draft as JSON.")]
Confirm = Annotated[int | None, typer.Option("--confirm", help="The number of a draft to confirm.")]
Id = Annotated[str, typer.Option("--id", help="The id of the trainee it becomes, such as T0001.")]
By = Annotated[str, typer.Option("--by", help="Who brings it in or confirms it.")]
Same = Annotated[
    bool, typer.Option("--same", help="The id is this person's, though the name differs.")
]
_WISHES = {
    "jobs": "직종",
    "employment_types": "고용형태",
    "hours_per_week_max": "주당 시간",
    "days": "요일",
    "monthly_wage_min_manwon": "월급(만원)",
    "places": "근무지",
    "max_commute_min": "통근(분)",
    "remote_ok": "재택",
    "avoid": "피하고 싶은 일",
}


def resume(
    file: File = None,
    confirm: Confirm = None,
    id: Id = "",
    by: By = "",
    same: Same = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Read a résumé into a draft, or confirm a draft as a trainee. The file itself is not kept.

    Example: ieum import resume resume.hwpx
    """
    if (file is None) == (confirm is None):
        raise typer.BadParameter("give a file, or --confirm with the number of a draft")
    if file is not None:
        _read(file, by, as_of, as_json)
    elif confirm is not None:
        if not id:
            raise typer.BadParameter("--confirm needs --id, the id of the trainee")
        _confirm(confirm, id, by, same=same)


def _read(file: Path, by: str, as_of: AsOf, as_json: bool) -> None:
    from matcher.ingest.resumes import read_resume
    from service.drafts import content_of
    from service.store import Origin

    services = opened()
    draft = read_resume(file, as_of=day_of(services, as_of))
    content = content_of(draft)
    number = services.store.drafts.save(content, Origin("document", by))
    if as_json:
        typer.echo(json.dumps({"draft": number, **json.loads(content)}, ensure_ascii=False))
        return
    for line in _shown(draft.fields):
        typer.echo(line)
    for kind, count in draft.masked.items():
        typer.echo(f"가림: {kind} {count}건은 적지 않았습니다.", err=True)
    for note in draft.notes:
        typer.echo(f"확인: {note}", err=True)
    typer.echo(
        f"초안 {number}번으로 두었습니다. 확인하신 뒤 "
        f"ieum import resume --confirm {number} --id 번호 로 등록해 주십시오.",
        err=True,
    )


def _confirm(number: int, id: str, by: str, *, same: bool) -> None:
    from pydantic import ValidationError

    from matcher.records import Trainee
    from service.drafts import AnotherName, confirm, known

    store = opened().store
    fields = known(store.drafts.get(number).content)["fields"]
    try:
        record = Trainee.model_validate({**fields, "id": id})
    except ValidationError as error:
        named = ", ".join(dict.fromkeys(str(one["loc"][0]) for one in error.errors()))
        raise ValueError(f"the draft cannot become a trainee; correct {named}") from None
    try:
        locked = confirm(store, number, record, by, same=same)
    except AnotherName:
        raise ValueError(
            f"{id} belongs to a person of another name; check the id, or add --same"
        ) from None
    typer.echo(f"초안 {number}번을 등록했습니다. 훈련생 번호: {id}")
    if locked:
        typer.echo(f"상담사가 잠근 항목은 그대로 두었습니다: {', '.join(sorted(locked))}", err=True)


def _shown(fields: Mapping[str, Any]) -> list[str]:
    from matcher.ingest.resumes.draft import TITLES

    lines = []
    for name, title in TITLES.items():
        value = fields.get(name)
        if isinstance(value, dict):
            said = {_WISHES[wish]: _text(one) for wish, one in value.items() if _text(one)}
            lines += [f"희망 {wish}: {one}" for wish, one in said.items()]
        elif isinstance(value, list) and name in ("career", "courses"):
            lines += [f"{title} {number}: {_entry(one)}" for number, one in enumerate(value, 1)]
        elif text := _text(value):
            lines.append(f"{title}: {text}")
    return lines


def _entry(entry: Mapping[str, Any]) -> str:
    years = f"{entry['years']:g}년" if entry.get("years") is not None else None
    parts = [entry.get("title") or entry.get("name"), entry.get("industry"), years]
    return " / ".join(filter(None, [*parts, entry.get("duties"), entry.get("status")]))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "가능" if value else "불가"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
