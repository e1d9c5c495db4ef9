"""Reading (읽기) by a mapping: the table it belongs to, and rows without what is never kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from matcher.ingest.files import Content
from matcher.ingest.intake import Rejection, Row, UnreadableFile
from matcher.ingest.mapping.columns import ColumnMapping, fingerprint, squeezed
from matcher.ingest.mapping.fields import NUMBER, Kind
from matcher.ingest.mapping.header import Header, day_of_data, headers
from matcher.ingest.mapping.proposal import UnknownHeader, cells_under, propose, serial
from matcher.ingest.serials import caution
from matcher.ingest.sheet import Table

Saved = Callable[[str], str | None]
"""Finds the JSON of a confirmed mapping by the fingerprint of a header."""


@dataclass(frozen=True)
class Mapped:
    """The rows of a table under a mapping; ``day`` is that of the data, if the table tells."""

    mapping: ColumnMapping
    rows: Iterator[Row]
    day: date | None
    notes: tuple[str, ...]


def mapped(
    content: Content, kind: Kind, given: ColumnMapping | None, saved: Saved | None
) -> Mapped:
    """A file under the mapping given, or else under the one saved for its header.

    Raises ``UnknownHeader`` with a proposal where there is neither, and ``UnreadableFile``.
    """
    for table in content.tables:
        for header in headers(table, kind):
            if mapping := _mapping_of(header, kind, given, saved):
                rows = _rows(table, header, mapping)
                day = day_of_data(table, header.first)
                notes = (*content.notes_on(table), *_cautions(table, header, mapping))
                return Mapped(mapping, rows, day, notes)
    if given is None:
        raise UnknownHeader(propose(content.tables, kind))
    found = "파일의 머리글이 칸 연결과 다릅니다."
    raise UnreadableFile(Rejection(1, "", found, "칸 연결 없이 다시 가져와 확인해 주십시오."))


def _cautions(table: Table, header: Header, mapping: ColumnMapping) -> Iterator[str]:
    kind = mapping.kind
    numbers = {squeezed(name): name for name in mapping.columns_of(NUMBER[kind])}
    for at, name in enumerate(header.names):
        column = numbers.get(squeezed(name))
        if column and serial(kind, column, cells_under(table, header, at)):
            yield caution(column, people=kind == "trainees")


def _mapping_of(
    header: Header, kind: Kind, given: ColumnMapping | None, saved: Saved | None
) -> ColumnMapping | None:
    mark = fingerprint(kind, header.names)
    if given is not None:
        return given if given.fingerprint == mark else None
    text = saved(mark) if saved else None
    return ColumnMapping.from_json(text) if text else None


def _rows(table: Table, header: Header, mapping: ColumnMapping) -> Iterator[Row]:
    """Rows under the mapping's own spelling; a dropped column is gone before anybody sees it."""
    spelt = {squeezed(name): name for name in mapping.columns if name not in mapping.dropped}
    names = [spelt.get(squeezed(name), "") for name in header.names]
    for row in table.named(names, header.first):
        if row.broken or any(str(cell).strip() for cell in row.cells.values()):
            yield row
