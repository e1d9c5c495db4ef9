"""JSON lines that nest deep: the row is refused and the others go in."""

import json
from collections.abc import Callable

import pytest

from matcher.ingest import Intake, Rejection, read_postings, read_trainees
from matcher.ingest.jsonl import DEPTH
from matcher.records import Posting, Trainee

POSTING = {"id": "J1", "title": "사무원", "company": "가상상사"}
TRAINEE = {"id": "T1", "name": "가나다"}
Nest = Callable[[int], str]
Read = Callable[[str, str], Intake[Posting] | Intake[Trainee]]
CURE = "값이 너무 깊이 겹쳐 있습니다. [ ]와 { }를 40겹 이하로 줄여 주십시오."


def lists(depth: int) -> str:
    return "[" * depth + "1" + "]" * depth


def objects(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


def with_field(row: dict[str, str], field: str, nested: str) -> bytes:
    """A good row, then one like it whose field nests."""
    second = json.dumps(row | {"id": "Z9"}, ensure_ascii=False)
    return f'{json.dumps(row)}\n{second[:-1]}, "{field}": {nested}}}\n'.encode()


def posting(field: str, nested: str) -> Intake[Posting]:
    return read_postings(with_field(POSTING, field, nested), "a.jsonl")


def trainee(field: str, nested: str) -> Intake[Trainee]:
    return read_trainees(with_field(TRAINEE, field, nested), "a.jsonl")


@pytest.mark.parametrize("nest", [lists, objects])
@pytest.mark.parametrize("depth", [DEPTH + 1, 300, 500, 900])
@pytest.mark.parametrize(
    ("read", "field"),
    [(posting, "functions"), (posting, "salary"), (trainee, "skills"), (trainee, "memo")],
)
def test_a_row_that_nests_too_deep_is_refused_by_row_and_field(
    read: Read, field: str, depth: int, nest: Nest
) -> None:
    intake = read(field, nest(depth))
    assert intake.rejected == (Rejection(2, field, "", CURE),)
    assert [one.id for one in intake.records] == ["J1" if read is posting else "T1"]


@pytest.mark.parametrize("nest", [lists, objects])
def test_what_not_even_the_parser_can_nest_is_refused_by_its_row(nest: Nest) -> None:
    intake = posting("functions", nest(100_000))
    assert intake.rejected == (Rejection(2, "", "", CURE),)
    assert len(intake.records) == 1


@pytest.mark.parametrize("nest", [lists, objects])
def test_a_value_as_deep_as_may_be_is_no_reason_to_refuse(nest: Nest) -> None:
    intake = posting("salary", nest(DEPTH))
    assert [one.id for one in intake.records] == ["J1", "Z9"]
    assert intake.rejected == ()


def test_a_wide_value_is_not_a_deep_one() -> None:
    intake = trainee("memo", json.dumps([[1]] * 50_000))
    assert len(intake.records) == 2
