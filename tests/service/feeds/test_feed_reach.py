"""How far a crawl reaches: details that fail, regions, and an archive read from its end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from matcher.ingest import read_postings
from service.store import Store

if TYPE_CHECKING:
    Named = Callable[[str], Any]

DAY = date(2026, 11, 24)
NEXT = DAY + timedelta(days=1)
ELSEWHERE = "서울특별시"


def test_without_its_detail_a_known_posting_stays_whole_and_is_seen_again(
    work24: Any, store: Store
) -> None:
    # given
    work24.bring(store)
    whole = store.posting("K1202611000001")
    work24.open = [1, 2, 3, 4]
    work24.answers(b"<wantedRoot><message>x</message></wantedRoot>", detail=True)

    # when
    arrival = work24.bring(store, NEXT)

    # then
    after = store.posting("K1202611000001")
    assert whole.title == after.title == "자료 입력원 모집(재택 병행)"
    assert (whole.seen, after.seen) == (DAY, NEXT)
    assert after.body == whole.body
    assert store.posting("K1202611000004").title == "자료 입력원 모집..."
    assert arrival.alerts[0].startswith("상세 4건을 읽지 못했습니다: 서비스가 오류를")


def test_details_are_given_up_after_five_failures_in_a_row(work24: Any, store: Store) -> None:
    # given
    work24.open = list(range(1, 13))
    work24.answers(b"<error>x</error>", detail=True)

    # when
    arrival = work24.bring(store)

    # then
    details = [query for query in work24.server.asked if query["callTp"] == "D"]
    assert len(details) == 5
    assert "상세 12건을 읽지 못했습니다" in arrival.alerts[0]
    assert len(store.postings()) == 12


def test_a_detail_of_another_posting_is_not_taken_for_this_one(work24: Any, store: Store) -> None:
    work24.open = [1]
    right = work24.server.answers["/cm/openApi/call/wk/callOpenApiSvcInfo210D01.do"]
    work24.answers(lambda query: right(query | {"wantedAuthNo": "K9"}), detail=True)

    arrival = work24.bring(store)

    assert "다른 공고의 상세" in arrival.alerts[0]
    assert list(store.postings()) == ["K1202611000001"]


def test_work24_is_asked_for_the_regions_and_for_the_provider_s_detail(
    work24: Any, store: Store
) -> None:
    work24.bring(store, regions=("36110", "30200"))

    lists = [query for query in work24.server.asked if query["callTp"] == "L"]
    details = [query for query in work24.server.asked if query["callTp"] == "D"]
    assert {query["region"] for query in lists} == {"36110|30200"}
    assert {query["infoSvc"] for query in details} == {"VALIDATION"}


def test_a_crawl_of_one_region_closes_nothing_of_another_and_nothing_of_a_file(
    work24: Any, store: Store
) -> None:
    # given a posting in Seoul from another crawl, and a list that somebody saved as CSV
    work24.open = [9]
    work24.answers(b"<error>x</error>", detail=True)
    work24.change("세종특별자치시", ELSEWHERE)
    work24.bring(store)
    header = "position_title,company_name,deadline_date,location"
    file = read_postings(f"{header}\n경리,가상,2026-12-31,세종".encode(), "a.csv")
    store.put_postings(file.records, file.raw)

    # when
    work24.open = [1, 2]
    work24.answers(work24.list_page)
    work24.bring(store, regions=("36110",))
    work24.open = [1]
    arrival = work24.bring(store, NEXT, regions=("36110",))

    # then
    assert arrival.closed == ("K1202611000002",)
    gone = {id for id, one in store.postings().items() if one.gone}
    assert gone == {"K1202611000002"}


def test_a_service_that_cannot_narrow_its_list_is_narrowed_here(
    named: "Named", store: Store
) -> None:
    # given one posting in Sejong, one in Seoul, one of no known place
    senuri = named("senuri")
    places = {"1": "세종 세종시", "2": "서울 강남구", "3": ""}

    def answer(query: dict[str, str]) -> bytes:
        text = senuri.list_page(query).decode()
        for number, place in places.items():
            before, found, after = text.partition(f"<jobId>RECR_{int(number):015}</jobId>")
            text = before + found + after.replace("세종 세종시", place, 1)
        return str(text).encode()

    senuri.answers(answer)

    # when
    arrival = senuri.bring(store, regions=("36110",))

    # then: the unknown place goes in as the list has it, without asking for its detail
    assert [one.region for one in store.postings().values()] == ["세종 세종시", None]
    assert sum("id" in query for query in senuri.server.asked) == 1
    assert (arrival.counts["listed"], arrival.alerts) == (3, ())


def test_what_a_service_itself_calls_closed_is_closed(named: "Named", store: Store) -> None:
    # given
    senuri = named("senuri")
    senuri.bring(store)

    # when
    senuri.answers(
        lambda query: (
            senuri.list_page(query).replace("접수중".encode(), "마감".encode(), 1)
            if query["pageNo"] == "1"
            else senuri.list_page(query)
        )
    )
    arrival = senuri.bring(store, NEXT)

    # then
    assert arrival.closed == ("SN-RECR_000000000000001",)


def test_an_archive_is_read_from_its_end_back_to_where_all_has_ended(
    named: "Named", store: Store
) -> None:
    # given ten pages, of which the first eight have long ended
    gojobs = named("gojobs")
    gojobs.open = list(range(1, 21))
    gojobs.answers(
        lambda query: (
            gojobs.list_page(query).replace(b"20261230", b"20200131")
            if int(query["pageNo"]) <= 8
            else gojobs.list_page(query)
        )
    )

    # when
    arrival = gojobs.bring(store)

    # then
    asked = [query["pageNo"] for query in gojobs.server.asked]
    assert asked == ["1", "10", "9", "8"]
    assert sorted(store.postings()) == ["GJ-17", "GJ-18", "GJ-19", "GJ-20"]
    assert arrival.alerts == ()


def test_saramin_counts_pages_from_nought_and_has_its_own_code_of_sejong(
    named: "Named", store: Store
) -> None:
    saramin = named("saramin")

    saramin.bring(store, regions=("36110",))

    assert [query["start"] for query in saramin.server.asked] == ["0", "1"]
    assert {query["loc_cd"] for query in saramin.server.asked} == {"118000"}
