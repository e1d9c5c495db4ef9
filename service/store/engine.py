"""The one file that meets SQLAlchemy's engine: durable SQLite, and its schema version."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from service.store.tables import SCHEMA, meta, metadata

_WRITES = {"ieum_writes": True}


class StoreError(RuntimeError):
    """The database cannot serve as the store; the message says what to do."""


def open_engine(url: str) -> Engine:
    """An engine on a store of this version, created when the file is new."""
    target = _checked(url)
    path = Path(str(target.database))
    _create_private(path)
    engine = create_engine(target, hide_parameters=True, connect_args={"timeout": 30})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    try:
        with writing(engine) as connection:
            _check_schema(connection)
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(
            f"{path.name} cannot be used as the store ({type(error.orig).__name__}); "
            "expected a SQLite database: move the file away, or name another one in "
            "IEUM_DATABASE_URL"
        ) from None
    except StoreError:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction, which takes the write lock at once so that it cannot deadlock."""
    with engine.connect().execution_options(**_WRITES) as connection, connection.begin():
        yield connection


def _checked(url: str) -> URL:
    try:
        target = make_url(url)
    except ArgumentError:
        raise StoreError("the database URL cannot be read; write sqlite:////folder/file") from None
    if target.get_backend_name() != "sqlite" or target.database in (None, "", ":memory:"):
        raise StoreError(
            f"found a {target.get_backend_name()} URL; this version keeps its store in a SQLite "
            "file: write IEUM_DATABASE_URL=sqlite:////folder/file"
        )
    return target


def _create_private(path: Path) -> None:
    """Personal data lies inside: only the service's own user may read the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in (
        "busy_timeout=30000",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("ieum_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_schema(connection: Connection) -> None:
    tables = inspect(connection).get_table_names()
    if not tables:
        metadata.create_all(connection)
        first = {"schema": SCHEMA, "generation": "0", "secret": secrets.token_hex(32)}
        connection.execute(insert(meta), [{"key": k, "value": v} for k, v in first.items()])
        return
    found = None
    if meta.name in tables:
        found = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
    if found != SCHEMA:
        raise StoreError(
            f"the store has schema {found or 'none (not a store of Ieum)'}; expected {SCHEMA}: "
            "open it with the version of Ieum that made it, or start with an empty IEUM_HOME"
        )
