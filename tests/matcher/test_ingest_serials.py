"""Numbers of rows: never proposed as anybody's number, and told of where somebody takes them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.ingest import UnknownHeader, read_postings, read_trainees
from matcher.ingest.identity import another_person, without_other_people
from matcher.ingest.mapping import Proposal
from matcher.ingest.mapping.fields import IGNORED
from matcher.ingest.serials import counts_rows, follows_lines
from matcher.records import Trainee


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def people(data: bytes) -> Proposal:
    with pytest.raises(UnknownHeader) as unknown:
        read_trainees(data, "a.csv")
    return unknown.value.proposal


@pytest.mark.parametrize(
    "cells",
    [["1", "2", "3"], ["3", "2", "1"], ["01", "02"], ["1", "2", "합계"]],
)
def test_cells_that_count_the_rows_up_or_down_are_serial(cells: list[str]) -> None:
    assert counts_rows(cells)


@pytest.mark.parametrize(
    "cells",
    [[], ["1"], ["1", "3", "2"], ["2", "3"], ["1", "2", "2"], ["S1", "S2"], ["1", "2", "2026-3"]],
)
def test_cells_in_any_other_order_are_not(cells: list[str]) -> None:
    assert not counts_rows(cells)


@given(st.integers(2, 60), st.integers(0, 9), st.sets(st.integers(0, 59), max_size=5))
def test_ids_that_rise_with_their_lines_are_serial_whatever_rows_were_bad(
    count: int, title_rows: int, bad: set[int]
) -> None:
    # given a serial number in each row, and some rows that did not go in
    whole = [(line + title_rows + 2, str(line + 1)) for line in range(count)]
    left = [pair for at, pair in enumerate(whole) if at not in bad]

    # then
    assert follows_lines(left, len(bad)) == (len(left) > 1)
    assert not follows_lines([(line, f"{int(id) + 7}") for line, id in whole], 0)


def test_a_column_that_counts_the_rows_is_not_proposed_as_the_number_of_a_person() -> None:
    counted = people(csv("관리번호,성명,교육과정", "1,가나다,AI 강사", "2,라마바,경리"))
    real = people(csv("관리번호,성명,교육과정", "7,가나다,AI 강사", "2,라마바,경리"))

    assert counted.mapping.columns["관리번호"] == IGNORED
    assert counted.mapping.missing == ("번호",)
    assert [one.column for one in counted.guesses if one.serial] == ["관리번호"]
    assert real.mapping.columns["관리번호"] == "번호"
    assert (real.cautions, [one for one in real.guesses if one.serial]) == ((), [])


@pytest.mark.parametrize("numbers", [("1", "2"), ("3", "7")])
def test_a_serial_number_that_a_person_maps_all_the_same_is_warned_of(
    numbers: tuple[str, str],
) -> None:
    # given numbers of rows, and those that are left of a list that was filtered
    names = ("가나다", "라마바")
    rows = [f"{number},{name},경리" for number, name in zip(numbers, names, strict=True)]
    data = csv("연번,성명,교육과정", *rows)

    # when
    proposal = people(data)
    mapping = proposal.mapping.changed(["연번=번호"])
    intake = read_trainees(data, "a.csv", mapping=mapping)

    # then once before it is confirmed and once when it is read
    (before,) = proposal.with_mapping(mapping).cautions
    assert before.startswith("‘연번’ 칸은 줄 순서대로 매긴 순번으로 보입니다.")
    assert "다른 사람의 정보로" in before
    assert intake.notes == (before,)
    assert len(intake.records) == 2


def test_a_serial_number_of_postings_is_warned_of_too() -> None:
    data = csv("번호,업체명,채용제목", "1,가상,경리", "2,보기,총무")
    with pytest.raises(UnknownHeader) as unknown:
        read_postings(data, "a.csv")
    mapping = unknown.value.proposal.mapping

    (note,) = read_postings(data, "a.csv", mapping=mapping.changed(["번호=id"])).notes

    assert mapping.columns["번호"] == IGNORED
    assert note.startswith("‘번호’ 칸은 줄 순서대로")
    assert "다른 공고로" in note


def test_the_centre_s_own_roster_is_warned_of_when_its_numbers_count_rows() -> None:
    counted = read_trainees(csv("번호,이름,과정명", "1,가나다,경리", "2,라마바,경리"), "a.csv")
    real = read_trainees(csv("번호,이름,과정명", "S1,가나다,경리", "S2,라마바,경리"), "a.csv")

    assert [note[:6] for note in counted.notes] == ["‘번호’ 칸"]
    assert real.notes == ()


BEFORE = Trainee(
    id="1", name="가나다", birth_year=1966, phone="010-0000-1111", email="a@example.com"
)


@pytest.mark.parametrize(
    ("now", "another"),
    [
        ({"name": "라마바", "birth_year": 1967}, True),
        ({"name": "라마바", "birth_year": 1967, "phone": "010-0000-1111"}, True),
        ({"name": "라마바", "birth_year": 1966, "phone": "010-0000-2222"}, True),
        ({"name": "라마바", "phone": "010-0000-2222"}, True),
        ({"name": "라마바", "email": "b@example.com"}, True),
        ({"name": "라마바", "birth_year": 1966, "phone": "01000001111"}, False),
        ({"name": "라마바", "phone": "010-0000-2222", "email": "A@example.com"}, False),
        ({"name": "라마바", "birth_year": 1966}, False),
        ({"name": "라마바"}, False),
        ({"name": "가 나다", "birth_year": 1967, "phone": "010-0000-2222"}, False),
        ({"birth_year": 1967, "phone": "010-0000-2222"}, False),
    ],
)
def test_a_number_goes_to_another_person_only_when_more_than_the_name_differs(
    now: dict[str, object], another: bool
) -> None:
    assert another_person(BEFORE, Trainee.model_validate({"id": "1", **now})) is another


def test_a_row_that_would_swap_a_person_is_refused_and_the_others_go_in() -> None:
    # given a number that is somebody else's now, the same person, a new one, and a new name
    # with nothing to tell the person by
    header = "번호,이름,출생연도,과정명"
    rows = ("1,라마바,1967,경리", "S2,사아자,1968,경리", "S3,차카타,1969,경리", "S4,파하가,,경리")
    intake = read_trainees(csv(header, *rows), "a.csv")
    known = {
        "1": BEFORE,
        "S2": Trainee(id="S2", name="사아자", birth_year=1968),
        "S4": Trainee(id="S4", name="나다라"),
    }

    # when
    left = without_other_people(intake, known)

    # then
    assert [one.id for one in left.records] == ["S2", "S3", "S4"]
    assert set(left.raw) == {"S2", "S3", "S4"}
    assert [(one.row, one.field, one.found) for one in left.rejected] == [(2, "번호", "0")]
    assert "이미 다른 사람이 있습니다" in left.rejected[0].cure
    assert left.notes[-1].endswith("확인해 주십시오: 5행")
    for secret in ("가나다", "라마바", "파하가"):
        assert secret not in json.dumps([left.rejected[0].cure, *left.notes], ensure_ascii=False)
