"""Code tables (코드표) of the feeds: what a code means on a day, as data with validity dates."""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Code:
    """A code, its official name and the days it is valid; an open end is ``None``.

    ``confirmed`` tells a name read in an official source from one of general knowledge.
    """

    code: str
    name: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    confirmed: bool

    def valid(self, on: dt.date | None) -> bool:
        """Whether the code means this on a day; without a day, whether it does so still."""
        if on is None:
            return self.valid_to is None
        return (self.valid_from or dt.date.min) <= on <= (self.valid_to or dt.date.max)


def meaning(table: str, code: str | None, on: dt.date | None = None) -> str | None:
    """The name of a code in a table such as ``work24.education``, or ``None`` if it has none.

    Raises ``KeyError`` for a table that does not exist.
    """
    return meanings(table, on).get((code or "").strip())


def meanings(table: str, on: dt.date | None = None) -> Mapping[str, str]:
    """Every code of a table valid on a day, with its name; ``KeyError`` for an unknown table."""
    return {row.code: row.name for row in rows(table) if row.valid(on)}


def code_of(table: str, name: str, on: dt.date | None = None) -> str | None:
    """The code of an official name, or ``None`` where no code or more than one has it."""
    codes = [row.code for row in rows(table) if row.valid(on) and row.name == name.strip()]
    return codes[0] if len(codes) == 1 else None


def rows(table: str) -> tuple[Code, ...]:
    """Every row of a table, past and present; raises ``KeyError`` for an unknown one."""
    try:
        return _tables()[table]
    except KeyError:
        known = ", ".join(sorted(_tables()))
        raise KeyError(f"no code table {table!r} in matcher/codes.csv; it has {known}") from None


def tables() -> frozenset[str]:
    """The names of all tables."""
    return frozenset(_tables())


@cache
def _tables() -> dict[str, tuple[Code, ...]]:
    text = files("matcher").joinpath("codes.csv").read_text("utf-8")
    found: dict[str, tuple[Code, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        code = Code(
            row["code"],
            row["name"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            row["known"] == "confirmed",
        )
        found[row["table"]] = (*found.get(row["table"], ()), code)
    return found


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
