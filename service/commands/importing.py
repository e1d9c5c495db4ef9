"""``ieum import``: files of postings and trainees into the store."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from service.commands.common import opened
from service.commands.mapping import Asked, Confirm, Lines, ListName, Sheet, Whole, read_mapped
from service.commands.previewing import changes_of, preview

if TYPE_CHECKING:
    from matcher.ingest import Intake
    from matcher.ingest.mapping import ColumnMapping
    from service.store import Plan, Store

app = typer.Typer(no_args_is_help=True, help="Bring files of postings or trainees in.")

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")]
Kind = Literal["postings", "trainees"]
SHOWN = 20


@app.command()
def postings(
    file: File,
    as_json: AsJson = False,
    dry_run: DryRun = False,
    confirm: Confirm = False,
    lines: Lines = None,
    mapping: Whole = None,
    source: ListName = None,
    sheet: Sheet = None,
) -> None:
    """Read postings: known lists and JSON lines as they are, any other CSV or XLSX by a mapping.

    Example: ieum import postings list.xlsx --map 비고=- --confirm
    """
    from matcher.ingest import read_postings

    asked = Asked(confirm, tuple(lines or ()), mapping, source, sheet)
    intake = _bring("postings", read_postings, file, asked, as_json=as_json, dry_run=dry_run)
    undated = sum(not (one.closing.date or one.registered or one.seen) for one in intake.records)
    if undated:
        typer.echo(
            f"참고: 마감일도 등록일도 알 수 없는 공고 {undated}건은 추천에 나오지 않습니다. "
            "등록일(registered)이나 확인일(seen)을 적어 주십시오.",
            err=True,
        )


@app.command()
def trainees(
    file: File,
    as_json: AsJson = False,
    dry_run: DryRun = False,
    confirm: Confirm = False,
    lines: Lines = None,
    mapping: Whole = None,
    sheet: Sheet = None,
) -> None:
    """Read trainees: JSON lines, the centre's roster, any other CSV or XLSX by a mapping.

    Example: ieum import trainees roster.xlsx --dry-run
    """
    from matcher.ingest import read_trainees

    asked = Asked(confirm, tuple(lines or ()), mapping, sheet=sheet)
    _bring("trainees", read_trainees, file, asked, as_json=as_json, dry_run=dry_run)


def _bring(
    kind: Kind,
    read: "Callable[..., Intake[Any]]",
    file: Path,
    asked: Asked,
    *,
    as_json: bool,
    dry_run: bool,
) -> "Intake[Any]":
    """Read, then plan or write, then tell; nothing is written on a dry run."""
    from matcher.ingest.completing import completed
    from matcher.ingest.identity import without_other_people

    store = opened().store
    intake, accepted = read_mapped(read, store, file, asked, as_json=as_json)
    if kind == "trainees":
        intake = without_other_people(intake, store.trainees())
    else:
        intake = completed(intake, store.posting_sources(intake.raw))
    if dry_run:
        plan = getattr(store, f"plan_{kind}")(intake.records)
    else:
        plan = _write(store, kind, file, intake, accepted)
    people = kind == "trainees"
    (_as_json if as_json else _as_text)(intake, plan, dry_run=dry_run, people=people)
    for note in (*intake.notes, *_withheld(plan)):
        typer.echo(f"참고: {note}", err=True)
    if intake.rejected and not intake.records:
        typer.echo("ieum: no row of this file could be taken in", err=True)
        raise typer.Exit(1)
    return intake


def _withheld(plan: "Plan") -> "tuple[str, ...]":
    from service.store.consents import withheld_note

    note = withheld_note(plan)
    return (note,) if note else ()


def _write(
    store: "Store",
    kind: Kind,
    file: Path,
    intake: "Intake[Any]",
    accepted: "ColumnMapping | None" = None,
) -> "Plan":
    """Records, the book and the mapping in one transaction: all of them, or nothing."""
    from service.store import Origin

    # the name of a roster may be that of a person
    named = file.name if kind == "postings" else f"{kind}{file.suffix}"
    nothing = bool(intake.rejected) and not intake.records
    message = "받을 수 있는 행이 하나도 없습니다." if nothing else ""
    with store.importing() as now:
        put = now.put_postings if kind == "postings" else now.put_trainees
        plan: Plan = put(intake.records, intake.raw, Origin("import", by=named))
        now.record(named, "alert" if nothing else "ok", _counts(intake, plan), message)
        if accepted and intake.records:
            now.save_mapping(accepted.fingerprint, accepted.to_json())
    return plan


def _counts(intake: "Intake[Any]", plan: "Plan") -> dict[str, int]:
    kinds = {name: len(getattr(plan, name)) for name in ("added", "updated", "unchanged")}
    return kinds | {"rejected": intake.rejected_rows}


def _as_json(intake: "Intake[Any]", plan: "Plan", *, dry_run: bool, people: bool) -> None:
    told: dict[str, object] = dict(_counts(intake, plan))
    told["rejected"] = [asdict(one) for one in intake.rejected]
    if dry_run:
        told["changes"] = changes_of(intake, plan, people=people)
    typer.echo(json.dumps(told, ensure_ascii=False))


def _as_text(intake: "Intake[Any]", plan: "Plan", *, dry_run: bool, people: bool) -> None:
    typer.echo(
        f"추가 {len(plan.added)}건, 수정 {len(plan.updated)}건, "
        f"그대로 {len(plan.unchanged)}건, 받지 못한 행 {intake.rejected_rows}건"
    )
    if dry_run:
        typer.echo("미리 보기입니다. 아무것도 저장하지 않았습니다.")
        for line in preview(intake, plan, people=people):
            typer.echo(line)
    for row in intake.rejected[:SHOWN]:
        typer.echo(f"  {row.row}행 {row.field}: ‘{row.found}’ → {row.cure}")
    if people and intake.rejected:
        typer.echo("  (‘가0-a’처럼 보이는 값은 개인정보를 가리고 모양만 남긴 것입니다)")
    if len(intake.rejected) > SHOWN:
        typer.echo(f"  … 외 {len(intake.rejected) - SHOWN}건 (--json 으로 모두 봅니다)")
