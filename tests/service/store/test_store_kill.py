"""An importer killed at any moment (``kill -9``) has written a whole import or nothing of it.

``KILL_POINTS=500 pytest -s tests/service/store/test_store_kill.py`` kills that often; KILL_SEED
repeats a run.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from matcher.records import Posting
from service.store import Store
from service.store.engine import writing
from service.store.tables import meta, posting_edits, postings

KILL_POINTS = int(os.environ.get("KILL_POINTS", "10"))
SEED = int(os.environ.get("KILL_SEED", random.SystemRandom().randrange(1_000_000)))
# a process of its own: two imports; it kills itself before its n-th step, or says go and is killed
IMPORTER = """
import os, sys, time
from pathlib import Path
from sqlalchemy import event
from matcher.records import Posting
from service.store import Store

url, files, left = sys.argv[1], sys.argv[2:4], int(sys.argv[4])
steps = 0

def step(*_):
    global steps
    steps += 1
    if steps == left:
        os.kill(os.getpid(), 9)

imports = [[Posting.model_validate_json(line) for line in open(file)] for file in files]
store = Store.open(url)
for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
    event.listen(store._engine, name, step)
print("go", flush=True)
begun = time.perf_counter()
for records in imports:
    store.put_postings(records, {one.id: one.title for one in records})
    step()
print(steps, time.perf_counter() - begun, flush=True)
"""
State = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, repr=False)  # thousands of postings
class Case:
    """Two imports, how many steps and seconds both take, and the store before, between, after."""

    imports: tuple[list[Posting], list[Posting]]
    files: tuple[Path, Path]
    states: tuple[State, State, State]
    steps: int
    seconds: float

    def put(self, store: Store, number: int) -> bool:
        """Bring an import in; whether anything was new."""
        records = self.imports[number]
        plan = store.put_postings(records, {one.id: one.title for one in records})
        return bool(plan.added or plan.updated)


def state_of(store: Store) -> State:
    """All that an import writes except the moment; read once no other writer is at work."""
    edits = [column for column in posting_edits.columns if column.name not in ("id", "at")]
    queries = {
        "postings": select(postings.c.id, postings.c.record, postings.c.raw, postings.c.hash),
        "edits": select(*edits),
        "generation": select(meta.c.value).where(meta.c.key == "generation"),
    }
    with writing(store._engine) as connection:
        found = {name: connection.execute(query).all() for name, query in queries.items()}
    return {name: sorted(tuple(row) for row in rows) for name, rows in found.items()}


def two_imports(make: SimpleNamespace) -> tuple[list[Posting], list[Posting]]:
    """1,100 postings; then 300 of them changed, 500 as they were, 300 gone, and 300 new."""
    text = "자료를 입력하고 문서를 정리합니다. " * 80  # SQLite moves its log into the file at 4 MB
    first = [make.job(f"P{number:04d}", body=text) for number in range(1100)]
    changed = [one.model_copy(update={"title": "문서 정리"}) for one in first[:300]]
    fresh = [make.job(f"P{number:04d}", body=text) for number in range(2000, 2300)]
    return first, changed + first[300:800] + fresh


def importer(case_files: tuple[Path, Path], url: str, left: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", IMPORTER, url, *map(str, case_files), str(left)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def case(new_url: Callable[[], str], make: SimpleNamespace, tmp_path: Path) -> Case:
    imports = two_imports(make)
    files = (tmp_path / "first.jsonl", tmp_path / "second.jsonl")
    for file, records in zip(files, imports, strict=True):
        file.write_text("".join(f"{one.model_dump_json()}\n" for one in records), "utf-8")
    with closing(Store.open(new_url())) as store:
        states = [state_of(store)]
        for records in imports:
            store.put_postings(records, {one.id: one.title for one in records})
            states.append(state_of(store))
    # the importer itself, left alone, comes to the same end
    url = new_url()
    out, problem = importer(files, url, 0).communicate(timeout=60)
    assert out.startswith("go"), problem
    with closing(Store.open(url)) as store:
        assert state_of(store) == states[2]
    steps, seconds = out.split()[1:]
    return Case(imports, files, (states[0], states[1], states[2]), int(steps), float(seconds))


def killed(case: Case, url: str, share: float, *, by_step: bool) -> bool:
    """Kill an importer after this share of its steps or its time; whether it was at work."""
    left = 1 + int(share * case.steps) if by_step else 0
    with importer(case.files, url, left) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "go\n", process.stderr.read()
        if not by_step:
            time.sleep(share * case.seconds)
            process.kill()
        done = process.stdout.read()
    assert process.returncode in (0, -signal.SIGKILL)
    return not done


def check_file(url: str) -> None:
    """What SQLite itself says of a file; nobody has opened it since the kill."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def taken_over(case: Case, url: str) -> int:
    """How many imports a store holds after the kill; checks it, and that a repeat completes it."""
    with closing(Store.open(url)) as store:
        found = state_of(store)
        whole = [number for number in range(3) if case.states[number] == found]
        assert len(whole) == 1, "neither nothing of an import nor all of it"
        reached = whole[0]
        if reached:
            assert not case.put(store, reached - 1), "a repeated import changes nothing"
            assert state_of(store) == found
        for number in range(reached, 2):
            assert case.put(store, number)
        assert state_of(store) == case.states[2]
    return reached


def kills(case: Case, new_url: Callable[[], str], points: int) -> Iterator[tuple[int, bool, str]]:
    """Imports held, whether it died at work, and the URL, for each of so many kills."""
    print(f"KILL_SEED={SEED} {case.steps} steps {case.seconds:.3f} s")
    chance = random.Random(SEED)
    for point in range(points):
        url = new_url()
        share = (point + chance.random()) / points
        died = killed(case, url, share, by_step=point % 2 == 0)
        if url.startswith("sqlite"):
            check_file(url)
        yield taken_over(case, url), died, url


def test_a_killed_import_leaves_all_or_nothing_and_a_repeat_completes_it(
    case: Case, new_url: Callable[[], str], database: str
) -> None:
    points = KILL_POINTS if database == "sqlite" else max(5, KILL_POINTS // 25)
    held = [0, 0, 0]
    died_at_work = 0
    begun = time.monotonic()
    for reached, died, url in kills(case, new_url, points):
        held[reached] += 1
        died_at_work += died
        if database == "sqlite":
            check_file(url)
            for file in Path(url.removeprefix("sqlite:///")).parent.glob("*.sqlite*"):
                file.unlink()
    print(f"{points} kills, {died_at_work} at work, held {held}, {time.monotonic() - begun:.0f} s")
    assert died_at_work > points // 3
    assert held[0] > 0
    assert held[1] > 0


def test_a_store_with_half_an_import_would_be_noticed(
    case: Case, store: Store, store_url: str
) -> None:
    store.put_postings(case.imports[0][:500], {})
    with pytest.raises(AssertionError, match="neither nothing"):
        taken_over(case, store_url)
