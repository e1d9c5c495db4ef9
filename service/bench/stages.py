"""Where a look-up's time goes: the time of each stage, less that of the stages within it."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any
from unittest.mock import patch

Timed = tuple[object, str, str]
"""An owner (class or module), the name of its function, and the stage it belongs to."""

REST = "rest"


class Stopwatch:
    """Seconds by stage, of the processor by default; whatever no stage claims is the rest."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self._clock = clock
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = [REST]
        self._since = clock()

    @contextmanager
    def measuring(self, functions: Sequence[Timed]) -> Iterator[None]:
        """Time these functions while the block runs; they are put back afterwards."""
        with ExitStack() as patches:
            for owner, name, stage in functions:
                timed = self._timed(getattr(owner, name), stage)
                patches.enter_context(patch.object(owner, name, timed))
            self._since = self._clock()
            yield
            self._turn()

    def _timed(self, call: Callable[..., Any], stage: str) -> Callable[..., Any]:
        @wraps(call)
        def timed(*given: Any, **named: Any) -> Any:
            self._turn()
            self._open.append(stage)
            try:
                return call(*given, **named)
            finally:
                self._turn()
                self._open.pop()

        return timed

    def _turn(self) -> None:
        """Give the time since the last turn to the stage at work."""
        now = self._clock()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now
