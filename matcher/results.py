"""What a question to the matcher answers: frozen, readable aloud, ready for JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from matcher.checks import Finding
from matcher.query import Reading

Band = Literal["강함", "보통", "약함", "정보 부족"]
Standing = Literal["verified", "learning", "claimed", "unknown", "missing"]


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
class Need:
    """A skill or licence that a posting asks for (필수) or likes (우대), where it says so, and how
    the person has it; ``unknown`` where the profile tells of no skill."""

    name: str
    wanted: Literal["must", "nice"]
    standing: Standing
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
    needs: tuple[Need, ...] = ()
    """What the posting asks for and likes, and how the person has it."""


@dataclass(frozen=True)
class Demand:
    """How much an occupation (KECO 2018) is in demand for one person: ``open`` jobs that the
    person may apply for, and how many trainees seek it, the person counted (1 or more)."""

    code: str
    name: str
    open: int
    seekers: int

    @property
    def each(self) -> float:
        """한 사람당 일자리 수: open jobs for each of the seekers."""
        return self.open / self.seekers

    def to_json(self) -> dict[str, Any]:
        """The figure and the two numbers it is made of."""
        return {**vars(self), "jobs_per_person": round(self.each, 2)}


@dataclass(frozen=True)
class Neighbour:
    """An occupation that was not wished, that the person reaches, and its best one or two jobs.

    Its demand is better than ``wished``, the best demand of what the person wishes for."""

    demand: Demand
    wished: Demand
    matches: tuple[Match, ...]

    def to_json(self) -> dict[str, Any]:
        """One entry of the ``lane`` of ``ieum match --format json``."""
        return {
            "occupation": self.demand.to_json(),
            "wished": self.wished.to_json(),
            "matches": [_match_json(match, "posting") for match in self.matches],
        }


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
    lane: tuple[Neighbour, ...] = ()
    """이런 일도 살펴보세요: other occupations than the wished, never what is in ``matches``."""
    reading: Reading | None = None
    """How the sentence of a search was read."""

    def to_json(self, subject: str = "trainee", item: str = "posting") -> dict[str, Any]:
        """The public shape of ``ieum match --format json`` (``item`` and ``subject`` turned
        round for candidates)."""
        return {
            subject: self.subject,
            "as_of": self.as_of.isoformat(),
            "model": self.model,
            "excluded": dict(self.excluded),
            "matches": [_match_json(match, item) for match in self.matches],
            **({"lane": [one.to_json() for one in self.lane]} if subject == "trainee" else {}),
            **({"reading": self.reading.to_json()} if self.reading else {}),
        }


@dataclass(frozen=True)
class Change:
    """What would have to change for one limit to let one job into one person's list.

    ``cure`` has the fields of the person that would do it (``desired.places``), with their
    values; empty where it is not the person's to change."""

    limit: str
    text: str
    cure: Mapping[str, Any] = field(default_factory=dict)


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
    changes: tuple[Change, ...] = ()
    """What would have to change, limit by limit; or by how much it ranks below the list."""


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
        "requirements": [{**vars(need), "posting": vars(need.posting)} for need in match.needs],
    }
