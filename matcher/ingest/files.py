"""Files (파일): bytes become named rows or tables, whatever the suffix and the encoding."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from matcher.ingest.feeds import feed_rows
from matcher.ingest.intake import Rejection, Row, UnreadableFile
from matcher.ingest.jsonl import json_rows
from matcher.ingest.separated import separated
from matcher.ingest.sheet import Table, spaced

LIMIT = 50 * 1024 * 1024
Header = frozenset[str]
Recognise = Callable[[Header], bool]

NAMED: dict[str, Callable[[bytes], Iterator[Row]]] = {
    ".jsonl": json_rows,
    ".ndjson": json_rows,
    ".json": feed_rows,
    ".xml": feed_rows,
}
"""Formats whose rows name their own cells, by suffix."""

_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")
_HEADER_WITHIN = 20
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "CSV(.csv), 엑셀(.xlsx) 또는 JSON Lines(.jsonl) 파일로 저장해 주십시오."
_NO_SHEETS = "시트가 없는 파일입니다."
_AS_XLSX = "엑셀에서 열어 .xlsx(Excel 통합 문서)로 다시 저장해 주십시오."


@dataclass(frozen=True)
class Content:
    """What a file holds: rows that name their cells, or tables whose header has to be found."""

    rows: Iterator[Row] | None = None
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    def known(self, recognise: Recognise) -> "Found | None":
        """The rows under the first header that is known; title rows above it are passed over."""
        if self.rows is not None:
            return Found(self.rows, self.notes)
        for table in self.tables:
            for first, line in enumerate(table.head[:_HEADER_WITHIN], 1):
                names = [spaced(cell) for cell in line.cells]
                if recognise(frozenset(names)):
                    return Found(table.named(names, first), self.notes_on(table))
        return None

    def notes_on(self, read: Table) -> tuple[str, ...]:
        """The notes of the file, and of several sheets which was read and which were not."""
        others = [table.name for table in self.tables if table is not read and table.head]
        if not others:
            return self.notes
        told = (
            f"‘{read.name}’ 시트만 읽고 다른 시트는 읽지 않았습니다: {', '.join(others)} "
            "(다른 시트는 --sheet 이름 으로 고릅니다)"
        )
        return (*self.notes, told)


@dataclass(frozen=True)
class Found:
    """The rows of the one table that is read, and what to tell about the file."""

    rows: Iterator[Row]
    notes: tuple[str, ...]


def open_file(source: Path | bytes, name: str = "", sheet: str | None = None) -> Content:
    """What a file holds, of a workbook the one ``sheet`` if it is named.

    Raises ``UnreadableFile`` where nothing can be read, or no sheet has that name.
    """
    suffix = Path(name or (source.name if isinstance(source, Path) else "")).suffix.lower()
    if suffix not in (*NAMED, *_TABLES):
        raise UnreadableFile(Rejection(0, "", f"읽을 수 없는 파일 종류입니다({suffix}).", _SAVE_AS))
    data = _bytes(source)
    book = suffix not in NAMED and (data.startswith(_ZIP) or suffix in (".xlsx", ".xlsm"))
    if sheet is not None and not book and not data.startswith(_OLE):
        raise UnreadableFile(Rejection(0, "", _NO_SHEETS, "--sheet 없이 다시 가져와 주십시오."))
    if suffix in NAMED:
        return Content(rows=NAMED[suffix](data))
    if data.startswith(_OLE):
        raise UnreadableFile(_ole(data))
    if book:
        from matcher.ingest.tables import workbook

        tables, notes = workbook(data, sheet)
        return Content(tables=tables, notes=notes)
    if suffix == ".xls":
        raise UnreadableFile(Rejection(0, "", "예전 엑셀 형식(.xls)은 읽지 못합니다.", _AS_XLSX))
    return Content(tables=(separated(data),))


def _bytes(source: Path | bytes) -> bytes:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > LIMIT:
        found = f"파일이 너무 큽니다({size // 1024 // 1024}MB)."
        raise UnreadableFile(Rejection(0, "", found, "50MB 이하로 나누어 주십시오."))
    data = source.read_bytes() if isinstance(source, Path) else source
    if not data.strip():
        raise UnreadableFile(
            Rejection(1, "", "빈 파일입니다.", "내용이 있는 파일을 골라 주십시오.")
        )
    return data


def _ole(data: bytes) -> Rejection:
    """An old workbook, or a new one behind a password: both begin with the same bytes."""
    if _ENCRYPTED in data:
        return Rejection(
            0, "", "암호가 걸린 엑셀 파일입니다.", "엑셀에서 암호를 풀고 다시 저장해 주십시오."
        )
    return Rejection(0, "", "예전 엑셀 형식(.xls)은 읽지 못합니다.", _AS_XLSX)
