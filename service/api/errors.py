"""Errors as answers: one JSON shape for programs, one page for people, never a stack trace."""

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from embeddings.checksums import SnapshotError
from matcher.query import NothingToSearch
from service.api.desk import DeskFullError
from service.consent import NoConsentError

MESSAGES = {
    400: "요청을 이해하지 못했습니다. 보내신 내용을 확인해 주십시오.",
    403: "다른 사이트에서 보낸 요청은 받지 않습니다. 이음 화면에서 다시 눌러 주십시오.",
    404: "찾으시는 것이 없습니다. 주소나 번호를 확인해 주십시오.",
    405: "이 주소에서는 쓸 수 없는 방법입니다.",
    413: "보내신 내용이 너무 깁니다. 20,000자 안으로 줄여 주십시오.",
    422: "보내신 값이 맞지 않습니다.",
    500: "처리하지 못했습니다. 잠시 뒤에 다시 시도해 주십시오.",
    503: "지금은 요청이 많아 바로 답해 드리지 못합니다. 잠시 뒤에 다시 시도해 주십시오.",
}


class RefusedError(Exception):
    """A request that cannot be served: HTTP status, a code for programs, words for people."""

    def __init__(self, status: int, code: str, message: str, **details: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.details = details


ErrorPage = Callable[[RefusedError], str]
Respond = Callable[[str, RefusedError], Response]
Refuse = Callable[[Any], RefusedError]


class UnknownTraineeError(RefusedError):
    """No trainee (훈련생) has this id."""

    def __init__(self, id: str) -> None:
        message = f"번호가 {id}인 훈련생이 없습니다. 번호를 확인해 주십시오."
        super().__init__(404, "unknown_trainee", message, found=id)


class UnknownPostingError(RefusedError):
    """No posting (공고) has this id."""

    def __init__(self, id: str) -> None:
        message = f"번호가 {id}인 공고가 없습니다. 번호를 확인해 주십시오."
        super().__init__(404, "unknown_posting", message, found=id)


class NotReadyError(RefusedError):
    """There is no index (색인) to answer from; ``/health/ready`` says why."""

    def __init__(self) -> None:
        message = "추천 자료가 아직 준비되지 않았습니다. 잠시 뒤에 다시 시도해 주십시오."
        super().__init__(503, "not_ready", message)


def error_body(code: str, message: str, **details: object) -> bytes:
    """``{"error": {"code", "message", …}}`` as UTF-8 JSON."""
    return orjson.dumps({"error": {"code": code, "message": message, **details}})


def responder(page: ErrorPage) -> Respond:
    """JSON for programs; for people the error page that ``page`` draws."""

    def respond(path: str, error: RefusedError) -> Response:
        headers = {"Retry-After": "1"} if error.status == 503 else None
        if path.startswith(("/api/", "/health/")):
            body = error_body(error.code, error.message, **error.details)
            return Response(body, error.status, headers, "application/json")
        return HTMLResponse(page(error), error.status, headers)

    return respond


def install(app: FastAPI, respond: Respond) -> None:
    """Answer every known error in the form that its reader can use."""

    def handler(refuse: Refuse) -> Callable[[Request, Any], Awaitable[Response]]:
        async def handle(request: Request, error: Any) -> Response:
            return respond(request.url.path, refuse(error))

        return handle

    app.add_exception_handler(RefusedError, handler(lambda error: error))
    app.add_exception_handler(HTTPException, handler(_from_http))
    app.add_exception_handler(RequestValidationError, handler(_from_validation))
    app.add_exception_handler(DeskFullError, handler(lambda _: refused(503, "busy")))
    app.add_exception_handler(NothingToSearch, handler(_nothing_to_search))
    app.add_exception_handler(SnapshotError, handler(lambda _: NotReadyError()))
    app.add_exception_handler(
        NoConsentError, handler(lambda error: RefusedError(403, "no_consent", str(error)))
    )


def _nothing_to_search(error: NothingToSearch) -> RefusedError:
    return RefusedError(422, "nothing_to_search", str(error))


def refused(status: int, code: str) -> RefusedError:
    """The refusal with the ordinary words for ``status``."""
    return RefusedError(status, code, MESSAGES.get(status, MESSAGES[400]))


def _from_http(error: HTTPException) -> RefusedError:
    return refused(error.status_code, f"http_{error.status_code}")


def _from_validation(error: RequestValidationError) -> RefusedError:
    """Names the fields and the rules, never the values: they may be somebody's own words."""
    fields = [
        {"field": ".".join(str(part) for part in item["loc"]), "rule": item["msg"]}
        for item in error.errors()
    ]
    return RefusedError(422, "invalid", MESSAGES[422], fields=fields)
