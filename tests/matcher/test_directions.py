"""A change of trade and a wish to stay are read from wishes and courses, and from nothing else."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest

from matcher.eligibility import checked_ignore
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.records.trainee import WishName
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
LATHE = {"title": "선반공", "years": 20, "duties": "범용 선반과 밀링으로 금형 부품을 깎았습니다."}
LABELS = {"name": "데이터 라벨링 실무", "status": "수료"}
MakeMatcher = Callable[..., Matcher]
MakePosting = Callable[..., Posting]
Records = dict[str, Any]


@pytest.fixture(scope="module")
def by_meaning(people: Records, jobs: Records, make_matcher: MakeMatcher) -> Matcher:
    """The legs of meaning, which know wishes from career; in a town so small the lexical ones,
    which know only words, would cut the best fits at 1."""
    return make_matcher(people, jobs, Weights(full_fit=6.0)).without("lexical")


def _first(matcher: Matcher, **fields: Any) -> str:
    person = Trainee.model_validate({"id": "t", "career": [LATHE], **fields})
    return matcher.matches(person, as_of=AS_OF).matches[0].id


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({}, "lathe"),  # nothing but a career: more of the same
        ({"courses": [LABELS]}, "labels"),  # a course and no wish: the trade it leads to
        ({"courses": [LABELS], "desired": {"jobs": ["범용 선반공"]}}, "lathe"),  # a wish to stay
        ({"desired": {"jobs": ["데이터 라벨링"]}}, "labels"),  # a wish to change without a course
        ({"courses": [LABELS], "desired": {"jobs": ["구내식당 조리원"]}}, "kitchen"),
    ],
)
def test_the_wish_decides_then_the_course_then_the_career(
    by_meaning: Matcher, fields: Records, first: str
) -> None:
    assert _first(by_meaning, **fields) == first


@pytest.mark.parametrize("born", [None, 1962, 1976])
def test_no_direction_is_guessed_from_age(by_meaning: Matcher, born: int | None) -> None:
    assert _first(by_meaning, courses=[LABELS], birth_year=born) == "labels"
    assert _first(by_meaning, desired={"jobs": ["범용 선반공"]}, birth_year=born) == "lathe"


WISHED: Records = {
    "jobs": ["경리 사무원"],
    "places": ["세종"],
    "monthly_wage_min_manwon": 300,
    "hours_per_week_max": 20,
    "days": "주 3일",
    "employment_types": ["정규직"],
    "remote_ok": False,
    "avoid": ["야간 근무"],
}
BREAKS: dict[str, Records] = {
    "place": {"region": "부산광역시"},
    "pay": {"pay": "월급 250만원"},
    "hours": {"working_condition": "주 40시간"},
    "days": {"working_condition": "주 5일"},
    "employment": {"employment_type": "계약직"},
    "remote": {"body": "재택근무", "region": "세종특별자치시"},
    "avoid": {"working_condition": "야간"},
}


def test_every_wish_is_soft_or_hard_both_ways_and_can_be_lifted(
    posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    assert {*BREAKS, "commute"} == set(get_args(WishName))
    jobs = {name: posting(name, title="경리 사무원", **row) for name, row in BREAKS.items()}
    soft = Trainee.model_validate({"id": "t", "desired": WISHED})
    matcher = make_matcher({"t": soft}, jobs)
    everything = matcher.matches(soft, as_of=AS_OF).matches
    assert {match.id for match in everything} == set(jobs)
    for name in BREAKS:
        unmet = next(match for match in everything if match.id == name)
        assert unmet.factors[name] < 1, name
        hard = soft.model_copy(update={"hard": (name,)})
        asked = matcher.matches(hard, as_of=AS_OF)
        assert name not in {match.id for match in asked.matches}
        assert asked.excluded[name] >= 1
        lifted = matcher.matches(hard, as_of=AS_OF, ignore=checked_ignore({name}))
        assert name in {match.id for match in lifted.matches}
        both_ways = make_matcher({"t": hard}, jobs)
        assert both_ways.candidates(name, as_of=AS_OF).excluded == {name: 1}


def test_what_the_job_asks_and_what_the_person_wants_count_alike_in_both_directions(
    matcher: Matcher, people: Records
) -> None:
    """Every factor but the fit, whose words are few the other way, is the same from both sides."""
    compared = 0
    for person in people:
        jobs = {one.id: one for one in matcher.matches(person, as_of=AS_OF, top=1000).matches}
        for job, match in jobs.items():
            found = {one.id: one for one in matcher.candidates(job, as_of=AS_OF, top=1000).matches}
            if person in found:
                ours = {**match.factors, "fit": 1}
                assert ours == pytest.approx({**found[person].factors, "fit": 1})
                compared += 1
    assert compared > 20


def test_a_person_who_does_not_want_the_job_is_no_first_candidate(
    posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    job = posting("p", title="경리 사무원", pay="월급 200만원", region="세종특별자치시 나성동")
    same = {"career": [{"title": "경리 사무원", "years": 9}]}
    people = {
        id_: Trainee.model_validate({"id": id_, **same, "desired": desired})
        for id_, desired in (
            ("a-wants-more", {"jobs": ["경리 사무원"], "monthly_wage_min_manwon": 320}),
            ("b-willing", {"jobs": ["경리 사무원"], "monthly_wage_min_manwon": 200}),
        )
    }
    found = make_matcher(people, {"p": job}).candidates("p", as_of=AS_OF).matches
    assert [match.id for match in found] == ["b-willing", "a-wants-more"]
    # 200 of 320 squared is 0.39, and never below 0.4
    assert found[1].factors["pay"] == pytest.approx(0.4)


def test_of_equal_jobs_the_one_that_closes_first_comes_first_and_no_other(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    jobs = {
        id_: posting(id_, title="경리 사무원", closes=closes, seen=AS_OF)
        for id_, closes in (
            ("a-late", "2026-12-20"),
            ("b-filled", "채용시까지"),
            ("c-soon", "2026-11-26"),
        )
    }
    near = {"d-nearer": posting("d-nearer", title="경리 사무원 급여 계산", closes="2026-12-30")}
    matcher = make_matcher(people, jobs | near)
    found = matcher.matches("bookkeeper", as_of=AS_OF).matches
    equal = [match for match in found if match.id in jobs]
    assert len({match.score for match in equal}) == 1
    assert [match.id for match in equal] == ["c-soon", "a-late", "b-filled"]
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    lifted = matcher.matches("bookkeeper", as_of=AS_OF, ignore={"closing"}).matches
    assert [one.id for one in lifted if one.id in jobs] == sorted(jobs)
