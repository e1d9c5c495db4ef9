"""Who has not agreed to be matched: a page that says why there is no list, and what to do."""

from types import SimpleNamespace
from typing import Any

import pytest

from service.store import Origin

WITHDRAWN = {"consents.matching": None}


@pytest.fixture
def withdrawn(web: Any, town: SimpleNamespace) -> Any:
    """T001, who has all other consents, has withdrawn the one to matching."""
    town.store.edit_trainee("T001", WITHDRAWN, Origin("self"))
    town.matcher.trainees.update(town.store.trainees())
    return web


def test_the_page_says_why_there_is_no_list_and_leads_to_the_cell(withdrawn: Any) -> None:
    page = withdrawn.get("/trainees/T001")

    assert page.status_code == 200
    assert "상담·추천에 동의하신 날짜가 없어 일자리를 추천하지 않습니다." in page.text
    assert 'href="/trainees/T001/edit#consents"' in page.text
    assert 'id="consents"' in withdrawn.get("/trainees/T001/edit").text
    assert "서류 심사 보조" not in page.text
    assert withdrawn.services.asked == []


def test_programs_are_refused_with_a_code(withdrawn: Any) -> None:
    answer = withdrawn.get("/api/trainees/T001/matches")

    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "no_consent"
    assert "동의" in answer.json()["error"]["message"]


def test_candidates_are_chosen_among_those_who_agreed_and_the_rest_are_counted(
    withdrawn: Any,
) -> None:
    answer = withdrawn.get("/api/postings/P1/candidates").json()
    page = withdrawn.get("/postings/P1").text

    assert [match["trainee"] for match in answer["matches"]] == ["T002", "T003"]
    assert answer["excluded"]["no_consent"] == 1
    assert withdrawn.services.asked[0]["among"] == frozenset({"T002", "T003"})
    assert "가온누리" not in page
    assert "상담·추천에 동의하지 않음 <strong>1명</strong>" in page


def test_why_a_job_is_missing_is_the_missing_consent(withdrawn: Any) -> None:
    page = withdrawn.get("/trainees/T001/why?posting=P1").text

    assert "상담·추천에 동의하지 않음" in page
    assert "목록에 있습니다" not in page


def test_an_employer_no_longer_finds_who_withdrew(withdrawn: Any) -> None:
    page = withdrawn.post("/employers", data={"text": "서류 보조 모집\n서류를 정리합니다."}).text

    assert "아직 기업 공개에 동의한 분이 없습니다." in page
    assert withdrawn.services.asked == []


def test_a_withdrawal_counts_before_the_matcher_has_read_the_store_again(
    web: Any, town: SimpleNamespace
) -> None:
    town.store.edit_trainee("T001", WITHDRAWN, Origin("self"))

    assert "가온누리" not in web.get("/postings/P1").text
    assert web.get("/api/trainees/T001/matches").status_code == 403


def test_whoever_asks_among_some_people_gets_none_who_withdrew(withdrawn: Any) -> None:
    services = withdrawn.services

    ranking = services.matcher.candidates(
        "P1", as_of=services.today(), among=frozenset({"T001", "T002", "nobody"})
    )

    assert [match.id for match in ranking.matches] == ["T002"]
    assert "no_consent" not in ranking.excluded
