"""Coverage (판독률): which share of the values of real postings is understood, by field."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from matcher.records import Posting
from matcher.records.reading import READINGS, Reading
from matcher.values import says_nothing


@dataclass(frozen=True)
class Coverage:
    """Counts of one field over many postings; ``rest`` is what was not understood, with counts."""

    field: str
    filled: int
    typed: int
    rightly_unknown: int
    rest: tuple[tuple[str, int], ...]

    @property
    def understood(self) -> float | None:
        """The share of non-empty values typed or rightly unknown; ``None`` without any."""
        return (self.typed + self.rightly_unknown) / self.filled if self.filled else None


def measure(postings: Iterable[Posting]) -> tuple[Coverage, ...]:
    """The coverage of every field, in the order of ``READINGS``."""
    known = tuple(postings)
    return tuple(_of_field(field, reading, known) for field, reading in READINGS.items())


def _of_field(field: str, reading: Reading, postings: Iterable[Posting]) -> Coverage:
    typed = unknown = filled = 0
    rest: Counter[str] = Counter()
    for posting in postings:
        text = reading.text(posting)
        if text is None:
            continue
        filled += 1
        if reading.typed(posting):
            typed += 1
        elif says_nothing(field, text):
            unknown += 1
        else:
            rest[text] += 1
    return Coverage(field, filled, typed, unknown, tuple(rest.most_common()))
