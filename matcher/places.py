"""Places (지명): a small table of coordinates, found in free text, and distances between them."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from matcher import values
from matcher.values import lies_in

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True)
class Place:
    """A named point; ``region`` is its region code, coordinates are degrees."""

    name: str
    region: str
    lat: float
    lon: float
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def table() -> tuple[Place, ...]:
    """Sejong's dong, eup and myeon, and the neighbouring cities' points."""
    lines = files("matcher").joinpath("places.csv").read_text("utf-8").splitlines()
    return tuple(
        Place(
            name=row["name"],
            region=row["region"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            names=(row["name"], *filter(None, row["aliases"].split(";"))),
        )
        for row in csv.DictReader(lines)
    )


@lru_cache(maxsize=8192)
def find(text: str | None) -> tuple[Place, ...]:
    """The points a text can mean: the named ones, and every point of a region without one.

    Empty where the text is unknown, nationwide or outside the table: never a guess."""
    if not text:
        return ()
    points = named(text)
    codes = [
        code
        for code in _regions(text)
        if code != values.NATIONWIDE and not any(lies_in(one.region, code) for one in points)
    ]
    return tuple(
        place
        for place in table()
        if place in points or any(lies_in(place.region, code) for code in codes)
    )


@lru_cache(maxsize=8192)
def named(text: str | None) -> tuple[Place, ...]:
    """The points that a text names (``세종 한솔동``), not those of a mere region."""
    if not text:
        return ()
    return _named(text, [code for code in _regions(text) if code != values.NATIONWIDE])


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres."""
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def nearest_km(ones: Sequence[Place], others: Sequence[Place]) -> float | None:
    """Kilometres between the nearest points of two groups; ``None`` where one is unknown."""
    return min((distance_km(one, other) for one in ones for other in others), default=None)


def in_region(wished: str, codes: Sequence[str]) -> bool | None:
    """Whether any region code lies in a wished place; ``None`` where nobody can say.

    A nationwide or a wider region (``충남`` for ``천안``) may or may not lie there."""
    wanted = _regions(wished) or tuple(place.region for place in find(wished))
    if not wanted or not codes:
        return None
    if values.NATIONWIDE in wanted or any(lies_in(c, want) for c in codes for want in wanted):
        return True
    wider = values.NATIONWIDE in codes or any(lies_in(w, c) for c in codes for w in wanted)
    return None if wider else False


@lru_cache(maxsize=8192)
def _regions(text: str) -> tuple[str, ...]:
    return values.parse_regions(text)


def _named(text: str, codes: Sequence[str]) -> tuple[Place, ...]:
    return tuple(
        place
        for place in table()
        if any(_names(text, name) for name in place.names)
        and (not codes or any(lies_in(place.region, code) for code in codes))
    )


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<![가-힣]){re.escape(name)}(?![가-힣]*[구군])", text) is not None
