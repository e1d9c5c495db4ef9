"""``ieum bench import``: where an import's time goes, beside plain ``sqlite3`` in one run."""

import hashlib
import os
import platform
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from matcher.ingest import Intake
    from matcher.records import Posting
    from service.store import Store

Figures = dict[str, object]
Line = tuple[str, str, str, str, str]
T = TypeVar("T")
_TABLE = (
    "CREATE TABLE postings (id TEXT PRIMARY KEY, record TEXT NOT NULL, raw TEXT NOT NULL, "
    "hash TEXT NOT NULL, updated_at TEXT NOT NULL)"
)


def run(source: Path | bytes, name: str = "", database: str | None = None) -> Figures:
    """Rows, seconds by part, rows a second, peak MiB; ``plain`` is the limit: the rows alone.

    The store is a new SQLite file that is deleted afterwards, or the empty one at ``database``,
    which keeps the postings. Raises ValueError where that one holds postings.
    """
    from matcher.ingest import read_postings

    with tempfile.TemporaryDirectory(prefix="ieum-bench-") as folder:
        store = _empty(database or f"sqlite:///{folder}/store.sqlite")
        with closing(store):
            begun = time.perf_counter()
            reading, intake = _timed(lambda: read_postings(source, name))
            storing, _ = _timed(lambda: store.put_postings(intake.records, intake.raw))
            total = time.perf_counter() - begun
            peak = _peak_mib()
            again, _ = _timed(lambda: store.put_postings(intake.records, intake.raw))
        validating, _ = _timed(_validation(intake.records))
        serialising, lines = _timed(lambda: _lines(intake))
        plain, _ = _timed(lambda: _plain(Path(folder) / "plain.sqlite", lines))
    rows = len(intake.records)
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "database": "postgresql" if database and database.startswith("postgresql") else "sqlite",
        "rows": rows,
        "rejected": intake.rejected_rows,
        "megabytes_of_rows": round(sum(len("".join(line).encode()) for line in lines) / 1e6, 2),
        "seconds": {
            "reading": reading,
            "of_reading_validating": validating,
            "storing": storing,
            "of_storing_serialising": serialising,
            "of_storing_sql": storing - serialising,
            "total": total,
            "storing_again_unchanged": again,
            "plain": plain,
        },
        "rows_per_second": {"total": rows / total, "storing": rows / storing},
        "times_plain": {
            "storing": storing / plain,
            "sql": (storing - serialising) / plain,
            "total": total / plain,
        },
        "peak_mib": peak,
    }


def town() -> bytes:
    """The sample town's postings as the JSON lines that an import reads."""
    from datetime import date

    from service.town import load_town

    postings = load_town(date(2026, 11, 24)).postings
    return "".join(f"{one.model_dump_json(exclude_none=True)}\n" for one in postings).encode()


def _empty(url: str) -> "Store":
    from service.store import Store

    store = Store.open(url)
    held = store.counts()["postings"]
    if held:
        store.close()
        raise ValueError(f"the database holds {held} postings; expected an empty one to measure in")
    return store


def _validation(records: "Iterable[Posting]") -> Callable[[], None]:
    """The validation that reading does, alone, on the fields of valid records."""
    from matcher.records import Posting

    fields = [record.model_dump(exclude_defaults=True) for record in records]

    def validate() -> None:
        for one in fields:
            Posting.model_validate(one)

    return validate


def _lines(intake: "Intake[Posting]") -> list[Line]:
    """What the store keeps of each record, made as the store makes it."""
    lines = []
    for record in intake.records:
        text, raw = record.model_dump_json(exclude_defaults=True), intake.raw[record.id]
        digest = hashlib.sha256(f"{text}\0{raw}".encode()).hexdigest()
        lines.append((record.id, text, raw, digest, "2026-11-24T00:00:00+00:00"))
    return lines


def _plain(path: Path, lines: list[Line]) -> None:
    """The same rows in one durable transaction, with no look at what is there."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(_TABLE)
        with connection:
            connection.executemany("INSERT INTO postings VALUES (?, ?, ?, ?, ?)", lines)


def _timed(call: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    found = call()
    return time.perf_counter() - begun, found


def _peak_mib() -> float:
    """The most memory this process has held so far; macOS counts bytes, Linux KiB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
