"""One import as one transaction: records, what is closed, the book and the mapping, or nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from matcher.records import Posting, Trainee
from service.store import editing
from service.store.changes import Origin, Plan
from service.store.imports import ImportBook, Outcome
from service.store.mappings import MappingBook
from service.store.records import RecordBook


@dataclass(frozen=True)
class Importing:
    """The writes of an import; they are kept when the import comes to its end."""

    connection: Connection
    people: RecordBook[Trainee]
    postings: RecordBook[Posting]
    book: ImportBook
    mappings: MappingBook

    def put_trainees(
        self, records: Iterable[Trainee], raw: Mapping[str, str], origin: Origin
    ) -> Plan:
        """As ``Store.put_trainees``."""
        return self.people.put_within(self.connection, records, raw, origin)

    def put_postings(
        self, records: Iterable[Posting], raw: Mapping[str, str], origin: Origin
    ) -> Plan:
        """As ``Store.put_postings``."""
        return self.postings.put_within(self.connection, records, raw, origin)

    def close_gone(
        self, source: str, present: Collection[str], day: date, origin: Origin
    ) -> tuple[str, ...]:
        """As ``Store.close_gone``."""
        return editing.close_gone(
            self.connection, self.postings, source, frozenset(present), day, origin
        )

    def record(
        self,
        source: str,
        outcome: Outcome,
        counts: Mapping[str, int],
        message: str = "",
        at: datetime | None = None,
    ) -> int:
        """As ``ImportBook.record``."""
        return self.book.record_within(self.connection, source, outcome, counts, message, at)

    def save_mapping(self, fingerprint: str, mapping: str) -> None:
        """As ``MappingBook.save``."""
        self.mappings.save_within(self.connection, fingerprint, mapping)
