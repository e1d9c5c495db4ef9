"""Rows of the history (이력) and of the locks of fields, for one kind of record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, delete, insert, select

from service.store.changes import Change, Edit, Origin

_AT_ONCE = 500
"""Ids asked for in one query: PostgreSQL takes 65,535 values at most."""


@dataclass(frozen=True)
class History:
    """Who changed what of trainees, or of postings; every call is inside a transaction."""

    edits: Table
    locked: Table

    def add(
        self, connection: Connection, changes: Iterable[Change], origin: Origin, at: str
    ) -> None:
        """One row for each change."""
        who = {"origin": origin.kind, "by": origin.by, "note": origin.note, "at": at}
        rows = [
            {"record_id": c.id, "field": c.field, "old": c.old, "new": c.new, **who}
            for c in changes
        ]
        if rows:
            connection.execute(insert(self.edits), rows)

    def of(self, connection: Connection, id: str) -> tuple[Edit, ...]:
        """Every edit of a record, the oldest first."""
        query = select(self.edits).where(self.edits.c.record_id == id).order_by(self.edits.c.id)
        return tuple(
            Edit(
                datetime.fromisoformat(row.at),
                row.field,
                row.old,
                row.new,
                Origin(row.origin, row.by, row.note),
            )
            for row in connection.execute(query)
        )

    def locks(self, connection: Connection, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """The locked fields of those of the records that have any."""
        found: dict[str, set[str]] = {}
        asked = list(ids)
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            query = select(self.locked).where(self.locked.c.record_id.in_(some))
            for row in connection.execute(query):
                found.setdefault(row.record_id, set()).add(row.field)
        return {id: frozenset(fields) for id, fields in found.items()}

    def lock(
        self, connection: Connection, id: str, fields: Iterable[str], by: str, at: str
    ) -> None:
        """Imports leave these fields alone from now on."""
        held = self.locks(connection, [id]).get(id, frozenset())
        new = [{"record_id": id, "field": f, "by": by, "at": at} for f in fields if f not in held]
        if new:
            connection.execute(insert(self.locked), new)

    def unlock(self, connection: Connection, id: str, field: str) -> bool:
        """The next import may change the field again; False where it was not locked."""
        which = (self.locked.c.record_id == id) & (self.locked.c.field == field)
        return connection.execute(delete(self.locked).where(which)).rowcount == 1
