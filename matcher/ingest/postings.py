"""Postings (구인 공고) from files of every known source, and from tables a person has mapped."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from matcher.ingest.cures import shown
from matcher.ingest.feeds.contacts import kept
from matcher.ingest.files import open_file
from matcher.ingest.intake import Draft, Intake, Row, RowProblem, take_in
from matcher.ingest.mapping import ColumnMapping, Saved, mapped
from matcher.ingest.mapping.posting import posting_draft
from matcher.ingest.persons import without_persons
from matcher.ingest.sources import FEEDS, SOURCES, Source
from matcher.ingest.unread import unread
from matcher.records import Posting
from matcher.values import parse_hours, parse_regions

_UNKNOWN_FORMAT = "공고에는 id, title, company가 있어야 합니다. 빠진 항목을 적어 주십시오."
_MOVED = "근무조건 칸에 적힌 지역을 근무지로 옮겼습니다"
_UNREAD = "모르는 항목은 읽지 않았습니다"


def read_postings(
    source: Path | bytes,
    name: str = "",
    *,
    mapping: ColumnMapping | None = None,
    saved: Saved | None = None,
    sheet: str | None = None,
) -> Intake[Posting]:
    """Read postings of any source in ``SOURCES``, told by the header, or by a mapping.

    ``name`` is the file's name where ``source`` is bytes; ``saved`` finds confirmed mappings;
    ``sheet`` is the one to read of a workbook.
    Raises ``UnknownHeader`` with a proposal, and ``UnreadableFile``.
    """
    content = open_file(source, name, sheet)
    if mapping is None and (found := content.known(lambda header: _source_of(header) is not None)):
        return _taken(found.rows, _draft, found.notes)
    table = mapped(content, "postings", mapping, saved)
    return _taken(table.rows, posting_draft(table.mapping, table.day), table.notes)


def _taken(
    rows: Iterable[Row], draft: Callable[[Row], Draft], notes: Iterable[str]
) -> Intake[Posting]:
    """Ids come from the rows as they are, so that a masked contact never changes one."""

    def masked(row: Row) -> Draft:
        made = draft(row)
        return replace(made, fields=without_persons(made.fields))

    return take_in(rows, masked, Posting, shown, notes, _raw, unread)


def _raw(cells: Mapping[str, object]) -> Mapping[str, object]:
    """What may stay of a row: of a feed only the cells it lists, of any other all but persons."""
    source = _source_of(frozenset(cells))
    listed = next((feed.kept for feed in FEEDS if feed.source is source), None)
    if listed is None:
        return without_persons(cells)
    return {name: kept(value, listed) for name, value in cells.items() if name in listed}


def _source_of(header: frozenset[str]) -> Source | None:
    return next((source for source in SOURCES if source.recognises(header)), None)


def _draft(row: Row) -> Draft:
    source = _source_of(frozenset(row.cells))
    if source is None:
        raise RowProblem(_missing(row), "", _UNKNOWN_FORMAT)
    fields = source.fields(row.cells)
    notes = _unread(row, source)
    if _slipped(fields):
        moved = {"region": fields["working_condition"], "working_condition": None}
        return Draft(fields | moved, source.columns, (*notes, _MOVED))
    return Draft(fields, source.columns, notes)


def _missing(row: Row) -> str:
    return next((name for name in ("id", "title", "company") if name not in row.cells), "")


def _unread(row: Row, source: Source) -> tuple[str, ...]:
    if source.columns:
        return ()
    unknown = sorted(name for name in row.cells if name not in Posting.model_fields)
    return (f"{_UNREAD}({', '.join(unknown[:5])})",) if unknown else ()


def _slipped(fields: dict[str, object]) -> bool:
    """Whether a place stands in the cell of the working condition and none in its own."""
    condition = fields.get("working_condition")
    return (
        isinstance(condition, str)
        and not fields.get("region")
        and not parse_hours(condition).known
        and bool(parse_regions(condition))
    )
