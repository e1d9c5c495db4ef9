"""Postings from files as they come."""

import csv
import datetime as dt
import io
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.ingest import UnreadableFile, read_postings

WORK24 = (
    "position_title,company_name,company_category,recruit_provider,annual_salary,career,education,"
    "working_condition,location,deadline_date,registration_date"
)
JOBKOREA = (
    "posting_id,company,end_day,title,dept1,dept2,dept3,career,edu,region,comp_industry,"
    "comp_members,comp_level"
)
CLERK = (
    '사무보조,가상상사,[],정보제공처 고용24,"연봉 2,800 만원 이상",경력무관,고졸,주5일,세종 어진동,'
    "2026-12-01,2026-11-20"
)
SLIPPED = (
    "경리 담당,㈜가상,[],정보제공처 사람인,,신입,학력무관,서울 강남구 등,,2026-12-02,2026-11-20"
)
JK = (
    "7,가상전력㈜,~2018.10.19(금),하반기 채용,기획·전략,사무보조,시설·보안 외,신입·경력,학력무관,"
    '"경기, 전남 외",발전업,"2,350",중견'
)


def _file(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_a_work24_list_becomes_postings_with_values() -> None:
    intake = read_postings(_file(WORK24, CLERK), "list.csv")
    (posting,) = intake.records
    assert (posting.source, posting.title, posting.company) == ("work24", "사무보조", "가상상사")
    assert posting.pay_range.min == 28_000_000
    assert posting.regions == ("36110",)
    assert str(posting.closing.date) == "2026-12-01"
    assert str(posting.registered) == "2026-11-20"
    assert json.loads(intake.raw[posting.id])["recruit_provider"] == "정보제공처 고용24"
    assert intake.rejected == intake.notes == ()


def test_a_place_that_slipped_into_the_working_condition_is_moved_and_noted() -> None:
    intake = read_postings(_file(WORK24, CLERK, SLIPPED), "list.csv")
    moved = intake.records[1]
    assert (moved.region, moved.working_condition, moved.pay) == ("서울 강남구 등", None, None)
    assert intake.notes == ("근무조건 칸에 적힌 지역을 근무지로 옮겼습니다: 3행",)


def test_the_id_of_a_work24_row_is_stable_and_tells_rows_apart() -> None:
    once = read_postings(_file(WORK24, CLERK, SLIPPED), "a.csv").records
    again = read_postings(_file(WORK24, SLIPPED, CLERK), "b.csv").records
    assert {one.id for one in once} == {one.id for one in again}
    assert once[0].id != once[1].id
    assert once[0].id.startswith("W24-")


def test_a_jobkorea_row_keeps_its_number_and_its_tags() -> None:
    (posting,) = read_postings(_file(JOBKOREA, JK), "jk.csv").records
    assert posting.id == "JK7"
    assert posting.functions == ("기획·전략", "사무보조", "시설·보안")
    assert posting.regions == ("41000", "46000")
    assert posting.industry == "발전업"


def test_json_lines_keep_their_ids_and_say_what_was_not_read() -> None:
    line = json.dumps(
        {"id": "WG1", "title": "A&amp;amp;B 상담\u3164", "company": "가상", "pay": " ", "mood": 1}
    )
    intake = read_postings(line.encode(), "p.jsonl")
    (posting,) = intake.records
    assert (posting.id, posting.title, posting.pay) == ("WG1", "A&B 상담", None)
    assert intake.notes == ("모르는 항목은 읽지 않았습니다(mood): 1행",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    text = "\r\n".join([WORK24, CLERK, SLIPPED])
    assert (
        read_postings(text.encode(encoding), "list.csv").records
        == read_postings(text.encode(), "list.csv").records
    )


def test_a_workbook_reads_like_its_csv_with_days_and_answers_as_text() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["안내"])
    sheet = book.create_sheet("공고")
    sheet.append(["id", "title", "company", "closes", "pay", "preference"])
    sheet.append([7, "상담", "가상", dt.datetime(2026, 12, 1), 2.5, True])
    out = io.BytesIO()
    book.save(out)
    (posting,) = read_postings(out.getvalue(), "공고.XLSX").records
    assert (posting.id, posting.closes, posting.pay) == ("7", "2026-12-01", "2.5")
    assert posting.preference == "예"


def test_bad_rows_are_listed_with_row_field_and_cure_and_good_rows_go_in() -> None:
    no_title = CLERK.replace("사무보조,", ",")
    too_long = CLERK.replace("사무보조", "가" * 301)
    extra = CLERK + ",남는 칸"
    open_quote = '"닫지 않은 따옴표,가상,[],x'
    lines = [WORK24, no_title, CLERK, too_long, extra, open_quote, SLIPPED]
    intake = read_postings(_file(*lines), "list.csv")
    assert len(intake.records) == 2
    assert [(one.row, one.field) for one in intake.rejected] == [
        (2, "position_title"),
        (4, "position_title"),
        (5, ""),
        (6, ""),
    ]
    assert intake.rejected[0].cure == "값을 적어 주십시오."
    assert intake.rejected[1].cure == "300자 이하로 줄여 주십시오."
    assert len(intake.rejected[1].found) == 60


def test_a_row_with_broken_letters_is_the_only_one_lost() -> None:
    others = [CLERK.replace("사무보조", f"사무보조 {number}") for number in range(9)]
    data = _file(WORK24, *others) + b"\n" + SLIPPED.encode().replace(b"\xea\xb0\x80", b"\xea\xb0")
    intake = read_postings(data, "list.csv")
    assert len(intake.records) == 9
    assert [one.row for one in intake.rejected] == [11]


def test_the_same_number_with_other_content_is_rejected_and_the_same_row_read_once() -> None:
    other = JK.replace("하반기 채용", "상반기 채용")
    intake = read_postings(_file(JOBKOREA, JK, JK, other), "jk.csv")
    assert [one.title for one in intake.records] == ["하반기 채용"]
    assert intake.notes == ("앞의 행과 똑같아 한 번만 읽었습니다: 3행",)
    assert [(one.row, one.field, one.found) for one in intake.rejected] == [
        (4, "posting_id", "JK7")
    ]


def test_a_value_over_two_lines_keeps_the_line_numbers_right() -> None:
    two_lines = CLERK.replace("사무보조", '"사무보조\n(오전)"')
    intake = read_postings(_file(WORK24, two_lines, CLERK.replace("사무보조", "")), "list.csv")
    assert intake.records[0].title == "사무보조\n(오전)"
    assert [one.row for one in intake.rejected] == [4]


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.csv", "빈 파일"),
        (b" \n", "a.jsonl", "빈 파일"),
        (b"x", "a.hwp", "(.hwp)"),
        (b"a,b\n1,2", "a.csv", "머리글"),
        (b"\xff\x00\xfd\n" * 3, "a.csv", "UTF-8"),
        (b"not a workbook", "a.xlsx", ".xlsx"),
    ],
)
def test_a_file_nothing_can_be_read_of_says_one_clear_thing(
    data: bytes, name: str, says: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_postings(data, name)
    assert says in str(refused.value)
    assert refused.value.rejection.cure.endswith("십시오.")


def test_broken_json_lines_are_listed_and_the_rest_go_in() -> None:
    good = json.dumps({"id": "A", "title": "상담", "company": "가상"})
    lines = [good, "{", "[]", '{"id": NaN}', "[" * 100_000, '{"id": "B", "title": "x"}', "", good]
    intake = read_postings(_file(*lines), "p.jsonl")
    assert [one.id for one in intake.records] == ["A"]
    assert [one.row for one in intake.rejected] == [2, 3, 4, 5, 6]
    assert intake.rejected[-1].field == "company"


ROWS = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from(["상담", "경리, 총무", '"검수"', "라벨링\n보조"])),
    max_size=8,
    unique_by=lambda row: row[0],
)
BROKEN = st.sampled_from([["", "x"], ["8 8", "id에 빈칸"], ["1", ""], ["1", "a", "b", "남는 칸"]])


@settings(max_examples=60)
@given(ROWS, st.lists(BROKEN, max_size=4), st.randoms())
def test_neither_order_nor_repetition_nor_a_bad_row_changes_the_good_ones(
    rows: list[tuple[int, str]], broken: list[list[str]], random: Random
) -> None:
    good = [[str(number), title, "가상"] for number, title in rows]
    mixed = [*good, *good, *broken]
    random.shuffle(mixed)
    expected = {record.id: record for record in read_postings(_csv(good), "a.csv").records}
    found = {record.id: record for record in read_postings(_csv(mixed), "a.csv").records}
    assert len(expected) == len(good)
    assert found == expected


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "title", "company"], *rows])
    return out.getvalue().encode()


def test_the_real_lists_go_in_whole_and_again_the_same(shared: Path) -> None:
    for name, rows in (("work24_gangnam.csv", 278), ("jobkorea_2018.csv", 8_868)):
        path = shared / "data" / "postings" / name
        intake = read_postings(path)
        assert (len(intake.records), len(intake.rejected)) == (rows, 0)
        assert all(one.regions for one in intake.records if one.region)
        assert all(one.career_range.kind for one in intake.records)
    assert read_postings(path) == intake


def test_the_judged_postings_keep_their_ids(shared: Path) -> None:
    path = shared / "data" / "judged" / "postings.jsonl"
    ids = [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]
    assert [one.id for one in read_postings(path).records] == ids
