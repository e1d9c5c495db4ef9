"""One law for all six services: what a crawl may and may not do to the store."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service.feeds.arrival import bring_in
from service.feeds.crawl import Crawl, crawl
from service.store import Store

if TYPE_CHECKING:
    Recorded = Any

DAY = date(2026, 11, 24)


def open_ids(store: Store) -> set[str]:
    return {id for id, one in store.postings().items() if one.gone is None}


def test_a_complete_crawl_puts_every_open_posting_in(recorded: "Recorded", store: Store) -> None:
    # when
    arrival = recorded.bring(store)

    # then
    postings = store.postings().values()
    assert (arrival.alerts, arrival.closed) == ((), ())
    assert len(postings) == 3
    assert {one.source for one in postings} == {recorded.name}
    assert {one.seen for one in postings} == {DAY}
    assert {str(one.closing.date) for one in postings} <= {
        *("2026-12-19", "2026-12-30", "2026-12-24", "2026-12-12")
    }
    assert {str(one.registered) for one in postings} == {"2026-11-20"}
    assert all(
        one.provider and one.company.replace("(주)", "").startswith("가상") for one in postings
    )
    assert [entry.outcome for entry in store.imports.recent(5)] == ["ok"]


def test_no_contact_person_is_kept_anywhere(recorded: "Recorded", store: Store) -> None:
    # when
    with recorded.client() as client:
        found = crawl(recorded.service, client, DAY)

    # then
    told = repr(found.records) + repr(dict(found.raw)) + repr(found.rejected)
    assert len(found.records) == 3
    for planted in ("010-1234-5678", "01012345678", "1234-5678", "가온담당"):
        assert planted not in told


def test_the_same_crawl_again_changes_nothing_but_the_day_it_was_seen(
    recorded: "Recorded", store: Store
) -> None:
    # given
    recorded.bring(store)

    # when
    arrival = recorded.bring(store, DAY + timedelta(days=1))

    # then
    assert (arrival.plan.added, arrival.plan.updated, arrival.closed) == ((), (), ())
    assert len(arrival.plan.unchanged) == 3
    assert {one.seen for one in store.postings().values()} == {DAY + timedelta(days=1)}


def test_what_a_complete_crawl_lacks_is_closed_and_opens_when_it_comes_back(
    recorded: "Recorded", store: Store
) -> None:
    # given
    recorded.bring(store)
    everything = open_ids(store)
    recorded.open = [1, 3]

    # when it is gone
    gone = recorded.bring(store, DAY + timedelta(days=1))

    # then
    (closed,) = gone.closed
    assert store.posting(closed).gone == DAY + timedelta(days=1)
    assert open_ids(store) == everything - {closed}

    # when it comes back
    recorded.open = [1, 2, 3]
    recorded.bring(store, DAY + timedelta(days=2))

    # then
    assert open_ids(store) == everything


def test_an_error_with_http_200_stores_nothing_closes_nothing_and_alerts(
    recorded: "Recorded", store: Store, error_body: bytes
) -> None:
    # given
    recorded.bring(store)
    before = store.postings()
    recorded.answers(error_body)

    # when
    arrival = recorded.bring(store, DAY + timedelta(days=1))

    # then
    assert store.postings() == before
    assert (arrival.plan.added, arrival.closed) == ((), ())
    assert "서비스가 오류를 돌려주었습니다" in arrival.alerts[0]
    (alert,) = store.imports.alerts()
    assert (alert.source, alert.counts["complete"]) == (recorded.name, 0)


def test_an_empty_list_closes_nothing_and_alerts(recorded: "Recorded", store: Store) -> None:
    # given
    recorded.bring(store)
    before = store.postings()
    recorded.open = []

    # when
    arrival = recorded.bring(store, DAY + timedelta(days=1))

    # then
    assert store.postings() == before
    assert arrival.alerts == ("공고가 한 건도 없습니다.",)


def test_a_page_that_repeats_the_one_before_ends_the_crawl_incomplete(
    recorded: "Recorded", store: Store
) -> None:
    # given six postings, of which every page shows the same two
    recorded.bring(store)
    recorded.open = [1, 2, 3, 4, 5, 6]
    query = recorded.service.page(1)
    same = recorded.list_page(query)
    recorded.answers(same)

    # when
    arrival = recorded.bring(store)

    # then
    assert "앞에서 받은 쪽이 되풀이됩니다." in arrival.alerts
    assert arrival.closed == ()
    assert len(open_ids(store)) == 3
    pages = [q for q in recorded.server.asked if recorded.service.page_name in q]
    assert len(pages) <= 6


@pytest.mark.parametrize("cut", [40, 300])
def test_good_rows_go_in_though_a_later_page_is_cut_off(
    recorded: "Recorded", store: Store, cut: int
) -> None:
    # given three pages of new postings, the middle one broken
    recorded.bring(store)
    recorded.open = [11, 12, 13, 14, 15, 16]
    middle = recorded.service.page(2)[recorded.service.page_name]

    def answer(query: dict[str, str]) -> bytes:
        body: bytes = recorded.list_page(query)
        return body[:cut] if query[recorded.service.page_name] == middle else body

    recorded.answers(answer)

    # when
    arrival = recorded.bring(store)

    # then
    assert len(arrival.plan.added) == 2
    assert "중간에 끊겼습니다" in arrival.alerts[0]
    assert arrival.closed == ()
    assert len(open_ids(store)) == 5


def test_errors_of_a_moment_are_tried_again(recorded: "Recorded", store: Store) -> None:
    # given
    recorded.server.failures = [500, 503, 429]

    # when
    arrival = recorded.bring(store)

    # then
    assert arrival.alerts == ()
    assert len(open_ids(store)) == 3


def test_a_service_that_stays_down_is_left_alone_after_a_few_tries(
    recorded: "Recorded", store: Store
) -> None:
    # given
    recorded.server.failures = [500] * 50

    # when
    arrival = recorded.bring(store)

    # then
    assert "HTTP 500" in arrival.alerts[0]
    assert len(recorded.server.asked) == 4
    assert store.postings() == {}


def test_a_dry_run_tells_and_writes_nothing(recorded: "Recorded", store: Store) -> None:
    # given
    recorded.bring(store)
    before = store.postings()
    recorded.open = [2, 3, 4]

    # when
    with recorded.client() as client:
        found: Crawl = crawl(recorded.service, client, DAY)
    arrival = bring_in(store, recorded.service, found, dry_run=True)

    # then
    assert (len(arrival.plan.added), len(arrival.closed)) == (1, 1)
    assert store.postings() == before
    assert len(store.imports.recent(5)) == 1
