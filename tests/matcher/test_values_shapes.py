"""Shapes of real lists beyond the parse cases, worked out by hand."""

import datetime as dt

import pytest

from matcher.values import (
    ABROAD,
    Career,
    Closing,
    Pay,
    Probation,
    below_minimum,
    clean_text,
    company_key,
    minimum_wage,
    parse_career,
    parse_closing,
    parse_education,
    parse_employment_types,
    parse_headcount,
    parse_pay,
    parse_regions,
    region_name,
    unescape,
)

SEEN = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("~2018.10.19(금)", Closing(dt.date(2018, 10, 19))),
        ("채용시", Closing(until_filled=True)),
        ("상시", Closing(rolling=True)),
        ("2069-01-01", Closing(rolling=True)),
        ("오늘마감", Closing(SEEN)),
        ("내일 18시 마감", Closing(dt.date(2026, 11, 24))),
        ("2026.10.1 ~ 10.31", Closing(dt.date(2026, 10, 31))),
        ("2026년 2월 30일", Closing()),
        ("진행예정", Closing()),
    ],
)
def test_a_closing_is_read_as_written(raw: str, expected: Closing) -> None:
    assert parse_closing(raw, seen=SEEN) == expected


def test_a_relative_closing_stays_unknown_without_the_day_it_was_seen() -> None:
    assert parse_closing("오늘마감") == Closing()
    assert parse_closing("10/31") == Closing()


def test_month_and_day_take_the_year_nearest_to_being_seen() -> None:
    assert parse_closing("~1/5", seen=dt.date(2026, 12, 20)).date == dt.date(2027, 1, 5)
    assert parse_closing("~12/28", seen=dt.date(2027, 1, 3)).date == dt.date(2026, 12, 28)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("연봉 3,000 만원 ~ 3,000 만원", Pay("Y", 30_000_000, 30_000_000)),
        ("연봉 3,000 만원 ~ 3,200 만원 상여별도 100%", Pay("Y", 30_000_000, 32_000_000)),
        ("시급 10,320원 (월 2,156,880원)", Pay("H", 10_320, 10_320)),
        (
            "월급여 220만원(수습 3개월 90%)",
            Pay("M", 2_200_000, 2_200_000, probation=Probation(3, 90)),
        ),
        ("월 급 여 : 220만원", Pay("M", 2_200_000, 2_200_000)),
        ("월급 200여만원", Pay("M", 2_000_000, None)),
        ("월급 250", Pay()),
        ("일급 8만5천원", Pay("D", 85_000, 85_000)),
        ("연봉 2천8백만원", Pay("Y", 28_000_000, 28_000_000)),
        ("월 2.5백만", Pay("M", 2_500_000, 2_500_000)),
        ("연봉 1억 2천만원", Pay("Y", 120_000_000, 120_000_000)),
        ("월 200만원 이하", Pay("M", None, 2_000_000)),
        ("월 250만원 ~", Pay("M", 2_500_000, None)),
        ("주5일 월급 300만원", Pay("M", 3_000_000, 3_000_000)),
        ("월급 2,200,000 ~ 2,500,000원", Pay("M", 2_200_000, 2_500_000)),
        ("최저임금 이상", Pay("H", legal_minimum=True)),
        ("시간당 강사료 40,000원", Pay("H", 40_000, 40_000, lecture=True)),
        ("강사료 1차시 5만원", Pay("SESSION", 50_000, 50_000, lecture=True)),
        ("연봉 3,000만원 ~ 2,000만원", Pay()),
        ("250만원", Pay()),
        ("주급 30만원", Pay()),
        (None, Pay()),
    ],
)
def test_pay_is_read_as_written_and_never_guessed(raw: str | None, expected: Pay) -> None:
    assert parse_pay(raw) == expected


def test_a_month_of_pay_needs_hours_only_where_the_unit_does() -> None:
    assert Pay("M", 2_300_000, None).monthly(None) == 2_300_000
    assert Pay("Y", 28_000_000, None).monthly(None) == 2_333_333
    assert Pay("H", 10_320, 12_000).monthly(None) is None
    assert Pay("H", 10_320, 12_000).monthly(40) == 2_156_880  # 209 hours, as the law counts
    assert Pay("H", 10_320, 12_000).monthly_top(40) == 2_508_000
    assert Pay("H", 12_000, None).monthly(12) == 627_000  # under 15 hours no paid holiday
    assert Pay("PIECE", 300, 300).monthly(40) is None
    assert Pay("D", 82_560, 82_560).monthly(40) is None
    assert Pay("H", 40_000, 40_000, lecture=True).monthly(40) is None


def test_the_minimum_wage_is_the_one_of_the_day() -> None:
    assert minimum_wage(dt.date(2024, 12, 31)) is None
    assert minimum_wage(dt.date(2026, 12, 31)) == 10_320
    assert minimum_wage(dt.date(2027, 1, 1)) == 10_700
    assert below_minimum(Pay("D", 70_000, 70_000), 40, SEEN) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("인턴", Career("new", intern=True)),
        ("인턴·신입", Career("new", intern=True)),
        ("인턴·신입·경력", Career("any", intern=True)),
        ("신입/경력", Career("any")),
        ("신입/경력3년", Career("any")),
        ("신입-경력 5년", Career("any", None, 60)),
        ("신입 또는 경력 2년 이하", Career("any", None, 24)),
        ("경력1년", Career("exp", 12)),
        ("경력3년↑", Career("exp", 36)),
        ("경력 5-10년", Career("exp", 60, 120)),
        ("경력 2년 이상 5년 이하", Career("exp", 24, 60)),
        ("경력 1년 6개월 이상", Career("exp", 18)),
        ("경력 5-3년", Career("exp")),
        ("신입 (경력 우대)", Career("new")),
        ("2018년 경력", Career("exp")),
        ("경력단절여성", Career()),
        ("", Career()),
    ],
)
def test_a_career_condition_is_read_as_written(raw: str, expected: Career) -> None:
    assert parse_career(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("대졸↑", "05"),
        ("초대졸↑", "04"),
        ("고졸 ~ 대졸(4년)", "03"),
        ("대졸(2~3년) ~ 대졸(4년)", "04"),
        ("전문대졸 이상", "04"),
        ("박사↑", "07"),
        ("학력무관 (고졸 우대)", "00"),
        ("전공무관 대졸", "05"),
        ("09", None),
    ],
)
def test_education_is_the_lowest_level_accepted(raw: str, expected: str | None) -> None:
    assert parse_education(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("경기, 전남, 경남 외", ("41000", "46000", "48000")),
        ("서울, 경기", ("11000", "41000")),
        ("서울특별시 강남구 테헤란로38길", ("11680",)),
        ("서울 강남구 등", ("11680",)),
        ("(30103) 세종특별자치시 도움4로 0 (어진동)", ("36110",)),
        ("충남 연기군", ("36110",)),
        ("세종 > 세종전체", ("36110",)),
        ("대전유성구 봉명동", ("30200",)),
        ("대전 중구", ("30140",)),
        ("경기 광주시", ("41610",)),
        ("청주시 서원구 개신동", ("43112",)),
        ("천안", ("44130",)),
        ("중국·홍콩", (ABROAD,)),
        ("중구", ()),
        ("광주시", ()),
        ("어진동", ()),
        ("공주대학교", ()),
        ("전남광주통합특별시 목포", ()),
        ("재택", ()),
    ],
)
def test_regions_become_codes_or_stay_unknown(raw: str, expected: tuple[str, ...]) -> None:
    assert parse_regions(raw) == expected


def test_a_code_names_its_province_too() -> None:
    assert region_name("43113") == "충청북도 청주시 흥덕구"
    assert region_name("36110") == "세종특별자치시"


def test_names_compare_without_legal_form_and_invisible_letters() -> None:
    assert company_key("㈜가상 데이터") == company_key("가상데이터 주식회사") == "가상데이터"
    assert clean_text("\u3164가상\u200b\u00a0 데이터\uffa0\u115f") == "가상 데이터"
    assert clean_text("\u1112\u1161\u11ab\u1100\u1173\u11af") == "한글"
    assert clean_text(" \u200b ") is None
    assert unescape("R&amp;amp;D &amp;nosuch; a&copy=1") == "R&D &nosuch; a&copy=1"


def test_employment_and_headcount_in_the_centres_words() -> None:
    assert parse_employment_types("11") == {"정규직", "시간제"}
    assert parse_employment_types("무기계약직") == {"정규직"}
    assert parse_employment_types("기간의 정함이 있는 근로계약(시간선택제) / 6개월") == {
        "계약직",
        "시간제",
    }
    assert parse_employment_types("비정규직") == {"계약직"}
    assert parse_headcount("1명 이상") == 1
