"""The closing date (접수 마감)."""

import datetime as dt
import re
from dataclasses import dataclass

from matcher.values.text import folded

_FAR_FUTURE = 2060
"""A closing year from here on is how feeds write "always open" (``20991231``)."""

_DATE = re.compile(
    r"(?<![0-9])(?:"
    r"(?P<y8>20[0-9]{2})(?P<m8>[0-9]{2})(?P<d8>[0-9]{2})(?:[0-9]{4}(?:[0-9]{2})?)?"
    r"|(?P<y>(?:20)?[0-9]{2})\s?[-./년]\s?(?P<m>[0-9]{1,2})\s?[-./월]\s?(?P<d>[0-9]{1,2})"
    r"|(?P<sm>[0-9]{1,2})\s?[-./월]\s?(?P<sd>[0-9]{1,2})"
    r")(?![0-9:])"
)
_RELATIVE = re.compile(r"\bD\s?-\s?(?P<days>[0-9]{1,3}|day)\b|(?P<word>오늘|금일|내일|명일)", re.I)


@dataclass(frozen=True)
class Closing:
    """When applications end: a day, "until filled" (채용시까지), or "always open" (상시)."""

    date: dt.date | None = None
    until_filled: bool = False
    rolling: bool = False

    @property
    def known(self) -> bool:
        """Whether the posting says anything about its end."""
        return self.date is not None or self.until_filled or self.rolling


def parse_closing(
    raw: str | None, *, registered: dt.date | None = None, seen: dt.date | None = None
) -> Closing:
    """Read a closing date; ``10/31`` needs a day of registration, ``D-3`` the day it was seen."""
    text = folded(raw)
    day = _last_day(text, registered, seen) or _relative_day(text, seen)
    far = day is not None and day.year >= _FAR_FUTURE
    return Closing(
        date=None if far else day,
        until_filled=re.search(r"(?:채용|충원)\s?시", text) is not None,
        rolling=far or re.search(r"상시|수시", text) is not None,
    )


def parse_day(raw: str | None) -> dt.date | None:
    """A whole date in any of the usual spellings, or ``None``."""
    return _last_day(folded(raw), None, None)


def _last_day(text: str, registered: dt.date | None, seen: dt.date | None) -> dt.date | None:
    day: dt.date | None = None
    start = registered
    for found in _DATE.finditer(text):
        day = _whole_day(found) if found["sm"] is None else _short_day(found, start, seen)
        start = day or start
    return day


def _whole_day(found: re.Match[str]) -> dt.date | None:
    year = int(found["y8"] or found["y"])
    return _day(
        year if year > 99 else 2000 + year,
        int(found["m8"] or found["m"]),
        int(found["d8"] or found["d"]),
    )


def _short_day(found: re.Match[str], start: dt.date | None, seen: dt.date | None) -> dt.date | None:
    """Month and day: the first on or after the registration, else the nearest to being seen."""
    near = start or seen
    if near is None:
        return None
    years = range(max(near.year - 1, 1), min(near.year + 2, 9999))
    days = [d for year in years if (d := _day(year, int(found["sm"]), int(found["sd"])))]
    if start is not None:
        return min((d for d in days if d >= start), default=None)
    return min(days, key=lambda d: abs((d - near).days), default=None)


def _relative_day(text: str, seen: dt.date | None) -> dt.date | None:
    found = _RELATIVE.search(text)
    if found is None or seen is None:
        return None
    if found["word"]:
        ahead = 0 if found["word"] in ("오늘", "금일") else 1
    else:
        ahead = 0 if found["days"].lower() == "day" else int(found["days"])
    return dt.date.fromordinal(min(seen.toordinal() + ahead, dt.date.max.toordinal()))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
