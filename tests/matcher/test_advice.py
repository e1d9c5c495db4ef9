"""Advice says what re-running the matcher gives: counted by hand, and checked against itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.hashing import HashingEncoder
from matcher.advice.whatifs import with_wishes
from matcher.advice.wording import WISHES
from matcher.indexing import MatchIndex
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.skills import CourseTable
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
SEJONG, DAEJEON = "세종특별자치시 나성동", "대전광역시 유성구"
FORKLIFT = "지게차운전기능사"
WEIGHTS = Weights(fair=0.3)
"""Every shop's job is worth a look by its words (0.5 and more), no other job is (below 0.2)."""
MakeMatcher = Callable[..., Matcher]
MakePosting = Callable[..., Posting]
Records = dict[str, Any]

SHOPS: dict[str, Records] = {
    **{f"s{n:02}": {"region": DAEJEON} for n in range(3)},
    **{f"s{n:02}": {"pay": "월급 225만원"} for n in (3, 4)},
    **{f"s{n:02}": {"licences": [FORKLIFT]} for n in (5, 6, 7, 8)},
    "s09": {"region": DAEJEON, "pay": "월급 225만원"},
    "s10": {},
    "s11": {},
    "s12": {"region": DAEJEON, "licences": [FORKLIFT]},
}
"""Three jobs too far, two paid too low, four that need a licence, one far and low, two free, and
one that is both far and needs the licence."""


def bookkeeper(**fields: Any) -> Trainee:
    """Somebody who wishes to keep books in Sejong for 250만원 a month, and means both."""
    desired = {"jobs": ["경리 사무원"], "places": ["세종"], "monthly_wage_min_manwon": 250}
    known = {
        "id": "b",
        "career": [{"title": "경리", "duties": "전표 입력과 결산, 급여 계산을 했습니다."}],
        "skills": ["더존", "부가세 신고"],
        "desired": desired | fields.pop("desired", {}),
        "hard": ["place", "pay"],
    }
    return Trainee.model_validate(known | fields)


@pytest.fixture(scope="module")
def shops(posting: MakePosting, jobs: Records) -> Records:
    """The shops' jobs of one trade, and the town's other trades, which say nothing."""
    names = "가나다라마바사아자차카타파하"
    usual = {"region": SEJONG, "pay": "월급 260만원"}
    found = {
        id_: posting(id_, title=f"경리 사무원 {names[n]}{names[-n]} 지점", **{**usual, **fields})
        for n, (id_, fields) in enumerate(SHOPS.items())
    }
    found["y00"] = posting("y00", title="지게차 운전원", licences=[FORKLIFT])
    return found | {id_: job for id_, job in jobs.items() if id_.startswith("z")}


@pytest.fixture(scope="module")
def town(shops: Records, make_matcher: MakeMatcher) -> Matcher:
    return make_matcher({"b": bookkeeper()}, shops, WEIGHTS)


def whole(matcher: Matcher, trainee: Trainee, ignore: Any = ()) -> tuple[int, int]:
    """How many jobs a list without end has, and how many of them are worth a look."""
    endless = matcher.without("employer_cap", "occupation_cap", "lane")
    found = endless.matches(trainee, as_of=AS_OF, top=1000, ignore=ignore).matches
    return len(found), sum(match.band in ("강함", "보통") for match in found)


def test_jobs_that_pass_and_that_are_worth_a_look_are_counted(town: Matcher) -> None:
    advice = town.advice("b", as_of=AS_OF)
    assert (advice.passing, advice.good) == (2 + 24, 2)


def test_a_licence_opens_the_jobs_that_only_it_holds_back(town: Matcher) -> None:
    (gap,) = town.advice("b", as_of=AS_OF).gaps  # neither s12, which is too far, nor y00 count
    assert (gap.kind, gap.name, gap.asked_by, gap.opens) == ("licence", FORKLIFT, 4, 4)
    assert gap.text == f"‘{FORKLIFT}’가 있으면 지원하실 수 있는 일자리가 4개 늘어납니다."


def test_a_licence_that_is_held_is_no_gap(town: Matcher) -> None:
    held = bookkeeper(licences=["지게차 운전기능사"])
    assert town.advice(held, as_of=AS_OF).gaps == ()


def test_a_tenth_less_pay_brings_what_is_paid_a_tenth_less(town: Matcher) -> None:
    (found,) = town.advice("b", as_of=AS_OF).what_ifs
    assert (found.wish, found.change) == ("pay", 2)
    assert found.text == (
        "희망 임금을 월 250만원에서 225만원으로 낮추시면 살펴보실 만한 일자리가 2개 늘어납니다."
    )


def test_a_step_that_changes_nothing_is_not_told(town: Matcher) -> None:
    modest = bookkeeper(desired={"monthly_wage_min_manwon": 220})
    assert town.advice(modest, as_of=AS_OF).what_ifs == ()


def test_each_wish_to_relax_is_told_with_what_it_opens_alone(town: Matcher) -> None:
    found = town.advice("b", as_of=AS_OF).relaxations
    assert [(one.limits, one.opens, one.good) for one in found] == [
        (("place",), 3, 3),
        (("pay",), 2, 2),
    ]
    assert found[0].text == (
        "‘근무지’ 조건을 풀면 조건을 통과하는 일자리가 3개, 살펴보실 만한 일자리가 3개 늘어납니다."
    )


def test_a_list_that_is_long_enough_needs_nothing_relaxed(town: Matcher) -> None:
    assert town.advice("b", as_of=AS_OF, top=2).relaxations == ()
    assert town.advice("b", as_of=AS_OF, top=3).relaxations


def test_where_no_wish_alone_opens_anything_the_fewest_together_are_named(
    posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    far_and_low = {"region": DAEJEON, "pay": "월급 225만원"}
    jobs = {
        "two": posting("two", title="경리 사무원 가 지점", **far_and_low),
        "three": posting(
            "three", title="경리 사무원 나 지점", employment_type="계약직", **far_and_low
        ),
        "closed": posting("closed", title="경리 사무원 다 지점", closes="2026-11-01"),
    }
    desired = {"employment_types": ["정규직"]}
    strict = bookkeeper(desired=desired, hard=["employment", "pay", "place"])
    matcher = make_matcher({"b": strict}, jobs, WEIGHTS)
    (found,) = matcher.advice("b", as_of=AS_OF).relaxations
    assert (set(found.limits), found.opens) == ({"pay", "place"}, 1)
    assert "‘임금’, ‘근무지’ 조건을 함께 풀면" in found.text


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hard=st.sets(st.sampled_from(sorted(WISHES))),
    pay=st.sampled_from([None, 225.0, 250.0, 270.0]),
    places=st.sampled_from([(), ("세종",), ("대전 유성구",)]),
    hours=st.sampled_from([None, 20.0, 40.0]),
    ignore=st.sets(st.sampled_from(["licence", "place", "pay"])),
)
def test_whatever_advice_counts_is_what_running_again_gives(
    town: Matcher, hard: set[str], pay: Any, places: Any, hours: Any, ignore: set[str]
) -> None:
    wishes = {"monthly_wage_min_manwon": pay, "places": places, "hours_per_week_max": hours}
    person = with_wishes(bookkeeper(hard=sorted(hard)), **wishes)
    advice = town.advice(person, as_of=AS_OF, ignore=ignore, top=100)
    passing, good = whole(town, person, ignore)
    assert (advice.passing, advice.good) == (passing, good)
    for one in advice.relaxations:
        then = whole(town, person, ignore | set(one.limits))
        assert (one.opens, one.good) == (then[0] - passing, then[1] - good)
        assert one.opens > 0 or one.good > 0
    alone = {one.limits[0] for one in advice.relaxations if len(one.limits) == 1}
    for name in set(WISHES) - alone:  # what is not named opens nothing alone
        assert whole(town, person, ignore | {name}) <= (passing, good)
    for step in advice.what_ifs:
        lower = {"pay": {"monthly_wage_min_manwon": round((pay or 0) * 0.9, 1)}}
        then = whole(town, with_wishes(person, **lower[step.wish]), ignore)
        assert step.change == then[1] - good != 0


def test_fifteen_minutes_more_count_where_a_way_is_weighed_and_are_never_a_travel_time(
    shops: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    far = {
        f"d{n}": posting(f"d{n}", title=f"경리 사무원 {n}호점", region=DAEJEON) for n in range(4)
    }
    at_home = {"places": [], "monthly_wage_min_manwon": None, "max_commute_min": 15}
    person = bookkeeper(desired=at_home, home_place="세종 나성동", hard=[])
    matcher = make_matcher({"b": person}, shops | far, replace(WEIGHTS, fair=0.25))
    longer = with_wishes(person, max_commute_min=30)
    change = whole(matcher, longer)[1] - whole(matcher, person)[1]
    (step,) = (one for one in matcher.advice("b", as_of=AS_OF).what_ifs if one.wish == "commute")
    assert step.change == change > 0
    assert step.text.startswith("통근 시간을 15분에서 30분까지로 늘리시면")


def test_skills_are_missing_only_where_neither_claimed_nor_taught_and_courses_close_them(
    posting: MakePosting,
) -> None:
    asking = {
        "s0": "자격요건\n- 엑셀 필수\n- 포토샵 필수",
        "s1": "자격요건\n- 포토샵 필수",
        "s2": "자격요건\n- 포토샵 필수\n- 일러스트레이터 필수",
    }
    jobs = {
        id_: posting(id_, title=f"경리 사무원 {id_} 지점", body=body)
        for id_, body in asking.items()
    }
    lines = "사진 편집,,2026-01-01,,,,포토샵,\n사진 옛 과정,,2025-01-01,2025-12-31,,,포토샵,\n"
    header = "course,aliases,valid_from,valid_to,goal,hours,skills,trades\n"
    courses = CourseTable.parse(header + lines, name="courses.csv")
    person = bookkeeper(skills=["MS Excel"], hard=[])
    encoder = HashingEncoder()
    index = MatchIndex.build({"b": person}, jobs, encoder)
    weights = replace(WEIGHTS, fair=0.1)
    matcher = Matcher({"b": person}, jobs, index, encoder, weights=weights, courses=courses)

    assert whole(matcher, person)[1] == 3
    (gap,) = matcher.advice("b", as_of=AS_OF).gaps  # one job that asks for Illustrator is too few
    assert (gap.name, gap.asked_by, gap.opens, gap.courses) == ("포토샵", 3, 2, ("사진 편집",))
    assert gap.text == (
        "‘포토샵’을 익히시면 필수 요건을 모두 갖추시는 일자리가 2개 늘어납니다."
        " ‘사진 편집’ 과정에서 배우실 수 있습니다."
    )
    for has in ({"skills": ["포토샵"]}, {"courses": [{"name": "사진 편집", "status": "수료"}]}):
        told = matcher.advice(bookkeeper(hard=[], **has), as_of=AS_OF).gaps
        assert "포토샵" not in {gap.name for gap in told}


def test_advice_is_the_same_again_and_ready_for_json(town: Matcher) -> None:
    told = town.advice("b", as_of=AS_OF)
    assert told == town.advice("b", as_of=AS_OF)
    assert list(told.to_json())[:4] == ["trainee", "as_of", "passing", "good"]
    assert told.to_json()["gaps"][0]["name"] == FORKLIFT
