"""Credit (기술 인정): how many listed skills are read, so that no list matches everything."""

import datetime as dt
from collections.abc import Iterator, Sequence

from matcher.records import Trainee
from matcher.skills import packaged_skills, verified_skills

MOST_CLAIMED = 20
"""Skills of one profile that are read; people on the judged dev set list at most 10."""


def credited(trainee: Trainee, skills: Sequence[str | None]) -> tuple[str | None, ...]:
    """The skills that are read: those a finished course verifies, then the first; others out."""
    said = [number for number, skill in enumerate(skills) if skill]
    if len(said) <= MOST_CLAIMED:
        return tuple(skills)
    order = [*dict.fromkeys([*_verified(trainee, skills), *said])]
    read = frozenset(order[:MOST_CLAIMED])
    return tuple(skill if number in read else None for number, skill in enumerate(skills))


def _verified(trainee: Trainee, skills: Sequence[str | None]) -> Iterator[int]:
    table = packaged_skills()
    names = {held.name for held in verified_skills(trainee, dt.date.max)}
    for number, skill in enumerate(skills):
        if skill and (table.resolve(skill) or skill) in names:
            yield number
