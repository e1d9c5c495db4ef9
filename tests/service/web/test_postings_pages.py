"""The counsellor's postings: what is held back, why, and clearing it with a reason that is kept."""

import re
from datetime import UTC, datetime
from typing import Any

from matcher.checks import check_posting
from matcher.records import Posting
from service.pages.postings import found


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def fingerprint(web: Any, id: str) -> str:
    findings = check_posting(web.services.store.posting(id), web.services.today())
    return next(one.fingerprint for one in findings if one.kind == "unlawful")


def clear(web: Any, **values: str) -> Any:
    form = {"fingerprint": fingerprint(web, "P2"), "reason": "원문을 확인함", "by": "가상달"}
    return web.post("/postings/P2/clear", data=form | values)


def test_the_list_of_postings_to_be_checked_holds_the_flagged_one_alone(web: Any) -> None:
    every, held = web.get("/postings").text, web.get("/postings?show=held").text

    assert "모두 2건" in words(every)
    assert "온라인 판매 관리" in held
    assert "서류 심사 보조" not in held
    assert "법에 어긋날 수 있는 조건" in words(held)


def test_a_posting_is_found_by_title_company_or_number(web: Any) -> None:
    postings = web.services.store.postings()

    assert [one.id for one in found(postings, "온라인판매")] == ["P2"]
    assert [one.id for one in found(postings, "가상 서류")] == ["P1"]
    assert [one.id for one in found(postings, "p1")] == ["P1"]
    assert found(postings, "없는 말") == []


def test_a_flagged_posting_says_phrase_law_and_advice_and_that_it_goes_nowhere(web: Any) -> None:
    text = words(web.get("/postings/P2").text)

    assert "만 35세 이하" in text
    assert "고령자고용법" in text
    assert "이 공고는 추천과 메일에 나가지 않습니다." in text


def test_a_cleared_finding_is_kept_with_its_reason_and_holds_no_longer(web: Any) -> None:
    # when
    answer = clear(web)

    # then
    assert answer.status_code == 303
    text = words(web.get("/postings/P2").text)
    assert "원문을 확인함" in text
    assert "가상달" in text
    assert "이 공고는 추천과 메일에 나가지 않습니다." not in text
    assert "온라인 판매 관리" not in web.get("/postings?show=held").text


def test_nothing_is_cleared_without_a_reason_a_name_or_a_finding(web: Any) -> None:
    assert clear(web, reason="").status_code == 422
    assert clear(web, reason="   ").status_code == 422
    assert clear(web, by="   ").status_code == 422
    assert clear(web, by="").status_code == 422
    assert clear(web, fingerprint="age-limit:nothing").status_code == 409
    assert web.services.store.clearances() == {}


def test_what_is_cleared_is_held_again_when_the_advertisement_gains_another_phrase(
    web: Any,
) -> None:
    clear(web)
    store = web.services.store
    posting = store.posting("P2")
    worse = posting.model_copy(update={"title": "온라인 판매 관리(여성 우대)"})

    store.put_postings([worse], {})

    assert "온라인 판매 관리" in web.get("/postings?show=held").text


def test_a_posting_that_left_its_site_says_since_when(web: Any) -> None:
    gone = Posting(
        id="P3", source="work24", title="자료 입력", company="가상", gone=web.services.today()
    )
    web.services.store.put_postings([gone], {})

    assert "원래 사이트에서 보이지 않습니다" in web.get("/postings/P3").text


def test_an_alert_stands_on_the_first_page_until_somebody_has_seen_to_it(web: Any) -> None:
    imports = web.services.store.imports
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    imports.record("work24", "alert", {}, "빈 목록을 받았습니다.", at=now)

    shown = web.get("/").text
    number = re.search(r'action="/alerts/(\d+)"', shown)

    assert "빈 목록을 받았습니다." in shown
    assert number is not None
    assert web.post(f"/alerts/{number[1]}", data={"by": "가상달"}).status_code == 303
    assert "빈 목록을 받았습니다." not in web.get("/").text


def test_a_request_that_another_site_sends_changes_nothing(web: Any) -> None:
    form = {"fingerprint": fingerprint(web, "P2"), "reason": "원문을 확인함", "by": "가상달"}
    elsewhere = (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://else.example"},
    )
    for headers in elsewhere:
        answer = web.post("/postings/P2/clear", data=form, headers=headers)
        assert answer.status_code == 403
    assert web.services.store.clearances() == {}
    own = {"sec-fetch-site": "same-origin", "origin": "null"}
    assert web.post("/postings/P2/clear", data=form, headers=own).status_code == 303


def test_a_posting_links_the_other_advertisements_of_the_same_job(web: Any) -> None:
    html = web.get("/postings/P2").text

    assert "같은 일자리로 보이는 공고" in html
    assert 'href="/postings/P1"' in html
    assert 'href="https://www.work24.go.kr/wk/P1"' in html
    assert "같은 일자리로 보이는 공고" not in web.get("/postings/P1").text


def hold(web: Any, **values: str) -> Any:
    form = {
        "fingerprint": values.get("fingerprint") or fingerprint(web, "P2"),
        "reason": "구인기업이 나이를 물음",
        "by": "가상별",
    }
    return web.post("/postings/P2/hold", data=form | values)


def test_a_clearance_is_taken_back_with_a_reason_and_the_posting_is_held_again(web: Any) -> None:
    # given
    assert "다시 확인이 필요해요" not in web.get("/postings/P2").text
    clear(web)
    assert "다시 확인이 필요해요" in web.get("/postings/P2").text

    # when
    answer = hold(web)

    # then both decisions are on the page, and the offer is to clear it once more
    assert answer.status_code == 303
    text = words(web.get(answer.headers["location"]).text)
    assert "이 표현은 다시 확인할 때까지 공고를 막습니다." in text
    assert "이 공고는 추천과 메일에 나가지 않습니다." in text
    assert text.index("확인을 마침 : 원문을 확인함") < text.index("다시 확인하기로 함 : 구인기업이")
    assert "가상별" in text
    assert "확인했고, 문제가 없어요" in text
    assert "다시 확인이 필요해요" not in text
    assert "온라인 판매 관리" in web.get("/postings?show=held").text


def test_nothing_is_taken_back_without_a_reason_a_name_or_a_clearance(web: Any) -> None:
    assert hold(web).status_code == 409
    clear(web)
    assert hold(web, reason="   ").status_code == 422
    assert hold(web, by="").status_code == 422
    assert hold(web, fingerprint="age-limit:nothing").status_code == 409
    assert (
        web.post(
            "/postings/P9/hold", data={"fingerprint": "a", "reason": "b", "by": "c"}
        ).status_code
        == 404
    )
    assert [row.state for row in web.services.store.clearance_rows("P2")] == ["cleared"]


def test_a_clearance_of_a_phrase_that_is_gone_can_be_taken_back_too(web: Any) -> None:
    clear(web)
    known, gone = web.services.store.posting("P2"), fingerprint(web, "P2")
    store = web.services.store
    store.put_postings([known.model_copy(update={"body": "상품을 올립니다."})], {})
    assert "다시 확인이 필요해요" in web.get("/postings/P2").text

    assert hold(web, fingerprint=gone).status_code == 303

    assert store.clearances() == {}
    assert "다시 확인이 필요해요" not in web.get("/postings/P2").text
