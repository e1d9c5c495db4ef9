"""The client of public services: its key is seen by nobody, and it knows when to stop."""

import logging
import time
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from pydantic import SecretStr

from service.feeds.client import FeedClient, FeedDown, RequestsSpent

if TYPE_CHECKING:
    Named = Callable[[str], Any]

KEY = "planted+key/ABC=="
SECRETS = (KEY, quote(KEY, safe=""), "planted+key", "planted%2Bkey", "planted")
URL = "https://service.example/list"


def client(recorded: Any, **limits: Any) -> FeedClient:
    found: FeedClient = recorded.client(**limits)
    return found


def ask(recorded: Any, **limits: Any) -> bytes:
    with client(recorded, **limits) as asking:
        return asking.get(recorded.service.url, recorded.service.page(1))


def failure(recorded: Any, **limits: Any) -> FeedDown:
    with pytest.raises(FeedDown) as caught:
        ask(recorded, **limits)
    return caught.value


def test_the_key_reaches_the_service_and_nothing_else(
    work24: Any, caplog: pytest.LogCaptureFixture
) -> None:
    # given
    caplog.set_level(logging.DEBUG)
    told: list[str] = []

    # when it answers, fails, refuses, redirects, is slow and echoes the key
    for status in (200, 404, 500, 302):
        work24.server.failures = [status] * (4 if status >= 500 else 1)
        try:
            ask(work24)
        except FeedDown as error:
            told += [repr(error), str(error), "".join(traceback.format_exception(error))]
    work24.answers(f"<error>wrong key {KEY} {quote(KEY, safe='')}</error>".encode())
    told.append(ask(work24).decode())
    with client(work24) as asking:
        told += [repr(asking), repr(vars(asking)["_http"]), repr(SecretStr(KEY))]

    # then
    assert {query["authKey"] for query in work24.server.asked} == {KEY}
    everything = caplog.text + "".join(told) + repr([vars(one) for one in caplog.records])
    assert "service.example" in everything or "127.0.0.1" in everything
    assert [secret for secret in SECRETS if secret in everything] == []


def test_a_key_pasted_in_its_encoded_form_is_the_same_key(work24: Any) -> None:
    # when
    with FeedClient(
        SecretStr(quote(KEY, safe="")), "authKey", base_url=work24.server.url, delay=0
    ) as asking:
        asking.get(work24.service.url, work24.service.page(1))

    # then
    assert work24.server.asked[0]["authKey"] == KEY


def test_an_answer_that_does_not_come_is_given_up_in_time(work24: Any) -> None:
    # given
    work24.server.slow = 1.0

    # when
    before = time.monotonic()
    error = failure(work24, timeout=0.1, attempts=2)

    # then
    assert "0.1초" in str(error)
    assert time.monotonic() - before < 0.9


def test_a_refusal_is_not_tried_again(work24: Any) -> None:
    work24.server.failures = [403, 403]

    assert "HTTP 403" in str(failure(work24))
    assert len(work24.server.asked) == 1


def test_too_large_an_answer_is_left_unread(work24: Any) -> None:
    work24.answers(b"<a>" + b"x" * 50_000 + b"</a>")

    assert str(failure(work24, most_bytes=10_000)) == "답이 너무 큽니다."
    assert len(ask(work24, most_bytes=60_000)) == 50_007


def test_a_run_makes_no_more_requests_than_it_may(work24: Any) -> None:
    work24.server.failures = [500] * 9

    assert isinstance(failure(work24, most_requests=2), RequestsSpent)
    assert len(work24.server.asked) == 2


def test_requests_keep_their_distance(work24: Any) -> None:
    # when
    before = time.monotonic()
    with client(work24, delay=0.1) as asking:
        for number in (1, 2, 1):
            asking.get(work24.service.url, work24.service.page(number))

    # then
    assert time.monotonic() - before >= 0.2


def test_nobody_there_is_told_without_the_address_of_the_key() -> None:
    with (
        FeedClient(
            SecretStr(KEY), "authKey", base_url="http://127.0.0.1:9", attempts=1, delay=0
        ) as asking,
        pytest.raises(FeedDown, match="연결하지 못했습니다"),
    ):
        asking.get(URL, {})
