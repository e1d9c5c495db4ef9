"""Licences (자격·면허): which a posting asks for, and whether a person holds them."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from matcher.records import Posting

NEEDED = re.compile(
    r"([가-힣A-Za-z0-9·]{2,15}?(?:기사|기능사|산업기사|기능장|관리사|지도사|상담사|면허|자격증?))"
    r"(?:\s?(?:자격증?|면허증?))?\s?(?:을|를|증)?\s?(?:필수|필히|소지자(?!\s?우대)|소지\s?필수)"
)
GENERIC = re.compile(r"^(관련|해당|운전|국가|기술)?\s?(자격증?|면허)$")


@dataclass(frozen=True)
class Licence:
    """A licence, the pattern of a posting that asks for it, the pattern that proves it."""

    name: str
    asked: re.Pattern[str]
    held: re.Pattern[str]


@dataclass(frozen=True)
class Demand:
    """One licence that a posting asks for, with the field and span that say so."""

    licence: Licence
    field: str
    start: int
    end: int


def demanded(posting: Posting) -> tuple[Demand, ...]:
    """Licences that a posting plainly needs; empty where it says nothing."""
    demands = [_listed(name, f"licences.{n}") for n, name in enumerate(posting.licences)]
    for licence in _table():
        found = licence.asked.search(posting.title)
        if found:
            demands.append(Demand(licence, "title", *found.span()))
    for field in ("title", "body"):
        for found in NEEDED.finditer(getattr(posting, field) or ""):
            if not GENERIC.match(found.group(1)):
                demands.append(_listed(found.group(1), field, *found.span(1)))
    return tuple({demand.licence.name: demand for demand in reversed(demands)}.values())


def lacking(demands: Sequence[Demand], held: Sequence[str | None]) -> tuple[Demand, ...]:
    """The demands that none of a person's licences meets."""
    names = [name for name in held if name]
    return tuple(
        demand for demand in demands if not any(demand.licence.held.search(name) for name in names)
    )


def _listed(name: str, field: str, start: int = 0, end: int | None = None) -> Demand:
    known = next((one for one in _table() if one.asked.search(name) or one.held.search(name)), None)
    licence = known or Licence(name, re.compile(re.escape(name)), re.compile(_loose(name)))
    return Demand(licence, field, start, len(name) if end is None else end)


def _loose(name: str) -> str:
    stem = re.sub(r"\s?(자격증?|면허증?|증|\d급)$", "", name)
    return r"\s?".join(map(re.escape, stem.replace(" ", "")))


@lru_cache(maxsize=1)
def _table() -> tuple[Licence, ...]:
    listed = tomllib.loads(files("matcher").joinpath("licences.toml").read_text("utf-8"))
    return tuple(
        Licence(row["name"], re.compile(row["asked"]), re.compile(row["held"]))
        for row in listed["licence"]
    )
