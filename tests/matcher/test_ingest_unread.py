"""Values nobody understands go in as text, unknown, and are told with column, rows and cure."""

import datetime as dt
import json

import pytest

from matcher.ingest import Intake, UnknownHeader, read_postings
from matcher.records import Posting
from matcher.values import Closing, Pay

HEADER = "구인업체명,모집직종,모집인원,급여,근무시간,접수마감일,등록일"


def confirmed(*lines: str) -> Intake[Posting]:
    data = "\n".join(lines).encode()
    with pytest.raises(UnknownHeader) as unknown:
        read_postings(data, "a.csv")
    return read_postings(data, "a.csv", mapping=unknown.value.proposal.mapping)


def test_each_value_that_is_not_understood_is_told_with_its_column_rows_and_cure() -> None:
    # when
    intake = confirmed(
        HEADER,
        "가상1,경리,2명,월급 230만원,주간,2026-12-31,2026-11-20",
        "가상2,경리,abc,-230,9시~6시,2026-13-05,2026-13-05",
        "가상3,경리,삼 명,월급 230만원,09:00~18:00,채용시까지,2026-11-20",
        '가상4,경리,1,"2,300,000원",주5일,2026-12-31,2026-11-20',
    )

    # then
    assert not intake.rejected
    assert set(intake.notes) == {
        "‘모집인원’ 값을 이해하지 못해 적힌 글만 남겼습니다. ‘2명’처럼 적으면 읽습니다: 3, 4행",
        "‘급여’ 값을 이해하지 못해 적힌 글만 남겼습니다. ‘월급 230만원’처럼 적으면 읽습니다: 3행",
        "‘급여’ 값에 시급·월급 같은 기간이 없어 적힌 글만 남겼습니다. "
        "‘월급 230만원’처럼 적으면 읽습니다: 5행",
        "‘근무시간’ 값을 이해하지 못해 적힌 글만 남겼습니다. "
        "‘주5일 09:00~18:00’처럼 적으면 읽습니다: 3행",
        "‘접수마감일’ 값을 이해하지 못해 적힌 글만 남겼습니다. "
        "‘2026-12-31’처럼 적으면 읽습니다: 3행",
        "‘등록일’ 값을 날짜로 이해하지 못해 비워 두었습니다. ‘2026-11-20’처럼 적으면 읽습니다: 3행",
    }
    bad = intake.records[1]
    assert (bad.headcount, bad.pay, bad.closes) == ("abc", "-230", "2026-13-05")
    assert (bad.headcount_least, bad.pay_range, bad.closing) == (None, Pay(), Closing())
    assert bad.registered is None
    assert json.loads(intake.raw[bad.id])["등록일"] == "2026-13-05"


@pytest.mark.parametrize("said", ["0명", "○명", "약간명", "00명", "다수", ""])
@pytest.mark.parametrize("pay", ["협의", "회사내규에 따름", "최저임금", ""])
def test_what_says_nothing_is_rightly_unknown_and_needs_no_note(said: str, pay: str) -> None:
    assert confirmed(HEADER, f"가상,경리,{said},{pay},협의,상시,2026-11-20").notes == ()


def test_columns_that_make_one_value_together_are_named_together() -> None:
    intake = confirmed("업체명,채용제목,출근시간,퇴근시간", "가상,경리,9:00,6:00")
    assert intake.notes == (
        "‘출근시간, 퇴근시간’ 값을 이해하지 못해 적힌 글만 남겼습니다. "
        "‘주5일 09:00~18:00’처럼 적으면 읽습니다: 2행",
    )


def test_a_known_list_tells_of_its_values_too_by_their_korean_names() -> None:
    row = {"id": "P1", "title": "경리", "company": "가상", "headcount": "두어 명"}
    intake = read_postings(json.dumps(row).encode(), "a.jsonl")
    assert intake.notes == (
        "‘모집인원’ 값을 이해하지 못해 적힌 글만 남겼습니다. ‘2명’처럼 적으면 읽습니다: 1행",
    )


@pytest.mark.parametrize(
    ("pay", "told"),
    [
        ("월급 -2,300,000원", Pay()),
        ("△230만원 (월급)", Pay()),
        ("월급 - 230만원", Pay("M", 2_300_000, 2_300_000)),
        ("시급 10,320원 - 12,000원", Pay("H", 10_320, 12_000)),
        ("~시급 12,000원", Pay("H", 12_000, 12_000)),
    ],
)
def test_a_wage_below_nothing_is_no_wage_but_a_dash_may_part_or_span(pay: str, told: Pay) -> None:
    posting = Posting(
        id="P",
        source="file",
        title="경리",
        company="가상",
        pay=pay,
        registered=dt.date(2026, 11, 1),
    )
    assert posting.pay_range == told
