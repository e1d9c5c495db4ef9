"""Unlawful conditions in postings, by the rules of ``rules.toml``."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from matcher.records import Posting

Kind = Literal["unlawful", "programme", "advice"]

_FIELDS = (
    "title",
    "functions",
    "career",
    "education",
    "pay",
    "working_condition",
    "employment_type",
    "licences",
    "headcount",
    "preference",
    "body",
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_NARROW = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)} | {ord("∼"): "~"}


@dataclass(frozen=True)
class Finding:
    """A phrase a counsellor must see, with the law behind it and what to tell the employer.

    ``unlawful`` holds the posting back; ``programme`` is a scheme for one group (청년인턴) that
    the law allows; ``advice`` is only worth a word. ``start:end`` is the phrase in the field.
    """

    rule: str
    phrase: str
    start: int
    end: int
    field: str
    law: str
    advice_ko: str
    kind: Kind = "unlawful"


@dataclass(frozen=True)
class _Rule:
    id: str
    kind: Kind
    law: str
    advice: str
    pattern: re.Pattern[str]


def lint(text: str, field: str = "text") -> tuple[Finding, ...]:
    """Every finding in a text, in order; invisible characters in it hide nothing."""
    narrow, at = _as_read(text)
    rules, exception = _rules()
    allowed = [match.span() for match in exception.finditer(narrow)]
    found: list[Finding] = []
    for rule in rules:
        for match in rule.pattern.finditer(narrow):
            if match.end() > match.start() and not _touches(match.span(), allowed):
                start, end = _given(match.span(), at)
                phrase = text[start:end]
                found.append(
                    Finding(rule.id, phrase, start, end, field, rule.law, rule.advice, rule.kind)
                )
                allowed.append(match.span())
    return tuple(sorted(found, key=lambda finding: finding.start))


def find_in_posting(posting: Posting) -> tuple[Finding, ...]:
    """Every finding in a posting, whatever its kind: what the counsellor is shown."""
    return tuple(finding for name, text in _texts(posting) for finding in lint(text, name))


def find_unlawful(posting: Posting) -> tuple[Finding, ...]:
    """The findings that hold a posting back from every list and mail."""
    return tuple(finding for finding in find_in_posting(posting) if finding.kind == "unlawful")


def _texts(posting: Posting) -> Iterator[tuple[str, str]]:
    for name in _FIELDS:
        value = getattr(posting, name)
        if isinstance(value, tuple):
            yield from ((f"{name}.{number}", item) for number, item in enumerate(value))
        elif value:
            yield name, value


def _given(span: tuple[int, int], at: Sequence[tuple[int, int]] | None) -> tuple[int, int]:
    """A span of the text as read, counted in the text as given."""
    return span if at is None else (at[span[0]][0], at[span[1] - 1][1])


def _as_read(text: str) -> tuple[str, Sequence[tuple[int, int]] | None]:
    """The text as a reader sees it, and which piece of ``text`` each of its letters is.

    ``None`` where each letter stands where it stood: most texts, which are read quickly."""
    plain = unicodedata.is_normalized("NFC", text)
    if plain and not _INVISIBLE.search(text) and not _FOREIGN_DIGIT.search(text):
        return text.translate(_NARROW), None
    letters: list[str] = []
    at: list[tuple[int, int]] = []
    for number, letter in enumerate(text):
        if _INVISIBLE.match(letter):
            continue
        joined = unicodedata.normalize("NFC", letters[-1] + letter) if letters else ""
        if len(joined) == 1:
            letters[-1], at[-1] = joined, (at[-1][0], number + 1)
        else:
            letters.append(letter)
            at.append((number, number + 1))
    return "".join(map(_narrow, letters)), at


def _narrow(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return letter.translate(_NARROW) if digit is None else str(digit)


def _touches(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


@cache
def _rules() -> tuple[tuple[_Rule, ...], re.Pattern[str]]:
    """The rules, programmes first so that they win over the age within them, and the exceptions."""
    table = tomllib.loads(files("matcher.checks").joinpath("rules.toml").read_text("utf-8"))
    rules = tuple(
        _Rule(
            row["id"],
            cast(Kind, row["kind"]),
            row["law"],
            row["advice"],
            re.compile("|".join(row["patterns"])),
        )
        for row in table["rule"]
    )
    exceptions = [pattern for row in table["exception"] for pattern in row["patterns"]]
    return rules, re.compile("|".join(exceptions))
