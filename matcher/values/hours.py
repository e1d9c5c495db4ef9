"""Working days and hours (근무시간)."""

import re
from dataclasses import dataclass
from typing import Literal

from matcher.values.text import folded

_BOUND = r"(?!\s?(?:미만|이내|이하|이상|초과|[~-]))"
_DAYS = re.compile(rf"(?<![0-9~-])주\s?(?P<days>[1-7])\s?일{_BOUND}")
_NUMBER = r"(?P<hours>[0-9]{1,2}(?:\.[0-9]{1,2})?)"
_WEEK = re.compile(
    r"(?<![격매])주(?:당|간)?\s?(?:소정\s?)?(?:(?:근로|근무)\s?시간)?\s?:?\s?"
    rf"{_NUMBER}\s?시간{_BOUND}"
)
_MEAN = re.compile(rf"평균\s?근무\s?시간\s?:\s?{_NUMBER}(?![0-9.])")
_A_DAY = re.compile(rf"(?:1\s?일|하루)\s?{_NUMBER}\s?시간{_BOUND}")
_BREAK = re.compile(r"휴게\s?(?:시간)?\s?:?\s?(?P<number>[0-9]{1,3})\s?(?P<unit>시간|분)")
_SECONDS = r"(?::[0-5][0-9])?"
_HALF = "오전|오후|새벽|아침|저녁|밤"
_CLOCK = (
    r"(?:(?:당일|익일|명일|다음\s?날)\s?)?\(?(?P<{0}half>"
    + _HALF
    + r")?\)?\s?(?P<{0}hour>[0-9]{{1,2}})"
)
_START = (
    _CLOCK.format("s")
    + rf"(?:\s?:\s?(?P<sminute>[0-9]{{2}}){_SECONDS}|\s?시(?:\s?(?P<smin>[0-9]{{1,2}})분)?)?"
)
_END = (
    _CLOCK.format("e")
    + rf"(?:\s?:\s?(?P<eminute>[0-9]{{2}}){_SECONDS}"
    + r"|\s?시(?!간)(?:\s?(?P<emin>[0-9]{1,2})분)?)"
)
_FROM_TO = re.compile(rf"(?<![0-9:]){_START}\s?(?:~|-|부터)\s?{_END}(?![0-9])")
_PAUSE = re.compile(rf"휴게\s?(?:시간)?\s?:?\s?\(?{_FROM_TO.pattern}")
NIGHT_BEGINS, NIGHT_ENDS = "22:00", "06:00"
_SHIFT = re.compile(r"교대|격일|당직제|순환\s?근무")
_PART = re.compile(
    r"(?<![가-힣0-9])(?<![0-9]\s)(?<!주[·ㆍ/,])(?:(?P<day>주간)|야간|심야)"
    r"(?:\s?(?:근무|고정|전담|전임|조|반))*+(?![가-힣])(?!\s?[0-9])"
    r"(?!\s?(?:불가|없|안\s?함|아님|아닙|아니|[Xx×]))"
)
_WEEKDAYS = "월화수목금토일"
_OFF = re.compile(
    rf"휴(?:일|무일?)\s?:?\s?(?:주\s?[1-7]\s?[일회]|[{_WEEKDAYS}\s,/·~-]+(?![가-힣]))"
)
_SPAN_OF_DAYS = re.compile(rf"(?<![가-힣0-9])([{_WEEKDAYS}])\s?[~-]\s?([{_WEEKDAYS}])(?![가-힣])")


@dataclass(frozen=True)
class Hours:
    """Days and hours of a week, and the clock times (``"09:00"``); ``None`` is unknown."""

    days: int | None = None
    week_hours: float | None = None
    start: str | None = None
    end: str | None = None
    shift: bool | None = None
    a_day: float | None = None
    """Hours of one day as stated, or by the clock less a stated break."""
    part: Literal["day", "night"] | None = None
    """Day or night work (주간, 야간) where no clock times are stated."""

    @property
    def day_hours(self) -> float | None:
        """Hours of a working day: stated, or the week's hours shared by its days."""
        if self.a_day is None and self.week_hours and self.days:
            return self.week_hours / self.days
        return self.a_day

    @property
    def known(self) -> bool:
        """Whether anything at all is said."""
        return self != Hours()

    @property
    def night(self) -> bool | None:
        """Whether the work reaches into the night: of the law (22:00 to 06:00), or as stated."""
        if self.start is None or self.end is None:
            return None if self.part is None else self.part == "night"
        return self.end <= self.start or self.end > NIGHT_BEGINS or self.start < NIGHT_ENDS


def parse_hours(raw: str | None) -> Hours:
    """Read working hours; the week is counted only from hours and days that are both stated."""
    text = _OFF.sub(" ", folded(raw))
    days = _days(text)
    rest, text = _rest(text)
    start, end, length = _clock(text)
    a_day = _day_hours(text, length, rest)
    return Hours(
        days=days,
        week_hours=_week_hours(text, days, a_day),
        start=start,
        end=end,
        shift=True if _SHIFT.search(text) else None,
        a_day=a_day,
        part=_part(text) if start is None else None,
    )


def parse_holiday(raw: str | None) -> str | None:
    """Work24's holidayTp: 1 five days, 2 six days, 3 every other Saturday (토요격주)."""
    text = folded(raw)
    if text in ("1", "2", "3", "9"):
        return text
    if re.search(r"토요\s?격주|격주\s?토요|격주\s?(?:휴무|주\s?5일)", text):
        return "3"
    return {5: "1", 6: "2"}.get(_days(text) or 0)


def _days(text: str) -> int | None:
    if found := _DAYS.search(text):
        return int(found["days"])
    if span := _SPAN_OF_DAYS.search(text):
        length = _WEEKDAYS.index(span[2]) - _WEEKDAYS.index(span[1]) + 1
        return length if length > 1 else None
    return None


def _week_hours(text: str, days: int | None, a_day: float | None) -> float | None:
    if found := _WEEK.search(text) or _MEAN.search(text):
        return _plausible(float(found["hours"]))
    return _plausible(days * a_day) if days and a_day else None


def _day_hours(text: str, clock: int | None, rest: int | None) -> float | None:
    """Hours of a day as stated, else those of the clock less the break; both in minutes."""
    if found := _A_DAY.search(text):
        hours = float(found["hours"])
        return hours if 0 < hours <= 24 else None
    if clock is None or rest is None or clock <= rest:
        return None
    return (clock - rest) / 60


def _rest(text: str) -> tuple[int | None, str]:
    """Minutes of the stated break (휴게), and the text without a break by the clock."""
    if pause := _BREAK.search(text):
        return int(pause["number"]) * (60 if pause["unit"] == "시간" else 1), text
    if pause := _PAUSE.search(text):
        return _clock(pause[0])[2], text.replace(pause[0], " ")
    return None, text


def _part(text: str) -> Literal["day", "night"] | None:
    """Day or night work; who offers both says neither."""
    found = {one["day"] is not None for one in _PART.finditer(text)}
    if len(found) != 1:
        return None
    return "day" if True in found else "night"


def _plausible(hours: float) -> float | None:
    return hours if 0 < hours <= 84 else None


def _clock(text: str) -> tuple[str | None, str | None, int | None]:
    """Start, end and the minutes between them."""
    for found in _FROM_TO.finditer(text):
        start = _minutes(found["shalf"], found["shour"], found["sminute"] or found["smin"])
        half = found["ehalf"] or _half_of_end(found["shalf"], found["shour"], found["ehour"])
        end = _minutes(half, found["ehour"], found["eminute"] or found["emin"])
        if start is not None and end is not None and not _unclear(found):
            return _clock_time(start), _clock_time(end), (end - start) % 1440
    return None, None, None


def _half_of_end(half: str | None, start: str, end: str) -> str | None:
    """The half of the day that an end without one is in: ``오후 1시~5시``, ``오전 9시~6시``."""
    first, last = int(start), int(end)
    if half in ("오전", "아침") and last <= first <= 12:
        return "오후"
    if half not in ("오후", "저녁") or last <= first % 12:
        return None
    return "밤" if last == 12 else "오후"


def _unclear(found: re.Match[str]) -> bool:
    """Whether ``9시~6시`` may mean the evening or the morning: never guessed."""
    first, last = int(found["shour"]), found["ehour"]
    return not (found["shalf"] or found["ehalf"]) and len(last) == 1 and int(last) <= first <= 12


def _minutes(half: str | None, hour: str, minute: str | None) -> int | None:
    h, m = int(hour), int(minute or 0)
    if half and not 1 <= h <= 12:
        return None
    if half == "밤":
        h = h if h < 6 else (h + 12) % 24
    elif half:
        h = h % 12 + (12 if half in ("오후", "저녁") else 0)
    return h * 60 + m if h * 60 + m <= 1440 and m < 60 else None


def _clock_time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
