"""Laws that every parser keeps on any text at all."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from matcher import values
from matcher.values.education import CODES
from matcher.values.region import region_codes

WORDS = """
연봉 월급 시급 월 일급 회당 최저임금 만원 원 천 백 억 만 이상 이하 ~ - , . : 경력 신입 인턴 년 개월
무관 주 일 시간 시 분 오전 오후 휴게 서울 세종 대전 유성구 청주시 전남광주 전국 외 / ( ) & ; &amp;
채용시 상시 D- 오늘마감 2026 26 10 31 99 0 12,000 3.5 고졸 대졸 대졸(2~3년) 박사 ㈜ (주)
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.text() | st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)
DAYS = st.none() | st.dates()


@given(TEXTS, DAYS, DAYS)
def test_a_closing_is_never_far_away_and_never_raises(
    raw: str, registered: dt.date | None, seen: dt.date | None
) -> None:
    closing = values.parse_closing(raw, registered=registered, seen=seen)
    if closing.date is not None:
        assert closing.date.year < 2060


@given(TEXTS, st.none() | TEXTS, st.none() | TEXTS)
def test_pay_has_its_ends_in_order_and_a_unit(raw: str, hint: str, least: str) -> None:
    pay = values.parse_pay(raw, unit_hint=hint, min_sal=least)
    assert pay.min is None or pay.max is None or pay.min <= pay.max
    assert pay.known == (pay.unit is not None)


@given(TEXTS)
def test_a_career_has_its_ends_in_order(raw: str) -> None:
    career = values.parse_career(raw)
    assert (
        career.min_months is None
        or career.max_months is None
        or (career.min_months <= career.max_months)
    )
    assert career.kind is not None or career.min_months is career.max_months is None


@given(TEXTS)
def test_hours_stay_within_a_week_and_a_day(raw: str) -> None:
    hours = values.parse_hours(raw)
    assert hours.days is None or 1 <= hours.days <= 7
    assert hours.week_hours is None or 0 < hours.week_hours <= 84
    for clock in (hours.start, hours.end):
        assert clock is None or re.fullmatch(r"[0-2][0-9]:[0-5][0-9]", clock)


@given(TEXTS)
def test_codes_are_always_in_their_tables(raw: str) -> None:
    regions = values.parse_regions(raw)
    assert set(regions) <= region_codes()
    assert len(set(regions)) == len(regions)
    assert values.parse_education(raw) in (None, *CODES)
    assert values.parse_employment_set(raw) <= {"10", "11", "20", "21", "4", "Y"}
    values.parse_employment_types(raw)
    code = values.parse_jobs_cd(raw)
    assert code is None or re.fullmatch("[0-9]{6}", code)
    count = values.parse_headcount(raw)
    assert count is None or count > 0


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    once = values.clean_text(raw)
    assert values.clean_text(once) == once
    assert values.unescape(values.unescape(raw)) == values.unescape(raw)
    assert values.company_key(values.company_key(raw)) == values.company_key(raw)
