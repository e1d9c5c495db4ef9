"""The one file that meets SQLAlchemy's engine, and all in which SQLite and PostgreSQL differ."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Table, create_engine, event, func, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from embeddings import write_ahead

_WRITES = {"ieum_writes": True}
_WAIT_S = 30
_LOCK = 0x1E0
"""Number of the advisory lock that writers of a PostgreSQL store hold one after the other."""
_EXPECTED = (
    "write IEUM_DATABASE_URL=sqlite:////folder/file or "
    "IEUM_DATABASE_URL=postgresql://user:password@host/database "
    "(in the password write @ as %40 and / as %2F)"
)


class StoreError(RuntimeError):
    """The database cannot serve as the store; the message says what to do."""


def open_engine(url: str) -> Engine:
    """An engine on the database at ``url``, which answers; raises StoreError."""
    target = _checked(url)
    make = _sqlite if target.get_backend_name() == "sqlite" else _postgresql
    engine = make(target)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM (SELECT 1) AS one").all()
            _check_encoding(connection)
            if is_sqlite(engine):  # reads the header, which SELECT 1 does not
                connection.exec_driver_sql("PRAGMA schema_version").all()
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(_told(engine, error)) from None
    except StoreError:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction, which takes the write lock at once so that it cannot deadlock."""
    with _answering(), engine.connect() as connection:
        connection = connection.execution_options(**_WRITES)
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One read transaction: every query in it sees the same state of the store."""
    with _answering(), engine.connect() as connection:
        if not is_sqlite(engine):
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def is_sqlite(engine: Engine) -> bool:
    """Whether the store is a file."""
    return engine.dialect.name == "sqlite"


def count_on(connection: Connection, table: Table) -> None:
    """After rows were written with their numbers: the next new row gets the number after them."""
    key = table.primary_key.columns.values()[0]
    if connection.dialect.name == "sqlite" or not isinstance(key.type, Integer) or key.foreign_keys:
        return
    last = connection.scalar(select(func.max(key)))
    if last is not None:
        sequence = func.pg_get_serial_sequence(table.name, key.name)
        connection.execute(select(func.setval(sequence, last)))


def _checked(url: str) -> URL:
    try:
        target = make_url(url)
    except ArgumentError:
        raise StoreError(f"the database URL cannot be read; {_EXPECTED}") from None
    if target.drivername in ("postgresql", "postgresql+psycopg") and target.database:
        return target.set(drivername="postgresql+psycopg")
    if target.drivername == "sqlite" and target.database not in (None, "", ":memory:"):
        return target
    known = target.get_backend_name() in ("sqlite", "postgresql")
    found = "a URL that names no database" if known else "a URL of another kind of database"
    raise StoreError(f"found {found}; {_EXPECTED}")


def _sqlite(target: URL) -> Engine:
    path = Path(str(target.database))
    # personal data lies inside: only the service's own user may read the file
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    engine = create_engine(target, hide_parameters=True, connect_args={"timeout": _WAIT_S})
    event.listen(engine, "connect", _on_connect_sqlite)
    event.listen(engine, "begin", _on_begin_sqlite)
    return engine


def _on_connect_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    connection.execute(f"PRAGMA busy_timeout={_WAIT_S * 1000}")
    write_ahead(connection, _WAIT_S)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("ieum_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(target: URL) -> Engine:
    engine = create_engine(
        target,
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 10},
    )
    event.listen(engine, "begin", _on_begin_postgresql)
    return engine


def _on_begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("ieum_writes", False):
        connection.execute(text(f"SET LOCAL lock_timeout = '{_WAIT_S}s'"))
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _check_encoding(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        found = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if found != "UTF8":
            raise StoreError(
                f"the PostgreSQL database has encoding {found}; expected UTF8: make it with "
                "createdb --encoding=UTF8 --template=template0 NAME"
            )


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise StoreError(
            f"the store did not take it ({_first_line(error)}); nothing was changed: see that the "
            "disk has space and the database runs, and do it again"
        ) from None


def _first_line(error: DatabaseError) -> str:
    lines = str(error.orig).splitlines()
    return lines[0] if lines else type(error.orig).__name__


def _told(engine: Engine, error: DatabaseError) -> str:
    """Why the database cannot be opened; never a part of the URL, which holds a password."""
    if is_sqlite(engine):
        return (
            f"{Path(str(engine.url.database)).name} cannot be used as the store "
            f"({type(error.orig).__name__}); expected a SQLite database: move the file away, or "
            "name another one in IEUM_DATABASE_URL"
        )
    said = str(error.orig).lower()
    if "password" in said or "authentication" in said:
        why = "the server refused the user or the password"
    elif "does not exist" in said:
        why = "the server knows no such user or database (make it with createdb)"
    else:
        why = "the server cannot be reached"
    return f"the PostgreSQL store cannot be opened: {why}; {_EXPECTED}"
