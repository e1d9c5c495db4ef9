"""Fields (항목) a column can be mapped to, and the names and shapes that speak for each."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from matcher.values import clean_text

Kind = Literal["postings", "trainees"]
DROPPED, IGNORED = "dropped", "ignored"
REQUIRED: dict[Kind, tuple[str, ...]] = {"postings": ("title",), "trainees": ("번호",)}
NUMBER: dict[Kind, str] = {"postings": "id", "trainees": "번호"}
"""The field that tells one record from another."""

PAY = ("pay", "pay_hour", "pay_day", "pay_month", "pay_year")
MONEY = frozenset({*PAY, "희망임금"})
"""Fields of money: bare numbers in their columns take the unit of the header."""

_SURELY = 0.9
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|【[^】]*】")
_SIGNS = re.compile(r"[\s·・/*:：.,\-_~※()\[\]]+|[0-9]+\s?(?:순위|지망|차)?$")
_TAILS = re.compile(r"(?<=..)(?:정보|구분|내용|여부|일시|요약|등)$")


@dataclass(frozen=True)
class Field:
    """One field with its Korean label, the headers that name it and how its cells look."""

    name: str
    label: str
    names: frozenset[str]
    perhaps: frozenset[str]
    contains: tuple[str, ...]
    shape: re.Pattern[str] | None
    alone: re.Pattern[str] | None
    many: bool
    example: str = ""
    """A value that is understood, shown where one is not."""

    def named(self, header: str) -> float:
        """How surely a header names this field, 0 to 1."""
        bare = bare_name(header)
        if not bare:
            return 0.0
        if bare in self.names or bare == bare_name(self.name):
            return 1.0
        if any(word in bare for word in self.contains):
            return 0.95
        if _TAILS.sub("", bare) in self.names:
            return 0.9
        if bare in self.perhaps:
            return 0.8
        return 0.7 * _ends(bare, self.names) or 0.6 * _ends(bare, self.perhaps)

    def surely(self, header: str) -> bool:
        """Whether a header names this field beyond doubt."""
        return self.named(header) >= _SURELY

    def share(self, cells: Iterable[str]) -> float | None:
        """The share of cells that look like this field; ``None`` where nothing can be said."""
        return _share(self.shape, cells)

    def share_alone(self, cells: Iterable[str]) -> float:
        """The share of cells whose look alone speaks for this field."""
        return _share(self.alone, cells) or 0.0


def _ends(bare: str, names: frozenset[str]) -> bool:
    return any(len(name) > 1 and bare.endswith(name) for name in names)


def _share(shape: re.Pattern[str] | None, cells: Iterable[str]) -> float | None:
    found = [shape.search(cell) is not None for cell in cells] if shape else []
    return sum(found) / len(found) if found else None


def bare_name(header: str) -> str:
    """A header without brackets, blanks, signs, closing numbers and case."""
    text = unicodedata.normalize("NFKC", clean_text(header) or "").casefold()
    outside = _SIGNS.sub("", _BRACKETS.sub("", text))
    return outside or _SIGNS.sub("", text)


@cache
def fields(kind: Kind) -> dict[str, Field]:
    """Every field of a kind, those that are never kept and those not read included."""
    path = Path(__file__).with_name(f"{kind}.toml")
    return {one.name: one for one in _read(tomllib.loads(path.read_text("utf-8")))}


def _read(table: dict[str, dict[str, object]]) -> Iterator[Field]:
    for name, row in table.items():
        patterns = {key: re.compile(str(row[key])) for key in ("shape", "alone") if key in row}
        yield Field(
            name,
            str(row["label"]),
            frozenset(_names(row, "names")),
            frozenset(_names(row, "perhaps")),
            tuple(_names(row, "contains")),
            patterns.get("shape"),
            patterns.get("alone"),
            row.get("many") is True,
            str(row.get("example", "")),
        )


def _names(row: dict[str, object], key: str) -> list[str]:
    found = row.get(key, [])
    return [bare_name(str(name)) for name in found] if isinstance(found, list) else []


def field_of(kind: Kind, said: str) -> str | None:
    """The field that a person means by its name or by its Korean label; ``-`` is not read."""
    if said in ("-", ""):
        return IGNORED
    wanted = bare_name(said)
    known = (one.name for one in fields(kind).values() if wanted in _called(one))
    return next(known, None)


def _called(field: Field) -> tuple[str, str]:
    return bare_name(field.name), bare_name(field.label)
