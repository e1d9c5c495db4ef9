"""``ieum import``: files of postings and trainees into the store."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.common import opened

if TYPE_CHECKING:
    from matcher.ingest import Intake
    from service.store import Changes

app = typer.Typer(no_args_is_help=True, help="Bring files of postings or trainees in.")

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]
SHOWN = 20


@app.command()
def postings(file: File, as_json: AsJson = False) -> None:
    """Read postings: JSON lines, the Work24 list CSV, the JobKorea CSV; UTF-8 or cp949.

    Example: ieum import postings work24.csv
    """
    from matcher.ingest import read_postings

    intake = read_postings(file)
    _report(intake, opened().store.put_postings(intake.records, intake.raw), as_json)
    undated = sum(not (one.closing.date or one.registered or one.seen) for one in intake.records)
    if undated:
        typer.echo(
            f"참고: 마감일도 등록일도 알 수 없는 공고 {undated}건은 추천에 나오지 않습니다. "
            "등록일(registered)이나 확인일(seen)을 적어 주십시오.",
            err=True,
        )


@app.command()
def trainees(file: File, as_json: AsJson = False) -> None:
    """Read trainees: JSON lines, or a CSV or XLSX roster with Korean headers.

    Example: ieum import trainees roster.xlsx
    """
    from matcher.ingest import read_trainees

    intake = read_trainees(file)
    _report(intake, opened().store.put_trainees(intake.records, intake.raw), as_json, people=True)


def _report(
    intake: "Intake[Any]", changes: "Changes", as_json: bool, *, people: bool = False
) -> None:
    if as_json:
        rejected = [asdict(row) for row in intake.rejected]
        numbers = {name: len(ids) for name, ids in vars(changes).items()}
        typer.echo(json.dumps({**numbers, "rejected": rejected}, ensure_ascii=False))
    else:
        typer.echo(
            f"추가 {len(changes.added)}건, 수정 {len(changes.updated)}건, "
            f"그대로 {len(changes.unchanged)}건, 받지 못한 행 {len(intake.rejected)}건"
        )
        for row in intake.rejected[:SHOWN]:
            typer.echo(f"  {row.row}행 {row.field}: ‘{row.found}’ → {row.cure}")
        if intake.rejected and people:
            typer.echo("  (‘가0-a’처럼 보이는 값은 개인정보를 가리고 모양만 남긴 것입니다)")
        if len(intake.rejected) > SHOWN:
            typer.echo(f"  … 외 {len(intake.rejected) - SHOWN}건 (--json 으로 모두 봅니다)")
    for note in intake.notes:
        typer.echo(f"참고: {note}", err=True)
    if intake.rejected and not intake.records:
        typer.echo("ieum: no row of this file could be taken in", err=True)
        raise typer.Exit(1)
