"""The rules of the checks, read from the tables beside this file."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from matcher.checks.finding import Kind

TABLES = ("conditions", "scams", "closed")
"""In the order in which they are tried; each has its own exceptions."""


@dataclass(frozen=True)
class Rule:
    """One rule; ``needs`` is a quick pattern without which it cannot match, ``fields`` limit it."""

    id: str
    kind: Kind
    law: str
    advice: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str]
    fields: frozenset[str]
    covers: frozenset[str]
    """Rules whose findings belong to this programme where they stand beside it."""


@dataclass(frozen=True)
class Table:
    """Rules that share their exceptions."""

    rules: tuple[Rule, ...]
    exception: re.Pattern[str]


@cache
def tables() -> tuple[Table, ...]:
    """All tables, compiled once."""
    return tuple(_table(name) for name in TABLES)


def _table(name: str) -> Table:
    text = files("matcher.checks").joinpath(f"{name}.toml").read_text("utf-8")
    table: Mapping[str, Any] = tomllib.loads(text)
    words: Mapping[str, str] = table.get("words", {})
    rules = tuple(
        Rule(
            row["id"],
            cast(Kind, row["kind"]),
            row["law"],
            row["advice"],
            _any(row["patterns"], words),
            re.compile("|".join(row["needs"])),
            frozenset(row.get("fields", ())),
            frozenset(row.get("covers", ())),
        )
        for row in table["rule"]
    )
    exceptions = [pattern for row in table["exception"] for pattern in row["patterns"]]
    return Table(rules, _any(exceptions, words))


def _any(patterns: list[str], words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(_spelt(patterns, words)))


def _spelt(patterns: list[str], words: Mapping[str, str]) -> Iterator[str]:
    """The patterns with ``<word>`` spelt out; a word may use those before it."""
    spelt: dict[str, str] = {}
    for name, meaning in words.items():
        spelt[f"<{name}>"] = f"(?:{_fill(meaning, spelt)})"
    return (_fill(pattern, spelt) for pattern in patterns)


def _fill(pattern: str, spelt: Mapping[str, str]) -> str:
    for name, meaning in spelt.items():
        pattern = pattern.replace(name, meaning)
    return pattern
