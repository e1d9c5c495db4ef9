"""``import``, ``index``, and how every command fails: one line, status 1 or 2."""

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ieum = Callable[..., Any]


def line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("kind", "file", "count"), [("trainees", "people", 2), ("postings", "jobs", 6)]
)
def test_importing_twice_changes_nothing(
    ieum: Ieum, files: Path, kind: str, file: str, count: int
) -> None:
    # when
    first = ieum("import", kind, files / f"{file}.jsonl", "--json")
    second = ieum("import", kind, files / f"{file}.jsonl", "--json")

    # then
    assert first.json == {"added": count, "updated": 0, "unchanged": 0, "rejected": []}
    assert second.json == {"added": 0, "updated": 0, "unchanged": count, "rejected": []}
    assert (first.code, second.code) == (0, 0)


def test_a_changed_row_is_updated_and_a_bad_one_is_listed_with_its_cure(
    ieum: Ieum, files: Path
) -> None:
    # given a second file: one row changed, one without a title, one that is no JSON, one new
    path = files / "jobs.jsonl"
    ieum("import", "postings", path)
    known = rows(path)
    untitled = {name: value for name, value in known[1].items() if name != "title"}
    new = known[2] | {"id": "J07"}
    text = line(known[0] | {"pay": "시급 13,000원"}) + line(untitled) + "{…\n" + line(new)
    path.write_text(text, "utf-8")

    # when
    done = ieum("import", "postings", path, "--json")

    # then the good rows went in, and each bad one has exactly row, field, found and cure
    answer = done.json
    assert done.code == 0
    assert list(answer) == ["added", "updated", "unchanged", "rejected"]
    assert (answer["added"], answer["updated"], answer["unchanged"]) == (1, 1, 0)
    assert [list(row) for row in answer["rejected"]] == [["row", "field", "found", "cure"]] * 2
    assert [(row["row"], row["field"]) for row in answer["rejected"]] == [(2, "title"), (3, "")]
    assert all(row["cure"] for row in answer["rejected"])


def test_people_are_told_in_korean_what_went_in_and_which_rows_did_not(
    ieum: Ieum, files: Path
) -> None:
    path = files / "jobs.jsonl"
    path.write_text(path.read_text("utf-8") + line({"id": "J08", "company": "㈜가상"}), "utf-8")

    done = ieum("import", "postings", path)

    assert done.out.startswith("추가 6건, 수정 0건, 그대로 0건, 받지 못한 행 1건\n")
    assert "7행 title" in done.out


def test_a_rejected_person_is_never_quoted(ieum: Ieum, files: Path) -> None:
    # given
    person = {
        "id": "T09",
        "name": "가온누리",
        "email": "secret.person at town",
        "birth_year": 19667,
    }
    (files / "bad.jsonl").write_text(line(person), "utf-8")

    # when
    done = ieum("import", "trainees", files / "bad.jsonl", "--json")

    # then no row could go in, which is a failure
    assert done.code == 1
    assert {row["row"] for row in done.json["rejected"]} == {1}
    assert [row["field"] for row in done.json["rejected"]] == ["email", "birth_year"]
    for part in ("가온", "secret", "19667"):
        assert part not in done.out + done.err


@pytest.mark.parametrize(
    ("name", "content"),
    [("jobs.pdf", "x"), ("jobs.csv", "이상한,머리글\n1,2\n"), ("jobs.jsonl", "\n")],
)
def test_a_file_that_cannot_be_read_is_one_line_and_exit_status_1(
    ieum: Ieum, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, "utf-8")

    done = ieum("import", "postings", tmp_path / name)

    assert done.code == 1
    assert done.out == ""
    assert re.fullmatch(r"ieum: .+\n", done.err)


def test_a_second_index_encodes_nothing_and_after_one_changed_posting_one_text(
    indexed: Ieum, files: Path
) -> None:
    # given
    again = indexed("index")
    changed = rows(files / "jobs.jsonl")
    changed[0]["body"] = "서류를 나르고 회의실을 준비합니다."
    (files / "jobs.jsonl").write_text("".join(map(line, changed)), "utf-8")

    # when
    moved = indexed("import", "postings", files / "jobs.jsonl", "--json")
    after = indexed("index")

    # then
    assert "훈련생 2명, 공고 6건을 색인했습니다. 새로 읽은 글 0건" in again.out
    assert moved.json["updated"] == 1
    assert "새로 읽은 글 1건" in after.out


def test_the_index_of_an_empty_installation_is_empty_and_well(ieum: Ieum) -> None:
    assert "훈련생 0명, 공고 0건" in ieum("index").out


@pytest.mark.parametrize(
    "words",
    [("match", "T99"), ("candidates", "J77"), ("why", "T99", "J01"), ("why", "T01", "J77")],
)
def test_an_unknown_id_is_one_line_with_its_cure(indexed: Ieum, words: tuple[str, ...]) -> None:
    done = indexed(*words)

    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"ieum: no (trainee|posting) with this id; .*ieum import.*\n", done.err)


@pytest.mark.parametrize(
    "words",
    [
        ("bogus",),
        ("match",),
        ("match", "T01", "--all"),
        ("match", "T01", "--ignore", "unlawful"),
        ("match", "T01", "--ignore", "weather"),
        ("match", "T01", "--as-of", "yesterday"),
        ("match", "T01", "--format", "xml"),
        ("match", "T01", "--top", "0"),
        ("import", "postings", "nowhere.csv"),
    ],
)
def test_wrong_use_exits_2_and_prints_no_result(ieum: Ieum, words: tuple[str, ...]) -> None:
    done = ieum(*words)

    assert (done.code, done.out) == (2, "")
    assert done.err


def test_matching_before_any_index_says_what_to_run(ieum: Ieum, files: Path) -> None:
    ieum("import", "trainees", files / "people.jsonl")

    done = ieum("match", "T01")

    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"ieum: .*ieum index.*\n", done.err)


def test_a_store_that_is_none_is_one_line(ieum: Ieum, home: Path, files: Path) -> None:
    home.mkdir()
    (home / "ieum.sqlite").write_text("no database at all, but long enough to be read as one" * 9)

    done = ieum("import", "postings", files / "jobs.jsonl")

    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"ieum: .*expected a SQLite database.*\n", done.err)


def test_a_wrong_setting_ends_the_command_before_any_work(
    ieum: Ieum, home: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_TODAY", "soon")

    done = ieum("import", "postings", files / "jobs.jsonl")

    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"ieum: IEUM_TODAY: .*'soon'.*\n", done.err)
    assert not home.exists()


def test_a_damaged_snapshot_is_refused_in_one_line(indexed: Ieum, home: Path) -> None:
    # given one flipped byte
    path = next((home / "snapshot").glob("snap-*/postings/vectors.npz"))
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)

    # when
    done = indexed("match", "T01")

    # then
    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"ieum: .*ieum index.*\n", done.err)


def test_the_store_keeps_the_raw_row_as_it_came(indexed: Ieum, home: Path, files: Path) -> None:
    with sqlite3.connect(home / "ieum.sqlite") as connection:
        raw = connection.execute("SELECT raw FROM postings WHERE id = 'J01'").fetchone()[0]
    connection.close()

    assert json.loads(raw) == rows(files / "jobs.jsonl")[0]
