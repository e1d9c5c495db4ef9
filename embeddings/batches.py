"""Batches of texts, limited by tokens, and the bar that shows how far they are.

A batch is rows of tokens of one width, which an engine reads at once. Where the engine keeps the
texts of a row apart, short texts share a row: hardly a token is padding, and the shapes are few,
each of which an engine has to make ready once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, pairwise

PADDED_TOKENS = 256
"""Tokens in a batch of texts with a row each: what a core keeps near it. In eight bits, a batch on
each core, 1,024 are a fifth slower."""

SHARED_TOKENS = 512
"""Tokens in a batch of shared rows: each costs a millisecond whatever it holds, and two more where
its shape is not that of the one before."""

WIDTHS = (64, 80, 96, 112, 128)
"""Tokens of a shared row: the one that leaves the least padding is taken, or one as wide as the
longest of short texts. Texts longer than a row have wider ones."""

STEP = 16
"""Widths of rows are its multiples."""

WIDE = 1500
"""Tokens of a row of which attention makes as much work as all the rest."""


@dataclass(frozen=True)
class Batch:
    """Rows of texts, by their numbers, and the tokens that a row holds."""

    rows: Sequence[Sequence[int]]
    width: int

    @property
    def texts(self) -> list[int]:
        """The numbers of all texts, in the order in which they lie."""
        return [text for row in self.rows for text in row]


def in_batches(lengths: Sequence[int], budget: int = PADDED_TOKENS) -> Iterator[Batch]:
    """A row for each text, longest first, so many at a time that all stays within ``budget``."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    start = 0
    while start < len(order):
        width = lengths[order[start]]
        rows = max(1, budget // max(1, width))
        yield Batch([[text] for text in order[start : start + rows]], width)
        start += rows


def in_shared_rows(lengths: Sequence[int], streams: int = 1) -> list[list[Batch]]:
    """Rows that texts share, in batches, for each of so many streams those with alike work.

    With 32 texts on two cores that is a twentieth quicker than batches taken in turn.
    """
    work = [0.0] * streams
    told: list[list[tuple[int, list[int]]]] = [[] for _ in work]
    narrow = min(_width(max(lengths, default=1)), *WIDTHS)
    tried = (_rows(lengths, width) for width in (narrow, *WIDTHS))
    for width, row in min(tried, key=lambda rows: sum(width for width, _ in rows)):
        least = work.index(min(work))
        told[least].append((width, row))
        work[least] += width * (1 + width / WIDE)
    return [[*_cut(rows)] for rows in told if rows]


def _rows(lengths: Sequence[int], usual: int) -> list[tuple[int, list[int]]]:
    """Rows with their widths, widest first: each text in the fullest row that has room for it.

    ``usual`` is the width of rows, but of those of longer texts."""
    rows: list[tuple[int, list[int]]] = []
    with_room: list[list[list[int]]] = [[] for _ in range(usual + 1)]
    for text in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        needed = lengths[text]
        room = next((n for n in range(needed, usual + 1) if with_room[n]), None)
        if room is None:
            row: list[int] = []
            room = max(usual, _width(needed))
            rows.append((room, row))
        else:
            row = with_room[room].pop()
        row.append(text)
        with_room[room - needed].append(row)
    return rows


def _width(tokens: int) -> int:
    return -(-tokens // STEP) * STEP


def _cut(rows: Iterable[tuple[int, list[int]]]) -> Iterator[Batch]:
    """Batches of rows of one width, as even as can be and within ``SHARED_TOKENS``."""
    for width, same in groupby(rows, key=lambda row: row[0]):
        one = [row for _, row in same]
        parts = -(-len(one) // max(1, SHARED_TOKENS // width))
        ends = [len(one) * i // parts for i in range(parts + 1)]
        yield from (Batch(one[a:b], width) for a, b in pairwise(ends))


@contextmanager
def progress_bar(total: int, shown: bool) -> Iterator[Callable[[int], None]]:
    """Yields a function to call with the number of texts done; draws on stderr where ``shown``."""
    if not shown:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("encoding", total=total)
        yield lambda done: progress.advance(task, done)
