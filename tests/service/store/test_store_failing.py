"""An import whose n-th statement fails, for every n, leaves the store as it was (RELIABILITY D1).

The engine is the real one: the statement that is to fail is replaced by one that the database
itself refuses, and the last thing to fail is the commit. A repeat completes the import.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from matcher.records import Posting, Trainee
from service.store import Origin, Store, StoreError

RowsOf = Callable[[Store], dict[str, list[str]]]
DAY = date(2026, 11, 24)
ORIGIN = Origin("import", "list.csv")
REFUSED = "SELECT no_such_column FROM no_such_table"


@dataclass
class Failing:
    """Counts the statements of a store; from when it is told, one of them fails."""

    store: Store
    at: int = 0
    seen: int = 0
    whole: bool = False

    def statement(self, *given: Any) -> tuple[str, Any]:
        _connection, _cursor, statement, parameters, _context, many = given
        self.seen += 1
        if self.seen != self.at:
            return statement, parameters
        return REFUSED, [()] if many else ()

    def commit(self, _connection: object) -> None:
        self.seen += 1
        if self.seen == self.at:
            raise OSError("the power went out before the commit")


@contextmanager
def failing(store: Store, at: int) -> Iterator[Failing]:
    """A store whose ``at``-th step from here fails."""
    watch = Failing(store, at)
    engine = store._engine
    event.listen(engine, "before_cursor_execute", watch.statement, retval=True)
    event.listen(engine, "commit", watch.commit)
    try:
        yield watch
    finally:
        event.remove(engine, "before_cursor_execute", watch.statement)
        event.remove(engine, "commit", watch.commit)


@dataclass(frozen=True)
class Files:
    """What an import brings: people and postings, some of each new, changed and as they were."""

    people: list[Trainee]
    postings: list[Posting]

    def bring_in(self, store: Store) -> None:
        """Everything that an import can write, as one."""
        raw = {one.id: one.model_dump_json() for one in (*self.people, *self.postings)}
        with store.importing() as now:
            people = now.put_trainees(self.people, raw, ORIGIN)
            plan = now.put_postings(self.postings, raw, ORIGIN)
            now.close_gone("invented", [one.id for one in self.postings], DAY, ORIGIN)
            counts = {"added": len(plan.added), "people": len(people.added)}
            now.record("list.csv", "ok", counts)
            now.save_mapping("header", "{}")


def tried(store: Store, files: Files, at: int) -> Failing:
    """An import whose ``at``-th step fails, if it has so many."""
    with failing(store, at) as watch, suppress(StoreError, DBAPIError, OSError):
        files.bring_in(store)
        watch.whole = True
    return watch


def first(make: SimpleNamespace) -> Files:
    consents = {"matching": "2026-09-01", "weekly_mail": "2026-09-01"}
    return Files(
        [make.person(f"T{n}", consents=consents) for n in range(4)],
        [make.job(f"P{n:03}") for n in range(600)],  # two chunks
    )


def second(make: SimpleNamespace) -> Files:
    consents = {"matching": "2026-09-01", "weekly_mail": None}
    return Files(
        [make.person(f"T{n}", consents=consents) for n in range(1, 6)],
        [make.job(f"P{n:03}", title="문서 정리" if n % 3 else "자료 입력") for n in range(5, 620)],
    )


def content(rows: dict[str, list[str]]) -> dict[str, int]:
    return {name: len(found) for name, found in rows.items()}


@pytest.fixture
def at_work(store: Store, make: SimpleNamespace) -> Store:
    """A store with a first import, a lock and a withdrawn consent."""
    first(make).bring_in(store)
    store.edit_trainee("T1", {"education": "고졸"}, Origin("counsellor", "가상달"))
    store.edit_trainee("T2", {"consents.matching": None}, Origin("self"))
    return store


def test_whichever_statement_of_an_import_fails_nothing_of_it_is_left(
    at_work: Store, make: SimpleNamespace, rows_of: RowsOf
) -> None:
    # given
    files, before = second(make), rows_of(at_work)

    # when every step fails in turn, until there is none left to fail
    failed, watch = 0, tried(at_work, files, 1)
    while not watch.whole:
        failed += 1
        assert watch.seen == failed, "the import stopped where it was told to"
        assert rows_of(at_work) == before, f"step {failed}"
        watch = tried(at_work, files, failed + 1)

    # then the last run was a whole one, and a repeat changes nothing but the book
    assert failed == watch.seen >= 20
    done = content(rows_of(at_work))
    assert (done["trainees"], done["postings"]) == (6, 620)
    assert done["imports"] == content(before)["imports"] + 1
    assert at_work.trainee("T1").education == "고졸"
    assert at_work.trainee("T2").consents.matching is None
    assert at_work.posting("P000").gone == DAY
    edits = [at_work.history("posting", id) for id in ("P000", "P006", "P007")]
    files.bring_in(at_work)
    assert content(rows_of(at_work)) == done | {"imports": done["imports"] + 1}
    assert [at_work.history("posting", id) for id in ("P000", "P006", "P007")] == edits


def test_a_repeat_after_any_failure_completes_the_import(
    new_url: Callable[[], str], make: SimpleNamespace, rows_of: RowsOf, database: str
) -> None:
    # given how many steps an import has, and what a store holds after it
    files = first(make)
    whole = Store.open(new_url())
    with failing(whole, 0) as watch:
        files.bring_in(whole)
    steps, wanted = watch.seen, content(rows_of(whole))
    whole.close()

    # when one of them fails in a new store, and the import is run again
    for step in range(1, steps + 1, 1 if database == "sqlite" else 5):
        store = Store.open(new_url())
        empty = content(rows_of(store))
        with failing(store, step), pytest.raises((StoreError, DBAPIError, OSError)):
            files.bring_in(store)
        assert content(rows_of(store)) == empty
        files.bring_in(store)

        # then
        assert content(rows_of(store)) == wanted, f"step {step} of {steps}"
        store.close()
