"""``ieum import`` month after month: lists by name, rosters by serial number, sheets."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ieum = Callable[..., Any]
Stored = Callable[[str], list[tuple[Any, ...]]]
HEADER = "구인업체명,모집직종,비고,데이터기준일자"


@pytest.fixture
def city_list(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    rows = ("가상상사,경리,급구,2026-11-20", "보기상사,안내원,,2026-11-20")
    path.write_text("\n".join([HEADER, *rows]), "utf-8")
    return path


def test_a_name_for_the_list_does_not_ask_for_a_confirmed_mapping_again(
    ieum: Ieum, stored: Stored, city_list: Path
) -> None:
    # given a header whose remarks a person mapped otherwise
    ieum("import", "postings", city_list, "--map", "비고=우대사항", "--confirm")

    # when
    named = ieum("import", "postings", city_list, "--source", "시청", "--json")
    again = ieum("import", "postings", city_list, "--json")

    # then what was confirmed counts, and the name is kept with it
    assert (named.code, named.json["added"]) == (0, 2)
    assert again.json["unchanged"] == 2
    assert '"source":"시청"' in str(stored("mappings"))
    records = [json.loads(row[1]) for row in stored("postings")]
    assert {one["source"] for one in records} == {"file", "시청"}
    assert {one.get("preference") for one in records} == {"급구", None}


def test_a_name_for_the_list_of_a_known_header_is_wrong_use(ieum: Ieum, files: Path) -> None:
    done = ieum("import", "postings", files / "jobs.jsonl", "--source", "시청")

    assert (done.code, done.out) == (2, "")


def test_the_next_roster_by_serial_numbers_makes_nobody_somebody_else(
    ieum: Ieum, stored: Stored, tmp_path: Path
) -> None:
    # given a roster by the numbers of its rows, and the next one without its first person
    header = "번호,이름,휴대폰,전화,출생연도,과정명"
    people = ("가나다,,010-0000-1111,1966,경리", "라마바,,010-0000-2222,1967,경리")
    path = tmp_path / "roster.csv"
    path.write_text(f"{header}\n1,{people[0]}\n2,{people[1]}\n", "utf-8")
    first = ieum("import", "trainees", path)
    before = stored("trainees")
    path.write_text(f"{header}\n1,{people[1]}\n3,사아자,,,1968,경리\n", "utf-8")

    # when
    tried = ieum("import", "trainees", path, "--dry-run", "--json")
    done = ieum("import", "trainees", path)

    # then
    assert "순번으로 보입니다" in first.err
    assert (tried.json["added"], tried.json["updated"]) == (1, 0)
    assert "2행 번호: ‘0’ → 이 번호에는 이미 다른 사람이 있습니다" in done.out
    assert stored("trainees")[:2] == before
    assert len(stored("trainees")) == 3
    for secret in ("라마바", "2222"):
        assert secret not in done.out + done.err + tried.out + tried.err


def test_a_sheet_is_chosen_by_name_and_the_proposal_says_which_it_shows(
    ieum: Ieum, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    # given
    book = Workbook()
    book.active.title = "11월"
    book.active.append(["업체명", "채용제목"])
    book.active.append(["가상", "경리"])
    later = book.create_sheet("12월")
    later.append(["회사명", "공고명"])
    later.append(["보기", "상담원"])
    book.save(tmp_path / "a.xlsx")

    # when
    shown = ieum("import", "postings", tmp_path / "a.xlsx")
    chosen = ieum("import", "postings", tmp_path / "a.xlsx", "--sheet", "12월")
    done = ieum("import", "postings", tmp_path / "a.xlsx", "--sheet", "12월", "--confirm", "--json")
    wrong = ieum("import", "postings", tmp_path / "a.xlsx", "--sheet", "1월")

    # then
    assert "‘11월’ 시트의 칸을" in shown.out
    assert "다른 시트는 읽지 않습니다: 12월 (다른 시트는 --sheet 이름" in shown.err
    assert "공고명 → title(제목)  예: 상담원" in chosen.out
    assert done.json["added"] == 1
    assert (wrong.code, "11월, 12월" in wrong.err) == (1, True)
