"""Licences (자격·면허): which a posting asks for, and whether a person holds them."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from matcher.asking import pieces
from matcher.records import Posting

NEEDED = re.compile(
    r"([가-힣A-Za-z0-9·]{2,15}?(?:기사|기능사|산업기사|기능장|관리사|지도사|상담사|면허|자격증?))"
    r"(?:\s?(?:자격증?|면허증?))?\s?(?:을|를|증)?\s?(?:필수|필히|소지자|소지\s?필수)"
    r"(?!\s?(?:는|은)?\s?(?:아니|아님|아닙|우대|가점|혹은|또는|안내))"
)
NO_LICENCE = re.compile(
    r"^(관련|해당|운전|국가|기술)?\s?(자격증?|면허)$"
    r"|(배송|운전|택배|버스|택시|화물|납품|배달|수리|설치|정비|AS)\s?기사$"
)
"""Words of the same ending that name no licence."""
NAMED = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?:[가-힣A-Za-z0-9]{1,12}?"
    r"(?:산업기사|기능사|기능장|기사|관리사|지도사|상담사|교육사|복지사|행정사|분석사|회계사)"
    r"|[가-힣]{2,10}\s?[1-3]급)"
    r"(?=$|[^가-힣]|자격|면허|소지|이상|또는|혹은|우대|필수)"
)
"""What names a licence by its ending, in a piece that speaks of requirements."""


@dataclass(frozen=True)
class Licence:
    """A licence, the pattern of a posting that asks for it, the pattern that proves it, and the
    one that names it in a text: a higher licence proves a lower one without naming it."""

    name: str
    asked: re.Pattern[str]
    held: re.Pattern[str]
    named: re.Pattern[str]


@dataclass(frozen=True)
class Demand:
    """One licence that a posting asks for, with the field and span that say so."""

    licence: Licence
    field: str
    start: int
    end: int
    group: str
    """Of one group any licence is enough: trades named together in a title, or a list."""


def demanded(posting: Posting) -> tuple[Demand, ...]:
    """Licences that a posting plainly needs; empty where it says nothing."""
    demands = [_listed(name, f"licences.{n}") for n, name in enumerate(posting.licences)]
    for licence in _table():
        found = licence.asked.search(posting.title)
        if found:
            demands.append(Demand(licence, "title", *found.span(), "title"))
    for field in ("title", "body"):
        for found in NEEDED.finditer(getattr(posting, field) or ""):
            if not NO_LICENCE.search(found.group(1)) and not _liked(posting, field, found.start()):
                one = _listed(found.group(1), field, *found.span(1))
                demands.append(replace(one, group=one.licence.name))
    return tuple({(one.licence.name, one.group): one for one in reversed(demands)}.values())


def named_in(text: str, field: str, offset: int = 0) -> tuple[Demand, ...]:
    """Licences that a piece of a posting names, wanted or needed; ``offset`` is its place."""
    found: dict[str, Demand] = {}
    for known in _table():
        if name := known.named.search(text):
            found[known.name] = _at(Demand(known, field, *name.span(), known.name), offset)
    for name in NAMED.finditer(text):
        if not NO_LICENCE.search(name.group()):
            one = _listed(name.group(), field, *name.span())
            found.setdefault(one.licence.name, replace(_at(one, offset), group=one.licence.name))
    return tuple(found.values())


def lacking(demands: Sequence[Demand], held: Sequence[str | None]) -> tuple[Demand, ...]:
    """The demands that none of a person's licences meets, each licence once."""
    names = [name for name in held if name]
    missing = {
        demand.licence.name: demand
        for demand in demands
        if not any(demand.licence.held.search(name) for name in names)
    }
    return tuple(missing.values())


def ruled_out(demands: Sequence[Demand], held: Sequence[str | None]) -> bool:
    """Whether some group of demands is met by none of a person's licences."""
    groups: dict[str, list[Demand]] = {}
    for demand in demands:
        groups.setdefault(demand.group, []).append(demand)
    return any(not _one_held(group, held) for group in groups.values())


def _liked(posting: Posting, field: str, at: int) -> bool:
    """Whether a place lies in what a posting only prefers (우대사항)."""
    return any(
        piece.wanted == "nice" and piece.field == field and piece.start <= at < piece.end
        for piece in pieces(posting)
    )


def _at(demand: Demand, offset: int) -> Demand:
    return replace(demand, start=demand.start + offset, end=demand.end + offset)


def _one_held(demands: Sequence[Demand], held: Sequence[str | None]) -> bool:
    return len(lacking(demands, held)) < len({demand.licence.name for demand in demands})


def _listed(name: str, field: str, start: int = 0, end: int | None = None) -> Demand:
    known = next(
        (one for one in _table() if one.asked.search(name) or one.named.search(name)), None
    )
    said = re.compile(_loose(name))
    licence = known or Licence(name, re.compile(re.escape(name)), said, said)
    return Demand(licence, field, start, len(name) if end is None else end, "listed")


def _loose(name: str) -> str:
    stem = re.sub(r"\s?(자격증?|면허증?|증|\d급)$", "", name)
    return r"\s?".join(map(re.escape, stem.replace(" ", "")))


@lru_cache(maxsize=1)
def _table() -> tuple[Licence, ...]:
    listed = tomllib.loads(files("matcher").joinpath("licences.toml").read_text("utf-8"))
    return tuple(
        Licence(
            row["name"],
            re.compile(row["asked"]),
            re.compile(row["held"]),
            re.compile(row.get("named", row["held"])),
        )
        for row in listed["licence"]
    )
