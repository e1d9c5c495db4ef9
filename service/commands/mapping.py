"""The columns of a file nobody knows yet: shown to a person, changed and confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from matcher.ingest import ColumnMapping, Intake
    from matcher.ingest.mapping import Guess, Proposal
    from service.store import Store

Confirm = Annotated[bool, typer.Option("--confirm", help="Accept the mapping as it is shown.")]
Lines = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help="Map a column otherwise; - leaves it out."),
]
Whole = Annotated[
    Path | None,
    typer.Option("--mapping", exists=True, dir_okay=False, help="A mapping as JSON, accepted."),
]
Sheet = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook; default the first table."),
]
ListName = Annotated[
    str | None,
    typer.Option("--source", metavar="NAME", help="Name of the list, shown with its postings."),
]


@dataclass(frozen=True)
class Asked:
    """What a person said about the columns of a file."""

    confirm: bool = False
    lines: tuple[str, ...] = ()
    whole: Path | None = None
    source: str | None = None
    sheet: str | None = None


class _Saved:
    """The mappings that were confirmed before, under the name of the list that is given now."""

    def __init__(self, find: "Callable[[str], str | None]", source: str | None) -> None:
        self._find, self._source = find, source
        self.renamed: ColumnMapping | None = None

    def __call__(self, fingerprint: str) -> str | None:
        from matcher.ingest import ColumnMapping

        text = self._find(fingerprint)
        if text is None or self._source is None:
            return text
        mapping = ColumnMapping.from_json(text)
        self.renamed = mapping.model_copy(update={"source": self._source})
        return self.renamed.to_json()


def read_mapped(
    read: "Callable[..., Intake[Any]]", store: "Store", file: Path, asked: Asked, *, as_json: bool
) -> "tuple[Intake[Any], ColumnMapping | None]":
    """The intake of a file, and the mapping to save where one was accepted just now.

    Shows the proposal and ends with status 2 where a person has to confirm it first.
    """
    from matcher.ingest import UnknownHeader
    from matcher.ingest.mapping import WrongMapping

    saved = _Saved(store.mappings.find, asked.source)
    try:
        if asked.whole:
            whole = _named(_whole(asked.whole), asked.source)
            return read(file, mapping=whole, sheet=asked.sheet), whole
        intake = read(file, saved=None if asked.lines else saved, sheet=asked.sheet)
    except UnknownHeader as unknown:
        proposal = unknown.proposal
    except WrongMapping as wrong:
        raise typer.BadParameter(str(wrong)) from None
    else:
        if asked.lines or (asked.source and saved.renamed is None):
            raise typer.BadParameter("아는 머리글의 파일이라 --map, --source 를 쓰지 않습니다.")
        return intake, saved.renamed
    mapping = _changed(proposal, asked)
    if not asked.confirm or mapping.missing:
        _show(proposal.with_mapping(mapping), as_json=as_json)
        raise typer.Exit(2)
    return read(file, mapping=mapping, sheet=asked.sheet), mapping


def _whole(path: Path) -> "ColumnMapping":
    from matcher.ingest import ColumnMapping
    from matcher.ingest.mapping import WrongMapping

    try:
        return ColumnMapping.from_json(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise WrongMapping("칸 연결 파일을 UTF-8로 저장해 주십시오.") from None


def _changed(proposal: "Proposal", asked: Asked) -> "ColumnMapping":
    from matcher.ingest.mapping import WrongMapping

    try:
        mapping = proposal.mapping.changed(asked.lines)
    except WrongMapping as wrong:
        raise typer.BadParameter(str(wrong), param_hint="--map") from None
    return _named(mapping, asked.source)


def _named(mapping: "ColumnMapping", source: str | None) -> "ColumnMapping":
    return mapping.model_copy(update={"source": source}) if source else mapping


def _show(proposal: "Proposal", *, as_json: bool) -> None:
    mapping = proposal.mapping
    if as_json:
        typer.echo(mapping.to_json())
    else:
        where = f"‘{proposal.sheet}’ 시트의 " if proposal.others else ""
        typer.echo(f"처음 보는 머리글입니다. {where}칸을 다음과 같이 읽으려고 합니다.")
        for guess in proposal.guesses:
            typer.echo(f"  {_line(guess, proposal)}")
    if proposal.others:
        typer.echo(
            f"다른 시트는 읽지 않습니다: {', '.join(proposal.others)} "
            "(다른 시트는 --sheet 이름 으로 고릅니다)",
            err=True,
        )
    for caution in proposal.cautions:
        typer.echo(f"주의: {caution}", err=True)
    if mapping.missing:
        typer.echo(f"꼭 있어야 하는 항목이 없습니다: {', '.join(mapping.missing)}", err=True)
    typer.echo(
        "맞으면 --confirm 을 붙여 다시 실행해 주십시오. 한 칸만 바꾸려면 --map 칸=항목, "
        "읽지 않으려면 --map 칸=- 를 함께 적어 주십시오. 한 번 확인한 머리글은 다음부터 묻지 "
        "않습니다.",
        err=True,
    )


def _line(guess: "Guess", proposal: "Proposal") -> str:
    from matcher.ingest.mapping.fields import DROPPED, IGNORED, fields

    mapping = proposal.mapping
    field = fields(mapping.kind)[guess.field]
    samples = f"  예: {_examples(guess)}"
    if guess.field == DROPPED:
        return f"{guess.column} → {field.label}{samples}"
    unit = f", 단위 {mapping.units[guess.column]}" if guess.column in mapping.units else ""
    name = "-" if guess.field == IGNORED else guess.field
    called = name if name == field.label else f"{name}({field.label}{unit})"
    doubt = "" if guess.sure else f" [확인 필요, {guess.confidence:.0%}]"
    serial = " [줄 순번으로 보임]" if guess.serial else ""
    return f"{guess.column} → {called}{doubt}{serial}{samples}"


def _examples(guess: "Guess") -> str:
    from matcher.ingest.cures import shape, shown
    from matcher.ingest.mapping.fields import DROPPED

    write = shape if guess.field == DROPPED else shown
    return " / ".join(write(one) for one in guess.examples) or "(빈 칸)"
