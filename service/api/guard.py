"""The guard (문지기): security headers, limits on bodies, no writing from other sites, and
silence about inner failures."""

import logging
import traceback
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.errors import Respond, refused

logger = logging.getLogger(__name__)

BODY_LIMIT = 256 * 1024
"""Bytes. 20,000 Hangul letters are 60 kB as UTF-8 and 180 kB as an ordinary form."""
FILE_LIMIT = 21 * 1024 * 1024
"""Bytes, where a file may be handed in."""
TAKES_FILES = frozenset({"/drafts"})
READS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class TooLargeError(Exception):
    """The body is longer than ``BODY_LIMIT``."""


class Guard:
    """Wraps the whole application; plain ASGI, so that it costs next to nothing."""

    def __init__(self, app: ASGIApp, respond: Respond, limit: int = BODY_LIMIT) -> None:
        self._app = app
        self._respond = respond
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request within the limits."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def guarded_send(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add_headers(message, private=not scope["path"].startswith("/static/"))
            await send(message)

        if scope["method"] not in READS and _from_elsewhere(Headers(scope=scope)):
            await self._refuse(403, "elsewhere", scope, receive, guarded_send)
            return
        try:
            messages = await self._read(scope, receive)
            await self._app(scope, _replay(messages, receive), guarded_send)
        except TooLargeError:
            await self._refuse(413, "too_large", scope, receive, guarded_send)
        except Exception as error:
            _log(error)
            if not started:
                await self._refuse(500, "internal", scope, receive, guarded_send)

    async def _refuse(
        self, status: int, code: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        await self._respond(scope["path"], refused(status, code))(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive) -> list[Message]:
        """The whole body, read up to the limit before anything is done with it."""
        if scope["method"] in READS:
            return []
        limit = FILE_LIMIT if scope["path"] in TAKES_FILES else self._limit
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdigit() and int(announced) > limit:
            raise TooLargeError
        messages, size = [], 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > limit:
                raise TooLargeError
            if not message.get("more_body", False):
                return messages


def _from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that a page of another site sends this; programs say nothing."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin", "null")
    if site is not None:
        return site not in OWN_SITE
    try:
        return origin != "null" and urlsplit(origin).netloc != headers.get("host")
    except ValueError:
        return True


def _replay(messages: Iterable[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def next_message() -> Message:
        for message in waiting:
            return message
        return await receive()

    return next_message


def _add_headers(message: Message, *, private: bool) -> None:
    headers = MutableHeaders(scope=message)
    headers.update(SECURITY_HEADERS)
    headers["Cache-Control"] = "no-store" if private else "max-age=3600"


def _log(error: Exception) -> None:
    """Kind and place only: the message of an error may quote what a person wrote."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    logger.error("unhandled %s at %s", type(error).__name__, place)
