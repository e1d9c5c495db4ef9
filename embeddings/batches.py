"""Batches of texts of like length, limited by tokens, and the bar that shows how far they are."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

BATCH_TOKENS = 256
"""Padded tokens in one batch: what a core keeps near it. In eight bits, a batch on each core, 1,024
are a fifth slower."""


def in_batches(lengths: Sequence[int], budget: int = BATCH_TOKENS) -> Iterator[list[int]]:
    """Indices of texts, longest first, so many at a time that padding stays within ``budget``."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    start = 0
    while start < len(order):
        rows = max(1, budget // max(1, lengths[order[start]]))
        yield order[start : start + rows]
        start += rows


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
