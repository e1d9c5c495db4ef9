"""How dates, pay and links are said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.emails.wording import deadline, monthly_pay, one_line, source_name, web_address

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


def test_a_source_has_the_name_that_a_reader_knows() -> None:
    assert source_name("work24") == "고용24"
    assert source_name("가상구청 게시판") == "가상구청 게시판"
