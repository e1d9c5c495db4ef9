"""Typed values beside the text of a posting: each unknown where the text does not say."""

import datetime as dt

import pytest

from matcher.records import Posting
from matcher.values import (
    Education,
    Pay,
    Preference,
    Probation,
    below_minimum,
    parse_education_range,
    parse_employment_types,
    parse_headcount,
    parse_holiday,
    parse_hours,
    parse_pay,
    parse_preference,
)

DAY = dt.date(2026, 11, 24)


def test_a_posting_keeps_its_text_and_offers_the_values_beside_it() -> None:
    posting = Posting(
        id="K1",
        source="work24",
        title="자료 입력원",
        company="㈜가상데이터",
        education="고졸 ~ 대졸(2~3년)",
        employment_type="20,21",
        headcount="2~3명",
        preference="B|S",
        pay="일급 82,560원",
        working_condition="주5일 하루 8시간",
        region="세종특별자치시",
        address="(30103) 세종특별자치시 도움4로 0 (어진동)",
        jobs_cd="29500",
    )
    assert posting.education == "고졸 ~ 대졸(2~3년)"
    assert posting.education_range == Education("03", "04")
    assert posting.employment_types == {"계약직", "시간제"}
    assert posting.headcount_least == 2
    assert posting.preferences == Preference(frozenset("BS"), True)
    assert posting.hourly_pay == (10_320, 10_320)
    assert posting.regions == ("36110",)
    assert posting.unread_places == ()
    assert posting.towns == ("3611052300",)
    assert posting.keco2018 == "0295"


def test_a_posting_that_says_nothing_has_no_values() -> None:
    posting = Posting(id="K2", source="work24", title="사무원", company="가상")
    assert posting.education_range == Education()
    assert posting.employment_types == frozenset()
    assert posting.headcount_least is None
    assert posting.preferences == Preference()
    assert posting.hourly_pay == (None, None)
    assert posting.towns == posting.regions == posting.unread_places == ()
    assert posting.keco2018 is None


def test_the_day_of_registration_tells_what_a_place_was_called() -> None:
    posting = Posting(
        id="K3",
        source="jobkorea",
        title="사무원",
        company="가상",
        region="인천 중구",
        registered=dt.date(2026, 6, 30),
        seen=DAY,
    )
    assert posting.regions == ("28110",)
    assert posting.model_copy(update={"registered": None}).regions == ("28000",)


@pytest.mark.parametrize(
    ("pay", "week", "day", "hourly"),
    [
        (Pay("H", 10_500, 12_000), None, None, 10_500),
        (Pay("D", 82_560, 82_560), None, 8, 10_320),  # 82,560 / 8
        (Pay("D", 82_560, 82_560), 40, None, None),
        (Pay("M", 2_156_880, None), 40, None, 10_320),  # 2,156,880 / 209
        (Pay("M", 1_100_000, None), 20, None, 10_526),  # (20 + 4) * 209 / 48 = 104.5 hours
        (Pay("M", 627_000, None), 12, None, 12_000),  # 12 * 209 / 48 = 52.25, no paid holiday
        (Pay("Y", 28_000_000, None), 40, None, 11_164),  # 2,333,333 / 209 = 11,164.3
        (Pay("M", 2_156_880, None), None, None, None),
        (Pay("PIECE", 300, 300), 40, 8, None),
        (Pay("SESSION", 50_000, 50_000), 40, 8, None),
        (Pay("H", 40_000, 40_000, lecture=True), 40, 8, None),
        (Pay(), 40, 8, None),
    ],
)
def test_pay_an_hour_needs_the_hours_it_is_paid_for(
    pay: Pay, week: float | None, day: float | None, hourly: int | None
) -> None:
    assert pay.hourly(week, day) == hourly


def test_the_upper_end_is_reckoned_like_the_lower() -> None:
    assert Pay("M", 2_090_000, 2_508_000).hourly_top(40) == 12_000
    assert Pay("M", 2_090_000, None).hourly_top(40) is None


def test_a_days_pay_is_below_the_minimum_only_where_its_hours_are_known() -> None:
    assert below_minimum(Pay("D", 82_560, 82_560), None, DAY, 8) is False
    assert below_minimum(Pay("D", 82_559, 82_559), None, DAY, 8) is True
    assert below_minimum(Pay("D", 50_000, 50_000), None, DAY, 4) is False
    assert below_minimum(Pay("D", 50_000, 50_000), 40, DAY) is None
    assert below_minimum(Pay("H", legal_minimum=True), None, DAY) is False


@pytest.mark.parametrize(
    ("raw", "scale", "expected"),
    [
        ("월급 250", 10_000, Pay("M", 2_500_000, 2_500_000)),
        ("월급 250~280", 10_000, Pay("M", 2_500_000, 2_800_000)),
        ("월급 2,156,880", 10_000, Pay("M", 2_156_880, 2_156_880)),
        ("월급 250만원", 10_000, Pay("M", 2_500_000, 2_500_000)),
        ("연봉 2,800 이상", 10_000, Pay("Y", 28_000_000, None)),
        ("월급 250", 1, Pay()),
    ],
)
def test_a_bare_number_takes_the_scale_of_its_column(raw: str, scale: int, expected: Pay) -> None:
    assert parse_pay(raw, scale=scale) == expected


@pytest.mark.parametrize(
    ("raw", "probation"),
    [
        ("월급여 220만원(수습 3개월 90%)", Probation(3, 90)),
        ("월 250만원 (수습기간 3개월)", Probation(3, None)),
        ("월 250만원, 수습 90% 지급", Probation(None, 90)),
        ("월 250만원 (수습 있음)", None),
        ("월 250만원", None),
    ],
)
def test_a_probation_is_noted_and_never_taken_for_pay(
    raw: str, probation: Probation | None
) -> None:
    pay = parse_pay(raw)
    assert pay.probation == probation
    assert pay.min == (2_200_000 if "220" in raw else 2_500_000)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("고졸~대졸(2~3년)", Education("03", "04")),
        ("고졸 ~ 대졸(4년)", Education("03", "05")),
        ("대졸(2~3년)", Education("04")),
        ("고졸 이상", Education("03")),
        ("대졸↑", Education("05")),
        ("고졸 이하", Education(None, "03")),
        ("초졸이하", Education("01")),
        ("고졸,대졸(2~3년),대졸(4년)", Education("03", "05")),
        ("학력무관,고졸", Education("00")),
        ("고졸 이상 (대졸 우대)", Education("03")),
        ("초대졸 이상, 석사 우대", Education("04")),
        ("고졸~대졸(4년), 석사 이상 우대", Education("03", "05")),
        ("고졸 이상, 운전가능자 우대", Education("03")),
        ("대졸 우대", Education()),
        ("대학교(4년) 졸업", Education("05")),
        ("대학졸업(2,3년)이상", Education("04")),
        ("석사졸업이상", Education("06")),
        ("05", Education("05")),
        ("기타", Education()),
    ],
)
def test_education_has_a_lowest_and_perhaps_a_highest_level(raw: str, expected: Education) -> None:
    assert parse_education_range(raw) == expected


@pytest.mark.parametrize(
    ("raw", "codes", "friendly"),
    [
        ("(준)고령자(50세이상)", {"B"}, True),
        ("중장년 우대", set(), True),
        ("신중년", set(), True),
        ("50대 환영", set(), True),
        ("만 50세 이상 우대", set(), True),
        ("S,08", {"S", "08"}, None),
        ("장애인, 보훈대상자", {"S", "08"}, None),
        ("운전가능자 / 차량소지자", {"14", "05"}, None),
        ("50대 지원 불가", set(), None),
        ("컴퓨터 활용 가능자", set(), None),
        (None, set(), None),
    ],
)
def test_a_preference_is_what_is_written_and_nothing_more(
    raw: str | None, codes: set[str], friendly: bool | None
) -> None:
    assert parse_preference(raw) == Preference(frozenset(codes), friendly)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("주5일근무", "1"),
        ("주 5일 근무", "1"),
        ("주6일", "2"),
        ("토요격주", "3"),
        ("9", "9"),
        ("협의", None),
    ],
)
def test_days_of_work_become_the_code_of_work24(raw: str, code: str | None) -> None:
    assert parse_holiday(raw) == code


@pytest.mark.parametrize(
    ("raw", "day_hours"),
    [
        ("하루 4시간", 4),
        ("주5일 09:00~18:00 (휴게 1시간)", 8),
        ("주 4일 근무, 평균근무시간 : 32", 8),
        ("09:00~18:00", None),
        ("주5일", None),
    ],
)
def test_hours_of_a_day_are_stated_or_shared_out(raw: str, day_hours: float | None) -> None:
    assert parse_hours(raw).day_hours == day_hours


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        ("인턴(정규직전환형)", {"인턴"}),
        ("계약직(정규직 전환 가능)", {"계약직"}),
        ("행정직원 / 파트타이머", {"시간제"}),
        ("정직원", {"정규직"}),
        ("정규수업 전임강사", set()),
        ("산휴대체", {"계약직"}),
        ("알바몬 디자이너", set()),
        ("초단시간(주 15시간 미만)", {"시간제"}),
        ("무기계약직", {"정규직"}),
    ],
)
def test_kinds_of_employment_are_those_offered_now(raw: str, kinds: set[str]) -> None:
    assert parse_employment_types(raw) == kinds


@pytest.mark.parametrize(
    ("raw", "least"),
    [("2~3명", 2), ("10여 명", 10), ("3명 모집", 3), ("00명", None), ("수명", None)],
)
def test_a_head_count_is_the_least_that_is_said(raw: str, least: int | None) -> None:
    assert parse_headcount(raw) == least
