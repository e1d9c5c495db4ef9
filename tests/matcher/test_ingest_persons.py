"""Contact persons of postings in files: neither in the records nor in the raw rows."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.ingest import Intake, UnknownHeader, read_postings
from matcher.ingest.persons import without_persons
from matcher.records import Posting

JOB = {"id": "A1", "title": "경리", "company": "가상상사"}
AWAY = "[연락처 삭제]"


def lines(**cells: Any) -> Intake[Posting]:
    return read_postings(json.dumps(JOB | cells, ensure_ascii=False).encode(), "a.jsonl")


def told(intake: Intake[Posting]) -> str:
    return repr((intake.records, intake.raw, intake.rejected, intake.notes))


@pytest.mark.parametrize(
    "cells",
    [
        {"담당자": "홍가상", "연락처": "010-1234-5678"},
        {"접수": {"담당자명": "홍가상", "전화": 1012345678}},
        {"접수": [{"성명": "홍가상"}, "010-1234-5678", 1012345678]},
        {"contact_person": "홍가상", "phone": "010-1234-5678"},
        {"안내": "담당자: 홍가상, gasang@example.com"},
        {"안내": "010&#45;1234&#45;5678"},
        {"안내": "010\u200b-1234-5678"},
        {"안내": 1012345678},
        {"body": "전화 010-1234-5678 담당자: 홍가상", "preference": "gasang@example.com"},
        {"functions": ["총무", "010-1234-5678"]},
        {"pay": ["010-1234-5678"]},
    ],
)
def test_no_contact_person_of_a_json_line_is_kept(cells: dict[str, Any]) -> None:
    intake = lines(**cells)

    for secret in ("홍가상", "1234", "12345678", "gasang"):
        assert secret not in told(intake)


def test_what_is_left_of_a_row_stays_as_it_came() -> None:
    # given
    cells = {"메모": " 급구&amp;우대 ", "안내": {"담당자": "홍가상", "층": 3, "주차": True}}

    # when
    raw = json.loads(lines(**cells).raw["A1"])

    # then
    assert raw == JOB | {"메모": " 급구&amp;우대 ", "안내": {"층": 3, "주차": True}}


def test_the_words_around_a_contact_stay_in_the_record_and_in_the_raw_row() -> None:
    intake = lines(body="문의는 044-123-4567 로 주십시오")

    assert intake.records[0].body == f"문의는 {AWAY} 로 주십시오"
    assert json.loads(intake.raw["A1"])["body"] == f"문의는 {AWAY} 로 주십시오"


def test_numbers_of_postings_and_firms_are_no_telephones() -> None:
    intake = lines(id="043-2026-1130", business_number="1061234567")

    (posting,) = intake.records
    assert (posting.id, posting.business_number) == ("043-2026-1130", "1061234567")
    raw = json.loads(intake.raw[posting.id])
    assert (raw["id"], raw["business_number"]) == ("043-2026-1130", "1061234567")


def test_a_mapped_table_keeps_no_contact_in_remarks_nor_in_columns_not_read() -> None:
    # given a number within the remarks, and the column of contacts mapped as not read
    data = (
        "업체명,채용제목,상세내용,비고,연락처\n"
        "가상,경리,접수 010-1234-5678,담당자: 홍가상,010-1234-5678\n"
    ).encode()
    with pytest.raises(UnknownHeader) as unknown:
        read_postings(data, "a.csv")
    mapping = unknown.value.proposal.mapping.changed(["연락처=-", "상세내용=body", "비고=body"])

    # when
    intake = read_postings(data, "a.csv", mapping=mapping)

    # then
    assert intake.records[0].body == f"상세내용: 접수 {AWAY}\n비고: 담당자{AWAY}"
    assert set(json.loads(intake.raw[intake.records[0].id])) == {
        "업체명", "채용제목", "상세내용", "비고",
    }  # fmt: skip
    assert "홍가상" not in told(intake)
    assert "1234-5678" not in told(intake)


def test_a_work24_row_keeps_its_id_when_a_contact_in_its_title_is_taken_out() -> None:
    # given the sha256 of "가상상사", "경리 010-1234-5678" and "2026-11-20", joined by \x1f
    header = "position_title,company_name,deadline_date,registration_date,담당자"
    row = "경리 010-1234-5678,가상상사,2026-12-01,2026-11-20,홍가상"

    # when
    intake = read_postings(f"{header}\n{row}".encode(), "a.csv")

    # then
    (posting,) = intake.records
    assert (posting.id, posting.title) == ("W24-e84daab155f1", f"경리 {AWAY}")
    assert "1234-5678" not in told(intake)
    assert "홍가상" not in told(intake)


def test_a_feed_saved_as_json_lines_keeps_only_the_cells_its_feed_lists() -> None:
    cells = {
        "wantedAuthNo": "K1",
        "title": "경리",
        "company": "가상상사",
        "closeDt": "26-12-01",
        "busino": "1061234567",
        "empchargeInfo": {"clerk": "홍가상"},
    }

    intake = read_postings(json.dumps(cells).encode(), "a.jsonl")

    assert json.loads(intake.raw["K1"]) == {
        name: value for name, value in cells.items() if name != "empchargeInfo"
    }


TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=6), TREE, max_size=4))
def test_taking_persons_out_twice_takes_nothing_more(cells: dict[str, object]) -> None:
    once = without_persons(cells | {"안내": "010-1234-5678", "담당자": "홍가상"})

    assert without_persons(once) == once
    assert once["안내"] == AWAY
    assert "담당자" not in once


def test_a_tree_without_end_is_cut_off() -> None:
    deep: object = "010-1234-5678"
    for _ in range(500):
        deep = [deep]

    assert "1234" not in repr(without_persons({"안내": deep}))
