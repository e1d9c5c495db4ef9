"""The table of courses (과정표): what each course verifies, from when to when."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from matcher.skills.spelling import compact
from matcher.skills.tables import Cells, TableError, beneath, edited, listed, packaged, read_rows

COLUMNS = ("course", "aliases", "valid_from", "valid_to", "goal", "hours", "skills", "trades")


_HOURS = re.compile("[0-9]{1,5}")


@dataclass(frozen=True)
class TaughtCourse:
    """A course of the centre (과정) as it was taught from one day to another.

    ``skills`` is what completing it (수료) verifies, ``trades`` the work that it leads to; an
    unknown goal or number of hours is ``None``."""

    name: str
    aliases: tuple[str, ...]
    valid_from: dt.date | None
    valid_to: dt.date | None
    goal: str | None
    hours: int | None
    skills: tuple[str, ...]
    trades: tuple[str, ...]

    @property
    def spellings(self) -> frozenset[str]:
        """The letters of its name and aliases."""
        return frozenset(map(compact, (self.name, *self.aliases)))


class CourseTable:
    """Courses by any of their names."""

    def __init__(self, courses: Iterable[TaughtCourse]) -> None:
        self.courses = tuple(courses)

    @classmethod
    def read(cls, extra: Path | None = None) -> "CourseTable":
        """The packaged courses under a centre's own; raises ``TableError`` on a bad line.

        All packaged lines of a course that the centre's file names are replaced."""
        known = cls.parse(packaged("courses.csv"), name="courses.csv").courses
        if extra is None:
            return cls(known)
        own = cls.parse(edited(extra), name=extra.name).courses
        return cls([*beneath(known, own, lambda course: compact(course.name)), *own])

    @classmethod
    def parse(cls, text: str, *, name: str) -> "CourseTable":
        """The courses of one table and no others; ``name`` is for messages."""
        return cls(read_rows(text, COLUMNS, _course, name=name))

    def course(self, name: str, on: dt.date) -> TaughtCourse | None:
        """The course of a name as last taught up to a day; ``None`` for an unknown one.

        A course that is no longer taught still verifies what it taught."""
        letters = compact(name)
        taught = [
            course
            for course in self.courses
            if letters in course.spellings and (course.valid_from or dt.date.min) <= on
        ]
        return max(taught, key=lambda one: one.valid_from or dt.date.min, default=None)

    def offered(self, on: dt.date) -> tuple[TaughtCourse, ...]:
        """The courses taught on a day."""
        return tuple(
            course
            for course in self.courses
            if (course.valid_from or dt.date.min) <= on <= (course.valid_to or dt.date.max)
        )


@lru_cache(maxsize=1)
def packaged_courses() -> CourseTable:
    """The packaged courses, read once."""
    return CourseTable.read()


def _course(cells: Cells) -> TaughtCourse:
    if not compact(cells["course"]):
        raise TableError("course: found nothing; write the course's name")
    if cells["hours"] and not _HOURS.fullmatch(cells["hours"]):
        raise TableError(f"hours: found {cells['hours']!r}; write a whole number or nothing")
    first, last = _day(cells, "valid_from"), _day(cells, "valid_to")
    if first and last and last < first:
        raise TableError(f"valid_to: found {last}, before valid_from {first}; turn them round")
    return TaughtCourse(
        name=cells["course"],
        aliases=listed(cells["aliases"]),
        valid_from=first,
        valid_to=last,
        goal=cells["goal"] or None,
        hours=int(cells["hours"]) if cells["hours"] else None,
        skills=listed(cells["skills"]),
        trades=listed(cells["trades"]),
    )


def _day(cells: Cells, field: str) -> dt.date | None:
    if not cells[field]:
        return None
    try:
        return dt.date.fromisoformat(cells[field])
    except ValueError:
        raise TableError(f"{field}: found {cells[field]!r}; write 2026-01-27") from None
