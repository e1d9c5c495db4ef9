"""KECO (한국고용직업분류) in two editions that share codes with different meanings.

Ieum keeps the 2018 edition, as Work24's jobsCd does. The 2025 edition is reached by an equal
official name alone: 6154 is 상품 대여원 in one and 온라인 쇼핑 판매원 in the other."""

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

GROUP = 4
"""Digits of a group (세분류); the two after it in a jobsCd divide it further."""
JOBS_CD = 6


def groups_2018() -> Mapping[str, str]:
    """The known groups of the 2018 edition: code to official name."""
    return _names("keco_2018.csv")


def names_2025() -> Mapping[str, str]:
    """Every node of the 2025 edition: code of one to four digits to official name."""
    return _names("keco_2025.csv")


def keco_2018_of_jobs_cd(jobs_cd: str | None) -> str | None:
    """The KECO 2018 group of a jobsCd (``029500`` gives ``0295``); ``None`` where it is none.

    A spreadsheet may have lost leading zeros: ``29500`` is read as ``029500``."""
    digits = (jobs_cd or "").strip()
    if not digits.isascii() or not digits.isdigit() or not JOBS_CD - 1 <= len(digits) <= JOBS_CD:
        return None
    return digits.zfill(JOBS_CD)[:GROUP]


def keco_2025_of(keco_2018: str) -> str | None:
    """The 2025 code of a 2018 group of the same official name; ``None`` is unknown."""
    return _crosswalk().get(keco_2018)


@lru_cache(maxsize=1)
def _crosswalk() -> Mapping[str, str]:
    later = {name: code for code, name in names_2025().items() if len(code) == GROUP}
    return {code: later[name] for code, name in groups_2018().items() if name in later}


@lru_cache(maxsize=2)
def _names(table: str) -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in rows(table)}


def rows(table: str) -> Iterator[dict[str, str]]:
    """The lines of a table of this package."""
    text = files("matcher.occupations").joinpath(table).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())
