"""Plain text (.txt), and lines whose columns are told by blanks alone, as a PDF gives them."""

import re
from collections.abc import Iterable, Iterator

from matcher.ingest.resumes.document import Block, Cell, Document, Table, Unreadable

_GAP = re.compile(r"\s*\t\s*|\s*[|│┃]\s*|\s{2,}")
_RULER = re.compile(r"[\s─━│┃┌┐└┘├┤┬┴┼═+=_*~·|-]+")


def read_text(data: bytes) -> Document:
    """The lines of a text in UTF-8, UTF-16 or cp949; raises ``Unreadable``."""
    text = _decoded(data)
    if "\x00" in text:
        raise Unreadable("unknown")
    return Document.of(columns(text.splitlines()))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("damaged")


def columns(lines: Iterable[str]) -> Iterator[Block]:
    """Lines; those with columns next to each other as one table, so that headers find rows."""
    rows: list[list[str]] = []
    for line in lines:
        if _RULER.fullmatch(line):
            continue
        cells = [cell for cell in _GAP.split(line.strip()) if cell]
        if len(cells) > 1:
            rows.append(cells)
            continue
        yield from _table(rows)
        rows = []
        yield from cells
    yield from _table(rows)


def _table(rows: list[list[str]]) -> Iterator[Table]:
    if rows:
        yield Table(
            tuple(
                Cell(text, number, column)
                for number, row in enumerate(rows)
                for column, text in enumerate(row)
            ),
            flat=True,
        )
