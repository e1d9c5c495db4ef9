"""Dates as offsets: ``{+12}`` is written into a text as the day twelve days after loading.

A form may follow the offset: ``{+12:iso}`` 2026-12-06, ``{+12:compact}`` 20261206, ``{+12:dot}``
2026.12.06, ``{+12:day}`` 12/6(일); without one it is Work24's own 26-12-06.
"""

import re
from datetime import date, timedelta

_SLOT = re.compile(r"\{([+-]\d+)(?::(\w+))?\}")
_WEEKDAYS = "월화수목금토일"


def written(day: date, form: str = "work24") -> str:
    """A day in one of the forms in which postings write it."""
    forms = {
        "work24": f"{day:%y-%m-%d}",
        "iso": f"{day:%Y-%m-%d}",
        "compact": f"{day:%Y%m%d}",
        "dot": f"{day:%Y.%m.%d}",
        "day": f"{day.month}/{day.day}({_WEEKDAYS[day.weekday()]})",
    }
    return forms[form]


def dated(text: str, as_of: date) -> str:
    """The text with each offset written as a day counted from ``as_of``."""

    def write(slot: re.Match[str]) -> str:
        return written(as_of + timedelta(days=int(slot[1])), slot[2] or "work24")

    return _SLOT.sub(write, text)
