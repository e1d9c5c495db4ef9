"""What if (만약에): a wish set otherwise, and the exact change in jobs worth a look."""

from collections.abc import Iterator
from typing import Any

from matcher.advice.outlook import Outlook
from matcher.advice.results import WhatIf
from matcher.advice.wording import what_if
from matcher.records.trainee import Trainee, Wishes

MORE_MINUTES = 15
LESS_PAY = 0.9
HOURS = (15, 20, 30, 40, 52)
"""The steps of a week's hours: below insurance, half-time, part-time, full-time, the legal most."""


def with_wishes(trainee: Trainee, **wishes: Any) -> Trainee:
    """The record with some wishes set otherwise."""
    return trainee.model_copy(update={"desired": trainee.desired.model_copy(update=wishes)})


def what_ifs(outlook: Outlook) -> tuple[WhatIf, ...]:
    """What each small step of a stated wish changes, most first; steps that change nothing are
    left out. Minutes are the person's own setting, never a computed way."""
    trainee, now = outlook.person.trainee, len(outlook.now.good)
    found = []
    for wish, wishes, action in _steps(trainee.desired):
        change = len(outlook.under(with_wishes(trainee, **wishes)).good) - now
        if change:
            found.append(WhatIf(wish, change, what_if(action, change)))
    return tuple(sorted(found, key=lambda one: -one.change))


def _steps(desired: Wishes) -> Iterator[tuple[str, dict[str, Any], str]]:
    longest, least = desired.max_commute_min, desired.monthly_wage_min_manwon
    if longest is not None:
        more = longest + MORE_MINUTES
        yield (
            "commute",
            {"max_commute_min": more},
            f"통근 시간을 {longest}분에서 {more}분까지로 늘리시면",
        )
    if least is not None:
        lower = round(least * LESS_PAY, 1)
        yield (
            "pay",
            {"monthly_wage_min_manwon": lower},
            f"희망 임금을 월 {least:g}만원에서 {lower:g}만원으로 낮추시면",
        )
    most = desired.hours_per_week_max
    step = next((hours for hours in HOURS if most is not None and hours > most), None)
    if step is not None:
        yield (
            "hours",
            {"hours_per_week_max": float(step)},
            f"근무시간을 주 {most:g}시간에서 {step}시간까지로 늘리시면",
        )
    if desired.days is not None:
        yield "days", {"days": None}, "근무 요일을 가리지 않으시면"
