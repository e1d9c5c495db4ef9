"""The phrase tables (TOML): what each occupation, career and course says, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

OCCUPATION_FILES = (
    "jobs_labelling",
    "jobs_marketing",
    "jobs_teaching",
    "jobs_commerce",
    "jobs_office",
    "jobs_factory",
    "jobs_care",
    "jobs_local",
)
CAREER_FILES = ("careers_office", "careers_field", "careers_people")
_ORDINARY_EDUCATION = ("학력무관", "학력무관", "학력무관", "학력무관", "학력무관", "고졸")


@dataclass(frozen=True)
class Occupation:
    """What postings of one occupation say; pay in won, monthly pay in units of 10,000 won."""

    key: str
    weight: float
    firm: tuple[str, ...]
    titles: tuple[str, ...]
    duties: tuple[str, ...]
    needs: tuple[str, ...]
    plus: tuple[str, ...]
    tags: tuple[str, ...]
    hours: tuple[str, ...]
    career: tuple[str, ...]
    course: str | None = None
    cd: tuple[str, ...] = ()
    edu: tuple[str, ...] = _ORDINARY_EDUCATION
    emp: tuple[str, ...] = ("perm", "perm", "perm", "term")
    licences: tuple[str, ...] = ()
    licence_share: float = 0.0
    licence_all: bool = False
    remote: float = 0.0
    pay: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    public: bool = False
    senior: bool = False
    mass: bool = False


_PAY_KINDS = ("hour", "day", "month", "session", "lecture", "piece")


def table(name: str) -> dict[str, Any]:
    """One TOML file of phrases."""
    path = files("service.town") / "phrases" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def occupations() -> tuple[Occupation, ...]:
    """Every occupation of the town, in the order of the files."""
    rows = [row for name in OCCUPATION_FILES for row in table(name)["occupation"]]
    return tuple(_occupation(row) for row in rows)


def careers() -> tuple[dict[str, Any], ...]:
    """Every career archetype, in the order of the files."""
    return tuple(row for name in CAREER_FILES for row in table(name)["career"])


def _occupation(row: dict[str, Any]) -> Occupation:
    pay = {kind: (row[kind][0], row[kind][1]) for kind in _PAY_KINDS if kind in row}
    rest: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in row.items()
        if key not in _PAY_KINDS
    }
    return Occupation(pay=pay, **rest)
