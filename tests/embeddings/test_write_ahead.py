"""A new SQLite file is opened by several at once: each waits for the others, none is refused."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from embeddings import VectorCache, write_ahead
from service.store.engine import open_engine

HELD_S = 0.3


@contextmanager
def held(file: Path) -> Iterator[None]:
    """A new file that another is about to write for a while, as the first to open it would."""
    with closing(sqlite3.connect(file, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(HELD_S, other.rollback)
        release.start()
        try:
            yield
        finally:
            release.join()


def mode(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


@pytest.mark.parametrize(
    "opened", [VectorCache, lambda file: open_engine(f"sqlite:///{file}").dispose()]
)
def test_a_file_that_another_holds_is_waited_for(
    tmp_path: Path, opened: Callable[[Path], object]
) -> None:
    file = tmp_path / "new.sqlite"

    with held(file):
        opened(file)

    assert mode(file) == "wal"


def test_a_file_held_for_longer_than_the_wait_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite"
    with (
        held(file),
        closing(sqlite3.connect(file, timeout=0)) as connection,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        write_ahead(connection, wait_s=0)

    assert mode(file) == "delete"
