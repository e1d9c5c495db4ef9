"""A trainee (훈련생): courses, career and wishes, beside an identity no text builder reads."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from matcher.records.base import Id, Name, Record, Text

CourseStatus = Literal["수료", "수강중"]
WishName = Literal["employment", "hours", "days", "pay", "place", "commute", "remote", "avoid"]
"""The wishes that a trainee can turn into a limit; the same names serve ``--ignore``."""
Use = Literal["matching", "weekly_mail", "employer_search"]
"""What somebody agrees to: 상담·추천, 주간 메일, 구인기업 공개."""


class Course(Record):
    """A course (과정) of the centre; only a finished one (수료) verifies skills."""

    name: Name
    status: CourseStatus | None = None

    @property
    def finished(self) -> bool:
        """Whether the course was completed."""
        return self.status == "수료"


class CareerEntry(Record):
    """One spell of the career (경력)."""

    title: Name
    industry: Text = None
    years: float | None = Field(default=None, ge=0, le=70)
    duties: Text = None


class Wishes(Record):
    """What the person wants (희망 조건); ``None`` or empty is unknown and stays neutral."""

    jobs: tuple[Name, ...] = ()
    employment_types: tuple[Name, ...] = ()
    hours_per_week_max: float | None = Field(default=None, gt=0, le=84)
    days: Text = None
    monthly_wage_min_manwon: float | None = Field(default=None, gt=0, le=10_000)
    places: tuple[Name, ...] = ()
    max_commute_min: int | None = Field(default=None, gt=0, le=300)
    remote_ok: bool | None = None
    avoid: tuple[Name, ...] = ()


class Consents(Record):
    """The day each use was agreed to (동의일); ``None`` is no consent, and unknown is none.

    Mail and employer search rest on matching (상담·추천): without it nobody is ranked at all.
    """

    matching: date | None = None
    weekly_mail: date | None = None
    employer_search: date | None = None

    def allow(self, use: Use, day: date) -> bool:
        """Whether a use was agreed to by ``day``."""
        given: tuple[date | None, ...] = (self.matching, getattr(self, use))
        return all(one is not None and one <= day for one in given)


class Trainee(Record):
    """A person who looks for work; identity fields never reach text, vectors or ranking."""

    id: Id
    courses: tuple[Course, ...] = ()
    career: tuple[CareerEntry, ...] = ()
    skills: tuple[Name, ...] = ()
    licences: tuple[Name, ...] = ()
    education: Text = None
    desired: Wishes = Wishes()
    summary: Text = None
    name: Text = None
    email: Text = None
    phone: Text = None
    birth_year: int | None = Field(default=None, ge=1900, le=2100)
    home_place: Text = None
    counsellor: Text = None
    consents: Consents = Consents()
    hard: tuple[WishName, ...] = ()

    @field_validator("email")
    @classmethod
    def _an_address_and_nothing_else(cls, value: str | None) -> str | None:
        if value is not None and (value.count("@") != 1 or any(c.isspace() for c in value)):
            raise ValueError("not an e-mail address; write one like name@example.com")
        return value

    @property
    def has_direction(self) -> bool:
        """Whether there is anything at all to match on."""
        return bool(self.desired.jobs or self.courses or self.career or self.skills)
