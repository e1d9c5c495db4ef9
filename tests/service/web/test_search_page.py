"""The page of free text: how a sentence was read comes first, and the text goes nowhere else."""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from embeddings import HashingEncoder
from matcher.ingest import read_postings, read_trainees
from matcher.query import LONGEST, Reading
from matcher.records import Posting, Wishes
from matcher.results import Span
from service.bootstrap import Services
from service.indexing import build_index
from service.pages.catalogue import Catalogue
from service.pages.excerpts import Excerpt, excerpt
from service.pages.views import correction_text
from service.settings import Settings

ASKED = "세종에서 하는 사무보조 자료 입력, 주 5일, 월 200 이상, 영업 말고"


@pytest.fixture
def services(home: Path, files: Path) -> Iterator[Services]:
    """The real matcher over the invented town of six jobs."""
    services = Services(Settings.read(), encoder=HashingEncoder())
    people, jobs = read_trainees(files / "people.jsonl"), read_postings(files / "jobs.jsonl")
    services.store.put_trainees(people.records, people.raw)
    services.store.put_postings(jobs.records, jobs.raw)
    build_index(services)
    yield services
    services.store.close()


@pytest.fixture
def desk(services: Services, open_web: Callable[[Services], Any]) -> Any:
    return open_web(services)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def search(web: Any, text: str) -> str:
    answer = web.post("/search", data={"text": text})
    assert answer.status_code == 200
    return str(answer.text)


def test_every_criterion_is_told_before_the_jobs_and_the_text_stays_in_the_field(
    desk: Any,
) -> None:
    # when
    html = search(desk, ASKED)

    # then
    read, _, jobs = html.partition('id="ranked"')
    told = words(read.partition("이렇게 읽었습니다")[2])
    assert "찾는 일 ‘사무보조 자료 입력" in told
    for criterion in ("근무지 세종", "주 5일", "월 200만원 이상", "피할 것 ‘영업’"):
        assert criterion in told
    assert "꼭 지킬 조건이 아니라 바람으로 읽습니다" in told
    assert f">\n{ASKED}</textarea>" in html
    assert "사무보조 자료 입력" in jobs


def test_the_jobs_are_those_of_the_api_in_their_order_with_reasons_and_sources(desk: Any) -> None:
    # given
    answer = desk.post("/api/search", json={"text": ASKED}).json()

    # when
    html = search(desk, ASKED)

    # then
    assert re.findall(r'href="/postings/([^"]+)"', html) == [
        match["posting"] for match in answer["matches"]
    ]
    text = words(html)
    for match in answer["matches"]:
        assert f"{match['rank']}위 맞음의 정도: {match['band']}" in text
        assert all(reason["text"] in text for reason in match["reasons"])
    assert "찾는 글 · 희망 근무지 세종" in text
    assert "마감됨 1건" in text
    assert "훈련생 ·" not in text


def test_a_slip_is_told_as_written_and_as_read(services: Services, desk: Any) -> None:
    # given a market that knows the word
    new = Posting(id="J09", source="test", title="데이터 라벨링", company="가상새일")
    services.store.put_postings([new], {})
    build_index(services)
    services.look_again()

    # when
    text = words(search(desk, "데이타 라벨링"))

    # then
    assert "찾는 일 ‘데이터 라벨링’" in text
    assert "‘데이타’를 ‘데이터’로 읽었습니다." in text


@pytest.mark.parametrize(
    ("written", "taken", "told"),
    [
        ("데이타", "데이터", "‘데이타’를 ‘데이터’로 읽었습니다."),
        ("조리웜", "조리원", "‘조리웜’을 ‘조리원’으로 읽었습니다."),
        ("라밸", "라벨", "‘라밸’을 ‘라벨’로 읽었습니다."),
    ],
)
def test_particles_follow_the_sound_of_a_corrected_word(
    written: str, taken: str, told: str
) -> None:
    assert correction_text(written, taken, Catalogue.load("ko")) == told


def test_what_could_not_be_read_is_told(desk: Any) -> None:
    assert "읽지 못한 말 ‘시급 12000’" in words(search(desk, "사무보조 시급 12000"))


@pytest.mark.parametrize("text", ["", "  \n ", "당뇨가 있습니다.", "???"])
def test_a_text_with_nothing_to_look_for_is_asked_for_again(desk: Any, text: str) -> None:
    html = search(desk, text)

    assert "찾으시는 일을 적어 주십시오." in words(html)
    assert 'aria-invalid="true"' in html
    assert "이렇게 읽었습니다" not in html


def test_the_longest_text_is_read_and_one_letter_more_is_refused_with_its_length(
    desk: Any,
) -> None:
    longest = "사무보조 " + "가" * (LONGEST - 5)
    assert "이렇게 읽었습니다" in search(desk, longest)

    html = search(desk, longest + "가")

    assert "500자 안으로 줄여 주십시오. 지금은 501자입니다." in html
    assert f"{longest}가</textarea>" in html
    assert "이렇게 읽었습니다" not in html


def test_markup_in_a_text_is_shown_as_text(desk: Any) -> None:
    html = search(desk, "사무보조 <script>alert(1)</script> </textarea><b>세종</b>")

    assert "<script" not in html
    assert "<b>" not in html
    assert html.count("</textarea>") == 1
    assert "&lt;script&gt;" in html


def test_private_words_are_neither_read_nor_told_again(desk: Any) -> None:
    told = search(desk, "당뇨가 있습니다. 사무보조 찾아요").partition("</form>")[2]

    assert "사무보조" in told
    assert "당뇨" not in told


def test_the_text_travels_by_post_and_stands_in_no_address_and_no_log(
    desk: Any, caplog: pytest.LogCaptureFixture
) -> None:
    # when
    with caplog.at_level(logging.DEBUG):
        html = search(desk, "가온누리 사무보조")

    # then
    assert '<form class="paste" method="post" action="/search#result"' in html
    addresses = "".join(re.findall(r'(?:href|action)="([^"]*)"', html))
    assert "가온" not in addresses
    assert "%EA" not in addresses
    assert "가온" not in caplog.text
    asked = words(desk.get("/search?text=가온누리").text)
    assert "가온누리" not in asked  # a text in an address is not read at all


def test_an_error_that_quotes_the_text_is_neither_logged_nor_shown(
    web: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, /, **_: object) -> None:
        raise ValueError(f"cannot read {text}")

    monkeypatch.setattr(web.services.matcher, "search", fail)
    with caplog.at_level(logging.DEBUG):
        answer = web.post("/search", data={"text": "가온누리"})

    assert answer.status_code == 500
    assert "가온누리" not in answer.text + caplog.text


def test_where_everything_is_held_back_the_page_says_why_and_that_less_text_brings_no_more(
    services: Services, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "today", lambda: date(2027, 2, 1))

    text = words(search(desk, ASKED))

    assert "보여 드릴 일자리가 없습니다." in text
    assert "글을 줄이셔도 늘어나지 않습니다" in text
    assert "마감됨 4건" in text


def test_before_there_is_an_index_the_page_says_not_now(
    home: Path, open_web: Callable[[Services], Any]
) -> None:
    services = Services(Settings.read(), encoder=HashingEncoder())

    answer = open_web(services).post("/search", data={"text": ASKED})

    assert answer.status_code == 503
    assert "아직 준비되지 않았습니다" in answer.text
    services.store.close()


def test_a_search_cites_its_own_words_without_the_gaps_of_what_was_read_as_wishes() -> None:
    reading = Reading("경리", "       경리   ", Wishes(places=("세종",)))

    assert excerpt(reading, Span("text", 7, 9)) == Excerpt("text", "", "경리", "")
    assert excerpt(reading, Span("desired.places.0", 0, 2)) == Excerpt("places", "", "세종", "")
    assert excerpt(reading, Span("career.0.title", 0, 2)) is None
