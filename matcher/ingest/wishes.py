"""Wishes (희망 조건) of a roster: pay and hours as people write them."""

import re

from matcher.values import parse_hours, parse_pay

_OPEN = re.compile(r"협의|무관|상관\s?없|내규|면접")
_PLAIN_WAGE = re.compile(
    r"(?:월급?\s?)?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\s?이상|\s?[~-]\s?[0-9]{3,4})?"
)
_PLAIN_HOURS = re.compile(
    r"(?:주\s?)?([0-9]{1,2}(?:\.[0-9])?)\s?(?:시간)?\s?(?:이하|이내|미만|정도)?"
)


def monthly_wage(text: str | None) -> float | None:
    """The lowest wish in 만원 a month; raises ``ValueError`` where no wage can be read.

    Hourly and daily wishes stay unknown: they would need hours that nobody stated.
    """
    if not text or _OPEN.search(text):
        return None
    if plain := _PLAIN_WAGE.fullmatch(text):
        amount = int(plain[1].replace(",", ""))
        return float(amount) if amount < 10_000 else amount / 10_000
    pay = parse_pay(text, unit_hint="월급")
    if not pay.known:
        raise ValueError("no wage")
    month = pay.monthly(None) or pay.monthly_top(None)
    return round(month / 10_000, 1) if month else None


def weekly_hours(text: str | None) -> tuple[float | None, str | None]:
    """The most hours a week, and the text itself where it speaks of days instead."""
    if not text or _OPEN.search(text):
        return None, None
    if plain := _PLAIN_HOURS.fullmatch(text):
        return float(plain[1]), None
    hours = parse_hours(re.sub(r"\s?(?:이하|이내|미만)", "", text))
    return hours.week_hours, text if hours.days or hours.week_hours is None else None
