"""When a crawl is not believed: stale, shrunk, or of another format; and who may say so."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from service.store import Store

if TYPE_CHECKING:
    Named = Callable[[str], Any]

DAY = date(2026, 11, 24)
NEXT = DAY + timedelta(days=1)


def test_a_feed_without_anything_new_for_long_closes_nothing(work24: Any, store: Store) -> None:
    # given everything was registered on 20 November
    work24.bring(store)
    work24.open = [1, 2]

    # when
    soon = work24.bring(store, date(2026, 12, 4))
    work24.open = [1]
    late = work24.bring(store, date(2026, 12, 5))

    # then: 14 days are fine, 15 are not
    assert (len(soon.closed), soon.alerts) == (1, ())
    assert late.alerts == ("15일 동안 새 공고가 없습니다(마지막 2026-11-20).",)
    assert late.closed == ()


def test_a_list_that_shrank_by_more_than_half_closes_nothing_until_somebody_settles_it(
    work24: Any, store: Store
) -> None:
    # given
    work24.open = [1, 2, 3, 4, 5]
    work24.bring(store)
    work24.open = [1, 2]

    # when
    doubted = work24.bring(store, NEXT)
    again = work24.bring(store, NEXT)

    # then
    assert doubted.alerts == again.alerts == ("지난번 5건에서 2건으로 줄었습니다.",)
    assert doubted.closed == again.closed == ()

    # when a counsellor has looked
    store.imports.settle(store.imports.alerts()[0].id, "상담사")
    believed = work24.bring(store, NEXT)

    # then
    assert len(believed.closed) == 3
    assert believed.alerts == ()


def test_exactly_half_is_believed(work24: Any, store: Store) -> None:
    work24.open = [1, 2, 3, 4]
    work24.bring(store)
    work24.open = [1, 2]

    assert len(work24.bring(store, NEXT).closed) == 2


def test_a_field_that_every_row_lost_is_a_changed_format(work24: Any, store: Store) -> None:
    # given
    work24.bring(store)
    work24.open = [2, 3, 4]
    work24.change("region>", "areaName>")
    work24.answers(b"<error>x</error>", detail=True)

    # when
    arrival = work24.bring(store, NEXT)

    # then
    assert "region 값이 없습니다" in " ".join(arrival.alerts)
    assert arrival.closed == ()


def test_rows_without_a_title_are_rejected_the_others_go_in(work24: Any, store: Store) -> None:
    # given
    work24.open = [1, 2, 3]
    work24.answers(b"<error>x</error>", detail=True)
    work24.answers(
        lambda query: (
            work24.list_page(query).replace(
                "<title>자료 입력원 모집...</title>".encode(), b"<title> </title>", 1
            )
            if query["startPage"] == "1"
            else work24.list_page(query)
        )
    )

    # when
    arrival = work24.bring(store)

    # then
    assert sorted(store.postings()) == ["K1202611000002", "K1202611000003"]
    assert arrival.counts["rejected"] == 1
    assert "받지 못한 행이 1건입니다(title: 값을 적어 주십시오.)" in arrival.alerts


def test_a_rejected_row_is_still_open_at_the_service(work24: Any, store: Store) -> None:
    # given twelve postings are stored
    work24.open = list(range(1, 13))
    work24.bring(store)

    # when one loses its title, which is less than a tenth
    work24.answers(
        lambda query: work24.list_page(query).replace(
            "자료 입력원 모집...".encode(), b"", 1 if query["startPage"] == "1" else 0
        )
    )
    work24.answers(b"<error>x</error>", detail=True)
    arrival = work24.bring(store, NEXT)

    # then
    assert arrival.counts["rejected"] == 1
    assert arrival.closed == ()
