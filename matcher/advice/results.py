"""What advice (조언) says: frozen, each with one Korean sentence, ready for JSON."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

GapKind = Literal["licence", "skill"]


@dataclass(frozen=True)
class Gap:
    """A licence or skill (빈 곳) that jobs ask for and the person has not.

    ``opens`` counts the jobs that become worth a look with the licence, or whose must-haves are
    all had with the skill; ``asked_by`` the jobs that ask for it; ``courses`` teach it."""

    kind: GapKind
    name: str
    asked_by: int
    opens: int
    courses: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class WhatIf:
    """A wish set otherwise: how many jobs worth a look that makes more (or fewer)."""

    wish: str
    change: int
    text: str


@dataclass(frozen=True)
class Relaxation:
    """Wishes lifted together: jobs that then pass every limit, and jobs then worth a look."""

    limits: tuple[str, ...]
    opens: int
    good: int
    text: str


@dataclass(frozen=True)
class Question:
    """A question worth asking; ``change`` is the share of the first jobs its answer changes."""

    field: str
    change: float
    text: str


@dataclass(frozen=True)
class Advice:
    """All advice for one person on one day; ``good`` of the ``passing`` jobs are worth a look."""

    subject: str
    as_of: date
    passing: int
    good: int
    gaps: tuple[Gap, ...] = ()
    what_ifs: tuple[WhatIf, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    questions: tuple[Question, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return any((self.gaps, self.what_ifs, self.relaxations, self.questions))

    def to_json(self) -> dict[str, Any]:
        """The public shape of ``ieum advise --format json``."""
        told = asdict(self)
        del told["subject"]
        return {"trainee": self.subject, **told, "as_of": self.as_of.isoformat()}
