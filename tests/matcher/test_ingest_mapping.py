"""Tables nobody knows yet: the proposal, and what goes in once a person has confirmed it."""

import datetime as dt
import io
import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.ingest import ColumnMapping, Intake, UnknownHeader, read_postings, read_trainees
from matcher.ingest.mapping import Proposal, WrongMapping
from matcher.ingest.mapping.fields import DROPPED, IGNORED, fields
from matcher.records import Posting

SEJONG = (
    "연번,구인업체명,모집직종,모집인원,근무지,근무형태,임금,근무시간,학력,경력,접수마감일,"
    "담당부서,연락처,데이터기준일자"
)
LABELS = (
    '1,㈜가상데이터,데이터 라벨러,3,세종 어진동,시간제,"시급 10,320원",주5일 1일 4시간,학력무관,'
    "경력무관,2026-12-05,운영팀 홍가상,044-000-0000,2026-11-20"
)
OFFICE = (
    "2,보기상사,사무보조원,1,세종 조치원읍,정규직,월급 250만원,09:00~18:00,고졸,신입,채용시까지,"
    "인사과,010-0000-0000,2026-11-20"
)


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def proposed(
    data: bytes, name: str = "a.csv", read: Callable[..., Any] = read_postings
) -> Proposal:
    with pytest.raises(UnknownHeader) as unknown:
        read(data, name)
    return unknown.value.proposal


def confirmed(data: bytes, name: str = "a.csv") -> Intake[Posting]:
    return read_postings(data, name, mapping=proposed(data, name).mapping)


def book(*rows: list[object], merges: tuple[str, ...] = ()) -> bytes:
    from openpyxl import Workbook

    made = Workbook()
    for row in rows:
        made.active.append(row)
    for area in merges:
        made.active.merge_cells(area)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_columns_of_a_city_list_come_out_right_untouched(encoding: str) -> None:
    # given
    data = csv(SEJONG, LABELS, OFFICE).decode().encode(encoding)

    # when
    mapping = proposed(data).mapping

    # then
    assert mapping.columns == {
        "연번": IGNORED,
        "구인업체명": "company",
        "모집직종": "title",
        "모집인원": "headcount",
        "근무지": "region",
        "근무형태": "employment_type",
        "임금": "pay",
        "근무시간": "working_condition",
        "학력": "education",
        "경력": "career",
        "접수마감일": "closes",
        "담당부서": DROPPED,
        "연락처": DROPPED,
        "데이터기준일자": "seen",
    }
    assert all(guess.sure for guess in proposed(data).guesses)
    first, second = read_postings(data, "a.csv", mapping=mapping).records
    assert first.model_dump(exclude_defaults=True, exclude={"id"}) == {
        "source": "file",
        "title": "데이터 라벨러",
        "company": "㈜가상데이터",
        "career": "경력무관",
        "education": "학력무관",
        "pay": "시급 10,320원",
        "region": "세종 어진동",
        "working_condition": "주5일 1일 4시간",
        "employment_type": "시간제",
        "headcount": "3",
        "closes": "2026-12-05",
        "seen": dt.date(2026, 11, 20),
    }
    assert second.closing.until_filled


def test_contact_persons_reach_neither_record_nor_raw() -> None:
    intake = confirmed(csv(SEJONG, LABELS, OFFICE))

    kept = "".join(intake.raw.values()) + "".join(r.model_dump_json() for r in intake.records)
    for contact in ("홍가상", "운영팀", "인사과", "000-0000"):
        assert contact not in kept
    assert json.loads(intake.raw[intake.records[0].id])["연번"] == "1"


def test_a_column_of_telephone_numbers_is_dropped_whatever_its_name() -> None:
    data = csv("업체명,채용제목,안내", "가상,상담,010-0000-0000", "보기,경리,a@example.com")

    assert proposed(data).mapping.columns["안내"] == DROPPED


def test_title_rows_units_and_merged_cells_of_a_workbook() -> None:
    # given a header of two rows under a title, a unit for the whole table, and a firm that
    # is merged over two rows
    data = book(
        ["2026년 11월 구인 현황 (2026.11.20. 기준)"],
        ["(단위: 만원)"],
        [],
        ["번호", "업체명", "근무조건", None, None, None, "마감일자", "담당자"],
        [None, None, "직종", "급여", "근무시간", "근무지", None, None],
        [1, "가상상사", "경리", 250, "09:00~18:00", "세종", dt.datetime(2026, 12, 1), "홍가상"],
        [2, None, "총무", 260.0, "09:00~18:00", "세종", dt.datetime(2026, 12, 2), "홍가상"],
        [3, "보기", "상담원", "회사내규", "주 20시간", "대전 유성구", None, None],
        merges=("A1:H1", "A4:A5", "B4:B5", "C4:F4", "G4:G5", "H4:H5", "B6:B7"),
    )

    # when
    intake = confirmed(data, "a.xlsx")

    # then
    assert [(r.company, r.title, r.pay, r.closes) for r in intake.records] == [
        ("가상상사", "경리", "250만원", "2026-12-01"),
        ("가상상사", "총무", "260만원", "2026-12-02"),
        ("보기", "상담원", "회사내규", None),
    ]
    assert {r.seen for r in intake.records} == {dt.date(2026, 11, 20)}
    assert intake.rejected == ()


def test_a_header_of_two_rows_in_a_csv_is_joined() -> None:
    data = csv(
        "순번,회사,모집,,조건,", ",,제목,인원,급여(원),시간", "1,가상,경리,2,2500000,주 40시간"
    )

    mapping = proposed(data).mapping

    assert list(mapping.columns) == [
        "순번",
        "회사",
        "모집 제목",
        "모집 인원",
        "조건 급여(원)",
        "조건 시간",
    ]
    assert mapping.units == {"조건 급여(원)": "원"}
    (posting,) = read_postings(data, "a.csv", mapping=mapping).records
    assert (posting.title, posting.headcount, posting.pay) == ("경리", "2", "2500000원")


def test_a_row_of_units_under_the_header_belongs_to_it() -> None:
    data = csv("업체명,채용제목,모집인원,임금", ",,(명),(만원)", "가상,경리,2,230~250")

    (posting,) = confirmed(data).records

    assert (posting.headcount, posting.pay) == ("2", "230만원~250만원")


@pytest.mark.parametrize(
    ("header", "cell", "pay"),
    [
        ("임금(만원)", "월 250", "월 250만원"),
        ("임금(만원)", "2500000", "2500000원"),
        ("임금(천원)", '"2,500~2,800"', "2,500천원~2,800천원"),
        ("시급", "10320", "시급 10320"),
        ("월급(만원)", "250", "월급 250만원"),
        ("급여(만원/월)", "230", "월급 230만원"),
        ("임금(원/시간)", "10320", "시급 10320원"),
        ("시급", "일급 90000원", "일급 90000원"),
        ("월급(만원)", "협의", "협의"),
    ],
)
def test_the_header_of_the_pay_lends_its_unit_to_bare_numbers(
    header: str, cell: str, pay: str
) -> None:
    (posting,) = confirmed(csv(f"업체명,채용제목,{header}", f"가상,경리,{cell}")).records

    assert posting.pay == pay


def test_the_kind_of_pay_in_a_column_of_its_own_comes_before_the_amount() -> None:
    data = csv("업체명,채용제목,임금형태,임금액(원)", "가상,경리,시급,10320", "보기,경리,,협의")

    assert [one.pay for one in confirmed(data).records] == ["시급 10320원", "협의"]


def test_what_the_cells_look_like_decides_where_the_name_does_not() -> None:
    hours = proposed(csv("업체명,제목,근무형태", "가상,경리,주5일 09:00~18:00")).mapping
    kinds = proposed(csv("업체명,제목,근무형태", "가상,경리,기간제")).mapping
    unsaid = proposed(csv("업체명,제목,조건", "가상,경리,시급 10320원", "보기,상담,월 250만원"))

    assert hours.columns["근무형태"] == "working_condition"
    assert kinds.columns["근무형태"] == "employment_type"
    assert unsaid.mapping.columns["조건"] == "pay"
    assert [guess.column for guess in unsaid.guesses if not guess.sure] == ["조건"]


def test_a_title_of_its_own_leaves_the_occupation_to_the_functions() -> None:
    mapping = proposed(csv("업체명,채용제목,모집직종", "가상,같이 일해요,경리")).mapping

    assert (mapping.columns["채용제목"], mapping.columns["모집직종"]) == ("title", "functions")


def test_a_posting_without_number_is_keyed_by_firm_title_and_day() -> None:
    header = "업체명,채용제목,등록일,임금"
    rows = ["가상,경리,2026-11-01,협의", "가상,경리,2026-12-01,협의", "보기,경리,2026-11-01,협의"]

    once = confirmed(csv(header, *rows)).records
    again = confirmed(csv(header, *reversed(rows))).records

    assert len({one.id for one in once}) == 3
    assert {one.id: one for one in once} == {one.id: one for one in again}


def test_two_lists_never_swallow_each_other_and_a_named_list_keeps_its_keys() -> None:
    one, other = "업체명,채용제목,비고", "회사명,공고명,임금"
    ids = {confirmed(csv(header, "가상,경리,")).records[0].id for header in (one, other)}
    named = {
        read_postings(
            data, "a.csv", mapping=proposed(data).mapping.model_copy(update={"source": "시청"})
        )
        .records[0]
        .id
        for data in (csv(one, "가상,경리,"), csv(other, "가상,경리,"))
    }

    assert (len(ids), len(named)) == (2, 1)


def test_two_vacancies_of_one_firm_title_and_day_are_both_kept_in_any_order() -> None:
    # given two that differ in place, one that repeats the first, one that differs in its remarks
    header = "업체명,채용제목,근무지,우대사항"
    rows = ["가상,경리,세종,", "가상,경리,대전,", "가상,경리,세종,", "가상,경리,대전,운전"]

    # when
    intake = confirmed(csv(header, *rows))
    turned = confirmed(csv(header, rows[1], rows[0]))

    # then nothing is lost: kept, read once with a note, or listed with its cure
    assert [(one.region, one.preference) for one in intake.records] == [
        ("세종", None),
        ("대전", None),
    ]
    assert intake.notes == ("앞의 행과 똑같아 한 번만 읽었습니다: 4행",)
    assert [(one.row, one.field) for one in intake.rejected] == [(5, "id")]
    assert "공고 번호 칸을 넣거나" in intake.rejected[0].cure
    assert {one.id for one in turned.records} == {one.id for one in intake.records}


def test_the_id_of_a_row_is_the_same_whatever_else_the_file_holds() -> None:
    # given two weeks of one list: of two vacancies only the first is left, its pay corrected
    header = "업체명,채용제목,근무지,고용형태,임금,근무시간,등록일"
    sejong = "가상,경리,세종 어진동,정규직,월급 250만원,09:00~18:00,2026-11-01"
    daejeon = sejong.replace("세종 어진동", "대전")
    parttime = sejong.replace("정규직", "시간제")
    later = sejong.replace("250", "260").replace("18:00", "17:00").replace("세종 어", "세종  어")

    # when
    first = confirmed(csv(header, sejong, daejeon, parttime)).records
    second = confirmed(csv(header, later)).records

    # then
    assert len({one.id for one in first}) == 3
    assert [one.id for one in second] == [first[0].id]


@pytest.mark.parametrize("cell", ["D-3", "오늘마감"])
def test_a_relative_date_without_a_day_of_the_data_stays_unknown(cell: str) -> None:
    (unknown,) = confirmed(csv("업체명,채용제목,마감일", f"가상,경리,{cell}")).records
    (known,) = confirmed(
        csv("업체명,채용제목,마감일,데이터기준일자", f"가상,경리,{cell},2026-11-20")
    ).records

    assert unknown.closing.date is None
    assert known.closing.date == dt.date(2026, 11, 23 if cell == "D-3" else 20)


def test_a_day_that_excel_kept_as_a_number_is_a_day() -> None:
    (posting,) = confirmed(
        book(["업체명", "채용제목", "마감일"], ["가상", "경리", 46357]), "a.xlsx"
    ).records

    assert posting.closes == "2026-12-01"


def test_every_bad_cell_of_a_row_is_told() -> None:
    intake = confirmed(csv("업체명,채용제목,모집인원", f"{'가' * 20_001},,3", "가상,경리,1"))

    assert [(one.row, one.field) for one in intake.rejected] == [(2, "채용제목"), (2, "업체명")]
    assert (len(intake.records), intake.rejected_rows) == (1, 1)


def test_single_lines_change_by_name_or_label_and_wrong_ones_say_why() -> None:
    mapping = proposed(csv(SEJONG, LABELS)).mapping

    changed = mapping.changed(["근무 형태=working_condition", "모집인원=-", "연번 = 공고 번호"])

    assert changed.columns["근무형태"] == "working_condition"
    assert changed.columns["모집인원"] == IGNORED
    assert changed.columns["연번"] == "id"
    for wrong in ("임금=값", "없는칸=pay", "학력=pay"):
        with pytest.raises(WrongMapping, match="십시오"):
            mapping.changed([wrong])
    with pytest.raises(WrongMapping, match="‘메모’ 항목은 없습니다"):
        mapping.changed(["임금=메모"])


def test_a_mapping_comes_back_from_json_and_serves_any_order_of_columns() -> None:
    # given
    mapping = ColumnMapping.from_json(proposed(csv(SEJONG, LABELS)).mapping.to_json())
    turned = csv("채용 제목,업체명", "경리,가상")
    other = proposed(csv("업체명,채용제목", "가상,경리")).mapping

    # when
    found = read_postings(turned, "b.csv", saved={other.fingerprint: other.to_json()}.get)

    # then
    assert mapping == proposed(csv(SEJONG, LABELS)).mapping
    assert (found.records[0].title, found.records[0].company) == ("경리", "가상")


@pytest.mark.parametrize("text", ["{", "[]", '{"kind": "postings", "columns": {"가": "nothing"}}'])
def test_a_mapping_that_cannot_be_used_is_refused_in_korean(text: str) -> None:
    with pytest.raises(WrongMapping, match="십시오"):
        ColumnMapping.from_json(text)


ROSTER = (
    "순번,성명,휴대폰,생년월일,교육과정,수료,희망직종 1순위,희망직종2,주민등록번호,비고,훈련생번호"
)
PERSON = (
    "1,가나다,010-0000-0000,1966-03-02,AI 강사,수료,강사,사무,660302-1234567,660302-1234567,S-1"
)


def test_a_roster_of_other_headers_becomes_trainees_without_what_is_never_kept() -> None:
    # when
    data = csv(ROSTER, PERSON)
    mapping = proposed(data, read=read_trainees).mapping
    intake = read_trainees(data, "a.csv", mapping=mapping)

    # then
    (trainee,) = intake.records
    assert (trainee.id, trainee.name, trainee.phone) == ("S-1", "가나다", "010-0000-0000")
    assert (trainee.birth_year, trainee.desired.jobs) == (1966, ("강사", "사무"))
    assert [course.status for course in trainee.courses] == ["수료"]
    kept = intake.raw["S-1"] + trainee.model_dump_json()
    for never in ("1234567", "660302", "03-02"):
        assert never not in kept


def test_a_serial_number_is_no_number_of_a_person() -> None:
    mapping = proposed(csv("연번,성명,교육과정", "1,가나다,AI 강사"), read=read_trainees).mapping

    assert mapping.missing == ("번호",)


def test_bad_cells_of_a_mapped_roster_are_told_by_its_own_headers_and_all_of_them() -> None:
    data = csv("관리번호,성명,수료상태,교육과정,희망급여", "S-1,가나다,아마,AI 강사,많이")
    intake = read_trainees(data, "a.csv", mapping=proposed(data, read=read_trainees).mapping)

    assert [(one.row, one.field, one.found) for one in intake.rejected] == [
        (2, "수료상태", "가가"),
        (2, "희망급여", "가가"),
    ]


HEADERS = sorted(
    {name for field in fields("postings").values() for name in (*field.names, *field.perhaps)}
)
CELL = st.sampled_from(["세종", "경리", "시급 10,320원", "2026-12-01", "010-0000-0000", "고졸", ""])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(HEADERS), min_size=2, max_size=14, unique=True),
    st.data(),
    st.randoms(),
)
def test_a_single_valued_field_never_gets_two_columns_and_contacts_never_stay(
    header: list[str], data: st.DataObject, random: Random
) -> None:
    # given
    rows = data.draw(
        st.lists(st.lists(CELL, min_size=len(header), max_size=len(header)), max_size=4)
    )
    secret = ["업체명", "채용제목", "담당자"]
    columns = [*(name for name in header if name not in secret), *secret]
    cells = [
        [*row[: len(columns) - 3], *[""] * (len(columns) - 3 - len(row)), "가상", "경리", "홍비밀"]
        for row in rows
    ]
    file = book(columns, *cells)

    # when
    try:
        intake = read_postings(file, "a.xlsx")
    except UnknownHeader as unknown:
        mapping = unknown.proposal.mapping
        intake = read_postings(file, "a.xlsx", mapping=mapping)
        many = {name for name, field in fields("postings").items() if field.many}
        single = [f for f in mapping.columns.values() if f not in many | {DROPPED, IGNORED}]
        # then
        assert len(single) == len(set(single))
    assert "홍비밀" not in str(intake)


def test_a_consent_that_has_no_column_is_not_lent_by_another() -> None:
    # given a table whose column of the consent to be matched a person left out
    data = csv("번호,성명,교육과정,메일수신 동의일", "T1,가나다,AI 강사,2026-11-05")
    proposal = proposed(data, read=read_trainees)
    mapping = proposal.mapping.changed(["메일수신 동의일=메일 동의"])

    # when
    (person,) = read_trainees(data, "a.csv", mapping=mapping).records

    # then
    assert person.consents.weekly_mail == dt.date(2026, 11, 5)
    assert person.consents.matching is None
