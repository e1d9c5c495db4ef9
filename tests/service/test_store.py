"""The store: idempotent writes, typed reads, no personal data in errors."""

import json
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.records import Consents, Posting, Trainee
from service.store import Changes, Store, StoreError, UnknownRecord


def trainee(id: str, **more: object) -> Trainee:
    return Trainee.model_validate({"id": id, "name": "가상인물", "skills": ["엑셀"], **more})


def posting(id: str, **more: object) -> Posting:
    base = {"id": id, "source": "invented", "title": "자료 입력", "company": "(주)가상데이터"}
    return Posting.model_validate(base | more)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'home' / 'ieum.sqlite'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store.open(url)
    yield store
    store.close()


def test_what_is_put_comes_back_equal_and_in_id_order(store: Store) -> None:
    # given
    people = [trainee("T2", consents=Consents()), trainee("T1", email="t1@example.com")]
    # when
    changes = store.put_trainees(people, {})
    # then
    assert changes == Changes(added=("T2", "T1"))
    assert list(store.trainees().values()) == [people[1], people[0]]
    assert store.trainee("T1") == people[1]
    assert store.counts() == {"trainees": 2, "postings": 0}


def test_importing_twice_changes_nothing_not_even_the_generation(store: Store) -> None:
    # given
    raw = {"P1": '{"wantedAuthNo": "P1"}', "P2": "{}"}
    store.put_postings([posting("P1"), posting("P2")], raw)
    before = store.generation()
    # when
    changes = store.put_postings([posting("P1"), posting("P2")], raw)
    # then
    assert changes == Changes(unchanged=("P1", "P2"))
    assert store.generation() == before


def test_a_change_is_told_apart_and_moves_the_generation(store: Store) -> None:
    # given
    store.put_postings([posting("P1"), posting("P2")], {})
    before = store.generation()
    # when
    changes = store.put_postings(
        [posting("P1"), posting("P2", pay="월급 250만원"), posting("P3")], {}
    )
    # then
    assert changes == Changes(added=("P3",), updated=("P2",), unchanged=("P1",))
    assert store.posting("P2").pay == "월급 250만원"
    assert store.generation() > before


def test_a_batch_that_breaks_half_way_leaves_nothing_behind(store: Store) -> None:
    # given: more than one chunk before the failure
    def broken() -> Iterator[Posting]:
        yield from (posting(f"P{n}") for n in range(1200))
        raise OSError("the file ended early")

    # when
    with pytest.raises(OSError, match="early"):
        store.put_postings(broken(), {})
    # then
    assert store.counts()["postings"] == 0
    assert store.generation() == 0


def test_an_unknown_id_is_named_by_kind_with_a_cure_and_is_not_repeated(store: Store) -> None:
    # when
    with pytest.raises(UnknownRecord) as caught:
        store.trainee("홍가상-010-0000-0000")
    # then
    assert "ieum import trainees" in str(caught.value)
    assert "010" not in str(caught.value)


def test_a_store_opened_again_holds_the_same_and_keeps_its_secret(url: str, store: Store) -> None:
    # given
    store.put_trainees([trainee("T1")], {"T1": "row"})
    # when
    again = Store.open(url)
    # then
    assert again.trainees() == store.trainees()
    assert again.secret() == store.secret()
    assert len(again.secret()) == 32
    again.close()


def test_the_file_is_for_the_owner_alone_and_durable(url: str, store: Store) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_another_schema_is_refused_with_found_expected_and_cure(url: str, store: Store) -> None:
    # given
    store.close()
    with sqlite3.connect(url.removeprefix("sqlite:///")) as plain:
        plain.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    plain.close()
    # when / then
    with pytest.raises(StoreError, match=r"schema 99; expected 1: .*IEUM_HOME"):
        Store.open(url)


@pytest.mark.parametrize("content", [b"not a database at all" * 99, None])
def test_a_file_that_is_no_store_is_refused(tmp_path: Path, content: bytes | None) -> None:
    # given: plain bytes, or somebody else's database
    path = tmp_path / "other.sqlite"
    if content is None:
        with sqlite3.connect(path) as plain:
            plain.execute("CREATE TABLE songs (title TEXT)")
        plain.close()
    else:
        path.write_bytes(content)
    # when / then
    with pytest.raises(StoreError):
        Store.open(f"sqlite:///{path}")


@pytest.mark.parametrize(
    "url", ["sqlite://", "postgresql://u:geheim@h/db", "///", "sqlite:///:memory:"]
)
def test_a_url_that_cannot_serve_is_refused_without_showing_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(url)
    assert "geheim" not in str(caught.value)
    assert "sqlite:///" in str(caught.value)


def test_two_writers_take_turns(url: str, store: Store) -> None:
    # given
    other = Store.open(url)
    # when
    first = store.put_postings([posting("P1")], {})
    second = other.put_postings([posting("P1"), posting("P2")], {})
    # then
    assert first.added == ("P1",)
    assert (second.added, second.unchanged) == (("P2",), ("P1",))
    assert store.generation() == other.generation() == 2
    other.close()


def test_nine_thousand_postings_go_in_and_again_in_a_few_seconds(store: Store) -> None:
    # given: about the size of a year's list
    many = [posting(f"P{n:05}", body="상세 내용 " * 60) for n in range(9000)]
    raw = {p.id: json.dumps({"id": p.id}) for p in many}
    # when
    start = time.perf_counter()
    first = store.put_postings(many, raw)
    second = store.put_postings(many, raw)
    seconds = time.perf_counter() - start
    # then: loose, the machine may be busy
    assert (len(first.added), len(second.unchanged)) == (9000, 9000)
    assert seconds < 20


words = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != "")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'x.sqlite'}")
    yield store
    store.close()


@given(title=words, skills=st.lists(words, max_size=4), body=st.none() | words)
def test_any_text_survives_the_round_trip(
    kept: Store, title: str, skills: list[str], body: str | None
) -> None:
    # given
    person, job = trainee("T1", skills=skills), posting("P1", title=title, body=body)
    # when
    kept.put_trainees([person], {})
    kept.put_postings([job], {})
    # then
    assert (kept.trainee("T1"), kept.posting("P1")) == (person, job)
