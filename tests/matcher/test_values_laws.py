"""Laws that every parser keeps on any text at all."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from matcher import codes, values
from matcher.values.education import CODES
from matcher.values.region import region_codes

WORDS = """
연봉 월급 시급 월 일급 회당 최저임금 만원 원 천 백 억 만 이상 이하 ~ - , . : 경력 신입 인턴 년 개월
무관 주 일 시간 시 분 오전 오후 휴게 서울 세종 대전 유성구 청주시 전남광주 전국 외 / ( ) & ; &amp;
채용시 상시 D- 오늘마감 수습 % 여 이하 우대 하루 고령자 정규직 전환
2026 26 10 31 99 0 12,000 3.5 고졸 대졸 대졸(2~3년) 박사 ㈜ (주)
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


@given(st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_a_date_without_a_year_is_the_first_from_the_registration_on(
    registered: dt.date, month: int, day: int
) -> None:
    date = values.parse_closing(f"~{month}/{day}", registered=registered).date
    assert date is not None
    assert (date.month, date.day) == (month, day)
    assert 0 <= (date - registered).days <= 366


@given(TEXTS, st.none() | TEXTS, st.none() | TEXTS)
def test_pay_has_its_ends_in_order_and_a_unit(raw: str, hint: str, least: str) -> None:
    pay = values.parse_pay(raw, unit_hint=hint, min_sal=least)
    assert pay.min is None or pay.max is None or pay.min <= pay.max
    assert pay.known == (pay.unit is not None)


@given(TEXTS, st.sampled_from([1, 1000, 10_000]), st.floats(1, 84), st.floats(0.5, 24))
def test_pay_an_hour_keeps_the_order_of_its_ends(
    raw: str, scale: int, week: float, day: float
) -> None:
    pay = values.parse_pay(raw, scale=scale)
    low, high = pay.hourly(week, day), pay.hourly_top(week, day)
    assert low is None or high is None or low <= high
    if pay.unit in (None, "PIECE", "SESSION") or pay.lecture:
        assert low is high is None
    if pay.unit != "H":
        assert pay.hourly(None) is None
    assert values.below_minimum(pay, None, dt.date(2026, 11, 24)) in (True, False, None)


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
    assert hours.day_hours is None or 0 < hours.day_hours <= 84
    assert values.parse_holiday(raw) in (None, "1", "2", "3", "9")
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
    education = values.parse_education_range(raw)
    assert None in (education.lowest, education.highest) or education.lowest <= education.highest
    assert values.parse_preference(raw).codes <= set(codes.meanings("work24.preference"))
    group = values.keco2018_of(raw)
    assert group is None or re.fullmatch("[0-9]{4}", group)
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
