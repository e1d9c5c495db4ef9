"""A job posting (구인 공고): raw text as published, typed values derived beside it."""

from datetime import date
from functools import cached_property

from pydantic import Field

from matcher import values
from matcher.records.base import Id, Name, Record, Text


class Employer(Record):
    """Who offers the job (구인 기업); without a name it is held back until somebody asks."""

    name: Text = None
    business_number: Text = None
    industry: Text = None

    @cached_property
    def key(self) -> str:
        """The name without its legal form: ``㈜ 보기`` and ``보기 주식회사`` are one.

        Empty where the name is unknown: two such are not one employer.
        """
        return values.company_key(self.name)


class Posting(Record):
    """One advertised job. Text fields are as published; ``None`` is unknown."""

    id: Id
    source: Name
    title: Name
    company: Text = None
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
    gone: date | None = Field(default=None, description="the day a complete crawl lacked it")
    url: Text = None
    provider: Text = Field(default=None, description="who gave the information (정보제공처)")
    address: Text = None
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
        return values.parse_regions(self.region, self._day)

    @cached_property
    def unread_places(self) -> tuple[str, ...]:
        """Places named that no table knows, for somebody to look at."""
        return values.unknown_places(self.region, self._day)

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """Ten-digit codes of the towns of Sejong (행정동) named as the place or in the address."""
        found = [*values.parse_towns(self.region, self._day)]
        found += values.parse_towns(self.address, self._day)
        return tuple(dict.fromkeys(found))

    @cached_property
    def education_range(self) -> values.Education:
        """The lowest and the highest level accepted, as Work24 codes."""
        return values.parse_education_range(self.education)

    @cached_property
    def employment_types(self) -> frozenset[str]:
        """Kinds of employment (고용형태) in the centre's words; empty is unknown."""
        return values.parse_employment_types(self.employment_type)

    @cached_property
    def headcount_least(self) -> int | None:
        """How many are sought at least (모집인원); "some" (0명, 약간명) is unknown."""
        return values.parse_headcount(self.headcount)

    @cached_property
    def preferences(self) -> values.Preference:
        """Whom the posting prefers (우대), and whether it welcomes people of fifty and over."""
        return values.parse_preference(self.preference)

    @cached_property
    def hourly_pay(self) -> tuple[int | None, int | None]:
        """Won an hour at the lower and the upper end; ``None`` where hours would be guessed."""
        pay, hours = self.pay_range, self.hours
        return (
            pay.hourly(hours.week_hours, hours.day_hours),
            pay.hourly_top(hours.week_hours, hours.day_hours),
        )

    @cached_property
    def keco2018(self) -> str | None:
        """The group of KECO, 2018 edition, that Work24's jobsCd names; no code of 2025."""
        return values.keco2018_of(self.jobs_cd)

    @property
    def _day(self) -> date | None:
        """The day the text speaks of: registered, else last seen."""
        return self.registered or self.seen
