"""A table (표) as it stands in a file: numbered lines of cells, header not yet known."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from matcher.ingest.intake import Rejection, Row, RowProblem, UnreadableFile

HEAD = 200
"""Lines that are looked at to find a header and to propose a mapping."""
ROWS = 200_000
COLUMNS = 500
CELL = 32_767
"""The most characters of a cell, as in Excel."""

_TOO_MANY = "칸이 머리글보다 많습니다. 쉼표가 든 값은 따옴표로 묶어 주십시오."
_TOO_LONG = f"칸 하나를 {CELL:,}자 이하로 줄여 주십시오."


class Line(NamedTuple):
    """One line: its number in the file, its cells, and what is wrong with it already."""

    number: int
    cells: list[str]
    broken: RowProblem | None = None


class Table:
    """The lines of a sheet or of a separated file; they are read once."""

    def __init__(self, lines: Iterable[Line], name: str = "", *, hidden: bool = False) -> None:
        self.name, self.hidden = name, hidden
        self._rest = iter(lines)
        self.head = tuple(islice(self._rest, HEAD))

    def below(self, first: int) -> Iterator[Line]:
        """The lines from the ``first`` of ``head`` on; raises ``UnreadableFile`` past ``ROWS``."""
        yield from self.head[first:]
        for count, line in enumerate(self._rest, HEAD):
            if count >= ROWS:
                found = f"행이 너무 많습니다({ROWS:,}행 넘음)."
                raise UnreadableFile(Rejection(line.number, "", found, "나누어 주십시오."))
            yield line

    def named(self, names: list[str], first: int) -> Iterator[Row]:
        """The lines from ``first`` on as rows under ``names``; a blank name hides its column.

        Blank lines and repetitions of the header are passed over.
        """
        for number, cells, broken in self.below(first):
            if broken is None and (not any(map(str.strip, cells)) or cells == names):
                continue
            if broken is None:
                broken = _misfit(cells, len(names))
            padded = [*cells, *[""] * (len(names) - len(cells))]
            kept = {name: cell for name, cell in zip(names, padded, strict=False) if name}
            yield Row(number, kept, broken)


def _misfit(cells: list[str], width: int) -> RowProblem | None:
    if any(map(str.strip, cells[width:])):
        return RowProblem("", "", _TOO_MANY)
    if max(map(len, cells)) > CELL:
        return RowProblem("", "", _TOO_LONG)
    return None


def spaced(name: str) -> str:
    """A header as it is shown: single blanks, one line."""
    return " ".join(name.split())
