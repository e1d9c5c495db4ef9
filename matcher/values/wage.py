"""The minimum wage (최저임금), as a dated table."""

import csv
import datetime as dt
from functools import cache
from importlib.resources import files

from matcher.values.pay import Pay, paid_month_hours


def minimum_wage(on: dt.date) -> int | None:
    """Won an hour on a day; ``None`` before the table begins."""
    rows = [won for start, won in _table() if start <= on]
    return rows[-1] if rows else None


def below_minimum(
    pay: Pay, week_hours: float | None, on: dt.date, day_hours: float | None = None
) -> bool | None:
    """Whether the least that may be paid is under the legal minimum; ``None`` where nobody can say.

    That is the lower end of the pay, or the upper one where no lower is stated. A month's or a
    year's pay needs the weekly hours, a day's the daily ones. ``on`` is the day the work begins.
    """
    least = minimum_wage(on)
    if least is not None and pay.legal_minimum:
        return False
    won = pay.min if pay.min is not None else pay.max
    if least is None or won is None:
        return None
    if pay.unit == "H":
        return won < least
    if pay.unit == "D":
        return won < least * day_hours if day_hours else None
    month = pay.monthly(week_hours) if pay.min is not None else pay.monthly_top(week_hours)
    if month is None or not week_hours:
        return None
    return month < round(least * paid_month_hours(week_hours))


@cache
def _table() -> tuple[tuple[dt.date, int], ...]:
    text = files("matcher.values").joinpath("minimum_wage.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((dt.date.fromisoformat(row["from"]), int(row["won_an_hour"])) for row in rows)
