"""Phrases in the texts of a posting that the rules of the tables find."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from matcher.checks.finding import Finding
from matcher.checks.reading import as_read, given
from matcher.checks.rules import Rule, Table, tables
from matcher.records import Posting

FIELDS = (
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
    "closes",
    "body",
)
BESIDE = 60
"""So many letters from the name of a programme its conditions may stand."""

SHORT = 40
"""Texts up to here say the same in many postings (경력무관) and are remembered."""

_SUBJECT = re.compile(r"\s?(?:사업\s?)?(?:담당|전담|상담|운영|관리|업무|사회복지사|코디)")
"""What follows a programme's name where the programme is the work and not who may apply."""
_OLDER = frozenset({"programme-senior", "programme-midlife", "programme-disability"})
_YOUNG = re.compile(r"이하|미만|까지|이내|[1-4]0\s?대")
_MIDLIFE = re.compile(r"(?<![0-9])[4-6][0-9]\D{1,12}[4-7][0-9](?![0-9])")
"""Both ends of an age that a programme for people from 40 on may set."""

Span = tuple[int, int]


def lint(text: str, field: str = "text") -> tuple[Finding, ...]:
    """Every finding in a text, in order; invisible characters in it hide nothing."""
    narrow, at = as_read(text)
    found: list[Finding] = []
    for table in tables():
        for rule, span in _hits(table, narrow, field.partition(".")[0]):
            start, end = given(span, at)
            found.append(
                Finding(
                    rule.id, text[start:end], start, end, field, rule.law, rule.advice, rule.kind
                )
            )
    return _covered(tuple(sorted(found, key=lambda finding: finding.start)))


def check_texts(posting: Posting) -> tuple[Finding, ...]:
    """Every finding in the texts of a posting, each under the name of its field.

    The conditions of a programme that the title names belong to it in every field."""
    found = [
        finding
        for name, text in _texts(posting)
        for finding in (_lint_short if len(text) <= SHORT else lint)(text, name)
    ]
    if posting.closing.date is not None:  # the day that is stated decides
        found = [one for one in found if (one.rule, one.field) != ("closed-filled", "closes")]
    titles = [
        one
        for one in found
        if one.field == "title" and _covers(one) and not _SUBJECT.match(posting.title, one.end)
    ]
    return tuple(_beside([title for title in titles if _allows(title, one)], one) for one in found)


def _allows(programme: Finding, one: Finding) -> bool:
    """Whether a programme sets this condition; one for older people sets no mere upper limit."""
    older = programme.rule in _OLDER and not _MIDLIFE.search(one.phrase)
    if older and _YOUNG.search(one.phrase):
        return False
    return one.rule in _covers(programme)


@lru_cache(maxsize=16_384)
def _lint_short(text: str, field: str) -> tuple[Finding, ...]:
    return lint(text, field)


def _texts(posting: Posting) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        value = getattr(posting, name)
        if isinstance(value, tuple):
            yield from ((f"{name}.{number}", item) for number, item in enumerate(value))
        elif value:
            yield name, value


def _hits(table: Table, text: str, field: str) -> Iterator[tuple[Rule, Span]]:
    """What each rule finds; a phrase belongs to the first rule, and to none where it is excused.

    The exceptions are looked for only where a rule has found something: most texts hold nothing."""
    taken: list[Span] = []
    excused: list[Span] | None = None
    for rule in table.rules:
        if (rule.fields and field not in rule.fields) or not rule.needs.search(text):
            continue
        for match in rule.pattern.finditer(text):
            span = match.span()
            if span[0] == span[1] or _touches(span, taken):
                continue
            if excused is None:
                excused = [one.span() for one in table.exception.finditer(text)]
            if not _touches(span, excused):
                taken.append(span)
                yield rule, span


def _covered(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of a text, the conditions beside a programme's name counted to it."""
    named = [one for one in found if _covers(one)]
    return tuple(
        _beside([it for it in named if _allows(it, one) and _distance(one, it) <= BESIDE], one)
        for one in found
    )


def _covers(finding: Finding) -> frozenset[str]:
    return _covered_rules().get(finding.rule, frozenset())


@cache
def _covered_rules() -> dict[str, frozenset[str]]:
    return {rule.id: rule.covers for table in tables() for rule in table.rules}


def _beside(programmes: list[Finding], one: Finding) -> Finding:
    """A condition counted to the programmes that set it: as strict as the strictest of them."""
    if one.kind != "unlawful" or not programmes:
        return one
    return replace(one, kind=max(programmes, key=lambda it: it.kind == "programme").kind)


def _distance(one: Finding, other: Finding) -> int:
    return max(one.start - other.end, other.start - one.end)


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
