"""Pay (임금): unit and range in won, never guessed and never converted without hours."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from matcher.values.numbers import Amount, find_amounts
from matcher.values.text import folded

Unit = Literal["H", "D", "M", "Y", "PIECE", "SESSION"]

_UNITS: tuple[tuple[Unit, str], ...] = (
    ("SESSION", r"회\s?당|차시|강의\s?당|1회"),
    ("PIECE", r"건\s?당|건별|개\s?당"),
    ("H", r"시급|시간\s?당|시간급"),
    ("D", r"일급|일당"),
    ("M", r"(?<![0-9])(?<![0-9] )월(?:\s?급(?:\s?여)?|\s?평균|\s?보수|\s?(?=[0-9]))"),
    ("Y", r"연봉|년봉|(?<![가-힣0-9])연\s?(?=[0-9])"),
)
_UNIT = re.compile("|".join(f"(?P<{unit}>{pattern})" for unit, pattern in _UNITS))
_PROBATION = re.compile(
    r"수습(?:\s?기간)?\s?:?\s?(?:(?P<months>[0-9]{1,2})\s?개월)?[^0-9]{0,10}(?:(?P<percent>[0-9]{2,3})\s?%)?"
)
_NEGATIVE = re.compile(r"(?:^|[\s(:])[-△▲]$")
_MONTH_HOURS = 209 / 48
"""Paid hours of a month for one paid hour of a week: the official 209 for 40 + 8 hours."""


@dataclass(frozen=True)
class Probation:
    """A probation (수습): its months and the share of the pay paid in it; ``None`` is unknown."""

    months: int | None = None
    percent: int | None = None


@dataclass(frozen=True)
class Pay:
    """A stated wage in won; all ``None`` when nothing certain is said."""

    unit: Unit | None = None
    min: int | None = None
    max: int | None = None
    legal_minimum: bool = False
    lecture: bool = False
    probation: Probation | None = None

    @property
    def known(self) -> bool:
        """Whether an amount, or the legal minimum, is stated."""
        return self.legal_minimum or self.min is not None or self.max is not None

    def monthly(self, week_hours: float | None) -> int | None:
        """The lower end in won a month; ``None`` where hours would have to be guessed."""
        return self._a_month(self.min, week_hours)

    def monthly_top(self, week_hours: float | None) -> int | None:
        """The upper end in won a month, under the same rule as ``monthly``."""
        return self._a_month(self.max, week_hours)

    def hourly(self, week_hours: float | None, day_hours: float | None = None) -> int | None:
        """The lower end in won an hour; ``None`` for piece work, lectures and unknown hours."""
        return self._an_hour(self.min, week_hours, day_hours)

    def hourly_top(self, week_hours: float | None, day_hours: float | None = None) -> int | None:
        """The upper end in won an hour, under the same rule as ``hourly``."""
        return self._an_hour(self.max, week_hours, day_hours)

    def _an_hour(
        self, won: int | None, week_hours: float | None, day_hours: float | None
    ) -> int | None:
        if won is None or self.lecture:
            return None
        if self.unit == "H":
            return won
        if self.unit == "D":
            return round(won / day_hours) if day_hours else None
        month = self._a_month(won, week_hours)
        return round(month / paid_month_hours(week_hours)) if month and week_hours else None

    def _a_month(self, won: int | None, week_hours: float | None) -> int | None:
        if won is None or self.lecture:
            return None
        if self.unit == "M":
            return won
        if self.unit == "Y":
            return round(won / 12)
        if self.unit == "H" and week_hours:
            return round(won * paid_month_hours(week_hours))
        return None


def paid_month_hours(week_hours: float) -> float:
    """Paid hours of a month; the weekly holiday (주휴) is paid from 15 hours a week on."""
    holiday = min(week_hours, 40) / 40 * 8 if week_hours >= 15 else 0
    return (week_hours + holiday) * _MONTH_HOURS


def parse_pay(
    raw: str | None,
    *,
    unit_hint: str | None = None,
    min_sal: str | int | None = None,
    max_sal: str | int | None = None,
    source: str | None = None,
    scale: int = 1,
) -> Pay:
    """Read a wage. ``unit_hint`` is a feed's salTpNm or code; a ``max_sal`` of 0 means none.

    ``scale`` is what a table's header says of bare numbers: 10,000 for ``임금(만원)``.
    """
    text = folded(raw)
    probation = _PROBATION.search(text)
    amounts = _inherit_scale(_scaled(find_amounts(text), scale), text)
    unit = _unit_of(text, amounts) or _unit_of_hint(unit_hint)
    if unit is None and source == "saramin":
        unit = "Y"
    if re.search(r"최저\s?(?:시급|임금)", text) and not amounts:
        return Pay(unit="H", legal_minimum=True)
    if unit is None or "주급" in text or _negative(text, amounts):
        return Pay()
    low, high = _range_of(text, amounts) if amounts else (_won(min_sal), _won(max_sal))
    ends = [won for won in (low, high) if won is not None]
    if not ends or ends[0] > ends[-1]:
        return Pay()
    return Pay(unit, low, high, lecture="강사료" in text, probation=_probation(probation))


def lacks_period(raw: str | None) -> bool:
    """Whether an amount is stated and nothing says for what: ``2,300,000원``."""
    text = folded(raw)
    amounts = _inherit_scale(find_amounts(text), text)
    stated = bool(amounts) and not _negative(text, amounts) and "주급" not in text
    return stated and not parse_pay(raw).known and _unit_of(text, amounts) is None


def _negative(text: str, amounts: list[Amount]) -> bool:
    """Whether a minus stands at the first amount: no wage is less than nothing."""
    return bool(amounts) and _NEGATIVE.search(text[: amounts[0].start]) is not None


def _probation(found: re.Match[str] | None) -> Probation | None:
    if found is None or not (found["months"] or found["percent"]):
        return None
    months, percent = found["months"], found["percent"]
    return Probation(int(months) if months else None, int(percent) if percent else None)


def _scaled(amounts: list[Amount], scale: int) -> list[Amount]:
    """Bare numbers times the scale of their column, unless they are plainly won already."""
    return [
        Amount(here.won * scale, here.start, here.end, False, scale)
        if scale > 1 and here.bare and here.won < 100_000
        else here
        for here in amounts
    ]


def _inherit_scale(amounts: list[Amount], text: str) -> list[Amount]:
    """``250~280만원``: a bare number before a range sign takes the scale of what follows."""
    whole: list[Amount] = []
    for here, after in zip(amounts, [*amounts[1:], None], strict=False):
        if not here.bare:
            whole.append(here)
        elif after and not after.bare and _joined(text, here, after):
            won = here.won * (after.scale if after.scale >= 10_000 and here.won < 100_000 else 1)
            whole.append(Amount(won, here.start, here.end, False, after.scale))
        elif here.won >= 1000 and not re.search(r"[0-9]", text[: here.start] + text[here.end :]):
            whole.append(here)
    return whole


def _joined(text: str, here: Amount, after: Amount) -> bool:
    return re.fullmatch(r"[^0-9]{0,8}[~-][^0-9]{0,8}", text[here.end : after.start]) is not None


def _unit_of(text: str, amounts: list[Amount]) -> Unit | None:
    """The unit word nearest before the first amount, else the first one anywhere."""
    found = [(match.start(), match.lastgroup) for match in _UNIT.finditer(text)]
    before = [name for at, name in found if amounts and at < amounts[0].start]
    name = before[-1] if before else next((name for _, name in found), None)
    return next((unit for unit in get_args(Unit) if unit == name), None)


def _unit_of_hint(hint: str | None) -> Unit | None:
    text = folded(hint)
    if text in ("H", "D", "M", "Y"):
        return next(unit for unit in get_args(Unit) if unit == text)
    return _unit_of(text, []) if text else None


def _range_of(text: str, amounts: list[Amount]) -> tuple[int | None, int | None]:
    first = amounts[0]
    if len(amounts) > 1 and _joined(text, first, amounts[1]):
        return first.won, amounts[1].won
    after = text[first.end : first.end + 8].strip()
    before = text[: first.start].rstrip()
    if first.more or after.startswith(("이상", "부터", "~", "↑")):
        return first.won, None
    if after.startswith(("이하", "까지", "미만")) or before.endswith("~"):
        return None, first.won
    return first.won, first.won


def _won(raw: str | int | None) -> int | None:
    digits = str(raw if raw is not None else "").replace(",", "").strip()
    return int(digits) or None if re.fullmatch(r"[0-9]{1,12}", digits) else None
