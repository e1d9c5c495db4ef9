"""Travel times (이동 시간): a centre's own table of minutes between places, never a guess.

``travel_times.csv`` has the columns ``from, to, minutes`` and, if wanted, ``mode``. A row counts
both ways unless the way back has its own; what no row says is unknown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from matcher import places
from matcher.places import Place
from matcher.skills.tables import Cells, TableError, edited, read_rows

COLUMNS = ("from", "to", "minutes")
MODES: Mapping[str, int] = MappingProxyType(
    {"대중교통": 0, "BRT": 0, "버스": 0, "자가용": 1, "자전거": 1, "도보": 1}
)
"""Ways to go; what everybody can take counts before what needs a car or legs."""
MOST_MINUTES = 300
_MINUTES = re.compile("[0-9]{1,3}")


@dataclass(frozen=True)
class Trip:
    """A way between two places, as the table has it."""

    minutes: int
    mode: str = "대중교통"

    @property
    def told(self) -> str:
        """The way as it is printed: ``대중교통 35분``."""
        return f"{self.mode} {self.minutes}분"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    start: Place
    end: Place
    trip: Trip


@dataclass(frozen=True)
class Way:
    """The nearest way between two groups of points; ``sure`` where the table has them all."""

    trip: Trip
    sure: bool


class TravelTimes:
    """Minutes between points of the table of places; empty where a centre has no table."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._trips: dict[tuple[str, str], Trip] = {}
        for row in rows:
            known = self._trips.get((row.start.name, row.end.name))
            if known is None or _order(row.trip) < _order(known):
                self._trips[row.start.name, row.end.name] = row.trip

    def __len__(self) -> int:
        return len(self._trips)

    @classmethod
    def read(cls, path: Path | None) -> "TravelTimes":
        """A centre's table, empty without one; raises ``TableError`` with every bad line."""
        if path is None:
            return cls()
        text = edited(path)
        header = text.partition("\n")[0].split(",")
        columns = (*COLUMNS, "mode") if "mode" in (name.strip() for name in header) else COLUMNS
        rows = read_rows(text, columns, _row, name=path.name)
        _check_once(rows, path.name)
        return cls(rows)

    def trip(self, start: Place, end: Place) -> Trip | None:
        """The way between two points, ``None`` where the table does not have it."""
        there = self._trips.get((start.name, end.name))
        return there or self._trips.get((end.name, start.name))

    def way(self, starts: Sequence[Place], ends: Sequence[Place]) -> Way | None:
        """The shortest way between two groups of points, as far as the table has any."""
        if not self._trips:
            return None
        trips = [self.trip(start, end) for start in starts for end in ends]
        known = [trip for trip in trips if trip]
        if not known:
            return None
        return Way(min(known, key=lambda trip: trip.minutes), len(known) == len(trips))


def _order(trip: Trip) -> tuple[int, int]:
    return MODES[trip.mode], trip.minutes


def _check_once(rows: Sequence[Row], name: str) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key = row.start.name, row.end.name, row.trip.mode
        if seen.setdefault(key, row.trip.minutes) != row.trip.minutes:
            raise TableError(
                f"{name}, from {key[0]} to {key[1]}, minutes: found {seen[key]} and "
                f"{row.trip.minutes} by {key[2]}; keep one"
            )


def _row(cells: Cells) -> Row:
    mode = cells.get("mode") or "대중교통"
    if mode not in MODES:
        raise TableError(f"mode: found {mode!r}; write one of {', '.join(MODES)} or nothing")
    minutes = int(cells["minutes"]) if _MINUTES.fullmatch(cells["minutes"]) else 0
    if not 1 <= minutes <= MOST_MINUTES:
        raise TableError(
            f"minutes: found {cells['minutes']!r}; write a whole number from 1 to {MOST_MINUTES}"
        )
    start, end = _point(cells, "from"), _point(cells, "to")
    if start == end:
        raise TableError(f"to: found {cells['to']!r}, where the way starts; write another place")
    return Row(start, end, Trip(minutes, mode))


def _point(cells: Cells, field: str) -> Place:
    """The one point that a cell names."""
    found = places.named(cells[field])
    if len(found) != 1:
        known = "several places" if found else "no place of the table"
        raise TableError(
            f"{field}: found {cells[field]!r}, {known}; write one such as 조치원읍 or 대전역"
        )
    return found[0]
