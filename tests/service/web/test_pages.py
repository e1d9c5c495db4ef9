"""The pages: what a counsellor and an employer read, and what they can never read."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from matcher.records import Trainee
from matcher.results import Verdict
from service.consent import agreed
from service.pages.catalogue import Catalogue
from service.pages.counsellor import found
from service.pages.views import safe_link

TODAY = date(2026, 11, 24)
KO = Catalogue.load("ko")
PATHS = ["/", "/search", "/trainees", "/trainees/T001", "/postings/P1", "/employers", "/nowhere",
         "/trainees/T001/why?posting=P1"]  # fmt: skip


def words(html: str) -> str:
    """What is read aloud: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_the_notice_the_phone_one_heading_and_no_script(web: Any, path: str) -> None:
    html = web.get(path).text
    assert '<html lang="ko">' in html
    assert "자동 추천(인공지능) 결과이며 상담사가 확인합니다" in html
    assert "044-000-0000" in html
    assert "127.0.0.1" in html
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert not re.search(r"<script|\sstyle=|\son\w+=|(?:src|href)=.https?://(?!www\.work24)", html)


def test_the_first_page_has_two_doors_and_the_counts_of_the_store(web: Any) -> None:
    text = words(web.get("/").text)
    assert "훈련생 고르기" in text
    assert "인재 찾기" in text
    assert "훈련생 3명" in text
    assert "공고 2건" in text


def test_a_name_is_searched_by_post_and_never_stands_in_an_address(web: Any) -> None:
    html = web.post("/trainees", data={"query": "다솜하늘"}).text
    assert "다솜 하늘" in html
    assert "가온누리" not in html
    addresses = "".join(re.findall(r'(?:href|action)="([^"]*)"', web.get("/trainees").text))
    assert "가온" not in addresses
    assert "%EA" not in addresses


def test_search_finds_part_of_a_name_however_spaced_and_the_start_of_an_id(web: Any) -> None:
    people = web.services.store.trainees()
    assert [t.id for t in found(people, " 솜하 ")] == ["T002"]
    assert [t.id for t in found(people, "t003")] == ["T003"]
    assert [t.id for t in found(people, "")] == ["T001", "T002", "T003"]
    assert found(people, "없는이름") == []


def test_a_trainees_page_shows_the_job_as_stated_with_its_reasons_and_their_sources(
    web: Any,
) -> None:
    html = web.get("/trainees/T001").text
    text = words(html)
    assert "서류 심사 보조 &lt;정규직&gt;" in text
    assert "시급 11,000원 월 약 230만원(세전)" in text
    assert "11월 30일(월)까지 · 6일 남음" in text
    assert "맞음의 정도: 강함" in text
    assert "은행 지점에서<mark> 대출 서류를 심</mark>사하고" in html
    assert "<mark>서류 심사 보조</mark> &lt;정규직&gt;" in html
    assert "운전면허 확인이 필요합니다." in text
    assert "마감됨 42건" in text
    assert "법에 어긋날 수 있는 조건(나이·성별 등) 3건" in text
    assert "임금이 희망보다 낮음" not in text


def test_only_web_addresses_become_links(web: Any) -> None:
    html = web.get("/trainees/T001").text
    assert 'href="https://www.work24.go.kr/wk/P1"' in html
    assert "javascript:" not in html
    assert safe_link("javascript:alert(1)") is None
    assert safe_link(None) is None


def test_work24_is_named_where_its_postings_are_shown_and_only_there(web: Any) -> None:
    assert "www.work24.go.kr)에서 제공된 정보" in web.get("/trainees/T001").text
    assert "www.work24.go.kr)에서 제공된 정보" not in web.get("/postings/P2").text


def test_lifted_limits_are_announced_in_words_and_reach_the_matcher(web: Any) -> None:
    html = web.get("/trainees/T001?ignore=closing&ignore=place").text
    assert "잠시 풀고 본 결과입니다: 마감일, 근무지" in words(html)
    assert web.services.asked[-1]["ignore"] == frozenset({"closing", "place"})
    assert web.get("/trainees/T001?ignore=unlawful").status_code == 422


def test_why_names_each_limit_that_holds_a_job_back(web: Any) -> None:
    text = words(web.get("/trainees/T001/why?posting=P2").text)
    assert "법에 어긋날 수 있는 조건(나이·성별 등)" in text
    assert "근무지가 희망과 다름" in text
    assert "목록에 있습니다. 1위입니다." in words(web.get("/trainees/T001/why?posting=P1").text)


def test_why_says_when_other_jobs_are_simply_closer_or_the_snapshot_is_older(
    web: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = Verdict(False, None, ("ranked_below",), {"fit": 0.2})
    monkeypatch.setattr(web.services.matcher, "why", lambda *_, **__: below)
    assert "다른 일자리가 더 가까워" in web.get("/trainees/T001/why?posting=P1").text

    def unknown(*_: object, **__: object) -> Verdict:
        raise KeyError("P1")

    monkeypatch.setattr(web.services.matcher, "why", unknown)
    assert "아직 추천 자료에 담기지 않은" in web.get("/trainees/T001/why?posting=P1").text


def test_a_record_that_only_the_snapshot_still_has_is_left_out(web: Any) -> None:
    matcher = web.services.matcher
    matcher.postings["P9"] = matcher.postings["P1"]
    matcher.trainees["T9"] = matcher.trainees["T001"]
    assert web.get("/trainees/T001").text.count("<article") == 2
    assert web.get("/postings/P1").text.count("<article") == 1 + 3


def test_a_postings_page_shows_the_unlawful_phrase_with_its_law(web: Any) -> None:
    html = web.get("/postings/P2").text
    assert "<mark>만 35세 이하</mark>" in html
    assert "고령자고용법" in html


@pytest.mark.parametrize("path", ["/trainees/T9", "/postings/P9", "/trainees/T001/why?posting=P9"])
def test_an_unknown_number_is_a_page_that_says_so(web: Any, path: str) -> None:
    response = web.get(path)
    assert response.status_code == 404
    assert "번호를 확인해 주십시오" in response.text


def test_an_inner_failure_is_a_calm_page(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.services.matcher, "matches", lambda *_, **__: 1 / 0)
    response = web.get("/trainees/T001")
    assert response.status_code == 500
    assert "잠시 뒤에 다시 시도해 주십시오" in response.text
    assert "ZeroDivision" not in response.text


def test_only_people_who_agreed_by_today_are_in_an_employers_search(web: Any) -> None:
    html = web.post("/employers", data={"text": "서류 보조 모집\n서류를 정리합니다."}).text
    assert "가까운 인재 1명" in html
    assert web.services.asked[0]["among"] == frozenset({"T001"})
    people = web.services.store.trainees()
    assert list(agreed(people, "employer_search", date(2026, 12, 1))) == ["T001", "T003"]
    assert list(agreed(people, "employer_search", date(2026, 8, 31))) == []


def test_an_unlawful_advertisement_comes_back_with_law_and_advice_before_any_search(
    web: Any,
) -> None:
    html = web.post("/employers", data={"text": "사무원 모집\n만 40세 미만, 용모 단정"}).text
    assert "<mark>만 40세 미만</mark>" in html
    assert "고령자고용법" in html
    assert "사무원 모집\n만 40세 미만" in html
    assert "인재 8" not in html
    assert web.services.asked == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("  \n ", "공고 내용을 적어 주십시오"), ("가" * 20_001, "지금은 20,001자입니다")],
)
def test_an_empty_or_endless_advertisement_is_asked_for_again(
    web: Any, text: str, told: str
) -> None:
    assert told in web.post("/employers", data={"text": text}).text


def test_the_longest_legal_advertisement_fits_through_the_form(web: Any) -> None:
    assert "가까운 인재" in web.post("/employers", data={"text": "서류\n" + "가" * 19_997}).text


def test_what_an_employer_writes_is_shown_back_as_text(web: Any) -> None:
    html = web.post("/employers", data={"text": "<script>alert(1)</script> 모집"}).text
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_an_employer_sees_how_the_advertisement_was_read(web: Any) -> None:
    text = words(web.post("/employers", data={"text": "강사 모집\n월급 250만원"}).text)
    assert (
        "공고를 이렇게 읽었습니다 근무지 적혀 있지 않음 근무 적혀 있지 않음 급여 월급 250만원"
        in text
    )


def test_english_is_a_setting_away(town: SimpleNamespace, open_web: Any) -> None:
    town.settings.language = "en"
    web = open_web(town)
    html = web.get("/trainees/T001").text
    assert '<html lang="en">' in html
    assert "until Mon 30/11 · 6 days left" in words(html)
    assert "There is no trainee T9" in web.get("/trainees/T9").text
    asked = words(web.post("/search", data={"text": "서류 보조"}).text)
    assert "It was read like this Work ‘서류 보조’" in asked


def test_a_person_without_any_wish_has_a_page_too(web: Any) -> None:
    text = words(web.get("/trainees/T003").text)
    assert "적지 않음" in text


def test_private_sentences_are_closed_and_apart_on_the_counsellors_page(web: Any) -> None:
    person = Trainee(id="T7", summary="엑셀을 씁니다. 무릎 수술을 받았습니다.")
    web.services.store.put_trainees([person], {})
    html = web.get("/trainees/T7").text
    before, _, closed = html.partition('<details class="private">')
    assert "엑셀을 씁니다." in before
    assert "무릎 수술" not in before
    assert "무릎 수술을 받았습니다." in closed.partition("</details>")[0]
    assert html.count("무릎 수술") == 1
    assert "<details" not in web.get("/trainees/T001").text.partition('<aside class="profile"')[2]


def test_jobs_come_before_the_long_profile(web: Any) -> None:
    html = web.get("/trainees/T001").text
    assert html.index('id="ranked"') < html.index('<aside class="profile"')
    assert "AI 사무자동화 · 희망: 사무보조 훈련생 정보 보기" in words(html)


def test_an_advertisement_that_an_employer_pastes_stands_open_today(web: Any) -> None:
    """A posting that no date vouches for is held back from every list."""
    web.post("/employers", data={"text": "서류 보조 모집\n서류를 정리합니다."})
    assert web.services.asked[0]["posting"].seen == TODAY
