"""Records of one kind on disk: what a write would do, and doing it."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import Connection, Engine, Table, bindparam, func, insert, select, update

from matcher.records import Posting, Trainee
from service.store.changes import (
    Change,
    Origin,
    Plan,
    as_text,
    changes_between,
    fields_of,
    placed,
    storable,
)
from service.store.engine import reading, writing
from service.store.history import History
from service.store.meta import next_generation

R = TypeVar("R", Trainee, Posting)
Keep = Callable[[Connection, Mapping[str, tuple[R, R]]], Mapping[str, R]]
_CHUNK = 500
_QUIET = frozenset({"seen"})
"""Fields that every crawl moves: kept, but no change to speak of."""


class UnknownRecord(LookupError):  # noqa: N818 - the name the callers know it by
    """No record of this kind has the id that was asked for."""

    def __init__(self, kind: str, count: int) -> None:
        super().__init__(
            f"no {kind} with this id; the store holds {count} {kind}s: "
            f"check the id, or bring the records in with `ieum import {kind}s FILE`"
        )
        self.kind = kind


@dataclass(frozen=True)
class _Step:
    """What becomes of one given record; without a row there is nothing to write."""

    id: str
    outcome: Literal["added", "updated", "unchanged"]
    row: Mapping[str, str] | None = None
    changes: tuple[Change, ...] = ()
    moved: bool = False
    withheld: tuple[Change, ...] = ()


class RecordBook(Generic[R]):
    """All records of one kind; every write is one durable transaction.

    ``keep`` says what may be written of records that are there, given before and as they came."""

    def __init__(
        self,
        engine: Engine,
        table: Table,
        model: type[R],
        history: History,
        keep: "Keep[R] | None" = None,
    ) -> None:
        self._engine, self._table, self.history = engine, table, history
        self._model: type[R] = model
        self._keep: Keep[R] | None = keep
        self.kind = table.name.removesuffix("s")

    def all(self) -> dict[str, R]:
        """Every record, in id order."""
        query = select(self._table.c.id, self._table.c.record).order_by(self._table.c.id)
        with reading(self._engine) as connection:
            found = {id: self._read(text) for id, text in connection.execute(query)}
        return dict(sorted(found.items()))  # as Python orders, whatever the database's language

    def one(self, id: str) -> R:
        """One record; raises UnknownRecord."""
        with reading(self._engine) as connection:
            return self.held(connection, id)

    def held(self, connection: Connection, id: str) -> R:
        """One record, inside a transaction; raises UnknownRecord."""
        text = connection.scalar(select(self._table.c.record).where(self._table.c.id == id))
        if text is None:
            raise UnknownRecord(self.kind, self.count(connection))
        return self._read(text)

    def every(self, connection: Connection) -> Iterator[R]:
        """Every record, inside a transaction."""
        return map(self._read, connection.scalars(select(self._table.c.record)))

    def with_raw(self, ids: Collection[str]) -> dict[str, tuple[R, str]]:
        """Those of the ids that are there, each with its source row as it came."""
        asked = sorted(ids)
        with reading(self._engine) as connection:
            chunks = (asked[start : start + _CHUNK] for start in range(0, len(asked), _CHUNK))
            return {id: one for c in chunks for id, one in self._stored(connection, c).items()}

    def count(self, connection: Connection) -> int:
        """How many records there are."""
        query = select(func.count()).select_from(self._table)
        return connection.execute(query).scalar_one()

    def plan(self, records: Iterable[R]) -> Plan:
        """Exactly what ``put`` would do; nothing is written."""
        with reading(self._engine) as connection:
            chunks = _chunks(records)
            return _plan(step for chunk in chunks for step in self._steps(connection, chunk, {}))

    def put(self, records: Iterable[R], raw: Mapping[str, str], origin: Origin) -> Plan:
        """Add or replace records, locked fields apart; of several with one id the last counts."""
        with writing(self._engine) as connection:
            return self.put_within(connection, records, raw, origin)

    def put_within(
        self,
        connection: Connection,
        records: Iterable[R],
        raw: Mapping[str, str],
        origin: Origin,
    ) -> Plan:
        """``put`` inside a transaction."""
        done: list[_Step] = []
        for chunk in _chunks(records):
            steps = list(self._steps(connection, chunk, raw))
            self._write(connection, steps, origin)
            done += steps
        if any(step.moved for step in done):
            next_generation(connection)
        return _plan(done)

    def revise(self, connection: Connection, pairs: Iterable[tuple[R, R]], origin: Origin) -> Plan:
        """Replace records that are there, given before and after, whatever is locked."""
        after = list({new.id: (old, new) for old, new in pairs}.values())
        done: list[_Step] = []
        for start in range(0, len(after), _CHUNK):
            chunk = {new.id: (old, new) for old, new in after[start : start + _CHUNK]}
            kept = {id: raw for id, (_, raw) in self._stored(connection, list(chunk)).items()}
            steps = [_step(old, new, kept[id], kept[id]) for id, (old, new) in chunk.items()]
            self._write(connection, steps, origin)
            done += steps
        if any(step.moved for step in done):
            next_generation(connection)
        return _plan(done)

    def _steps(
        self, connection: Connection, chunk: list[R], raw: Mapping[str, str]
    ) -> Iterator[_Step]:
        table = self._table
        rows = {record.id: _row(record, storable(raw.get(record.id, ""))) for record in chunk}
        query = select(table.c.id, table.c.hash).where(table.c.id.in_(list(rows)))
        known = {row.id: row.hash for row in connection.execute(query)}
        other = [id for id, row in rows.items() if known.get(id, row["hash"]) != row["hash"]]
        before = self._stored(connection, other)
        locks = self.history.locks(connection, other)
        pairs = {one.id: (before[one.id][0], one) for one in chunk if one.id in before}
        allowed = self._keep(connection, pairs) if self._keep else {}
        for record in chunk:
            id = record.id
            if id in before:
                old, kept = before[id]
                new = self._with_locked(old, allowed.get(id, record), locks.get(id, ()))
                step = _step(old, new, kept, rows[id]["raw"] or kept)
                yield replace(step, withheld=_withheld(new, record))
            elif id in known:
                yield _Step(id, "unchanged")
            else:
                yield _Step(id, "added", rows[id], moved=True)

    def _stored(self, connection: Connection, ids: list[str]) -> dict[str, tuple[R, str]]:
        table = self._table
        if not ids:
            return {}
        query = select(table.c.id, table.c.record, table.c.raw).where(table.c.id.in_(ids))
        return {r.id: (self._read(r.record), r.raw) for r in connection.execute(query)}

    def _with_locked(self, old: R, new: R, locked: Collection[str]) -> R:
        if not locked:
            return new
        held = {path: value for path, value in fields_of(old).items() if path in locked}
        return self._model.model_validate(placed(new.model_dump(mode="json"), held))

    def _write(self, connection: Connection, steps: list[_Step], origin: Origin) -> None:
        table = self._table
        fresh = [dict(s.row) for s in steps if s.row and s.outcome == "added"]
        changed = [{**s.row, "key": s.id} for s in steps if s.row and s.outcome != "added"]
        if fresh:
            connection.execute(insert(table), fresh)
        if changed:
            connection.execute(update(table).where(table.c.id == bindparam("key")), changed)
        told = [change for step in steps for change in step.changes]
        if origin.kind != "import":  # an import is told of in the book of imports
            told += [Change(row["id"], "id", None, as_text(row["id"])) for row in fresh]
        self.history.add(connection, told, origin, now())

    def _read(self, text: str) -> R:
        return self._model.model_validate_json(text)


def now() -> str:
    """The moment of a write, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _chunks(records: Iterable[R]) -> Iterator[list[R]]:
    last = list({record.id: record for record in records}.values())
    return (last[start : start + _CHUNK] for start in range(0, len(last), _CHUNK))


def _row(record: Trainee | Posting, raw: str) -> dict[str, str]:
    # without defaults: a field that a later version adds leaves the hash as it was
    text = record.model_dump_json(exclude_defaults=True)
    digest = hashlib.sha256(f"{text}\0{raw}".encode()).hexdigest()
    return {"id": record.id, "record": text, "raw": raw, "hash": digest, "updated_at": now()}


def _step(old: R, new: R, kept: str, raw: str) -> _Step:
    changes = changes_between(old, new)
    told = tuple(change for change in changes if change.field not in _QUIET)
    outcome: Literal["updated", "unchanged"] = "updated" if told else "unchanged"
    row = _row(new, raw) if changes or raw != kept else None
    return _Step(new.id, outcome, row, told, moved=bool(changes))


def _withheld(new: R, asked: R) -> tuple[Change, ...]:
    if new is asked:
        return ()
    return tuple(change for change in changes_between(new, asked) if change.old is None)


def _plan(steps: Iterable[_Step]) -> Plan:
    ids: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": []}
    changes: list[Change] = []
    withheld: list[Change] = []
    for step in steps:
        ids[step.outcome].append(step.id)
        changes += step.changes
        withheld += step.withheld
    found: dict[str, Any] = {name: tuple(value) for name, value in ids.items()}
    return Plan(**found, changes=tuple(changes), withheld=tuple(withheld))
