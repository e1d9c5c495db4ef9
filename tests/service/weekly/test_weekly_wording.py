"""How dates, pay and links are said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.emails.wording import deadline, monthly_pay, one_line, web_address
from service.wording import counsellor_name, from_work24, pay_stated, source_name

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("closes", "until_filled", "rolling", "said"),
    [
        (date(2026, 11, 30), False, False, "11월 30일(월)까지 · 6일 남음"),
        (date(2026, 11, 24), False, False, "11월 24일(화)까지 · 오늘 마감"),
        (date(2027, 1, 3), True, False, "채용 시 마감, 늦어도 1월 3일(일)까지 · 40일 남음"),
        (None, True, False, "채용 시 마감"),
        (None, False, True, "상시 모집"),
        (None, False, False, "공고에서 확인해 주십시오"),
    ],
)
def test_a_deadline_is_said_with_the_days_left(
    closes: date | None, until_filled: bool, rolling: bool, said: str
) -> None:
    assert deadline(closes, until_filled, rolling, TODAY) == said


@pytest.mark.parametrize(
    ("stated", "low", "high", "said"),
    [
        ("연봉 2,800만원", 2_333_333, 2_333_333, "월 약 233만원(세전)"),
        ("연봉 2,800만원 이상", 2_333_333, None, "월 약 233만원(세전)"),
        ("연봉 3000만원 ~ 3600만원", 2_500_000, 3_000_000, "월 약 250~300만원(세전)"),
        ("월급 250만원 이상", 2_500_000, None, None),
        ("월 2,500,000원", 2_500_000, 2_500_000, "월 약 250만원(세전)"),
        ("시급 12,000원", None, None, None),
    ],
)
def test_pay_a_month_is_said_only_where_it_is_known_and_new(
    stated: str, low: int | None, high: int | None, said: str | None
) -> None:
    assert monthly_pay(stated, low, high) == said


@given(text=st.text())
def test_one_line_is_one_printable_line(text: str) -> None:
    line = one_line(text)
    assert line is None or (
        line.splitlines() == [line] and line == line.strip() and "\x00" not in line
    )


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//a.example", "https://", "http://[", "a b", None],
)
def test_only_a_web_address_becomes_a_link(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("work24", "고용24"),
        ("centre", "센터 접수"),
        ("senuri", "노인일자리여기"),
        ("jobalio", "잡알리오"),
        ("naraiteo", "나라일터"),
        ("Saramin", "사람인"),
        ("가상구청  게시판", "가상구청 게시판"),
        (" ", "알 수 없음"),
    ],
)
def test_a_source_has_the_name_that_a_reader_knows(source: str, name: str) -> None:
    assert source_name(source) == name


def test_a_source_has_an_english_name_for_english_pages() -> None:
    assert source_name("centre", "en") == "the centre"


def test_every_name_of_work24_asks_for_its_sentence() -> None:
    assert all(map(from_work24, ["work24", "worknet", "고용24", "고용24 채용정보"]))
    assert not from_work24("saramin")


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("상담사 가상달", "가상달"),
        ("담당 상담사: 가상달", "가상달"),
        ("가상달 상담사", "가상달"),
        ("가상달", "가상달"),
        ("상담사랑", "상담사랑"),
        ("상담사", None),
        (" ", None),
        (None, None),
    ],
)
def test_a_counsellor_is_named_without_the_title_that_the_mail_says(
    stated: str | None, name: str | None
) -> None:
    assert counsellor_name(stated) == name


def test_pay_is_said_as_stated_less_a_trailing_comma() -> None:
    assert pay_stated("시급13,300원 이상 ~ 14,000원 이하,") == "시급13,300원 이상 ~ 14,000원 이하"
    assert pay_stated(" , ") is None
