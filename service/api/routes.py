"""The JSON endpoints: parse, call the matcher at the desk, answer in the published shape."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Form, Path, Query
from fastapi.responses import Response
from pydantic import StringConstraints

from matcher.eligibility import LIFTABLE
from matcher.records.base import ID_PATTERN
from service.api.advice_schemas import TraineeAdvice
from service.api.desk import Desk
from service.api.errors import RefusedError
from service.api.lookup import posting_of, trainee_of
from service.api.ports import Services
from service.api.schemas import (
    ErrorOut,
    PostingCandidates,
    SearchQuestion,
    SearchResult,
    TraineeMatches,
)

RecordId = Annotated[str, Path(pattern=ID_PATTERN, description="기록의 번호")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="차례 번호")]
LONGEST_NAME = 40
By = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME), Form()
]
"""Who writes: a name, never blank."""
Top = Annotated[int, Query(ge=1, le=100, description="몇 건까지(1~100)")]
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorOut, "description": text}
    for status, text in {
        403: "상담·추천에 동의하지 않은 훈련생입니다",
        404: "그 번호의 기록이 없습니다",
        422: "보내신 값이 맞지 않습니다",
        503: "지금은 답할 수 없습니다",
    }.items()
}


def lifted_limits(
    ignore: Annotated[
        str,
        Query(
            max_length=200,
            description="잠시 풀어 볼 조건. 쉼표로 나눕니다: " + ", ".join(LIFTABLE),
            examples=["closing,place"],
        ),
    ] = "",
) -> frozenset[str]:
    """The limits named in ``?ignore=``; 422 names the allowed ones."""
    names = frozenset(name.strip() for name in ignore.split(",") if name.strip())
    if unknown := sorted(names - set(LIFTABLE)):
        raise RefusedError(
            422,
            "unknown_limit",
            f"ignore에 쓸 수 있는 이름은 {', '.join(LIFTABLE)}입니다.",
            found=unknown,
            allowed=list(LIFTABLE),
        )
    return names


Ignore = Annotated[frozenset[str], Depends(lifted_limits)]


def api_router(services: Services, desk: Desk) -> APIRouter:
    """The questions of the service as JSON."""
    router = APIRouter(prefix="/api", responses=_ERRORS)
    _about_trainees(router, services, desk)
    _about_jobs(router, services, desk)
    return router


def _about_trainees(router: APIRouter, services: Services, desk: Desk) -> None:
    @router.get("/trainees/{id}/matches", response_model=TraineeMatches, tags=["추천"])
    async def matches(id: RecordId, ignore: Ignore, top: Top = 10) -> Response:
        """훈련생에게 맞는 일자리를 순위와 이유와 함께 답합니다."""

        def work() -> bytes:
            trainee = trainee_of(services.store, id)
            ranking = services.matcher.matches(
                trainee, as_of=services.today(), top=top, ignore=ignore
            )
            return orjson.dumps(ranking.to_json())

        return _json(await desk.run(work))

    @router.get("/trainees/{id}/advice", response_model=TraineeAdvice, tags=["추천"])
    async def advice(id: RecordId, ignore: Ignore, top: Top = 10) -> Response:
        """무엇이 모자란지, 무엇을 바꾸면 일자리가 늘어나는지, 무엇을 여쭈면 좋을지 답합니다."""

        def work() -> bytes:
            trainee = trainee_of(services.store, id)
            told = services.matcher.advice(trainee, as_of=services.today(), top=top, ignore=ignore)
            return orjson.dumps(told.to_json())

        return _json(await desk.run(work))


def _about_jobs(router: APIRouter, services: Services, desk: Desk) -> None:
    @router.get("/postings/{id}/candidates", response_model=PostingCandidates, tags=["추천"])
    async def candidates(id: RecordId, ignore: Ignore, top: Top = 10) -> Response:
        """공고에 맞는 훈련생을 순위와 이유와 함께 답합니다."""

        def work() -> bytes:
            posting = posting_of(services.store, id)
            ranking = services.matcher.candidates(
                posting, as_of=services.today(), top=top, ignore=ignore
            )
            return orjson.dumps(ranking.to_json("posting", "trainee"))

        return _json(await desk.run(work))

    @router.post("/search", response_model=SearchResult, tags=["찾기"])
    async def search(question: SearchQuestion) -> Response:
        """글로 쓴 바람에 맞는 일자리를 찾습니다. 보내신 글은 저장하지 않습니다."""

        def work() -> bytes:
            ranking = services.matcher.search(
                question.text, as_of=services.today(), top=question.top
            )
            answer = ranking.to_json("query")
            del answer["query"]
            return orjson.dumps(answer)

        return _json(await desk.run(work))


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")
