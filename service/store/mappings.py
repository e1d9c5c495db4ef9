"""Saved column mappings (열 대응): how files with a known header are read."""

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from service.store.changes import storable
from service.store.engine import reading, writing
from service.store.tables import mappings


class MappingBook:
    """One confirmed mapping, as JSON text, for each header."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(
        self, fingerprint: str, mapping: str, *, by: str = "", at: datetime | None = None
    ) -> None:
        """Keep the mapping for files with this header; an earlier one is replaced."""
        with writing(self._engine) as connection:
            self.save_within(connection, fingerprint, mapping, by=by, at=at)

    def save_within(
        self,
        connection: Connection,
        fingerprint: str,
        mapping: str,
        *,
        by: str = "",
        at: datetime | None = None,
    ) -> None:
        """``save`` inside a transaction."""
        moment = (at or datetime.now(UTC)).isoformat(timespec="seconds")
        row = {"fingerprint": fingerprint, "mapping": storable(mapping), "by": storable(by)}
        connection.execute(delete(mappings).where(mappings.c.fingerprint == fingerprint))
        connection.execute(insert(mappings), [row | {"at": moment}])

    def find(self, fingerprint: str) -> str | None:
        """The mapping for this header, if one was confirmed."""
        query = select(mappings.c.mapping).where(mappings.c.fingerprint == fingerprint)
        with reading(self._engine) as connection:
            return connection.scalar(query)
