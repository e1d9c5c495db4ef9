"""A document (문서) whatever its format: lines and tables in order, without hidden text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal, NamedTuple

BLOCKS = 20_000
LETTERS = 500_000
"""The most lines and cells, and characters, of a résumé: about 300 pages."""
DEPTH = 60
"""The deepest that tables may stand in tables and marks in marks."""
TINY_POINTS = 3.0
"""Text below this height, like white text on white, is there for machines alone: hidden."""

Fault = Literal["locked", "scanned", "old", "macro", "damaged", "large", "slow", "unknown", "empty"]


class Unreadable(Exception):  # noqa: N818 - never leaves this package
    """A file that gives no text; only the kind of fault, never what stands in it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


class Cell(NamedTuple):
    """One cell of a table: its text, where it stands, and how far it reaches (병합)."""

    text: str
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """The cells of a table, each once; ``flat`` where blanks alone told its columns apart."""

    cells: tuple[Cell, ...]
    flat: bool = False

    @property
    def by_row(self) -> Iterator[list[Cell]]:
        """The cells that begin in each row, from left to right."""
        for _, row in groupby(sorted(self.cells, key=lambda c: (c.row, c.column)), lambda c: c.row):
            yield list(row)


Block = str | Table


@dataclass(frozen=True)
class Document:
    """The lines and tables of one file."""

    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> "Document":
        """Clean texts, blank ones left out; raises ``Unreadable`` where there are too many."""
        from matcher.values import clean_text  # a file that is refused never gets here

        kept: list[Block] = []
        count = letters = 0
        for block in blocks:
            cells = [block] if isinstance(block, str) else [cell.text for cell in block.cells]
            count, letters = count + len(cells), letters + sum(map(len, cells))
            if count > BLOCKS or letters > LETTERS:
                raise Unreadable("large")
            if isinstance(block, Table):
                cells_of = (c._replace(text=clean_text(c.text) or "") for c in block.cells)
                kept.append(replace(block, cells=tuple(cells_of)))
            else:
                kept += (line for line in (clean_text(block) or "").split("\n") if line)
        return cls(tuple(kept))

    @property
    def texts(self) -> list[str]:
        """Every line and cell in order."""
        return [text for block in self.blocks for text in _texts(block)]

    def with_texts(self, texts: Iterable[str]) -> "Document":
        """The same document with other texts in the same order."""
        rest = iter(texts)
        return Document(
            tuple(
                next(rest)
                if isinstance(block, str)
                else replace(block, cells=tuple(c._replace(text=next(rest)) for c in block.cells))
                for block in self.blocks
            )
        )

    def as_json(self) -> list[object]:
        """Lists and strings alone, to pass from one process to another."""
        return [
            block if isinstance(block, str) else [block.flat, *map(list, block.cells)]
            for block in self.blocks
        ]

    @classmethod
    def from_json(cls, blocks: list[Any]) -> "Document":
        """The document of ``as_json``."""
        return cls(
            tuple(
                block
                if isinstance(block, str)
                else Table(tuple(Cell(*cell) for cell in block[1:]), block[0])
                for block in blocks
            )
        )


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, str):
        yield block
    else:
        yield from (cell.text for cell in block.cells)
