"""Reads the committed town and counts its day offsets from the day of loading."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from matcher.records import Posting, Trainee
from matcher.skills import CourseTable, TaughtCourse
from service.town.dates import dated


@dataclass(frozen=True)
class Town:
    """The sample town as it stands on one day."""

    as_of: date
    courses: tuple[TaughtCourse, ...]
    trainees: tuple[Trainee, ...]
    postings: tuple[Posting, ...]


def load_town(as_of: date) -> Town:
    """The town with its dates counted from ``as_of``; the same day gives the same town."""
    return Town(
        as_of=as_of,
        courses=CourseTable.parse(town_courses(), name="courses.csv").courses,
        trainees=tuple(_trainee(row, as_of) for row in _rows("trainees.jsonl")),
        postings=tuple(_posting(row, as_of) for row in _rows("postings.jsonl")),
    )


def town_of(size: int, as_of: date) -> tuple[Posting, ...]:
    """As many postings as asked, composed as the town's are, for measuring."""
    from service.town.postings import town_postings

    return tuple(_posting(row, as_of) for row in town_postings(size)[0])


def town_courses() -> str:
    """The town's table of courses, as a centre would bring in its own."""
    return _text("courses.csv")


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _text(name).splitlines()]


def _text(name: str) -> str:
    return (files("service.town") / "data" / name).read_text(encoding="utf-8")


def _posting(row: dict[str, Any], as_of: date) -> Posting:
    for key in ("registered", "seen"):
        row[key] = as_of + timedelta(days=row[key])
    for key in ("closes", "body"):
        if key in row:
            row[key] = dated(row[key], as_of)
    return Posting.model_validate(row)


def _trainee(row: dict[str, Any], as_of: date) -> Trainee:
    row["consents"] = {
        purpose: as_of + timedelta(days=offset) for purpose, offset in row["consents"].items()
    }
    return Trainee.model_validate(row)
