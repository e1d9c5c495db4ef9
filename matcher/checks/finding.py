"""A finding (점검 결과): a phrase that a counsellor must see, and whether it holds back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Literal

from matcher.checks.reading import as_read

Kind = Literal["unlawful", "programme", "advice", "pay", "identity", "scam", "closed"]
NOTHING: frozenset[str] = frozenset()
Cleared = Mapping[str, frozenset[str]]
"""Fingerprints of the findings that a counsellor has cleared, by the posting's id."""
NOTHING_CLEARED: Cleared = MappingProxyType({})
_LONGEST = 100
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Finding:
    """A phrase a counsellor must see, with the law behind it and what to tell the employer.

    ``advice`` is only worth a word and holds nothing back; ``programme`` is a scheme for one
    group (청년인턴) that the law allows: in lists, but in no mail unless cleared; all other kinds
    keep a posting from both. ``start:end`` is the phrase in the field. ``basis`` is what else the
    finding rests on, such as the minimum wage of the day. A fact that nobody can clear, such as a
    last day that is past, is not ``clearable``.
    """

    rule: str
    phrase: str
    start: int
    end: int
    field: str
    law: str
    advice_ko: str
    kind: Kind = "unlawful"
    basis: str = ""
    clearable: bool = True

    @property
    def fingerprint(self) -> str:
        """The same for the same words in the same field, however spaced; else another one."""
        words = _BLANKS.sub("", as_read(self.phrase)[0]).casefold()
        if len(words) > _LONGEST:
            words = sha256(words.encode()).hexdigest()
        parts = (self.kind, self.rule, self.field.partition(".")[0], words, self.basis)
        return "|".join(part for part in parts if part)


def holds(findings: Iterable[Finding], cleared: frozenset[str] = NOTHING) -> tuple[Finding, ...]:
    """The findings that keep a posting from going out by itself, less those that were cleared."""
    return tuple(
        finding
        for finding in findings
        if finding.kind != "advice" and not (finding.clearable and finding.fingerprint in cleared)
    )


def hides(findings: Iterable[Finding], cleared: frozenset[str] = NOTHING) -> tuple[Finding, ...]:
    """The findings that keep a posting from every list too: all that hold but programmes."""
    return tuple(finding for finding in holds(findings, cleared) if finding.kind != "programme")
