"""A round trip: what is exported and taken into an empty store is the same store."""

import stat
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from matcher.ingest import read_postings, read_trainees
from service.store import Origin, Store, StoreError

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
NewUrl = Callable[[], str]


@pytest.fixture
def filled(store: Store, make: SimpleNamespace) -> Store:
    """A store with something in every book."""
    store.put_trainees(
        [make.person("T1", consents={"matching": "2026-11-01"}), make.person("T2")], {"T1": "raw"}
    )
    store.put_postings([make.job("P1", seen="2026-11-20"), make.job("P2")], {"P1": "<a>원문</a>"})
    store.edit_trainee("T1", {"education": "고졸"}, Origin("counsellor", "가상달"))
    store.close_gone("invented", ["P1"], date(2026, 11, 24))
    store.clear("P1", "unlawful|age|body|만35세", "원문을 확인함", "가상달", NOON)
    store.imports.record("invented", "alert", {"added": 2}, "적게 옴", NOON)
    store.drafts.save('{"fields": {}}', Origin("document", "가상달"), NOON)
    return store


def content(store: Store) -> dict[str, object]:
    return {
        "trainees": store.trainees(),
        "postings": store.postings(),
        "history": [store.history("trainee", id) for id in ("T1", "T2")],
        "closed": [store.history("posting", id) for id in ("P1", "P2")],
        "locks": store.locks("trainee", "T1"),
        "cleared": store.clearance_rows("P1"),
        "imports": store.imports.recent(),
        "drafts": store.drafts.open(),
        "secret": store.secret(),
        "generation": store.generation(),
    }


def test_an_export_taken_into_an_empty_store_is_equal(
    filled: Store, new_url: NewUrl, tmp_path: Path
) -> None:
    # given
    file = tmp_path / "all.zip"
    filled.export(file)

    # when
    other = Store.open(new_url())
    other.load(file)

    # then
    assert content(other) == content(filled)
    again = tmp_path / "again.zip"
    other.export(again)
    assert members(again) == members(file)
    other.close()


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n) for n in archive.namelist() if n != "store.json"}


def test_a_store_moves_from_one_database_to_the_other(
    filled: Store, postgres: object, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    filled.export(file)
    url = f"sqlite:///{tmp_path / 'moved' / 'ieum.sqlite'}"

    other = Store.open(url)
    other.load(file)

    assert content(other) == content(filled)
    other.close()


def test_what_was_taken_over_goes_on_counting_where_the_other_store_stopped(
    filled: Store, new_url: NewUrl, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    filled.export(file)
    other = Store.open(new_url())
    other.load(file)

    number = other.drafts.save("{}", Origin("document", "가상달"), NOON)
    other.edit_trainee("T1", {"education": "대졸"}, Origin("counsellor", "가상달"))

    assert number not in {draft.id for draft in filled.drafts.open()}
    assert len(other.history("trainee", "T1")) == len(filled.history("trainee", "T1")) + 1
    other.close()


def test_the_lists_inside_are_files_that_an_import_reads(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    filled.export(file)
    inside = members(file)

    people = read_trainees(inside["trainees.jsonl"], "trainees.jsonl")
    jobs = read_postings(inside["postings.jsonl"], "postings.jsonl")

    assert {one.id: one for one in people.records} == filled.trainees()
    assert {one.id: one for one in jobs.records} == filled.postings()
    assert (people.rejected, jobs.rejected) == ((), ())


def test_only_its_owner_may_read_an_export_and_none_is_written_over(
    filled: Store, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    filled.export(file)
    before = file.read_bytes()

    with pytest.raises(StoreError, match="there already"):
        filled.export(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes() == before


def test_a_store_that_holds_something_takes_no_export_and_keeps_what_it_has(
    filled: Store, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    filled.export(file)
    before = content(filled)

    with pytest.raises(StoreError):
        filled.load(file)

    assert content(filled) == before


def test_a_damaged_export_is_refused_and_leaves_the_store_empty(
    filled: Store, new_url: NewUrl, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    filled.export(file)
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if name == "postings.jsonl" else data)

    other = Store.open(new_url())
    with pytest.raises(StoreError, match="nothing was"):
        other.load(broken)

    assert other.counts() == {"trainees": 0, "postings": 0}
    other.close()


def _changed(file: Path, name: str, data: bytes) -> Path:
    """The export with one of its files changed."""
    changed = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, data if part == name else old.read(part))
    return changed


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("store.json", b"[" * 100_000, id="head nested without end"),
        pytest.param("imports.jsonl", b"[1]\n", id="line that is no object"),
        pytest.param("imports.jsonl", b'{"no such column": 1}\n', id="column nobody knows"),
        pytest.param("imports.jsonl", b'{"id": 99999999999999999999}\n', id="number too large"),
    ],
)
def test_an_export_with_a_strange_line_is_refused_and_leaves_the_store_empty(
    filled: Store, new_url: NewUrl, tmp_path: Path, name: str, data: bytes
) -> None:
    filled.export(tmp_path / "all.zip")
    other = Store.open(new_url())
    with pytest.raises(StoreError, match="nothing was"):
        other.load(_changed(tmp_path / "all.zip", name, data))
    assert other.counts() == {"trainees": 0, "postings": 0}
    other.close()


def test_an_export_whose_directory_points_outside_of_it_is_refused(
    filled: Store, new_url: NewUrl, tmp_path: Path
) -> None:
    # given a directory that begins a byte earlier than it does
    file = tmp_path / "all.zip"
    filled.export(file)
    data = bytearray(file.read_bytes())
    data[-6:-2] = (int.from_bytes(data[-6:-2], "little") + 1).to_bytes(4, "little")
    file.write_bytes(data)

    # then
    other = Store.open(new_url())
    with pytest.raises(StoreError, match="nothing was"):
        other.load(file)
    other.close()


def test_a_bomb_named_export_is_refused_before_it_is_unpacked(
    filled: Store, new_url: NewUrl, tmp_path: Path
) -> None:
    filled.export(tmp_path / "all.zip")
    bomb = _changed(tmp_path / "all.zip", "store.json", b" " * 50_000_000)
    other = Store.open(new_url())
    begun = time.perf_counter()
    with pytest.raises(StoreError, match="far more"):
        other.load(bomb)
    assert time.perf_counter() - begun < 0.1
    other.close()
