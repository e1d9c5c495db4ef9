"""Pay and working hours that a table keeps in several columns."""

import pytest

from matcher.ingest import UnknownHeader, read_postings
from matcher.records import Posting
from matcher.values import Hours, Pay


def taken(header: str, *rows: str) -> tuple[Posting, ...]:
    """The postings of a table whose proposal somebody confirmed as it was."""
    lines = [f"업체명,채용제목,{header}", *(f"가상{n},경리,{row}" for n, row in enumerate(rows))]
    data = "\n".join(lines).encode()
    with pytest.raises(UnknownHeader) as unknown:
        read_postings(data, "a.csv")
    intake = read_postings(data, "a.csv", mapping=unknown.value.proposal.mapping)
    assert not intake.rejected
    return intake.records


@pytest.mark.parametrize(
    ("header", "row", "pay"),
    [
        ("급여형태,급여", '월급,"2,300,000원"', Pay("M", 2_300_000, 2_300_000)),
        ("임금형태,임금", "시급제,10500", Pay("H", 10_500, 10_500)),
        ("급여유형,급여", "월,230만원", Pay("M", 2_300_000, 2_300_000)),
        ("임금지급기준,임금", "시간,10500원", Pay("H", 10_500, 10_500)),
        ("급여형태,급여", "일,100000원", Pay("D", 100_000, 100_000)),
        ("급여형태,급여", "연,3000만원", Pay("Y", 30_000_000, 30_000_000)),
        ("급여형태,급여", "주급,500000원", Pay()),
        ("급여(월)", "2300000원", Pay("M", 2_300_000, 2_300_000)),
        ("월 급여", "2300000원", Pay("M", 2_300_000, 2_300_000)),
        ("임금(시간당)", "10500원", Pay("H", 10_500, 10_500)),
        ("월급여(만원)", "230", Pay("M", 2_300_000, 2_300_000)),
        ("급여", "2300000원", Pay()),
        ("급여(세전)", "2300000원", Pay()),
    ],
)
def test_the_period_of_pay_comes_from_its_own_column_or_the_header(
    header: str, row: str, pay: Pay
) -> None:
    (posting,) = taken(header, row)
    assert posting.pay_range == pay


def test_a_column_for_each_period_names_the_period_of_its_amounts() -> None:
    # when
    found = taken(
        "월급,시급,연봉,일급",
        '"2,300,000",,,',
        "0,10500,-,",
        ",,3000만원,",
        ",,,100000",
        '"2,156,880","10,320",,',
        ",,,",
    )

    # then
    assert [one.pay for one in found] == [
        "월급 2,300,000",
        "시급 10500",
        "연봉 3000만원",
        "일급 100000",
        "시급 10,320원 / 월급 2,156,880원",
        None,
    ]
    assert [one.pay_range.unit for one in found] == ["M", "H", "Y", "D", "H", None]
    assert found[4].pay_range == Pay("H", 10_320, 10_320)


def test_an_amount_with_a_period_counts_before_one_without() -> None:
    (posting,) = taken("급여,시급", "2300000원,10500")
    assert posting.pay_range == Pay("H", 10_500, 10_500)


@pytest.mark.parametrize(
    ("header", "row", "told", "hours"),
    [
        ("출근시간,퇴근시간", "09:00,18:00", "09:00~18:00", Hours(start="09:00", end="18:00")),
        ("출근시간,퇴근시간", "0900,1800", "09:00~18:00", Hours(start="09:00", end="18:00")),
        ("출근시각,퇴근시각", "9,18", "9시~18시", Hours(start="09:00", end="18:00")),
        (
            "출근시간,퇴근시간,근무요일,휴게시간",
            "09:00:00,18:00:00,월~금,1시간",
            "09:00:00~18:00:00, 월~금, 휴게 1시간",
            Hours(5, 40, "09:00", "18:00", a_day=8),
        ),
        (
            "휴게시간,근무시간,근무요일",
            "12:00~13:00,09:00~18:00,주5일",
            "휴게 12:00~13:00, 09:00~18:00, 주5일",
            Hours(5, 40, "09:00", "18:00", a_day=8),
        ),
        (
            "근무시간,휴게시간",
            "09:00~18:00,60",
            "09:00~18:00, 휴게 60분",
            Hours(start="09:00", end="18:00", a_day=8),
        ),
        ("주당근무시간,휴일", "20,토~일", "주 20시간, 휴일 토~일", Hours(week_hours=20)),
        ("출근시간,퇴근시간", "9:00,6:00", "9:00~6:00", Hours()),
        ("출근시간,퇴근시간", "09:00,", "출근 09:00", Hours()),
        ("근무시간", "8", "8", Hours()),
    ],
)
def test_hours_in_several_columns_become_one_text_that_is_understood(
    header: str, row: str, told: str, hours: Hours
) -> None:
    (posting,) = taken(header, row)
    assert posting.working_condition == told
    assert posting.hours == hours
