"""Unlawful conditions in postings, by the rules of ``rules.toml``."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from matcher.records import Posting

Kind = Literal["unlawful", "programme", "advice"]

_FIELDS = ("title", "career", "education", "working_condition", "preference", "body")
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
    """Every finding in a text, in order; spans count in its composed form (NFC)."""
    text = unicodedata.normalize("NFC", text)
    narrow = text.translate(_NARROW)
    rules, exception = _rules()
    allowed = [match.span() for match in exception.finditer(narrow)]
    found: list[Finding] = []
    for rule in rules:
        for match in rule.pattern.finditer(narrow):
            start, end = match.span()
            if not _touches((start, end), allowed):
                phrase = text[start:end]
                found.append(
                    Finding(rule.id, phrase, start, end, field, rule.law, rule.advice, rule.kind)
                )
                allowed.append((start, end))
    return tuple(sorted(found, key=lambda finding: finding.start))


def find_in_posting(posting: Posting) -> tuple[Finding, ...]:
    """Every finding in a posting, whatever its kind: what the counsellor is shown."""
    return tuple(finding for name, text in _texts(posting) for finding in lint(text, name))


def find_unlawful(posting: Posting) -> tuple[Finding, ...]:
    """The findings that hold a posting back from every list and mail."""
    return tuple(finding for finding in find_in_posting(posting) if finding.kind == "unlawful")


def _texts(posting: Posting) -> Iterator[tuple[str, str]]:
    for name in _FIELDS:
        if text := getattr(posting, name):
            yield name, text


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
