"""A whole store as one file, and back: a zip of JSON lines, one file for each table."""

import json
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from matcher.records import Posting, Trainee
from service.store.engine import StoreError, count_on, reading, writing
from service.store.tables import HEAD, meta, metadata, postings, trainees

_FORMAT = 1
_HEAD_FILE = "store.json"
_CHUNK = 500
_SMALL, _RATIO = 1024 * 1024, 200
_MODELS: dict[str, type[Trainee] | type[Posting]] = {
    trainees.name: Trainee,
    postings.name: Posting,
}
_BESIDE = "{}.source.jsonl"
"""Where the raw source of records lies, so that the records' own lines can be imported alone."""
_CURE = "expected a file that `ieum export` wrote"
Line = dict[str, Any]


def export(engine: Engine, path: Path) -> dict[str, int]:
    """Write every table to a new file that only its owner may read; rows by table.

    ``trainees.jsonl`` and ``postings.jsonl`` in it are what ``ieum import`` reads. Raises
    StoreError where the file is there already.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)):
            pass
    except FileExistsError:
        raise StoreError(f"{path.name} is there already; name a new file") from None
    try:
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "wb") as file:
            with reading(engine) as connection:
                counts = _write_all(connection, file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise
    return counts


def load(engine: Engine, path: Path) -> dict[str, int]:
    """Fill an empty store from an export, whole or not at all; rows by table.

    Raises StoreError for a store that holds anything, another file, or a newer version.
    """
    try:
        with zipfile.ZipFile(path) as archive, writing(engine) as connection:
            _check_size(archive)
            _check(json.loads(archive.read(_HEAD_FILE)))
            _check_empty(connection)
            connection.execute(delete(meta))
            return {
                table.name: _load(connection, archive, table) for table in metadata.sorted_tables
            }
    except StoreError:
        raise
    except Exception as error:  # a damaged zip, line or column each raise their own
        raise StoreError(
            f"{path.name} cannot be taken over ({type(error).__name__}), and nothing was; {_CURE}"
        ) from None


def _write_all(connection: Connection, file: IO[bytes]) -> dict[str, int]:
    counts = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        head = {"format": _FORMAT, "version": HEAD, "made_at": moment}
        archive.writestr(_HEAD_FILE, json.dumps(head))
        for table in metadata.sorted_tables:
            counts[table.name] = _write(connection, archive, table)
    return counts


def _write(connection: Connection, archive: zipfile.ZipFile, table: Table) -> int:
    names = [column.name for column in table.columns if column.name != "record"]
    name = _BESIDE.format(table.name) if table.name in _MODELS else f"{table.name}.jsonl"
    count = 0
    with archive.open(name, "w", force_zip64=True) as file:
        for row in _rows(connection, table, names):
            count += 1
            file.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False).encode())
            file.write(b"\n")
    if table.name in _MODELS:
        with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
            for (record,) in _rows(connection, table, ["record"]):
                file.write(f"{record}\n".encode())
    return count


def _rows(connection: Connection, table: Table, names: list[str]) -> Iterator[Any]:
    query = select(*(table.c[name] for name in names)).order_by(*table.primary_key.columns)
    yield from connection.execution_options(yield_per=_CHUNK).execute(query)


def _check_size(archive: zipfile.ZipFile) -> None:
    """Refuse a bomb before any of it is unpacked: lists of records pack 1:20 or so."""
    if any(p.file_size > max(_SMALL, _RATIO * p.compress_size) for p in archive.infolist()):
        raise StoreError(f"the file unpacks to far more than an export does; {_CURE}")


def _check(head: Line) -> None:
    if head["format"] != _FORMAT or head["version"] > HEAD:
        raise StoreError(
            f"the export has format {head['format']} and version {head['version']}; this Ieum "
            f"reads format {_FORMAT} up to version {HEAD}: use the Ieum that wrote it"
        )


def _check_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        count = connection.scalar(select(func.count()).select_from(table))
        if count and table is not meta:
            raise StoreError(
                f"the store holds {count} {table.name} already; an export is taken over into an "
                "empty one: set IEUM_HOME or IEUM_DATABASE_URL to another place"
            )


def _load(connection: Connection, archive: zipfile.ZipFile, table: Table) -> int:
    if table.name in _MODELS:
        lines = _joined(archive, table.name)
    else:
        lines = _lines(archive, f"{table.name}.jsonl")
    count = 0
    while chunk := list(islice(lines, _CHUNK)):
        connection.execute(insert(table), chunk)
        count += len(chunk)
    count_on(connection, table)
    return count


def _joined(archive: zipfile.ZipFile, name: str) -> Iterator[Line]:
    """Each record with what was kept beside it."""
    with archive.open(f"{name}.jsonl") as records:
        for beside, line in zip(_lines(archive, _BESIDE.format(name)), records, strict=True):
            text = line.decode().removesuffix("\n")
            record = _MODELS[name].model_validate_json(text)
            if record.id != beside["id"]:
                raise ValueError(f"{name} and their sources are not in the same order")
            yield beside | {"record": text}


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[Line]:
    with archive.open(name) as file:
        for line in file:
            yield json.loads(line)
