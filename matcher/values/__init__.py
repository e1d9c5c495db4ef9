"""Values (값): pure parsers of how Korean postings write things; unknown stays unknown."""

from matcher.values.career import Career, parse_career
from matcher.values.closing import Closing, parse_closing, parse_day
from matcher.values.education import Education, parse_education, parse_education_range
from matcher.values.employment import parse_employment_set, parse_employment_types
from matcher.values.hours import Hours, parse_holiday, parse_hours
from matcher.values.names import company_key, keco2018_of, parse_headcount, parse_jobs_cd
from matcher.values.nothing import says_nothing
from matcher.values.pay import Pay, Probation, lacks_period, parse_pay
from matcher.values.preference import Preference, parse_preference
from matcher.values.region import (
    ABROAD,
    NATIONWIDE,
    lies_in,
    parse_regions,
    region_name,
    unknown_places,
)
from matcher.values.text import clean_text, unescape
from matcher.values.town import Address, parse_address, parse_towns, town_name
from matcher.values.wage import below_minimum, minimum_wage

__all__ = [
    "ABROAD",
    "NATIONWIDE",
    "Address",
    "Career",
    "Closing",
    "Education",
    "Hours",
    "Pay",
    "Preference",
    "Probation",
    "below_minimum",
    "clean_text",
    "company_key",
    "keco2018_of",
    "lacks_period",
    "lies_in",
    "minimum_wage",
    "parse_address",
    "parse_career",
    "parse_closing",
    "parse_day",
    "parse_education",
    "parse_education_range",
    "parse_employment_set",
    "parse_employment_types",
    "parse_headcount",
    "parse_holiday",
    "parse_hours",
    "parse_jobs_cd",
    "parse_pay",
    "parse_preference",
    "parse_regions",
    "parse_towns",
    "region_name",
    "says_nothing",
    "town_name",
    "unescape",
    "unknown_places",
]
