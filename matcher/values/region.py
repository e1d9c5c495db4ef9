"""Regions (지역) as administrative codes, from a table of names with validity dates.

Codes are those of today, so that they compare: ``충남 연기군`` is Sejong. The day of a text only
tells which place a name meant then.
"""

import datetime as dt
import re
from functools import cache, lru_cache

from matcher.values.names_in_time import Names, read_rows, span_of
from matcher.values.text import folded

NATIONWIDE = "00000"
ABROAD = "90000"
"""A code of ours, for lists whose only places lie abroad (해외)."""

_SEPARATORS = re.compile(r"[,;|/·\n]|\s및\s")
_ZIP = re.compile(r"^\(?[0-9]{5}\)?\s+")
_GO_ON = re.compile(r"$|[^가-힣]|[가-힣]{1,6}(?:시|군|구|읍|면|동|로|길)(?![가-힣])")
"""What may follow a name; ``공주`` is no place in ``공주대학교``."""
_DISTRICT = re.compile(r"^\s*[가-힣]{1,5}[시군구](?![가-힣])")
_NO_PLACE = re.compile(
    r"(?:재택|원격|비대면|자택|온라인)(?:\s?근무)?|외|등|기타|협의|미정|추후\s?\S*|-"
)


def parse_regions(raw: str | None, on: dt.date | None = None) -> tuple[str, ...]:
    """Codes of the regions named, in order; names outside the table are dropped.

    A district without a row of its own counts as its province; ``00000`` is nationwide. ``on``
    is the day of the text; without it a name is read as it is today, or as it last was.
    """
    return _parsed(raw or "", on)


def unknown_places(raw: str | None, on: dt.date | None = None) -> tuple[str, ...]:
    """The pieces that name a place outside the table, for somebody to look at: never guessed."""
    found: list[str] = []
    for piece in _pieces(folded(raw)):
        code, rest = _read(piece, on)
        district = code is not None and code.endswith("000") and _DISTRICT.match(rest)
        if (not code and not _NO_PLACE.fullmatch(piece)) or district:
            found.append(piece)
    return tuple(dict.fromkeys(found))


def region_name(code: str) -> str:
    """The official name of a code; raises ``KeyError`` for one outside the table."""
    return _official()[code]


def region_codes() -> frozenset[str]:
    """Every code the table knows."""
    return frozenset(_official())


def lies_in(code: str, area: str) -> bool:
    """Whether a region lies in an area: ``30200`` in ``30000``, ``43113`` in ``43110``."""
    if code == area:
        return True
    if area.endswith("000"):
        return code[:2] == area[:2]
    return area.endswith("0") and code in _boroughs().get(area, ())


@lru_cache(maxsize=8192)
def _parsed(raw: str, on: dt.date | None) -> tuple[str, ...]:
    codes = (_read(piece, on)[0] for piece in _pieces(folded(raw)))
    return tuple(dict.fromkeys(code for code in codes if code))


def _pieces(text: str) -> list[str]:
    pieces = (_ZIP.sub("", piece.strip()) for piece in _SEPARATORS.split(text))
    plain = (re.sub(r"\s*>\s*|\s+", " ", piece).strip() for piece in pieces)
    return [piece for piece in plain if piece]


def _read(piece: str, on: dt.date | None) -> tuple[str | None, str]:
    """The code of the longest name at the head of a piece, and what follows it."""
    names = region_names()
    head = piece[: 2 * names.longest]
    ends = [at for at, letter in enumerate(head, 1) if letter != " "]
    for end in reversed(ends[: names.longest]):
        name = head[:end].replace(" ", "")
        if (
            name in names
            and _GO_ON.match(piece, end)
            and (code := names.code(name, on)) is not None
        ):
            return code, piece[end:]
    return None, piece


@cache
def _official() -> dict[str, str]:
    now = {row["code"]: row for row in reversed(read_rows("regions.csv")) if not row["valid_to"]}
    return {
        code: f"{now[row['in']]['name']} {row['name']}" if row["in"] else row["name"]
        for code, row in now.items()
        if code
    }


@cache
def _boroughs() -> dict[str, frozenset[str]]:
    """The boroughs (일반구) of each city that has any: ``43110`` has ``43111`` to ``43114``."""
    names = _official()
    return {
        city: frozenset(c for c, name in names.items() if name.startswith(f"{names[city]} "))
        for city in names
        if not city.endswith("000")
    }


@cache
def region_names() -> Names:
    """Every spelling of the table, without blanks, and the code it stands for over time."""
    rows = read_rows("regions.csv")
    provinces: dict[str, set[str]] = {}
    for row in rows:
        if not row["in"]:
            provinces.setdefault(row["code"], set()).update(_spellings(row))
    spans = []
    for row in rows:
        own = _spellings(row)
        names = row["alone"].split("|") if row["in"] else own
        names += [f"{head}{name}" for head in sorted(provinces.get(row["in"], ())) for name in own]
        kept = {name.replace(" ", "") for name in names if name}
        spans += [(name, span_of(row)) for name in sorted(kept)]
    return Names(spans)


def _spellings(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]
