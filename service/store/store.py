"""The store of trainees and postings: idempotent writes, typed reads."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, func, insert, select, update

from matcher.records import Posting, Trainee
from service.store import tables
from service.store.digests import DigestBook
from service.store.engine import open_engine, writing

R = TypeVar("R", Trainee, Posting)
_CHUNK = 500


class UnknownRecord(LookupError):  # noqa: N818 - the name the callers know it by
    """No record of this kind has the id that was asked for."""

    def __init__(self, kind: str, count: int) -> None:
        super().__init__(
            f"no {kind} with this id; the store holds {count} {kind}s: "
            f"check the id, or bring the records in with `ieum import {kind}s FILE`"
        )
        self.kind = kind


@dataclass(frozen=True)
class Changes:
    """What a write did, by id; an unchanged record was not touched."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


class Store:
    """People and postings on disk; every write is one durable transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.digests = DigestBook(engine)

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the store at a ``sqlite:///`` URL, creating it when it is new.

        Raises StoreError, with its cure, for another schema, another kind of file or URL.
        """
        return cls(open_engine(url))

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def put_trainees(self, records: Iterable[Trainee], raw: Mapping[str, str]) -> Changes:
        """Add or replace trainees; ``raw`` holds each id's source row as it came."""
        return self._put(tables.trainees, records, raw)

    def put_postings(self, records: Iterable[Posting], raw: Mapping[str, str]) -> Changes:
        """Add or replace postings; ``raw`` holds each id's source row as it came."""
        return self._put(tables.postings, records, raw)

    def trainees(self) -> dict[str, Trainee]:
        """All trainees, in id order."""
        return self._all(tables.trainees, Trainee)

    def postings(self) -> dict[str, Posting]:
        """All postings, in id order."""
        return self._all(tables.postings, Posting)

    def trainee(self, id: str) -> Trainee:
        """One trainee; raises UnknownRecord."""
        return self._one(tables.trainees, Trainee, id)

    def posting(self, id: str) -> Posting:
        """One posting; raises UnknownRecord."""
        return self._one(tables.postings, Posting, id)

    def counts(self) -> dict[str, int]:
        """How many ``trainees`` and ``postings`` there are."""
        with self._engine.begin() as connection:
            return {
                table.name: _count(connection, table)
                for table in (tables.trainees, tables.postings)
            }

    def generation(self) -> int:
        """A number that grows whenever a trainee or a posting changes."""
        return int(self._meta("generation"))

    def secret(self) -> bytes:
        """The random key of this store, made when it was first opened."""
        return bytes.fromhex(self._meta("secret"))

    def _meta(self, key: str) -> str:
        with self._engine.begin() as connection:
            return str(connection.execute(_meta_value(key)).scalar_one())

    def _put(self, table: Table, records: Iterable[R], raw: Mapping[str, str]) -> Changes:
        added: list[str] = []
        updated: list[str] = []
        unchanged: list[str] = []
        with writing(self._engine) as connection:
            for chunk in _chunks(records):
                rows = {record.id: _row(record, raw.get(record.id, "")) for record in chunk}
                known = _hashes(connection, table, list(rows))
                fresh = [row for id, row in rows.items() if id not in known]
                changed = [r for id, r in rows.items() if id in known and known[id] != r["hash"]]
                _write(connection, table, fresh, changed)
                added += [row["id"] for row in fresh]
                updated += [row["id"] for row in changed]
                unchanged += [id for id, row in rows.items() if known.get(id) == row["hash"]]
            if added or updated:
                _next_generation(connection)
        return Changes(tuple(added), tuple(updated), tuple(unchanged))

    def _all(self, table: Table, kind: type[R]) -> dict[str, R]:
        query = select(table.c.id, table.c.record).order_by(table.c.id)
        with self._engine.begin() as connection:
            return {id: kind.model_validate_json(text) for id, text in connection.execute(query)}

    def _one(self, table: Table, kind: type[R], id: str) -> R:
        with self._engine.begin() as connection:
            text = connection.scalar(select(table.c.record).where(table.c.id == id))
            if text is None:
                raise UnknownRecord(table.name.removesuffix("s"), _count(connection, table))
        return kind.model_validate_json(text)


def _chunks(records: Iterable[R]) -> Iterator[list[R]]:
    stream = iter(records)
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk


def _row(record: Trainee | Posting, raw: str) -> dict[str, str]:
    # without defaults: a field that a later version adds leaves the hash as it was
    text = record.model_dump_json(exclude_defaults=True)
    digest = hashlib.sha256(f"{text}\0{raw}".encode()).hexdigest()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"id": record.id, "record": text, "raw": raw, "hash": digest, "updated_at": now}


def _hashes(connection: Connection, table: Table, ids: list[str]) -> dict[str, str]:
    query = select(table.c.id, table.c.hash).where(table.c.id.in_(ids))
    return {row.id: row.hash for row in connection.execute(query)}


def _write(
    connection: Connection, table: Table, fresh: list[dict[str, str]], changed: list[dict[str, str]]
) -> None:
    if fresh:
        connection.execute(insert(table), fresh)
    for row in changed:
        connection.execute(update(table).where(table.c.id == row["id"]).values(row))


def _next_generation(connection: Connection) -> None:
    value = int(connection.execute(_meta_value("generation")).scalar_one()) + 1
    change = update(tables.meta).where(tables.meta.c.key == "generation")
    connection.execute(change.values(value=str(value)))


def _meta_value(key: str) -> Select[str]:
    return select(tables.meta.c.value).where(tables.meta.c.key == key)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
