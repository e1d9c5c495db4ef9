"""Regions (지역) as administrative codes, from a table of names."""

import csv
import re
from functools import cache
from importlib.resources import files

from matcher.values.text import folded

NATIONWIDE = "00000"
ABROAD = "90000"
"""A code of ours, for lists whose only places lie abroad (해외)."""

_SEPARATORS = re.compile(r"[,;|/·\n]|\s및\s")
_ZIP = re.compile(r"^\(?[0-9]{5}\)?\s+")
_SUFFIX = r"(?=$|[^가-힣]|[가-힣]{1,6}(?:시|군|구|읍|면|동|로|길)(?![가-힣]))"


def parse_regions(raw: str | None) -> tuple[str, ...]:
    """Codes of the regions named, in order; names outside the table are dropped.

    A district without a row of its own counts as its province; ``00000`` is nationwide.
    """
    codes = (_code(piece) for piece in _SEPARATORS.split(folded(raw)))
    return tuple(dict.fromkeys(code for code in codes if code))


def region_name(code: str) -> str:
    """The official name of a code; raises ``KeyError`` for one outside the table."""
    return _names()[code]


def region_codes() -> frozenset[str]:
    """Every code the table knows."""
    return frozenset(_names())


def _code(piece: str) -> str | None:
    text = re.sub(r"\s*>\s*|\s+", " ", _ZIP.sub("", piece.strip()))
    aliases, pattern = _aliases()
    found = pattern.match(text)
    return aliases[found[0].replace(" ", "")] or None if found else None


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files("matcher.values").joinpath("regions.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _names() -> dict[str, str]:
    own = {row["code"]: row["name"] for row in _rows() if row["code"]}
    within = {row["code"]: row["in"] for row in _rows() if row["in"]}
    return {c: f"{own[within[c]]} {name}" if c in within else name for c, name in own.items()}


@cache
def _aliases() -> tuple[dict[str, str], re.Pattern[str]]:
    """Every spelling, longest first, so that ``청주시 흥덕구`` wins over ``청주시``."""
    provinces = {row["code"]: _spellings(row) for row in _rows() if not row["in"]}
    codes: dict[str, str] = {}
    for row in _rows():
        own = _spellings(row)
        within = [f"{province} {name}" for province in provinces.get(row["in"], []) for name in own]
        codes |= dict.fromkeys(within + (own if row["alone"] == "yes" else []), row["code"])
    ordered = sorted(codes, key=len, reverse=True)
    pattern = "|".join(name.replace(" ", " ?") for name in ordered)
    known = {name.replace(" ", ""): code for name, code in codes.items()}
    return known, re.compile(f"(?:{pattern}){_SUFFIX}")


def _spellings(row: dict[str, str]) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]
