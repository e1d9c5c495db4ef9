"""The store: idempotent writes, typed reads, no personal data in errors."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.records import Consents, Posting
from service.store import Change, Plan, Store, UnknownRecord


def test_what_is_put_comes_back_equal_and_in_id_order(store: Store, make: SimpleNamespace) -> None:
    # given
    people = [make.person("T2", consents=Consents()), make.person("T1", email="t1@example.com")]
    # when
    changes = store.put_trainees(people, {})
    # then
    assert changes == Plan(added=("T2", "T1"))
    assert list(store.trainees().values()) == [people[1], people[0]]
    assert store.trainee("T1") == people[1]
    assert store.counts() == {"trainees": 2, "postings": 0}


def test_importing_twice_changes_nothing_not_even_the_generation(
    store: Store, make: SimpleNamespace
) -> None:
    # given
    raw = {"P1": '{"wantedAuthNo": "P1"}', "P2": "{}"}
    store.put_postings([make.job("P1"), make.job("P2")], raw)
    before = store.generation()
    # when
    changes = store.put_postings([make.job("P1"), make.job("P2")], raw)
    # then
    assert changes == Plan(unchanged=("P1", "P2"))
    assert store.generation() == before


def test_a_change_is_told_apart_and_moves_the_generation(
    store: Store, make: SimpleNamespace
) -> None:
    # given
    store.put_postings([make.job("P1"), make.job("P2")], {})
    before = store.generation()
    # when
    changes = store.put_postings(
        [make.job("P1"), make.job("P2", pay="월급 250만원"), make.job("P3")], {}
    )
    # then
    change = Change("P2", "pay", None, '"월급 250만원"')
    assert changes == Plan(("P3",), ("P2",), ("P1",), (change,))
    assert store.posting("P2").pay == "월급 250만원"
    assert store.generation() > before


def test_a_batch_that_breaks_half_way_leaves_nothing_behind(
    store: Store, make: SimpleNamespace
) -> None:
    # given: more than one chunk before the failure
    def broken() -> Iterator[Posting]:
        yield from (make.job(f"P{n}") for n in range(1200))
        raise OSError("the file ended early")

    # when
    with pytest.raises(OSError, match="early"):
        store.put_postings(broken(), {})
    # then
    assert store.counts()["postings"] == 0
    assert store.generation() == 0


def test_an_unknown_id_is_named_by_kind_with_a_cure_and_is_not_repeated(
    store: Store, make: SimpleNamespace
) -> None:
    # when
    with pytest.raises(UnknownRecord) as caught:
        store.trainee("홍가상-010-0000-0000")
    # then
    assert "ieum import trainees" in str(caught.value)
    assert "010" not in str(caught.value)


def test_a_store_opened_again_holds_the_same_and_keeps_its_secret(
    store_url: str, store: Store, make: SimpleNamespace
) -> None:
    # given
    store.put_trainees([make.person("T1")], {"T1": "row"})
    # when
    again = Store.open(store_url)
    # then
    assert again.trainees() == store.trainees()
    assert again.secret() == store.secret()
    assert len(again.secret()) == 32
    again.close()


def test_two_writers_take_turns(store_url: str, store: Store, make: SimpleNamespace) -> None:
    # given
    other = Store.open(store_url)
    # when
    first = store.put_postings([make.job("P1")], {})
    second = other.put_postings([make.job("P1"), make.job("P2")], {})
    # then
    assert first.added == ("P1",)
    assert (second.added, second.unchanged) == (("P2",), ("P1",))
    assert store.generation() == other.generation() == 2
    other.close()


def test_nine_thousand_postings_go_in_and_again_in_a_few_seconds(
    store: Store, make: SimpleNamespace
) -> None:
    # given: about the size of a year's list
    many = [make.job(f"P{n:05}", body="상세 내용 " * 60) for n in range(9000)]
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=words, skills=st.lists(words, max_size=4), body=st.none() | words, raw=st.text())
def test_any_text_survives_the_round_trip(
    store: Store,
    make: SimpleNamespace,
    title: str,
    skills: list[str],
    body: str | None,
    raw: str,
) -> None:
    # given
    person, job = make.person("T1", skills=skills), make.job("P1", title=title, body=body)
    # when
    store.put_trainees([person], {"T1": raw})
    store.put_postings([job], {"P1": raw})
    # then
    assert (store.trainee("T1"), store.posting("P1")) == (person, job)


def test_a_thousand_of_both_kinds_of_change_are_told_apart(
    store: Store, make: SimpleNamespace
) -> None:
    # given: several chunks, and every third changed, every third new
    store.put_postings([make.job(f"P{n}") for n in range(1500) if n % 3], {})
    # when
    plan = store.put_postings(
        [make.job(f"P{n}", region="세종" if n % 3 == 1 else None) for n in range(1500)], {}
    )
    # then
    assert plan.added == tuple(f"P{n}" for n in range(0, 1500, 3))
    assert plan.updated == tuple(f"P{n}" for n in range(1, 1500, 3))
    assert plan.unchanged == tuple(f"P{n}" for n in range(2, 1500, 3))
    assert {(c.field, c.new) for c in plan.changes} == {("region", '"세종"')}


def test_of_several_records_with_one_id_the_last_counts(
    store: Store, make: SimpleNamespace
) -> None:
    plan = store.put_postings([make.job("P1"), make.job("P1", pay="시급 12,000원")], {})

    assert plan == Plan(added=("P1",))
    assert store.posting("P1").pay == "시급 12,000원"


def test_being_seen_again_is_kept_but_is_no_change_to_speak_of(
    store: Store, make: SimpleNamespace
) -> None:
    # given
    store.put_postings([make.job("P1", seen="2026-11-01")], {})
    before = store.generation()
    # when
    plan = store.put_postings([make.job("P1", seen="2026-11-24")], {})
    # then
    assert plan == Plan(unchanged=("P1",))
    assert store.posting("P1").seen == date(2026, 11, 24)
    assert store.history("posting", "P1") == ()
    assert store.generation() > before


def test_the_raw_source_is_kept_as_it_came_and_stays_where_none_is_given(
    store: Store, make: SimpleNamespace, rows_of: Callable[[Store], dict[str, list[str]]]
) -> None:
    # given
    xml = "<wanted><title>&lt;b&gt;자료&lt;/b&gt;</title></wanted>"
    store.put_postings([make.job("P1")], {"P1": xml})
    # when
    store.put_postings([make.job("P1", region="세종")], {})
    # then
    assert xml in rows_of(store)["postings"][0]
