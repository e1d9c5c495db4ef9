"""Coverage (판독률): which share of the values of real postings is understood, by field."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matcher.records import Posting
from matcher.values.text import folded


@dataclass(frozen=True)
class Reading:
    """How one field is read: its text in a posting, and whether that text became a value."""

    text: Callable[[Posting], str | None]
    typed: Callable[[Posting], bool]


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


READINGS: Mapping[str, Reading] = {
    "pay": Reading(lambda p: p.pay, lambda p: p.pay_range.known),
    "career": Reading(lambda p: p.career, lambda p: p.career_range.kind is not None),
    "education": Reading(
        lambda p: p.education,
        lambda p: bool(p.education_range.lowest or p.education_range.highest),
    ),
    "region": Reading(lambda p: p.region, lambda p: bool(p.regions) and not p.unread_places),
    "closing": Reading(lambda p: p.closes, lambda p: p.closing.known),
    "hours": Reading(lambda p: p.working_condition, lambda p: p.hours.known),
    "employment": Reading(lambda p: p.employment_type, lambda p: bool(p.employment_types)),
}


def measure(postings: Iterable[Posting]) -> tuple[Coverage, ...]:
    """The coverage of every field, in the order of ``READINGS``."""
    known = tuple(postings)
    return tuple(_of_field(field, reading, known) for field, reading in READINGS.items())


def says_nothing(field: str, text: str) -> bool:
    """Whether a text is one of the listed phrases that say nothing, such as ``회사내규에 따름``."""
    pattern = _phrases().get(field)
    return pattern is not None and pattern.fullmatch(folded(text)) is not None


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


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    text = files("matcher.values").joinpath("says_nothing.toml").read_text("utf-8")
    return {field: re.compile("|".join(found)) for field, found in tomllib.loads(text).items()}
