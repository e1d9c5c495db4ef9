"""A job posting (구인 공고): raw text as published, typed values derived beside it."""

from datetime import date
from functools import cached_property

from pydantic import Field

from matcher import values
from matcher.records.base import Id, Name, Record, Text


class Employer(Record):
    """Who offers the job (구인 기업)."""

    name: Name
    business_number: Text = None
    industry: Text = None

    @cached_property
    def key(self) -> str:
        """The name without its legal form: ``㈜ 보기`` and ``보기 주식회사`` are one."""
        return values.company_key(self.name)


class Posting(Record):
    """One advertised job. Text fields are as published; ``None`` is unknown."""

    id: Id
    source: Name
    title: Name
    company: Name
    business_number: Text = None
    industry: Text = None
    functions: tuple[Name, ...] = ()
    career: Text = None
    education: Text = None
    pay: Text = None
    region: Text = None
    working_condition: Text = None
    employment_type: Text = None
    licences: tuple[Name, ...] = ()
    headcount: Text = None
    preference: Text = None
    closes: Text = None
    registered: date | None = None
    seen: date | None = None
    url: Text = None
    jobs_cd: Text = Field(default=None, description="Work24 jobsCd: KECO 2018 and two digits")
    body: Text = None

    @cached_property
    def employer(self) -> Employer:
        """Who offers the job."""
        return Employer(
            name=self.company, business_number=self.business_number, industry=self.industry
        )

    @cached_property
    def closing(self) -> values.Closing:
        """The last day, until filled or rolling; unknown where nobody can say."""
        return values.parse_closing(self.closes, registered=self.registered, seen=self.seen)

    @cached_property
    def pay_range(self) -> values.Pay:
        """Unit and range in won; unknown stays unknown."""
        return values.parse_pay(self.pay)

    @cached_property
    def career_range(self) -> values.Career:
        """Any, newcomers or experienced, with months."""
        return values.parse_career(self.career)

    @cached_property
    def hours(self) -> values.Hours:
        """Days and hours a week, start and end."""
        return values.parse_hours(self.working_condition)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Region codes (행정구역); empty is unknown, ``00000`` is nationwide."""
        return values.parse_regions(self.region)
