"""Names of contact persons (담당자 이름) that stand directly beside a struck contact.

A name is told by its syllables: offices, firms and towns, which also stand beside a telephone
number, are made of others (``인사팀``, ``세종지점``) or known.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from matcher.values import parse_regions, parse_towns

Span = tuple[int, int]
_NEAR = 40
"""Characters looked at on each side: a name, a title and how to reach the person."""


def names_beside(text: str, contacts: Sequence[Span]) -> Iterator[Span]:
    """Where names stand directly before or after the contacts of a text."""
    for start, end in contacts:
        before = _before().search(text[max(0, start - _NEAR) : start])
        if before and _is_person(before):
            shift = max(0, start - _NEAR)
            yield shift + before.start("person"), shift + before.end("person")
        after = _after().match(text[end : end + _NEAR])
        if after and _is_person(after) and (after["open"] or after["title"] or _ends(after)):
            yield end + after.start("person"), end + after.end("person")


def _is_person(found: re.Match[str]) -> bool:
    """A surname with an office, or a whole name, a short one only with a title."""
    if found["alone"]:
        return True
    name = found["name"]
    if name in _never() or parse_towns(f"세종 {name}") or parse_regions(name):
        return False
    return found["title"] is not None or len(name) > 2


def _ends(found: re.Match[str]) -> bool:
    """Whether nothing of a sentence follows the name."""
    return re.match(r"\s*(?:$|[\n,;/)\]])", found.string[found.end() :]) is not None


@cache
def _facts() -> dict[str, Any]:
    text = files("matcher.ingest.feeds").joinpath("names.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _never() -> frozenset[str]:
    return frozenset(_facts()["never"].split())


@cache
def _person() -> str:
    facts = _facts()
    surname = f"(?:{'|'.join(facts['compound'])}|[{facts['surnames']}])"
    given = f"(?:[{facts['first']}][{facts['second']}]|[{facts['single']}])"
    title, office = (_any(facts[name]) for name in ("titles", "office"))
    return (
        rf"(?P<person>(?<![가-힣A-Za-z0-9])(?:(?P<alone>[{facts['alone']}]\s?{office})"
        rf"|(?P<name>{surname}{given})(?:\s?(?P<title>{title}))?)(?:\s?[님씨])?)"
        r"(?=(?:에게|께|으로|로)?(?![가-힣]))"
    )


@cache
def _before() -> re.Pattern[str]:
    facts = _facts()
    return re.compile(
        rf"{_person()}[ \t(\[:：/,·|☎☏-]{{0,4}}(?:{_any(facts['means'])}[ \t.:：)]{{0,3}})?\Z",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[ \t,/·-]{{0,3}}(?P<open>[(\[])?[ \t]?{_person()}(?(open)[ \t]?(?=[)\]]))")


def _any(words: Sequence[str]) -> str:
    """One of the words, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
