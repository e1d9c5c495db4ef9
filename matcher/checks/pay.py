"""Pay below the minimum wage of the day (최저임금 미달)."""

from collections.abc import Iterator
from datetime import date

from matcher.checks.finding import Finding
from matcher.records import Posting
from matcher.values import Pay, below_minimum, minimum_wage

LAW = "최저임금법 제6조, 직업안정법 제25조"
MONTH_HOURS = 209
"""Paid hours of a month at 40 hours a week, as the minimum wage is announced."""
_FULL_TIME = {"D": 8, "M": MONTH_HOURS, "Y": 12 * MONTH_HOURS}


def check_pay(posting: Posting, as_of: date) -> Iterator[Finding]:
    """Pay that is too low, or that would be for full time while nobody states the hours."""
    least, raw = minimum_wage(as_of), posting.pay or ""
    pay, hours = posting.pay_range, posting.hours.week_hours
    day_hours = posting.hours.day_hours
    if least is None or not raw or not pay.known or pay.legal_minimum:
        return
    below = below_minimum(pay, hours, as_of, day_hours)
    if below:
        advice = (
            f"{as_of.year}년 최저임금은 시간당 {least:,}원(주 40시간이면 월 "
            f"{least * MONTH_HOURS:,}원)입니다. 급여를 그 이상으로 고쳐 주십시오."
        )
        basis = f"{least}/{hours or '-'}/{day_hours or '-'}"
        yield Finding("minimum-wage", raw, 0, len(raw), "pay", LAW, advice, "pay", basis)
    elif below is None and _doubtful(pay, least):
        advice = "근무시간을 알 수 없어 최저임금과 견줄 수 없습니다. 근무시간을 확인하십시오."
        yield Finding("pay-unknown-hours", raw, 0, len(raw), "pay", LAW, advice, "advice")


def _doubtful(pay: Pay, least: int) -> bool:
    """Whether pay whose hours are unknown would be too low for full time."""
    won, hours = pay.min if pay.min is not None else pay.max, _FULL_TIME.get(pay.unit or "")
    return won is not None and hours is not None and won < least * hours
