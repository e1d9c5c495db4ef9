"""Files of every kind: the cells as they stand, and one clear sentence where there are none."""

import csv
import datetime as dt
import io
import time
import zipfile
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.ingest import UnreadableFile, read_postings, read_trainees
from matcher.ingest.files import open_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def lines(data: bytes, name: str) -> list[list[str]]:
    (table, *_) = open_file(data, name).tables
    return [line.cells for line in table.below(0)]


def saved(book: object) -> bytes:
    out = io.BytesIO()
    book.save(out)  # type: ignore[attr-defined] # openpyxl has no types
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_separated_file_of_any_usual_kind_gives_its_cells(separator: str, encoding: str) -> None:
    # given a title, then cells that hold the other separators
    out = io.StringIO()
    table = [["제목", "회사", "비고"], ["경리", "가상", "가, 나; 다|라\t마"], ["총무", "보기", ""]]
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([["구인 현황"], *table])

    # then
    assert lines(out.getvalue().encode(encoding), "a.csv")[1:] == table


def test_values_of_a_workbook_are_told_as_excel_shows_them() -> None:
    from openpyxl import Workbook

    # given
    book = Workbook()
    sheet = book.active
    sheet.append(
        [10320.0, 2.5, 0.9, 42, True, dt.datetime(2026, 12, 1), dt.datetime(2026, 12, 1, 18)]
    )
    sheet.append(
        [dt.time(9, 0), dt.timedelta(hours=8), 0.1 + 0.2, "=1+1", "a_x000D_b", "#N/A", None]
    )
    sheet["C1"].number_format = "0%"
    sheet["D1"].number_format = "000000"
    sheet.row_dimensions[2].hidden = True

    # when
    content = open_file(saved(book), "a.xlsx")

    # then
    assert [line.cells for line in content.tables[0].below(0)] == [
        ["10320", "2.5", "90%", "000042", "예", "2026-12-01", "2026-12-01 18:00"],
        ["09:00", "8:00", "0.3", "", "a\rb"],
    ]
    assert [note.partition(" 시트: ")[2] for note in content.notes] == [
        "계산값이 없는 수식 칸은 비워 두었습니다(엑셀에서 열어 다시 저장하면 읽습니다): 1칸",
        "숨긴 행 1개도 함께 읽었습니다",
        "오류가 난 수식 칸(#N/A 등)은 비워 두었습니다: 1칸",
    ]


def test_the_first_sheet_with_a_table_is_read_and_the_others_are_named() -> None:
    from openpyxl import Workbook

    # given a hidden sheet with a table before the one that is shown
    book = Workbook()
    book.active.title = "옛 공고"
    book.active.append(["id", "title", "company"])
    book.active.append(["X", "숨은 공고", "가상"])
    book.active.sheet_state = "hidden"
    book.create_sheet("안내").append(["읽어 주십시오"])
    shown = book.create_sheet("공고")
    shown.append(["id", "title", "company"])
    shown.append(["P1", "경리", "가상"])

    # when
    intake = read_postings(saved(book), "a.xlsx")

    # then
    assert [one.id for one in intake.records] == ["P1"]
    assert intake.notes == (
        "‘공고’ 시트만 읽고 다른 시트는 읽지 않았습니다: 안내, 옛 공고 "
        "(다른 시트는 --sheet 이름 으로 고릅니다)",
    )


def test_a_sheet_is_read_by_its_name_and_a_wrong_name_lists_those_there_are() -> None:
    from openpyxl import Workbook

    # given two sheets with a table each, one of a blank in its name
    book = Workbook()
    book.active.title = "11월"
    for title, id in (("11월", "P1"), ("12월  공고", "P2")):
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        sheet.append(["id", "title", "company"])
        sheet.append([id, "경리", "가상"])
    data = saved(book)

    # when
    first = read_postings(data, "a.xlsx")
    second = read_postings(data, "a.xlsx", sheet="12월 공고")

    # then
    assert [one.id for one in first.records] == ["P1"]
    assert ([one.id for one in second.records], second.notes) == (["P2"], ())
    with pytest.raises(UnreadableFile, match=r"‘1월’ 시트가 없습니다.*11월, 12월 공고"):
        read_postings(data, "a.xlsx", sheet="1월")
    with pytest.raises(UnreadableFile, match="시트가 없는 파일"):
        read_trainees("번호,이름\nS1,가나다".encode(), "a.csv", sheet="11월")


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (OLE + b"x" * 600, "a.xls", "예전 엑셀 형식"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "암호가 걸린"),
        (b"<html><table></table></html>", "a.xls", ".xlsx"),
        (b"PK\x03\x04 but no archive", "a.csv", "열 수 없습니다"),
        (b"a" + b"," * 20_000, "a.csv", "열이 너무 많습니다"),
    ],
)
def test_a_file_that_is_none_of_ours_says_what_to_do(data: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as refused:
        read_postings(data, name)
    assert refused.value.rejection.cure.endswith("십시오.")


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def workbook_with(sheet: bytes) -> bytes:
    from openpyxl import Workbook

    empty = io.BytesIO(saved(Workbook()))
    with zipfile.ZipFile(empty) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    return archive(parts | {"xl/worksheets/sheet1.xml": sheet})


BILLION = (
    b"<!DOCTYPE x [<!ENTITY a 'ha'>"
    + b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha") for n in range(9)
    )
    + b"]><worksheet>&a8;</worksheet>"
)
NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MERGED = (
    b"<worksheet " + NS + b'><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
)


def test_a_zip_bomb_and_a_billion_laughs_are_refused_within_a_tenth_of_a_second() -> None:
    # given, and openpyxl already loaded
    bombs = {
        workbook_with(b"<worksheet " + NS + b" " * 50_000_000 + b"/>"): "풀면 너무 커집니다",
        workbook_with(BILLION): "열 수 없습니다",
    }
    lines(workbook_with(b"<worksheet " + NS + b"/>"), "a.xlsx")

    for bomb, says in bombs.items():
        # when
        start = time.perf_counter()
        with pytest.raises(UnreadableFile, match=says):
            read_postings(bomb, "a.xlsx")
        # then
        assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize("start", [b"<worksheet a='", b"<!-- ", b"<worksheet><v>", b"<?a "])
def test_one_endless_piece_of_a_sheet_is_refused_at_once(start: bytes) -> None:
    bomb = workbook_with(start + Random(0).randbytes(4_000_000).hex().encode())

    begun = time.perf_counter()
    with pytest.raises(UnreadableFile, match="열 수 없습니다"):
        read_postings(bomb, "a.xlsx")
    assert time.perf_counter() - begun < 0.5


def test_a_merge_over_the_whole_sheet_and_a_far_cell_cost_nothing() -> None:
    far = MERGED.replace(b'r="A1"><v>1', b'r="XFD1"><v>1')

    assert lines(workbook_with(MERGED), "a.xlsx") == [["1"]]
    assert len(lines(workbook_with(far), "a.xlsx")[0]) == 16_384


def test_too_many_cells_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.ingest.tables.CELLS", 0)

    with pytest.raises(UnreadableFile, match="칸이 너무 많습니다"):
        open_file(workbook_with(MERGED), "a.xlsx")


def test_too_many_rows_are_refused_and_a_cell_too_long_is_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = ("id,title,company\n" + "".join(f"{n},경리,가상\n" for n in range(400))).encode()
    long = data + ("400," + "가" * 40_000 + ",가상\n").encode()

    assert [one.row for one in read_postings(long, "a.csv").rejected] == [402]
    monkeypatch.setattr("matcher.ingest.sheet.ROWS", 300)
    with pytest.raises(UnreadableFile, match="행이 너무 많습니다"):
        read_postings(data, "a.csv")


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12
).map(str.strip)
TABLE = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6)


@settings(max_examples=80, deadline=None)
@given(TABLE)
def test_any_table_written_is_read_back_cell_for_cell(table: list[list[str]]) -> None:
    # given a header that settles the separator
    rows = [["회사", "제목", "비고"], *table]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append([f"‘{cell}" for cell in row])

    # then
    assert lines(out.getvalue().encode(), "a.csv")[0] == rows[0]
    assert lines(saved(book), "a.xlsx") == [[f"‘{cell}" for cell in row] for row in rows]


def test_lists_within_cells_do_not_outvote_the_separator_that_the_header_has_too() -> None:
    # given days as a list in one column of every row, longer than the row has columns
    data = "회사,제목,요일\n가상,경리,월;화;수;목;금\n견본,회계,월;화;수;목;금\n"

    # then
    assert lines(data.encode(), "a.csv")[1] == ["가상", "경리", "월;화;수;목;금"]


SEEDS = [
    b"PK\x03\x04",
    OLE,
    b"\xff\xfe",
    b"id,title,company\n",
    b'"',
    b"{",
    "업체명,제목\n".encode(),
]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.jsonl", "a.txt", "a", "a.zip"]),
)
def test_no_bytes_raise_anything_but_unreadable(seed: bytes, rest: bytes, name: str) -> None:
    for read in (read_postings, read_trainees):
        with suppress(UnreadableFile):
            read(seed + rest, name)


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_workbook_raises_anything_but_unreadable(at: int, patch: bytes) -> None:
    whole = workbook_with(MERGED)
    place = at % len(whole)
    with suppress(UnreadableFile):
        read_postings(whole[:place] + patch + whole[place + len(patch) :], "a.xlsx")
