"""The book of imports: what each brought, and what somebody has to look at (알림)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, Select, insert, select, update

from service.store.changes import storable
from service.store.engine import reading, writing
from service.store.tables import imports

Outcome = Literal["ok", "alert"]


@dataclass(frozen=True)
class ImportEntry:
    """One import; an alert is open until somebody has settled it."""

    id: int
    source: str
    outcome: Outcome
    counts: Mapping[str, int]
    message: str
    at: datetime
    settled_by: str | None
    settled_at: datetime | None


class ImportBook:
    """Every import, however it went."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(
        self,
        source: str,
        outcome: Outcome,
        counts: Mapping[str, int] | None = None,
        message: str = "",
        at: datetime | None = None,
    ) -> int:
        """Enter an import; its number."""
        with writing(self._engine) as connection:
            return self.record_within(connection, source, outcome, counts or {}, message, at)

    def record_within(
        self,
        connection: Connection,
        source: str,
        outcome: Outcome,
        counts: Mapping[str, int],
        message: str = "",
        at: datetime | None = None,
    ) -> int:
        """``record`` inside a transaction."""
        row = {
            "source": storable(source),
            "outcome": outcome,
            "counts": json.dumps(dict(counts), ensure_ascii=False),
            "message": storable(message),
            "at": _time(at),
        }
        key = connection.execute(insert(imports).values(row)).inserted_primary_key
        return int(key[0]) if key else 0

    def recent(self, n: int = 20) -> tuple[ImportEntry, ...]:
        """The last ``n`` imports, the newest first."""
        return self._entries(select(imports).order_by(imports.c.id.desc()).limit(n))

    def alerts(self) -> tuple[ImportEntry, ...]:
        """Open alerts, the newest first."""
        open_ones = (imports.c.outcome == "alert") & imports.c.settled_at.is_(None)
        return self._entries(select(imports).where(open_ones).order_by(imports.c.id.desc()))

    def settle(self, id: int, by: str, at: datetime | None = None) -> bool:
        """Somebody has seen to an alert; False where there is no such open one."""
        which = (imports.c.id == id) & (imports.c.outcome == "alert")
        change = {"settled_by": storable(by), "settled_at": _time(at)}
        with writing(self._engine) as connection:
            settled = update(imports).where(which & imports.c.settled_at.is_(None)).values(change)
            return connection.execute(settled).rowcount == 1

    def _entries(self, query: Select[Any]) -> tuple[ImportEntry, ...]:
        with reading(self._engine) as connection:
            return tuple(map(_entry, connection.execute(query)))


def _entry(row: Row[Any]) -> ImportEntry:
    settled = datetime.fromisoformat(row.settled_at) if row.settled_at else None
    return ImportEntry(
        row.id,
        row.source,
        row.outcome,
        json.loads(row.counts),
        row.message,
        datetime.fromisoformat(row.at),
        row.settled_by,
        settled,
    )


def _time(at: datetime | None) -> str:
    return (at or datetime.now(UTC)).isoformat(timespec="seconds")
