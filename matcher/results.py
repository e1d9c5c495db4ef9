"""What a question to the matcher answers: frozen, readable aloud, ready for JSON."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from matcher.checks import Finding

Band = Literal["강함", "보통", "약함", "정보 부족"]


@dataclass(frozen=True)
class Span:
    """The piece of a record that a reason rests on: ``field`` is a dotted path, such as
    ``career.1.duties``, ``skills.0`` or ``title``; ``start`` and ``end`` count characters."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class Reason:
    """One short Korean sentence, the factor it comes from and the spans it rests on."""

    text: str
    factor: str
    profile: Span
    posting: Span


@dataclass(frozen=True)
class Match:
    """One pair: ``id`` names the posting (or the trainee, when candidates were asked for)."""

    rank: int
    id: str
    score: float
    band: Band
    factors: dict[str, float]
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    legs: dict[str, float] = field(default_factory=dict)
    """What each leg added to the fit, before it was cut at 1."""
    copies: tuple[str, ...] = ()
    """Ids of near copies of the same job that this match stands for."""


@dataclass(frozen=True)
class Ranking:
    """An answer: who asked, on which day, what was held back (reason -> count), and matches."""

    subject: str
    as_of: date
    model: str
    excluded: dict[str, int]
    matches: tuple[Match, ...]
    considered: int = 0
    """How many records there were before any limit."""
    ignored: tuple[str, ...] = field(default=())

    def to_json(self, subject: str = "trainee", item: str = "posting") -> dict[str, Any]:
        """The public shape of ``ieum match --format json`` (``item`` and ``subject`` turned
        round for candidates)."""
        return {
            subject: self.subject,
            "as_of": self.as_of.isoformat(),
            "model": self.model,
            "excluded": dict(self.excluded),
            "matches": [_match_json(match, item) for match in self.matches],
        }


@dataclass(frozen=True)
class Verdict:
    """The answer to "why is this job (not) in the list?"."""

    listed: bool
    rank: int | None
    excluded_by: tuple[str, ...]
    factors: dict[str, float]
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the checks hold against the posting: phrase, rule and law."""


def _match_json(match: Match, item: str) -> dict[str, Any]:
    return {
        "rank": match.rank,
        item: match.id,
        "score": round(match.score, 6),
        "band": match.band,
        "factors": {name: round(value, 4) for name, value in match.factors.items()},
        "legs": {name: round(value, 4) for name, value in match.legs.items()},
        "reasons": [
            {"text": r.text, "profile": vars(r.profile), "posting": vars(r.posting)}
            for r in match.reasons
        ],
        "missing": list(match.missing),
    }
