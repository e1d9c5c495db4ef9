"""Editable tables: a packaged CSV and a centre's own file over it, each line checked."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

Cells = Mapping[str, str]
Row = TypeVar("Row")


class TableError(ValueError):
    """An unusable line, named by file, row and field with its cure."""


def packaged(name: str) -> str:
    """The text of a table of this package."""
    return files("matcher.skills").joinpath(name).read_text("utf-8")


def edited(path: Path) -> str:
    """The text of a centre's file; spreadsheet programs put a mark (BOM) before it."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path.name}: {error}; save the table as CSV in UTF-8") from error


def read_rows(
    text: str, columns: Sequence[str], build: Callable[[Cells], Row], *, name: str
) -> list[Row]:
    """The lines of a table; raises ``TableError`` that lists every bad line at once."""
    reader = csv.DictReader(io.StringIO(normalize("NFC", text)), strict=True)
    rows, bad = list[Row](), list[str]()
    try:
        _check_header(reader.fieldnames or (), columns, name)
        for cells in reader:
            try:
                rows.append(build(_whole(cells)))
            except TableError as error:
                bad.append(f"{name}, row {reader.line_num}, {error}")
    except csv.Error as error:
        row = reader.line_num + 1
        bad.append(f"{name}, row {row}: {error}; put texts with commas in quotes")
    if bad:
        raise TableError("\n".join(bad))
    return rows


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell written ``a|b|c``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def beneath(base: Iterable[Row], own: Iterable[Row], key: Callable[[Row], str]) -> list[Row]:
    """The lines of the base whose key none of a centre's own lines has."""
    replaced = set(map(key, own))
    return [row for row in base if key(row) not in replaced]


def _check_header(found: Sequence[str], columns: Sequence[str], name: str) -> None:
    if tuple(found) != tuple(columns):
        raise TableError(
            f"{name}, row 1: found the columns {', '.join(found) or 'none'}; "
            f"expected {', '.join(columns)}"
        )


def _whole(cells: Mapping[str | None, object]) -> Cells:
    if None in cells or None in cells.values():
        raise TableError("whole line: found too many or too few cells; put commas in quotes")
    return {str(name): str(value).strip() for name, value in cells.items()}
