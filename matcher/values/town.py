"""Towns of Sejong (읍면동) and addresses: Sejong has no district (구·군) between city and town."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from matcher.values.names_in_time import Names, read_rows, span_of
from matcher.values.region import parse_regions
from matcher.values.text import folded

SEJONG = "36110"
_ZIP = re.compile(r"^\s?\(?([0-9]{5})\)?(?![0-9-])")
_ROAD = re.compile(
    r"(?<![가-힣0-9])([가-힣][가-힣0-9]{0,12}(?:대로|로|길))(?:\s?[0-9]+번?길)?(?![가-힣])"
)
_NUMBER = re.compile(r"\s?([0-9]{1,5}(?:-[0-9]{1,4})?)(?![0-9층호동번가-힣])")
_TOWN = re.compile(r"(?<![가-힣0-9])([가-힣]{1,5}[0-9]{0,2}(?:읍|면|동|가|리))(?![가-힣0-9])")


@dataclass(frozen=True)
class Address:
    """An address (주소) in its parts; a part that is not written is ``None``."""

    zip: str | None = None
    regions: tuple[str, ...] = ()
    road: str | None = None
    town: str | None = None


def parse_towns(raw: str | None, on: dt.date | None = None) -> tuple[str, ...]:
    """The ten-digit codes of the administrative towns (행정동) of Sejong that a text names.

    Only where the text says Sejong, or what was there before it: elsewhere ``()``. The last name
    of a piece counts: ``연기면 세종리`` was in what is now 나성동.
    """
    return _parsed(folded(raw), on)


def town_name(code: str) -> str:
    """The name of a town of Sejong; raises ``KeyError`` for a code outside the table."""
    return _towns()[code]


def parse_address(raw: str | None, on: dt.date | None = None) -> Address:
    """Read ``(30103) 세종특별자치시 도움4로 0 (어진동)``."""
    text = folded(raw)
    code, road, towns = _ZIP.match(text), _ROAD.search(text), _TOWN.findall(text)
    number = _NUMBER.match(text, road.end()) if road else None
    return Address(
        zip=code[1] if code else None,
        regions=parse_regions(text, on),
        road=" ".join(part for part in (road[0], number and number[1]) if part) if road else None,
        town=towns[-1] if towns else None,
    )


@lru_cache(maxsize=8192)
def _parsed(text: str, on: dt.date | None) -> tuple[str, ...]:
    if SEJONG not in parse_regions(text, on):
        return ()
    names = town_names()
    found: list[str] = []
    for piece in re.split(r"[,;|/·\n]", text):
        codes = [names.code(word, on) for word in re.findall(r"[가-힣]{2,6}", piece)]
        found += [code for code in codes if code][-1:]
    return tuple(dict.fromkeys(found))


@cache
def _towns() -> dict[str, str]:
    return {row["code"]: row["town"] for row in read_rows("towns.csv")}


@cache
def town_names() -> Names:
    """Every spelling of a town, with its old villages (리), and its code over time."""
    return Names((row["name"], span_of(row)) for row in read_rows("towns.csv"))
