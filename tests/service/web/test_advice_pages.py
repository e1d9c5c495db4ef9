"""Advice on the pages and in the API: what was counted is shown, to whoever agreed to matching."""

import re
from datetime import date
from typing import Any

import pytest

from matcher.records import Trainee
from matcher.results import Change, Verdict
from service.api.advice_schemas import TraineeAdvice
from service.consent import TOLD

TODAY = date(2026, 11, 24)


def words(html: str) -> str:
    """What is read aloud: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_api_gives_the_matchers_advice_in_the_published_shape(web: Any) -> None:
    response = web.get("/api/trainees/T001/advice?ignore=closing&top=7")
    told = TraineeAdvice.model_validate_json(response.content)
    assert (told.trainee, told.as_of, told.passing, told.good) == ("T001", TODAY, 40, 2)
    assert response.json()["gaps"][0]["opens"] == 7
    asked = {"advice": "T001", "as_of": TODAY, "top": 7, "ignore": frozenset({"closing"})}
    assert web.services.asked[-1] == asked


@pytest.mark.parametrize(("path", "status"), [("T999/advice", 404), ("T001/advice?ignore=x", 422)])
def test_the_api_refuses_an_unknown_person_and_an_unknown_limit(
    web: Any, path: str, status: int
) -> None:
    assert web.get(f"/api/trainees/{path}").status_code == status


def test_nobody_is_advised_without_consent_to_matching(web: Any) -> None:
    web.services.store.edit_trainee("T001", {"consents.matching": None}, _by_hand())
    assert web.get("/api/trainees/T001/advice").status_code == 403
    assert "일자리를 늘리는 길" not in web.get("/trainees/T001").text


def test_the_trainees_page_asks_first_and_tells_after_the_list(web: Any) -> None:
    html = web.get("/trainees/T001").text
    text = words(html)
    for told in (
        "본인께 여쭈어 보십시오",
        "한 달에 얼마 이상 받고 싶으세요?",
        "조건을 모두 통과한 일자리 40개 가운데 살펴보실 만한(맞음 ‘보통’ 이상) 일자리는 2개입니다.",
        "지게차가 있으면 7개 늘어납니다.",
        "30분에서 45분까지로 늘리시면 3개 늘어납니다.",
        "‘근무지’ 조건을 풀면 12개 늘어납니다.",
    ):
        assert told in text
    assert text.index("한 달에 얼마") < text.index("서류 심사 보조") < text.index("지게차가 있으면")
    assert 'href="/trainees/T001?ignore=place"' in html


def test_a_limit_is_relaxed_beside_those_that_are_lifted_already(web: Any) -> None:
    html = web.get("/trainees/T001?ignore=closing").text
    assert 'href="/trainees/T001?ignore=closing&amp;ignore=place"' in html
    assert web.get("/trainees/T001?ignore=closing&ignore=place").status_code == 200


def test_why_tells_what_would_have_to_change(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = words(web.get("/trainees/T001/why?posting=P2").text)
    assert "무엇이 달라져야 합니까?" in text
    assert "‘만 35세 이하’를 빼야 합니다." in text
    assert "무엇이 달라져야" not in web.get("/trainees/T001/why?posting=P1").text
    below = Change("ranked_below", "점수가 0.100 모자랍니다.")
    verdict = Verdict(False, None, ("ranked_below",), {"fit": 0.2}, changes=(below,))
    monkeypatch.setattr(web.services.matcher, "why", lambda *_, **__: verdict)
    assert "점수가 0.100 모자랍니다." in words(web.get("/trainees/T001/why?posting=P1").text)


def test_without_consent_why_tells_how_to_record_it(web: Any) -> None:
    matcher = web.services.matcher
    matcher.trainees["T001"] = Trainee(id="T001")
    (change,) = matcher.why("T001", "P1", as_of=TODAY).changes
    assert (change.limit, change.text) == ("no_consent", TOLD)


def _by_hand() -> Any:
    from service.store import Origin

    return Origin("counsellor", "가상달")
