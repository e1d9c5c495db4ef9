"""Contacts in cells and in columns: what is dropped whole, what is struck, what is kept."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.ingest import UnknownHeader, read_postings
from matcher.ingest.bare_numbers import is_business_number, without_bare_contacts
from matcher.ingest.feeds.contacts import AWAY, without_contacts
from matcher.ingest.mapping import Proposal
from matcher.ingest.mapping.fields import DROPPED, fields
from matcher.ingest.persons import without_persons
from matcher.values import clean_text


def proposed(*lines: str) -> Proposal:
    with pytest.raises(UnknownHeader) as unknown:
        read_postings("\n".join(lines).encode(), "a.csv")
    return unknown.value.proposal


def test_one_contact_in_a_text_is_struck_and_its_column_stays() -> None:
    # given
    lines = (
        "업체명,채용제목,비고",
        "가상,경리,주차할 수 있고 점심을 드립니다 문의 010-1234-5678",
        "보기,총무,초보 환영",
        "예시,상담,010-1234-5678",
    )
    proposal = proposed(*lines)

    # when
    intake = read_postings("\n".join(lines).encode(), "a.csv", mapping=proposal.mapping)

    # then
    assert proposal.mapping.columns["비고"] == "body"
    assert [one.body for one in intake.records] == [
        f"주차할 수 있고 점심을 드립니다 문의 {AWAY}",
        "초보 환영",
        AWAY,
    ]
    assert proposal.guesses[2].examples == (intake.records[0].body, "초보 환영")
    assert "1234" not in repr((proposal, intake))


def test_a_column_mostly_of_contacts_is_dropped_and_shown_only_in_shapes() -> None:
    proposal = proposed(
        "업체명,채용제목,안내",
        "가상,경리,홍가상 010-1234-5678",
        "보기,총무,a@example.com",
        "예시,상담,방문",
        "",
    )

    assert proposal.mapping.columns["안내"] == DROPPED
    assert proposal.guesses[2].examples == ("가가가 000-0000-0000", "a@aaaaaaa.aaa")


def test_half_of_contacts_is_not_most() -> None:
    columns = proposed("업체명,채용제목,안내", "가상,경리,010-1234-5678", "보기,총무,방문").mapping

    assert columns.columns["안내"] != DROPPED


def test_a_business_number_is_known_by_its_last_digit() -> None:
    # 106123456: 1·1+0·3+6·7+1·1+2·3+3·7+4·1+5·3+6·5 = 120, and 3 of the thirty: 123, so 7
    assert is_business_number("1061234567")
    assert not any(is_business_number(f"106123456{last}") for last in "012345689")
    # 101234567: 1+0+7+2+9+28+5+18+35 = 105, and 3 of the thirty-five: 108, so 2
    assert is_business_number("1012345672")
    for no in ("106-12-34567", "106123456", "10612345670", "١061234567"):
        assert not is_business_number(no)


def test_a_firm_s_number_under_a_header_of_no_field_is_kept_and_a_telephone_is_not() -> None:
    job = {"id": "A1", "title": "경리", "company": "가상상사"}
    cells = job | {"코드": "1061234567", "안내": 1061234567, "접수": "1012345678", "대표": 1}
    line = json.dumps(cells, ensure_ascii=False).encode()

    raw = json.loads(read_postings(line, "a.jsonl").raw["A1"])

    assert raw == job | {"코드": "1061234567", "안내": 1061234567, "접수": AWAY}


def test_a_column_of_firms_numbers_is_no_column_of_contacts() -> None:
    firms = proposed("업체명,채용제목,코드", "가상,경리,1061234567", "보기,총무,1012345672")
    phones = proposed("업체명,채용제목,코드", "가상,경리,1012345678", "보기,총무,1023456789")

    assert firms.mapping.columns["코드"] != DROPPED
    assert phones.mapping.columns["코드"] == DROPPED


SIGNS = (
    "0 1 2 9 ０ ９ 010 02 ) ( - － . ． +82 @ ＠ a.b x & &#45; &#64; &amp;#48; 담당자 담당 자 : ："
    " 홍가상 \u110c \u1161 \u1103 \u11a8 자\u200b \u200b \u3164 \u00a0 \n 1234 5678 1012345678"
    " 09:00~18:00 ㈜ \ufeff \x00 \uffa0 · 漢 \u2160 \u0300"
)
PIECES = st.sampled_from([*SIGNS.split(" "), " ", "  ", "\t", "\r\n"])
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30)


@settings(max_examples=600)
@given(TEXTS)
@example("담당\u110c\u1161: 홍가상")
@example("a&#64;bc.de")
@example("02 123 4567")
@example("담당자\u200b:\u3164홍가상")
@example("０１０１２３４５６７８")
def test_the_quick_look_at_a_cell_lets_no_contact_through(text: str) -> None:
    # given the slow way: every cell cleaned, then struck
    clean = clean_text(text) or ""
    struck = without_contacts(clean)
    bare = without_bare_contacts(struck, fields("postings")[DROPPED].shape)

    # then
    kept = without_persons({"우대사항": text, "모름": text})
    assert kept == {
        "우대사항": text if struck == clean else struck,
        "모름": text if bare == clean else bare,
    }


@settings(max_examples=600)
@given(TEXTS)
@example("가\u11a8")
@example("\u1112\u1161\u11ab")
def test_the_quick_look_at_a_text_finds_it_as_clean_as_cleaning_makes_it(text: str) -> None:
    slow = clean_text(f"\u200b{text}")  # an invisible sign is never clean as it stands

    assert clean_text(text) == slow
