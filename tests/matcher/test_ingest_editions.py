"""The next edition of a list: what was there is the same posting, whatever day it is of."""

from datetime import date

import pytest

from matcher.ingest import Intake, UnknownHeader, read_postings
from matcher.records import Posting

HEADER = "연번,구인업체명,모집직종,근무지,임금"
ROWS = ("1,가상상사,경리,세종,협의", "2,보기상사,안내원,대전,협의", "3,가상상사,경리,대전,협의")


def taken(*lines: str) -> Intake[Posting]:
    data = "\n".join(lines).encode()
    with pytest.raises(UnknownHeader) as unknown:
        read_postings(data, "a.csv")
    return read_postings(data, "a.csv", mapping=unknown.value.proposal.mapping)


@pytest.mark.parametrize("name", ["데이터기준일자", "기준일", "확인일"])
def test_the_day_of_the_data_moves_no_id_and_is_the_day_it_was_last_confirmed(name: str) -> None:
    november, december = (
        taken(f"{HEADER},{name}", *(f"{row},{day}" for row in ROWS)).records
        for day in ("2026-11-20", "2026-12-20")
    )

    assert [one.id for one in december] == [one.id for one in november]
    assert len({one.id for one in november}) == 3
    assert {one.seen for one in november} == {date(2026, 11, 20)}
    assert {one.seen for one in december} == {date(2026, 12, 20)}
    assert {one.registered for one in (*november, *december)} == {None}


def test_a_day_of_the_data_above_the_table_moves_no_id_either() -> None:
    november, december = (
        taken(f"구인 현황 ({day} 기준),,,,", HEADER, *ROWS).records
        for day in ("2026.11.20.", "2026.12.20.")
    )

    assert [one.id for one in december] == [one.id for one in november]
    assert november[0].seen == date(2026, 11, 20)


def test_a_day_of_registration_tells_a_posting_from_its_renewal() -> None:
    (one,), (other,), (again,) = (
        taken("업체명,채용제목,등록일,데이터기준일자", f"가상,경리,{registered},{seen}").records
        for registered, seen in (
            ("2026-11-01", "2026-11-20"),
            ("2026-12-01", "2026-12-20"),
            ("2026-11-01", "2026-12-20"),
        )
    )

    assert one.id != other.id
    assert one.id == again.id
    assert (one.registered, one.seen) == (date(2026, 11, 1), date(2026, 11, 20))


def test_of_rows_that_differ_only_in_the_day_of_the_data_the_latest_counts() -> None:
    days = ("2026-11-20", "2026-12-20", "2026-10-20")
    rows = (f"가상,경리,{day}" for day in days)

    intake = taken("업체명,채용제목,데이터기준일자", *rows)

    (posting,) = intake.records
    assert posting.seen == date(2026, 12, 20)
    assert "2026-12-20" in intake.raw[posting.id]
    assert intake.rejected == ()
    assert intake.notes == ("앞의 행과 똑같아 한 번만 읽었습니다: 3, 4행",)
