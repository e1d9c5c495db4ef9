"""Names with validity dates (이름과 유효기간): which code a name stood for on a day."""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Span:
    """A code that a name stands for from one day to another; an open end is ``None``."""

    code: str
    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        """Whether the name stands for the code on a day."""
        return (self.first or dt.date.min) <= on <= (self.last or dt.date.max)


class Names:
    """Names and the codes they stand for, over time."""

    def __init__(self, spans: Iterable[tuple[str, Span]]) -> None:
        self._spans: dict[str, list[Span]] = {}
        for name, span in spans:
            self._spans.setdefault(name, []).append(span)
        for found in self._spans.values():
            found.sort(key=lambda span: span.first or dt.date.min)
        self.longest = max(map(len, self._spans), default=0)

    def __contains__(self, name: str) -> bool:
        return name in self._spans

    def code(self, name: str, on: dt.date | None = None) -> str | None:
        """The code of a name on a day; old lists go on using a name that has lapsed.

        ``None`` for a name outside the table or not yet given on that day.
        """
        spans = self._spans.get(name, [])
        if on is None:
            return spans[-1].code if spans else None
        holding = [span for span in spans if span.holds(on)]
        lapsed = [span for span in spans if span.last is not None and span.last < on]
        return next((span.code for span in reversed(holding or lapsed)), None)

    def spans(self) -> Mapping[str, tuple[Span, ...]]:
        """Every name with its spans, earliest first."""
        return {name: tuple(spans) for name, spans in self._spans.items()}


def span_of(row: Mapping[str, str]) -> Span:
    """The span of a row with the columns ``code``, ``valid_from`` and ``valid_to``."""
    return Span(row["code"], _day(row["valid_from"]), _day(row["valid_to"]))


def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table beside the parsers."""
    text = files("matcher.values").joinpath(name).read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
