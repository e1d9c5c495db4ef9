"""The store of people and postings, and of all that cannot be rebuilt: one face for it all."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Self

from sqlalchemy import Engine

from matcher.records import Posting, Trainee
from service.store import copying, editing, tables
from service.store.changes import Edit, Origin, Plan
from service.store.clearances import Clearance, ClearanceBook
from service.store.consents import ConsentKeeper
from service.store.digests import DigestBook
from service.store.drafts import DraftBook, UnknownDraft
from service.store.engine import open_engine, reading, writing
from service.store.history import History
from service.store.importing import Importing
from service.store.imports import ImportBook
from service.store.mappings import MappingBook
from service.store.meta import value_of
from service.store.records import RecordBook, UnknownRecord
from service.store.upgrade import bring_up

Kind = Literal["trainee", "posting"]
_IMPORT = Origin("import")


class Store:
    """Every write is one durable transaction; every read is typed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        changed = History(tables.trainee_edits, tables.trainee_locks)
        keeper = ConsentKeeper(changed)
        self._people = RecordBook(engine, tables.trainees, Trainee, changed, keeper)
        changed = History(tables.posting_edits, tables.posting_locks)
        self._postings = RecordBook(engine, tables.postings, Posting, changed)
        self._clearances = ClearanceBook(engine)
        self.digests = DigestBook(engine)
        self.imports = ImportBook(engine)
        self.mappings = MappingBook(engine)
        self.drafts = DraftBook(engine)

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the store at a ``sqlite:///`` or ``postgresql://`` URL, new or of any version.

        Raises StoreError, with its cure, for a newer version, another database or a wrong URL.
        """
        engine = open_engine(url)
        try:
            bring_up(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    @contextmanager
    def importing(self) -> Iterator[Importing]:
        """The writes of one import as one transaction: all of them are kept, or none."""
        with writing(self._engine) as connection:
            yield Importing(connection, self._people, self._postings, self.imports, self.mappings)

    def put_trainees(
        self, records: Iterable[Trainee], raw: Mapping[str, str], *, origin: Origin = _IMPORT
    ) -> Plan:
        """Add or replace trainees; ``raw`` holds each id's source row as it came."""
        return self._people.put(records, raw, origin)

    def put_postings(
        self, records: Iterable[Posting], raw: Mapping[str, str], *, origin: Origin = _IMPORT
    ) -> Plan:
        """Add or replace postings; ``raw`` holds each id's source row as it came."""
        return self._postings.put(records, raw, origin)

    def plan_trainees(self, records: Iterable[Trainee]) -> Plan:
        """What ``put_trainees`` would do; nothing is written."""
        return self._people.plan(records)

    def plan_postings(self, records: Iterable[Posting]) -> Plan:
        """What ``put_postings`` would do; nothing is written."""
        return self._postings.plan(records)

    def trainees(self) -> dict[str, Trainee]:
        """All trainees, in id order."""
        return self._people.all()

    def postings(self) -> dict[str, Posting]:
        """All postings, in id order."""
        return self._postings.all()

    def trainee(self, id: str) -> Trainee:
        """One trainee; raises UnknownRecord."""
        return self._people.one(id)

    def posting(self, id: str) -> Posting:
        """One posting; raises UnknownRecord."""
        return self._postings.one(id)

    def posting_sources(self, ids: Collection[str]) -> dict[str, tuple[Posting, str]]:
        """Those of the ids that are there, each with its source row as it came."""
        return self._postings.with_raw(ids)

    def counts(self) -> dict[str, int]:
        """How many ``trainees`` and ``postings`` there are."""
        with reading(self._engine) as connection:
            return {
                "trainees": self._people.count(connection),
                "postings": self._postings.count(connection),
            }

    def edit_trainee(self, id: str, values: Mapping[str, object], origin: Origin) -> Plan:
        """Set fields by path (``desired.places``); raises UnknownRecord, InvalidEdit.

        What a counsellor sets is locked: imports leave it alone.
        """
        with writing(self._engine) as connection:
            return editing.edit(connection, self._people, id, values, origin)

    def edit_posting(self, id: str, values: Mapping[str, object], origin: Origin) -> Plan:
        """Set fields by name, as ``edit_trainee`` does."""
        with writing(self._engine) as connection:
            return editing.edit(connection, self._postings, id, values, origin)

    def confirm_draft(
        self, number: int, record: Trainee, values: Mapping[str, object], by: str
    ) -> frozenset[str]:
        """Make a draft a new profile, or set ``values`` by path in the one with its id.

        One transaction; what a counsellor has locked keeps its value, and those paths are the
        answer. Raises UnknownDraft where the draft was decided before, InvalidEdit.
        """
        origin = Origin("document", by, f"초안 {number}")
        with writing(self._engine) as connection:
            if not self.drafts.confirm_within(connection, number, by, note=record.id):
                raise UnknownDraft("this draft was confirmed or discarded before")
            try:
                self._people.held(connection, record.id)
            except UnknownRecord:
                self._people.put_within(connection, [record], {}, origin)
                return frozenset()
            locked = self._people.history.locks(connection, [record.id]).get(record.id, frozenset())
            free = {path: value for path, value in values.items() if path not in locked}
            editing.edit(connection, self._people, record.id, free, origin)
            return locked & values.keys()

    def unlock(self, kind: Kind, id: str, field: str, origin: Origin) -> bool:
        """Let imports change a field again; False where it was not locked."""
        with writing(self._engine) as connection:
            if kind == "trainee":
                return editing.unlock(connection, self._people, id, field, origin)
            return editing.unlock(connection, self._postings, id, field, origin)

    def history(self, kind: Kind, id: str) -> tuple[Edit, ...]:
        """Every change of a field of a record, the oldest first."""
        with reading(self._engine) as connection:
            return self._history(kind).of(connection, id)

    def locks(self, kind: Kind, id: str) -> frozenset[str]:
        """The paths of a record's locked fields."""
        with reading(self._engine) as connection:
            return self._history(kind).locks(connection, [id]).get(id, frozenset())

    def close_gone(
        self, source: str, present_ids: Collection[str], day: date, origin: Origin = _IMPORT
    ) -> tuple[str, ...]:
        """Close postings of a source that a complete crawl lacked; ids of those closed.

        Raises ValueError for a crawl that lists nothing; a locked ``gone`` stays.
        """
        present = frozenset(present_ids)
        with writing(self._engine) as connection:
            return editing.close_gone(connection, self._postings, source, present, day, origin)

    def clear(self, posting_id: str, fingerprint: str, reason: str, by: str, at: datetime) -> None:
        """A finding need not hold the posting back; raises ValueError for a blank reason."""
        self._clearances.add(Clearance(posting_id, fingerprint, reason, by, at))

    def hold_again(
        self, posting_id: str, fingerprint: str, reason: str, by: str, at: datetime
    ) -> bool:
        """Take a clearance back; False where there is none. Raises as ``clear``."""
        return self._clearances.take_back(
            Clearance(posting_id, fingerprint, reason, by, at, "held")
        )

    def clearances(self) -> dict[str, frozenset[str]]:
        """The cleared fingerprints of each posting that has any."""
        return self._clearances.fingerprints()

    def clearance_rows(self, posting_id: str) -> tuple[Clearance, ...]:
        """Who cleared or held what of a posting, when and why, the oldest first."""
        return self._clearances.rows(posting_id)

    def export(self, path: Path) -> dict[str, int]:
        """Write everything to a new zip file (0600); rows by table. Raises StoreError."""
        return copying.export(self._engine, path)

    def load(self, path: Path) -> dict[str, int]:
        """Take an export over into this empty store; rows by table. Raises StoreError."""
        return copying.load(self._engine, path)

    def generation(self) -> int:
        """A number that grows whenever a trainee, a posting or a clearance changes."""
        return int(self._meta("generation"))

    def secret(self) -> bytes:
        """The random key of this store, made when it was first opened."""
        return bytes.fromhex(self._meta("secret"))

    def _meta(self, key: str) -> str:
        with reading(self._engine) as connection:
            return value_of(connection, key)

    def _history(self, kind: Kind) -> History:
        return (self._people if kind == "trainee" else self._postings).history
