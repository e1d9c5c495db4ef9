"""``ieum serve`` over the real matcher: on a real socket, of this machine alone."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from embeddings import HashingEncoder
from matcher.ingest import read_postings, read_trainees
from matcher.records import Posting
from service.bootstrap import Services
from service.commands import serving
from service.indexing import build_index
from service.settings import Settings
from service.store import Origin, StoreError

IDENTITY = ("가온누리", "gaon.nuri", "010-0000-4321", "1966", "없는동", "T01")
ADVERT = "사무보조 자료 입력\n근무지: 세종\n문서를 정리하고 자료 입력과 엑셀 집계를 합니다."


@dataclass
class Site:
    """A running service, and a client of it."""

    services: Services
    client: httpx.Client
    port: int

    def soon(self, path: str, status: int) -> httpx.Response:
        """The answer, as soon as it has this status; the service looks once a second."""
        ends = time.monotonic() + 10
        while (answer := self.client.get(path)).status_code != status and time.monotonic() < ends:
            time.sleep(0.05)
        return answer


@pytest.fixture
def services(home: Path, files: Path) -> Iterator[Services]:
    """Two people and six jobs in a real store; nothing indexed yet."""
    services = Services(Settings.read(), encoder=HashingEncoder())
    for intake, put in (
        (read_trainees(files / "people.jsonl"), services.store.put_trainees),
        (read_postings(files / "jobs.jsonl"), services.store.put_postings),
    ):
        put(intake.records, intake.raw)
    yield services
    services.store.close()


@pytest.fixture
def site(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """What ``ieum serve`` runs, in a thread."""
    started: list[uvicorn.Server] = []
    make = uvicorn.Server.__init__

    def remember(server: uvicorn.Server, config: uvicorn.Config) -> None:
        make(server, config)
        started.append(server)

    monkeypatch.setattr(uvicorn.Server, "__init__", remember)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    thread = threading.Thread(target=serving.run, args=(services, port))
    thread.start()
    try:
        ends = time.monotonic() + 30
        while not (started and started[0].started) and time.monotonic() < ends:
            time.sleep(0.02)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            yield Site(services, client, port)
    finally:
        started[0].should_exit = True
        thread.join(timeout=30)


def test_a_service_without_an_index_lives_says_what_is_missing_and_then_picks_it_up(
    site: Site,
) -> None:
    # given
    before = site.client.get("/health/ready")
    assert before.status_code == 503
    assert "ieum index" in before.json()["reason"]
    assert site.client.get("/health/live").json() == {"status": "live", "reason": None}

    # when
    build_index(site.services)

    # then
    assert site.soon("/health/ready", 200).json() == {"status": "ready", "reason": None}
    assert site.client.get("/api/trainees/T01/matches").status_code == 200


def test_questions_before_there_is_an_index_are_refused_as_not_now(site: Site) -> None:
    # when
    answer, page = site.client.get("/api/trainees/T01/matches"), site.client.get("/trainees/T01")

    # then
    assert (answer.status_code, page.status_code) == (503, 503)
    assert answer.json()["error"]["code"] == "not_ready"
    assert "아직 준비되지 않았습니다" in page.text


def test_a_trainee_s_matches_are_those_of_the_matcher(site: Site) -> None:
    # given
    build_index(site.services)
    ranking = site.services.matcher.matches("T01", as_of=site.services.today())

    # when
    answer = site.client.get("/api/trainees/T01/matches")

    # then
    assert answer.json() == ranking.to_json()
    assert [match["posting"] for match in answer.json()["matches"]] == ["J01", "J05"]


def test_candidates_and_free_text_are_answered_over_http(site: Site) -> None:
    # given
    build_index(site.services)

    # when
    people = site.client.get("/api/postings/J01/candidates", params={"top": 1}).json()
    jobs = site.client.post("/api/search", json={"text": "작물 수확", "top": 1}).json()
    lifted = site.client.get("/api/trainees/T01/matches", params={"ignore": "closing,place"}).json()

    # then
    assert [match["trainee"] for match in people["matches"]] == ["T01"]
    assert [match["posting"] for match in jobs["matches"]] == ["J05"]
    assert {match["posting"] for match in lifted["matches"]} == {"J01", "J02", "J04", "J05"}


def test_a_new_snapshot_is_picked_up_without_a_restart(site: Site) -> None:
    # given
    build_index(site.services)
    assert site.soon("/api/trainees/T01/matches", 200).json()["excluded"]["place"] == 1
    known = site.services.store.posting("J01")
    new = Posting.model_validate({**known.model_dump(), "id": "J10", "company": "㈜가상새일"})

    # when
    site.services.store.put_postings([new], {})
    build_index(site.services)

    # then
    ends = time.monotonic() + 10
    listed: list[str] = []
    while "J10" not in listed and time.monotonic() < ends:
        answer = site.client.get("/api/trainees/T01/matches").json()
        listed = [match["posting"] for match in answer["matches"]]
        time.sleep(0.1)
    assert "J10" in listed


def test_only_this_machine_s_own_address_answers(site: Site) -> None:
    # given an address that a server on all addresses would answer as well
    with (
        pytest.raises(OSError, match="refused"),
        socket.create_connection(("127.0.0.2", site.port)),
    ):
        pass

    # and a page of another site that has its name point here
    strange = site.client.get("/health/live", headers={"Host": "evil.example"})
    assert strange.status_code == 400


def test_an_employer_sees_cards_of_those_who_agreed_and_nobody_s_identity(site: Site) -> None:
    # given the one who agreed, whose name stands in the summary as well, and a market that
    # is large enough to tell what is usual
    trades = "용접 배관 조리 간호 운전 경비 미화 재단 제빵 도장 목공 조경 세차 이용 번역 사서"
    others = [
        Posting(id=f"Z{number}", source="test", title=f"{trade} 담당", company=f"가상{number}")
        for number, trade in enumerate(trades.split())
    ]
    site.services.store.put_postings(others, {})
    build_index(site.services)

    # when
    page = site.client.post("/employers", data={"text": ADVERT})

    # then the card of the one who agreed is there, the other's is not
    assert page.status_code == 200
    assert "AI 사무자동화" in page.text
    assert "총무 과장" in page.text
    for planted in (*IDENTITY, "다솜하늘", "dasom", "T02", "붓글씨"):
        assert planted not in page.text


def test_with_nobody_s_consent_there_is_no_card(site: Site) -> None:
    # given
    build_index(site.services)
    for id in ("T01", "T02"):
        withdrawn = {"consents.matching": None, "consents.employer_search": None}
        site.services.store.edit_trainee(id, withdrawn, Origin("self"))

    # when
    page = site.client.post("/employers", data={"text": ADVERT})

    # then
    assert page.status_code == 200
    assert "총무 과장" not in page.text


def test_a_counsellor_sees_the_same_list_on_the_page(site: Site) -> None:
    build_index(site.services)

    page = site.client.get("/trainees/T01")

    assert page.status_code == 200
    assert page.text.index("사무보조 자료 입력") < page.text.index("농장 작물 수확")
    assert "문서 정리 사무보조" not in page.text


def test_a_store_that_cannot_be_opened_ends_the_command(home: Path) -> None:
    # given
    home.mkdir()
    (home / "ieum.sqlite").write_text("no database at all, but long enough to be read as one" * 9)

    # then nothing is served
    with pytest.raises(StoreError, match="expected a SQLite database"):
        serving.run(Services(Settings.read(), encoder=HashingEncoder()))


def test_a_search_with_nothing_to_look_for_is_refused_with_the_cure(site: Site) -> None:
    build_index(site.services)

    for text in ("당뇨가 있습니다.", "???"):
        answer = site.client.post("/api/search", json={"text": text})

        assert answer.status_code == 422
        assert "찾으실 일을 적어 주십시오" in answer.json()["error"]["message"]


def test_a_snapshot_that_cannot_be_used_does_not_freeze_the_store(site: Site) -> None:
    # given a service at work
    build_index(site.services)
    assert site.soon("/health/ready", 200).json()["reason"] is None
    before = site.client.get("/api/trainees/T01/matches").json()["matches"]

    # when the snapshots are lost and the best job is closed in the store
    for folder in site.services.snapshots.glob("snap-*"):
        (folder / "manifest.json").write_text("{}")
    best = site.services.store.posting(before[0]["posting"])
    closed = best.model_copy(update={"closes": "2020-01-01"})
    site.services.store.put_postings([closed], {})
    time.sleep(1.1)

    # then the old index still answers, over the store as it is now, and says so
    after = site.client.get("/api/trainees/T01/matches").json()
    assert best.id not in [match["posting"] for match in after["matches"]]
    assert site.client.get("/health/ready").json()["reason"]
