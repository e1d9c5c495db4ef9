"""``ieum advise``: sentences for a counsellor, JSON for a program, refusals that say why."""

from collections.abc import Callable
from typing import Any

import pytest

Ieum = Callable[..., Any]
PLACE = "‘근무지’ 조건을 풀면 조건을 통과하는 일자리가 1개"


def test_advise_tells_what_a_lifted_limit_opens(indexed: Ieum) -> None:
    done = indexed("advise", "T01")
    assert done.err == ""
    assert done.out.startswith("T01 · 기준일 2026-11-24\n조건을 모두 통과한 일자리 2개 가운데")
    assert PLACE in done.out  # J04 in Busan is all that the wished place holds back
    assert PLACE not in indexed("advise", "T01", "--ignore", "place").out


def test_advise_json_has_the_published_shape(indexed: Ieum) -> None:
    told = indexed("advise", "T01", "--json").json
    assert list(told) == [
        *("trainee", "as_of", "passing", "good"),
        *("gaps", "what_ifs", "relaxations", "questions"),
    ]
    assert (told["trainee"], told["as_of"], told["passing"]) == ("T01", "2026-11-24", 2)
    (place,) = [one for one in told["relaxations"] if one["limits"] == ["place"]]
    assert place["opens"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [(("T99",), 1, "no trainee with this id"), (("T01", "--ignore", "unlawful"), 2, "unlawful")],
)
def test_advise_refuses_an_unknown_person_and_a_limit_nobody_lifts(
    indexed: Ieum, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = indexed("advise", *arguments)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


def test_why_tells_the_phrase_that_would_have_to_go(indexed: Ieum) -> None:
    (change,) = indexed("why", "T01", "J03").json["changes"]
    assert change["limit"] == "unlawful"
    assert "35세 이하" in change["text"]
