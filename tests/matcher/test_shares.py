"""The first ten of a list: each kind of work that is wished has its job, no occupation fills it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from embeddings.hashing import HashingEncoder
from matcher.indexing import MatchIndex
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.results import Match
from matcher.weights import Weights

CLERK, GUARD = "027200", "542000"
NEAR, FAR = "세종특별자치시 나성동", "충청남도 논산시"
SHOPS = "가나다라마바사아자차카타"
MakePosting = Callable[..., Posting]


def _jobs(posting: MakePosting, guards: int, **guard: Any) -> dict[str, Posting]:
    """Twelve clerks next door, some guards far away, and others whom nobody wished for."""
    shop = {"region": NEAR, "jobs_cd": CLERK}
    clerks = [
        posting(f"clerk{n:02}", title=f"경리 사무원 {SHOPS[n]}{SHOPS[-n]} 지점", **shop)
        for n in range(12)
    ]
    others = [
        posting(f"other{n:02}", title=f"{SHOPS[n]}나무 가구 목공 {SHOPS[-n]}", region=FAR)
        for n in range(12)
    ]
    known = {"region": FAR, "jobs_cd": GUARD, **guard}
    watch = [
        posting(f"guard{n:02}", title=f"아파트 경비원 {SHOPS[n]}{SHOPS[-n]} 단지", **known)
        for n in range(guards)
    ]
    return {one.id: one for one in (*clerks, *others, *watch)}


def _kim(*wishes: str) -> Trainee:
    told = {"jobs": wishes, "places": ["세종"]}
    return Trainee.model_validate({"id": "kim", "home_place": "나성동", "desired": told})


def _matcher(jobs: Mapping[str, Posting], kim: Trainee, **weights: Any) -> Matcher:
    encoder = HashingEncoder()
    index = MatchIndex.build({kim.id: kim}, jobs, encoder)
    known = Weights(**{"fair": 0.02, **weights})
    return Matcher({kim.id: kim}, jobs, index, encoder, weights=known)


def _list(matcher: Matcher, as_of: Any, top: int = 10) -> tuple[Match, ...]:
    return matcher.matches("kim", as_of=as_of, top=top).matches


def _kinds(matches: tuple[Match, ...]) -> dict[str, int]:
    kinds = [match.id[:-2] for match in matches]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def test_each_wish_has_its_job_among_the_first_ten(posting: MakePosting, as_of: Any) -> None:
    kim = _kim("경리 사무원", "아파트 경비원")
    matcher = _matcher(_jobs(posting, 1), kim, per_occupation=10)
    assert _kinds(_list(matcher.without("occupation_cap"), as_of)) == {"clerk": 10}
    assert _kinds(_list(matcher, as_of)) == {"clerk": 9, "guard": 1}


def test_no_occupation_takes_more_than_its_share_where_two_are_wished(
    posting: MakePosting, as_of: Any
) -> None:
    kim = _kim("경리 사무원", "아파트 경비원")
    matcher = _matcher(_jobs(posting, 8), kim)
    assert _kinds(_list(matcher, as_of)) == {"clerk": 5, "guard": 5}
    assert Weights().per_occupation == 5


def test_a_share_stays_empty_rather_than_going_to_work_that_is_too_far_off(
    posting: MakePosting, as_of: Any
) -> None:
    kim = _kim("경리 사무원", "아파트 경비원")
    jobs = _jobs(posting, 3)
    best = max(m.score for m in _list(_matcher(jobs, kim), as_of, 40) if m.id.startswith("guard"))
    strict = _matcher(jobs, kim, fair=best + 0.01)
    assert _kinds(_list(strict, as_of)) == {"clerk": 10}


def test_who_wishes_one_kind_of_work_gets_the_best_of_it(posting: MakePosting, as_of: Any) -> None:
    matcher = _matcher(_jobs(posting, 8), _kim("경리 사무원"), fair=0.0)
    assert _kinds(_list(matcher, as_of)) == {"clerk": 10}


@pytest.mark.parametrize("guards", [1, 8])
def test_sharing_moves_jobs_and_loses_none_and_keeps_the_order_of_scores(
    posting: MakePosting, as_of: Any, guards: int
) -> None:
    kim = _kim("경리 사무원", "아파트 경비원")
    matcher = _matcher(_jobs(posting, guards), kim)
    whole = _list(matcher, as_of, 40)
    plain = _list(matcher.without("occupation_cap"), as_of, 40)
    assert sorted(match.id for match in whole) == sorted(match.id for match in plain)
    for part in (whole[:10], whole[10:]):
        scores = [match.score for match in part]
        assert scores == sorted(scores, reverse=True)
    for top in (1, 3, 10, 12):
        assert _list(matcher, as_of, top) == whole[:top]
