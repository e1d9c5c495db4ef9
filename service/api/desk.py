"""The desk (접수대): blocking work goes to a few threads, behind a queue that has an end.

A search holds the processor and partly releases the interpreter lock, so two threads are as
fast as forty and keep the slowest answers short. Past the queue we say so at once.
"""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

Answer = TypeVar("Answer")


class DeskFullError(Exception):
    """More people wait than could be served in useful time; try again after a second."""


class Desk:
    """Runs calls in at most ``threads`` threads; ``waiting`` callers may queue for them."""

    def __init__(self, threads: int = 2, waiting: int = 64) -> None:
        self._limiter = CapacityLimiter(threads)
        self._most = threads + waiting
        self._inside = 0

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """The result of ``work()``; ``DeskFullError`` when the queue is at its end."""
        if self._inside >= self._most:
            raise DeskFullError
        self._inside += 1
        try:
            return await to_thread.run_sync(work, limiter=self._limiter)
        finally:
            self._inside -= 1
