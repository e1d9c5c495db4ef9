"""An import whose entry in the book, or whose mapping, cannot be kept has brought nothing in."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Ieum = Callable[..., Any]


def on(home: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "ieum.sqlite")) as connection:
        found = connection.execute(statement).fetchall()
        connection.commit()
    return found


@pytest.mark.parametrize(("kind", "file"), [("trainees", "people"), ("postings", "jobs")])
def test_without_its_entry_in_the_book_no_row_is_kept(
    ieum: Ieum, home: Path, files: Path, kind: str, file: str
) -> None:
    # given a store in which the book cannot be written
    ieum("export", home.with_name("empty.zip"))
    on(home, "ALTER TABLE imports RENAME TO away")

    # when
    done = ieum("import", kind, files / f"{file}.jsonl")

    # then, and with the book back the same command brings everything in
    assert done.code == 1
    assert "nothing was changed" in done.err
    assert on(home, f"SELECT id FROM {kind}") == []  # noqa: S608 # our own word
    on(home, "ALTER TABLE away RENAME TO imports")
    assert ieum("import", kind, files / f"{file}.jsonl").code == 0
    assert len(on(home, "SELECT id FROM imports")) == 1


def test_without_its_mapping_no_row_is_kept_and_nothing_is_booked(
    ieum: Ieum, home: Path, tmp_path: Path
) -> None:
    # given
    table = tmp_path / "list.csv"
    table.write_text("성명,번호,교육과정\n가온누리,T01,AI 강사\n", "utf-8")
    ieum("export", home.with_name("empty.zip"))
    on(home, "CREATE TRIGGER full BEFORE INSERT ON mappings BEGIN SELECT RAISE(ABORT, 'full'); END")

    # when
    with pytest.raises(Exception, match="full"):
        ieum("import", "trainees", table, "--confirm")

    # then
    assert on(home, "SELECT id FROM trainees") == on(home, "SELECT id FROM imports") == []
