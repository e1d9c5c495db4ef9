"""The skills a person has (보유 기술): verified by a course, being learnt, or claimed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from matcher.records import Trainee
from matcher.skills.courses import CourseTable, packaged_courses
from matcher.skills.table import SkillTable, packaged_skills

Standing = Literal["verified", "learning", "claimed"]
_ORDER: tuple[Standing, ...] = ("verified", "learning", "claimed")


@dataclass(frozen=True)
class HeldSkill:
    """A skill, how well it is known to be had, and the course or field that says so.

    Of a finished course (수료) it is ``verified``, of one under way (수강중) ``learning``."""

    name: str
    standing: Standing
    source: str


def skills_of(
    trainee: Trainee,
    on: dt.date,
    *,
    courses: CourseTable | None = None,
    table: SkillTable | None = None,
) -> tuple[HeldSkill, ...]:
    """Every skill once, in its best standing, by canonical name where the table has one."""
    table = table or packaged_skills()
    best: dict[str, HeldSkill] = {}
    for held in _all(trainee, on, courses or packaged_courses(), table):
        known = best.get(held.name)
        if known is None or _ORDER.index(held.standing) < _ORDER.index(known.standing):
            best[held.name] = held
    return tuple(sorted(best.values(), key=lambda held: _ORDER.index(held.standing)))


def verified_skills(
    trainee: Trainee,
    on: dt.date,
    *,
    courses: CourseTable | None = None,
    table: SkillTable | None = None,
) -> tuple[HeldSkill, ...]:
    """Only what a finished course verifies; a course under way verifies nothing."""
    found = skills_of(trainee, on, courses=courses, table=table)
    return tuple(held for held in found if held.standing == "verified")


def _all(
    trainee: Trainee, on: dt.date, courses: CourseTable, table: SkillTable
) -> Iterator[HeldSkill]:
    for course in trainee.courses:
        taught = courses.course(course.name, on)
        if taught and course.status:
            standing: Standing = "verified" if course.finished else "learning"
            for skill in taught.skills:
                yield HeldSkill(table.resolve(skill) or skill, standing, taught.name)
    for number, skill in enumerate(trainee.skills):
        yield HeldSkill(table.resolve(skill) or skill, "claimed", f"skills.{number}")
