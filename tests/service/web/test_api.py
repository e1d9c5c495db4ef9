"""The JSON door: the published shape, clear refusals, and nothing said that should not be."""

import logging
import threading
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import anyio
import httpx
import orjson
import pytest

from matcher.eligibility import LIFTABLE
from service.api.advice_schemas import TraineeAdvice
from service.api.app import create_app
from service.api.desk import Desk, DeskFullError
from service.api.guard import BODY_LIMIT
from service.api.ports import Readiness
from service.api.schemas import PostingCandidates, SearchResult, TraineeMatches


def test_matches_are_the_matchers_ranking_in_the_published_shape(web: Any) -> None:
    response = web.get("/api/trainees/T001/matches?top=1")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    ranking = web.services.matcher.matches("T001", as_of=web.services.today(), top=1)
    assert response.json() == ranking.to_json()
    TraineeMatches.model_validate_json(response.content)


def test_candidates_turn_the_roles_round(web: Any) -> None:
    answer = web.get("/api/postings/P1/candidates?top=2").json()
    assert answer["posting"] == "P1"
    assert [match["trainee"] for match in answer["matches"]] == ["T001", "T002"]
    PostingCandidates.model_validate_json(orjson.dumps(answer))


def test_search_answers_in_the_published_shape_without_the_text_that_was_sent(web: Any) -> None:
    response = web.post("/api/search", json={"text": "비밀스러운 바람", "top": 2})
    SearchResult.model_validate_json(response.content)
    assert "비밀스러운" not in response.text
    assert web.services.asked[-1]["subject"] == "비밀스러운 바람"


def test_lifted_limits_reach_the_matcher_by_name(web: Any) -> None:
    web.get("/api/trainees/T001/matches?ignore=closing, place")
    assert web.services.asked[-1]["ignore"] == frozenset({"closing", "place"})


@pytest.mark.parametrize("name", ["unlawful", "closing,nothing"])
def test_a_limit_that_may_not_be_lifted_is_refused_with_the_allowed_names(
    web: Any, name: str
) -> None:
    response = web.get(f"/api/trainees/T001/matches?ignore={name}")
    assert response.status_code == 422
    assert response.json()["error"]["allowed"] == list(LIFTABLE)
    assert web.services.asked == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/trainees/T999/matches", "unknown_trainee"),
        ("/api/postings/P999/candidates", "unknown_posting"),
    ],
)
def test_an_unknown_id_is_a_clear_korean_404(web: Any, path: str, code: str) -> None:
    response = web.get(path)
    assert response.status_code == 404
    error = response.json()["error"]
    assert error["code"] == code
    assert "없습니다" in error["message"]


@pytest.mark.parametrize("top", ["0", "101", "many"])
def test_top_is_bounded(web: Any, top: object) -> None:
    assert web.get(f"/api/trainees/T001/matches?top={top}").status_code == 422


@pytest.mark.parametrize("top", [1, 100])
def test_the_bounds_of_top_are_allowed(web: Any, top: object) -> None:
    assert web.get(f"/api/trainees/T001/matches?top={top}").status_code == 200


def test_the_longest_legal_text_is_read_and_one_letter_more_is_refused(web: Any) -> None:
    assert web.post("/api/search", json={"text": "가" * 20_000}).status_code == 200
    refused = web.post("/api/search", json={"text": "가" * 20_001})
    assert refused.status_code == 422
    assert "가가" not in refused.text


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_past_the_limit_is_refused_whether_or_not_its_length_was_told(
    web: Any, announced: bool
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(BODY_LIMIT // 1024 + 1):
            yield b"x" * 1024

    content = b"x" * (BODY_LIMIT + 1) if announced else pieces()
    response = web.post("/api/search", content=content)
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "too_large"


@pytest.mark.parametrize("body", [{}, {"text": "   "}, {"text": "가", "age": 40}])
def test_a_question_without_text_or_with_an_unknown_field_is_refused(
    web: Any, body: dict[str, object]
) -> None:
    """An age or gender filter has no field to travel in."""
    assert web.post("/api/search", json=body).status_code == 422


def test_neither_the_text_nor_the_error_that_quotes_it_is_logged_or_shown(
    web: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, /, **_: object) -> None:
        raise ValueError(f"cannot read {text}")

    monkeypatch.setattr(web.services.matcher, "search", fail)
    with caplog.at_level(logging.DEBUG):
        response = web.post("/api/search", json={"text": "제 이름은 가온누리"})
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "internal"
    assert "Traceback" not in response.text
    assert "가온누리" not in response.text + caplog.text
    assert "ValueError" in caplog.text


@pytest.mark.parametrize("path", ["/", "/api/trainees/T001/matches", "/nowhere", "/health/live"])
def test_every_answer_carries_the_security_headers(web: Any, path: str) -> None:
    headers = web.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_another_host_name_is_refused(web: Any) -> None:
    """A page elsewhere that points its own name at this machine reads nothing."""
    assert web.get("/trainees", headers={"host": "elsewhere.example"}).status_code == 400


def test_live_is_always_live_and_ready_tells_why_it_is_not(web: Any, town: SimpleNamespace) -> None:
    assert web.get("/health/live").json()["status"] == "live"
    assert web.get("/health/ready").status_code == 200
    town.ready = lambda: Readiness(False, "색인의 모델이 다릅니다")
    response = web.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "unready", "reason": "색인의 모델이 다릅니다"}


def test_a_readiness_check_that_fails_is_not_ready(web: Any, town: SimpleNamespace) -> None:
    def broken() -> None:
        raise OSError("/secret/path")

    town.ready = broken
    response = web.get("/health/ready")
    assert response.status_code == 503
    assert "secret" not in response.text
    assert web.get("/health/live").status_code == 200


def test_the_api_describes_itself_in_korean_with_examples_and_loads_no_viewer(web: Any) -> None:
    spec = web.get("/openapi.json").json()
    assert set(spec["paths"]) == {
        "/api/trainees/{id}/matches",
        "/api/trainees/{id}/advice",
        "/api/postings/{id}/candidates",
        "/api/search",
        "/health/live",
        "/health/ready",
    }
    schemas = spec["components"]["schemas"]
    (example,) = schemas["SearchQuestion"]["examples"]
    assert "라벨링" in example["text"]
    for model in (TraineeAdvice, TraineeMatches, PostingCandidates, SearchResult):
        for example in schemas[model.__name__]["examples"]:
            model.model_validate_json(orjson.dumps(example))
    assert {web.get(path).status_code for path in ("/docs", "/redoc")} == {404}


def test_the_desk_works_with_two_threads_and_refuses_past_its_queue() -> None:
    desk, release, running = Desk(threads=2, waiting=1), threading.Event(), []

    def work() -> None:
        running.append(threading.get_ident())
        release.wait(5)

    async def four_at_once() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(desk.run, work)
            while len(running) < 2:
                await anyio.sleep(0.01)
            with pytest.raises(DeskFullError):
                await desk.run(work)
            assert len(running) == 2
            release.set()
        await desk.run(lambda: None)

    anyio.run(four_at_once)
    assert len(running) == 3


@pytest.mark.parametrize("path", ["/api/trainees/T001/matches", "/trainees"])
def test_a_full_desk_is_a_503_that_says_when_to_come_back(town: SimpleNamespace, path: str) -> None:
    app = create_app(town, desk=Desk(threads=1, waiting=-1))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path)

    response = anyio.run(ask)
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
