"""Headers (머리글) of tables nobody knows yet: title rows above, two rows, a row of units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from matcher.ingest.mapping.fields import Kind, fields
from matcher.ingest.sheet import Table, spaced
from matcher.values import parse_day

WITHIN = 20
SPAN = 3
"""A header is within the first ``WITHIN`` lines and at most ``SPAN`` lines high."""

_NOT_A_NAME = re.compile(r"^[\d\s.,:/~%-]+$|^https?://|@|^.{41,}$", re.S)
_UNITS = re.compile(
    r"^[(\[]?(?:단위\s?[:：]\s?)?(?:명|원|만\s?원|천\s?원|시간|일|년|개월|YYYY.*|건)[)\]]?$", re.I
)


@dataclass(frozen=True)
class Header:
    """The name of each column, and the index of the first line below the header."""

    names: tuple[str, ...]
    first: int
    known: int


def headers(table: Table, kind: Kind) -> Iterator[Header]:
    """Every set of lines that could be the header, best first."""
    found = [
        header
        for top in range(min(WITHIN, len(table.head)))
        for span in range(1, SPAN + 1)
        if (header := _header(table, kind, top, span))
    ]
    yield from sorted(found, key=lambda one: -one.known)


def _header(table: Table, kind: Kind, top: int, span: int) -> Header | None:
    lines = table.head[top : top + span]
    rows = [_row(table, at) for at in range(top, top + len(lines))]
    if len(lines) < span or any(line.broken for line in lines) or not all(map(_names_only, rows)):
        return None
    if sum(map(bool, rows[0])) < 2 or _units_only(_row(table, top + span)):
        return None
    names = _unique(_joined(rows, max(map(len, rows))))
    known = sum(any(one.named(name) >= 0.7 for one in fields(kind).values()) for name in names)
    return Header(names, top + span, known)


def _row(table: Table, at: int) -> list[str]:
    return [spaced(cell) for cell in table.head[at].cells] if at < len(table.head) else []


def _units_only(row: list[str]) -> bool:
    """Whether a line under a header only says in what its columns are counted."""
    return any(row) and all(_UNITS.match(cell) for cell in row if cell)


def _names_only(row: list[str]) -> bool:
    return any(row) and not any(cell and _NOT_A_NAME.search(cell) for cell in row)


def _joined(rows: list[list[str]], width: int) -> list[str]:
    """The lines of a header as one; a cell over several columns is spoken for each of them."""
    padded = [row + [""] * (width - len(row)) for row in rows]
    for above, below in pairwise(padded):
        if not _units_only(below):
            _spread(above, below)
            continue
        below[:] = [f"({cell.strip('()[]')})" if cell else "" for cell in below]
    return [_name([row[column] for row in padded], column) for column in range(width)]


def _spread(above: list[str], below: list[str]) -> None:
    left = ""
    for column, cell in enumerate(above):
        if cell:
            left = cell if below[column] else ""
        elif below[column]:
            above[column] = left


def _name(parts: list[str], column: int) -> str:
    return " ".join(dict.fromkeys(filter(None, parts))) or f"(머리글 없음 {column + 1}열)"


def _unique(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(unique)


def day_of_data(table: Table, first: int) -> date | None:
    """The day the lines above the header give for the whole table (``2026.11.20. 기준``)."""
    cells = (cell for line in table.head[:first] for cell in line.cells if "기준" in cell)
    return next((day for cell in cells if (day := parse_day(cell))), None)


def unit_of_table(table: Table, first: int) -> str | None:
    """The unit of money that the lines above the header give (``단위: 만원``)."""
    above = (cell for line in table.head[:first] for cell in line.cells if "단위" in cell)
    found = (re.search(r"만\s?원|천\s?원|원", cell) for cell in above)
    return next(("".join(one[0].split()) for one in found if one), None)
