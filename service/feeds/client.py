"""The one client of public services: polite, bounded, and silent about its key."""

import logging
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import quote, quote_plus, unquote, urlsplit, urlunsplit

import httpx
import stamina
from pydantic import SecretStr

_SHORT = 8
"""A shorter key is not hidden in answers: it would hide half of their words."""


class FeedDown(RuntimeError):  # noqa: N818 - the trade's word
    """A service that cannot be reached or does not answer as it should; never names the key."""


class RequestsSpent(FeedDown):
    """The most requests of one run are made."""


class _Again(FeedDown):
    """Worth another try."""


class _Keyed(httpx.HTTPTransport):
    """Puts the key on the wire and nowhere else: logs and errors see the URL without it."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self._name, self._key = name, key

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request, with the key among its parameters."""
        url = request.url.copy_merge_params({self._name: self._key})
        return super().handle_request(
            httpx.Request(
                request.method,
                url,
                headers=request.headers,
                stream=request.stream,
                extensions=request.extensions,
            )
        )


class FeedClient:
    """GET with retries for what passes, pauses, and limits of time, size and number.

    ``most_requests`` counts every attempt. ``base_url`` sends every request to another host:
    for tests.
    """

    def __init__(
        self,
        key: SecretStr,
        key_name: str,
        *,
        timeout: float = 20.0,
        delay: float = 0.3,
        attempts: int = 4,
        wait: float = 1.0,
        most_requests: int = 4000,
        most_bytes: int = 20 * 1024 * 1024,
        base_url: str | None = None,
    ) -> None:
        plain = key.get_secret_value().strip()
        plain = unquote(plain) if "%" in plain else plain  # data.go.kr shows both forms
        self._secrets = {plain, quote(plain, safe=""), quote_plus(plain)}
        self._timeout, self._delay, self._attempts, self._wait = timeout, delay, attempts, wait
        self._left, self._most_bytes, self._base = most_requests, most_bytes, base_url
        self._last = float("-inf")
        # at DEBUG it writes headers of answers, and a redirect's repeats the key
        logging.getLogger("httpcore").setLevel(logging.INFO)
        self._http = httpx.Client(transport=_Keyed(key_name, plain), timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()

    def get(self, url: str, params: Mapping[str, str]) -> bytes:
        """The body of an answer with status 200; raises ``FeedDown``."""
        for attempt in stamina.retry_context(
            on=_Again,
            attempts=self._attempts,
            timeout=None,
            wait_initial=self._wait,
            wait_max=self._wait * 8,
            wait_jitter=self._wait,
        ):
            with attempt:
                return self._once(self._address(url), params)
        raise FeedDown("서비스가 답하지 않습니다.")

    def _address(self, url: str) -> str:
        if not self._base:
            return url
        host, own = urlsplit(self._base), urlsplit(url)
        return urlunsplit((host.scheme, host.netloc, own.path, own.query, ""))

    def _once(self, url: str, params: Mapping[str, str]) -> bytes:
        if self._left <= 0:
            raise RequestsSpent("한 번에 보낼 수 있는 요청을 다 썼습니다.")
        self._left -= 1
        time.sleep(max(0.0, self._last + self._delay - time.monotonic()))
        try:
            with self._http.stream("GET", url, params=dict(params)) as answer:
                return self._body(answer)
        except httpx.TimeoutException:
            raise _Again(f"서비스가 {self._timeout:g}초 안에 답하지 않습니다.") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _Again(f"서비스에 연결하지 못했습니다({type(error).__name__}).") from None
        finally:
            self._last = time.monotonic()

    def _body(self, answer: httpx.Response) -> bytes:
        status = answer.status_code
        if status >= 500 or status == 429:
            raise _Again(f"서비스가 HTTP {status}로 답했습니다.")
        if status != 200:
            raise FeedDown(f"서비스가 HTTP {status}로 답했습니다. 주소와 인증키를 확인해 주십시오.")
        body, until = bytearray(), time.monotonic() + 2 * self._timeout
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > self._most_bytes:
                raise FeedDown("답이 너무 큽니다.")
            if time.monotonic() > until:
                raise _Again(f"서비스가 {2 * self._timeout:g}초 안에 다 보내지 않습니다.")
        return self._without_key(bytes(body))

    def _without_key(self, body: bytes) -> bytes:
        """An answer that repeats the key must not carry it into texts and logs."""
        for secret in self._secrets:
            if len(secret) >= _SHORT:
                body = body.replace(secret.encode(), b"***")
        return body
