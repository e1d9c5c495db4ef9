"""Drafts (초안): what was read out of a résumé, until a person confirms or discards it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from service.store.changes import Origin, storable
from service.store.engine import reading, writing
from service.store.tables import drafts


class UnknownDraft(LookupError):  # noqa: N818 - as UnknownRecord
    """No draft with this number is open."""


@dataclass(frozen=True)
class OpenDraft:
    """A draft to be confirmed; ``content`` is JSON text."""

    id: int
    content: str
    origin: Origin
    at: datetime


class DraftBook:
    """Open drafts; of a decided one only who decided and when is kept, nothing of the person."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, content: str, origin: Origin, at: datetime | None = None) -> int:
        """Keep a draft; its number."""
        who = {"origin": origin.kind, "by": origin.by, "note": origin.note, "at": _time(at)}
        row = {"state": "open", "content": storable(content), **who}
        with writing(self._engine) as connection:
            key = connection.execute(insert(drafts).values(row)).inserted_primary_key
            return int(key[0]) if key else 0

    def get(self, id: int) -> OpenDraft:
        """An open draft; raises UnknownDraft."""
        query = select(drafts).where((drafts.c.id == id) & (drafts.c.state == "open"))
        with reading(self._engine) as connection:
            found = connection.execute(query).one_or_none()
            if found is None:
                is_open = select(func.count()).where(drafts.c.state == "open")
                count = connection.scalar(is_open)
                raise UnknownDraft(f"no draft with this number is open; {count} are open")
        return _draft(found)

    def open(self) -> tuple[OpenDraft, ...]:
        """Every open draft, the oldest first."""
        query = select(drafts).where(drafts.c.state == "open").order_by(drafts.c.id)
        with reading(self._engine) as connection:
            return tuple(map(_draft, connection.execute(query)))

    def confirm(self, id: int, by: str, at: datetime | None = None) -> bool:
        """The person's record is made; False where somebody else was first."""
        with writing(self._engine) as connection:
            return self.confirm_within(connection, id, by, at)

    def confirm_within(
        self, connection: Connection, id: int, by: str, at: datetime | None = None, note: str = ""
    ) -> bool:
        """``confirm`` inside a transaction; ``note`` says which record was made."""
        return _decide(connection, id, "confirmed", by, at, note)

    def discard(self, id: int, by: str, at: datetime | None = None) -> bool:
        """Nothing comes of the draft; False where somebody else was first."""
        with writing(self._engine) as connection:
            return _decide(connection, id, "discarded", by, at)


def _decide(
    connection: Connection,
    id: int,
    state: Literal["confirmed", "discarded"],
    by: str,
    at: datetime | None,
    note: str = "",
) -> bool:
    change = {"state": state, "decided_by": storable(by), "decided_at": _time(at)}
    which = (drafts.c.id == id) & (drafts.c.state == "open")
    done = connection.execute(
        update(drafts).where(which).values(**change, content=None, note=storable(note))
    )
    return done.rowcount == 1


def _draft(row: Row[Any]) -> OpenDraft:
    origin = Origin(row.origin, row.by, row.note)
    return OpenDraft(row.id, row.content, origin, datetime.fromisoformat(row.at))


def _time(at: datetime | None) -> str:
    return (at or datetime.now(UTC)).isoformat(timespec="seconds")
