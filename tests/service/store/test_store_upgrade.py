"""Stores of earlier versions are brought up with nothing lost; those of later ones are refused."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from service import store as store_package
from service.store import Store, StoreError
from service.store.engine import open_engine, writing
from service.store.tables import metadata

MIGRATIONS = Path(store_package.__file__).with_name("migrations")
OLD = Path(__file__).with_name("schema_1.sql")


def old_store(path: Path) -> str:
    """A store as version 1 left it, with a person, a posting, a digest and the ledger."""
    with sqlite3.connect(path) as connection:
        connection.executescript(OLD.read_text("utf-8"))
        connection.executescript(
            """
            INSERT INTO meta VALUES ('schema', '1'), ('generation', '7'), ('secret', 'ab12');
            INSERT INTO trainees VALUES ('T1', '{"id":"T1","name":"가상인물"}', 'raw', 'h', 'then');
            INSERT INTO postings VALUES
              ('P1', '{"id":"P1","source":"s","title":"자료 입력","company":"가상"}',
               'r', 'h', 't');
            INSERT INTO digests (id, trainee_id, week, state, model, hash, prepared_at)
              VALUES (1, 'T1', '2026-W47', 'prepared', 'm', 'h', 't');
            INSERT INTO digest_items (digest_id, position, posting_id, job)
              VALUES (1, 1, 'P1', '{}');
            INSERT INTO mailed VALUES ('T1', 'P1', 1);
            """
        )
    return f"sqlite:///{path}"


def test_a_store_of_version_one_opens_with_everything_it_held(tmp_path: Path) -> None:
    # when
    store = Store.open(old_store(tmp_path / "old.sqlite"))

    # then
    assert store.trainee("T1").name == "가상인물"
    assert store.posting("P1").title == "자료 입력"
    assert store.secret() == bytes.fromhex("ab12")
    assert store.generation() >= 7
    assert store.digests.mailed("T1") == {"P1"}
    assert [row.week for row in store.digests.rows()] == ["2026-W47"]
    assert store.history("trainee", "T1") == ()
    store.close()


def test_a_store_that_was_brought_up_takes_all_that_a_new_one_takes(
    tmp_path: Path, make: SimpleNamespace
) -> None:
    from service.store import Origin

    url = old_store(tmp_path / "old.sqlite")
    Store.open(url).close()
    store = Store.open(url)

    store.edit_trainee("T1", {"education": "고졸"}, Origin("counsellor", "가상달"))
    store.put_postings([make.job("P2")], {})

    assert store.locks("trainee", "T1") == {"education"}
    assert sorted(store.postings()) == ["P1", "P2"]
    store.close()


def test_what_version_two_cleared_stays_cleared_and_can_be_taken_back(
    empty_url: Callable[[], str],
) -> None:
    # given a store of version 2 in which a finding was cleared
    url = empty_url()
    engine = open_engine(url)
    with writing(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            text(
                "INSERT INTO clearances (posting_id, fingerprint, reason, by, at) "
                "VALUES ('P1', 'age|body', '확인함', '가상달', '2026-11-24T12:00:00+09:00')"
            )
        )
    engine.dispose()

    # when
    store = Store.open(url)

    # then
    assert store.clearances() == {"P1": {"age|body"}}
    assert [row.state for row in store.clearance_rows("P1")] == ["cleared"]
    now = datetime(2026, 11, 25, tzinfo=UTC)
    assert store.hold_again("P1", "age|body", "다시 봄", "가상별", now)
    assert store.clearances() == {}
    store.close()


def test_the_migrations_lead_to_the_tables_that_the_code_names(store_url: str) -> None:
    Store.open(store_url).close()
    engine = open_engine(store_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = [one for one in compare_metadata(context, metadata) if not _book_keeping(one)]
    engine.dispose()

    assert found == []


def _book_keeping(difference: Any) -> bool:
    return getattr(difference[1], "name", "") == "alembic_version"


def test_a_store_of_a_later_version_is_refused_with_its_cure(store_url: str) -> None:
    Store.open(store_url).close()
    engine = open_engine(store_url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
    engine.dispose()

    with pytest.raises(StoreError, match=r"newer"):
        Store.open(store_url)
