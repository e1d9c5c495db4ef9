"""Values (값): pure parsers of how Korean postings write things; unknown stays unknown."""

from matcher.values.career import Career, parse_career
from matcher.values.closing import Closing, parse_closing, parse_day
from matcher.values.education import parse_education
from matcher.values.employment import parse_employment_set, parse_employment_types
from matcher.values.hours import Hours, parse_hours
from matcher.values.names import company_key, parse_headcount, parse_jobs_cd
from matcher.values.pay import Pay, parse_pay
from matcher.values.region import ABROAD, NATIONWIDE, parse_regions, region_name
from matcher.values.text import clean_text, unescape
from matcher.values.wage import below_minimum, minimum_wage

__all__ = [
    "ABROAD",
    "NATIONWIDE",
    "Career",
    "Closing",
    "Hours",
    "Pay",
    "below_minimum",
    "clean_text",
    "company_key",
    "minimum_wage",
    "parse_career",
    "parse_closing",
    "parse_day",
    "parse_education",
    "parse_employment_set",
    "parse_employment_types",
    "parse_headcount",
    "parse_hours",
    "parse_jobs_cd",
    "parse_pay",
    "parse_regions",
    "region_name",
    "unescape",
]
