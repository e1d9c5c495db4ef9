"""A saved list or detail of Work24 that is imported alone leaves the other half in place."""

import datetime as dt
from pathlib import Path

import pytest

from matcher.ingest import Intake, read_postings
from matcher.ingest.completing import completed
from matcher.records import Posting

ANSWERS = Path(__file__).with_name("feed_answers")
ID = "K120260820001"
CUT, WHOLE = (
    "AI 학습데이터 라벨링 및 검수 담당자 모집(재택 병...",
    "AI 학습데이터 라벨링 및 검수 담당자 모집(재택 병행)",
)


def taken(name: str, old: str = "", new: str = "") -> Intake[Posting]:
    data = (ANSWERS / f"work24_{name}.xml").read_text("utf-8").replace(old or name, new or name)
    return read_postings(data.encode(), "a.xml")


def known(intake: Intake[Posting], **more: object) -> dict[str, tuple[Posting, str]]:
    (record,) = intake.records
    return {record.id: (record.model_copy(update=more), intake.raw[record.id])}


@pytest.fixture
def whole() -> Intake[Posting]:
    """A list row in the store, and then its detail."""
    return completed(taken("detail"), known(taken("list"), seen=dt.date(2026, 8, 21)))


def test_a_detail_adds_to_the_list_row_and_takes_nothing_away(whole: Intake[Posting]) -> None:
    (record,) = whole.records
    assert record.title == WHOLE
    assert record.headcount == "3"
    assert (record.region, record.closes) == ("세종특별자치시", "채용시까지 26-10-19")
    assert (record.registered, record.seen) == (dt.date(2026, 8, 20), dt.date(2026, 8, 21))
    assert record.url == "https://work24.example/view.do?n=K120260820001&t=VALIDATION"
    assert record.industry == "데이터베이스 및 온라인 정보 제공업"
    for half in ("regDt", "wantedInfo"):
        assert half in whole.raw[ID]
    assert "apply@" not in whole.raw[ID] + record.model_dump_json()


def test_a_detail_of_a_posting_that_is_gone_does_not_open_it_again() -> None:
    held = known(taken("list"), gone=dt.date(2026, 9, 1))
    assert completed(taken("detail"), held).records[0].gone == dt.date(2026, 9, 1)
    assert completed(taken("list"), held).records[0].gone is None


def test_the_detail_stays_under_the_same_list_row_and_goes_with_a_changed_one(
    whole: Intake[Posting],
) -> None:
    # given
    held = known(whole, gone=dt.date(2026, 9, 1))

    # when
    again = completed(taken("list"), held).records[0]
    changed = completed(taken("list", "202608200950", "202608210950"), held).records[0]

    # then
    assert (again.title, again.headcount, again.gone) == (WHOLE, "3", None)
    assert (changed.title, changed.headcount) == (CUT, None)


def test_what_the_store_lacks_or_another_source_gave_stays_as_it_came() -> None:
    # given
    alone = taken("detail")
    own = Posting(
        id=ID, source="file", title="경리", company="가상", registered=dt.date(2026, 8, 1)
    )

    # then
    assert completed(alone, {}) == alone
    (record,) = completed(alone, {ID: (own, "not JSON")}).records
    assert (record.title, record.registered) == (WHOLE, dt.date(2026, 8, 1))
