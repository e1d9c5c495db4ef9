"""The matcher as a whole: limits before the top k, exact order, and answers that agree."""

from collections.abc import Callable
from datetime import date
from math import prod
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.eligibility import LIFTABLE, NEVER_LIFTED
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.results import Ranking
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
PLAIN = {
    "turner": "lathe",
    "bookkeeper": "books",
    "nurse-kim": "nurse",
    "teacher": "phone-class",
    "labeller": "labels",
    "cook": "kitchen",
}
"""The job that is plainly each person's own."""
MakeMatcher = Callable[..., Matcher]
MakePosting = Callable[..., Posting]
Records = dict[str, Any]


def _ids(ranking: Ranking) -> list[str]:
    return [match.id for match in ranking.matches]


def _alike(number: int, posting: MakePosting, **fields: Any) -> Records:
    """Postings of one trade, each worded a little differently, of employers of their own."""
    shops = "가나다라마바사아자차카타파하"
    return {
        f"s{n:02}": posting(f"s{n:02}", title=f"경리 사무원 {shops[n]}{shops[-n]} 지점", **fields)
        for n in range(number)
    }


@pytest.mark.parametrize(("person", "job"), PLAIN.items())
def test_everybody_finds_the_job_that_is_plainly_theirs_first(
    matcher: Matcher, person: str, job: str
) -> None:
    assert _ids(matcher.matches(person, as_of=AS_OF))[0] == job


@pytest.mark.parametrize(("person", "job"), PLAIN.items())
def test_every_job_finds_the_person_it_is_plainly_for_first(
    matcher: Matcher, person: str, job: str
) -> None:
    assert _ids(matcher.candidates(job, as_of=AS_OF))[0] == person


def test_no_list_holds_what_a_limit_removes_and_the_counts_add_up(
    matcher: Matcher, jobs: Records
) -> None:
    ranking = matcher.matches("turner", as_of=AS_OF, top=1000)
    assert ranking.excluded == {"unlawful": 1, "minimum_wage": 1, "closing": 1, "licence": 1}
    assert ranking.considered == len(jobs)
    assert {"unlawful", "underpaid", "closed", "nurse"}.isdisjoint(_ids(ranking))
    assert len(ranking.matches) == len(jobs) - 4


def test_candidates_are_held_back_by_the_same_limits(matcher: Matcher, people: Records) -> None:
    for job, limit in (("closed", "closing"), ("unlawful", "unlawful")):
        answer = matcher.candidates(job, as_of=AS_OF)
        assert (answer.matches, answer.excluded) == ((), {limit: len(people)})
    nurses = matcher.candidates("nurse", as_of=AS_OF)
    assert _ids(nurses) == ["nurse-kim"]
    assert nurses.excluded == {"licence": len(people) - 1}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    person=st.sampled_from(sorted(PLAIN)),
    top=st.integers(1, 50),
    hard=st.sets(st.sampled_from(["place", "pay", "hours", "employment", "remote", "avoid"])),
    ignore=st.sets(st.sampled_from(LIFTABLE)),
)
def test_as_many_jobs_are_listed_as_asked_for_wherever_so_many_are_left(
    matcher: Matcher, people: Records, person: str, top: int, hard: set[str], ignore: set[str]
) -> None:
    strict = people[person].model_copy(update={"hard": tuple(sorted(hard))})
    ranking = matcher.matches(strict, as_of=AS_OF, top=top, ignore=ignore)
    eligible = ranking.considered - sum(ranking.excluded.values())
    assert len(ranking.matches) == min(top, eligible)
    assert [match.rank for match in ranking.matches] == list(range(1, len(ranking.matches) + 1))
    assert ranking.ignored == tuple(sorted(ignore))
    for match in ranking.matches:
        assert {name: match.factors[name] for name in ignore & set(match.factors)} == (
            dict.fromkeys(ignore & set(match.factors), 1.0)
        )


def test_limits_come_before_the_top_k_even_where_few_neighbours_are_fetched(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    closed = _alike(12, posting, closes="2026-11-01")
    far = {"open": posting("open", title="온실 화초 물 주기")}
    narrow = make_matcher(people, closed | far, Weights(candidates=2))
    ranking = narrow.matches("bookkeeper", as_of=AS_OF)
    assert (_ids(ranking), ranking.excluded) == (["open"], {"closing": 12})


def test_a_list_fills_up_past_the_neighbours_first_fetched(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    narrow = make_matcher(people, _alike(12, posting), Weights(candidates=2))
    assert len(narrow.matches("bookkeeper", as_of=AS_OF, top=10).matches) == 10


def test_what_is_avoided_is_held_back_where_it_is_a_limit_and_only_there(
    matcher: Matcher, people: Records
) -> None:
    wish = people["turner"].desired.model_copy(update={"avoid": ("구내식당 조리원",)})
    soft = people["turner"].model_copy(update={"desired": wish})
    hard = soft.model_copy(update={"hard": ("avoid",)})
    before = matcher.matches(soft, as_of=AS_OF, top=1000)
    after = matcher.matches(hard, as_of=AS_OF, top=1000)
    assert "kitchen" in _ids(before)
    assert "kitchen" not in _ids(after)
    assert after.excluded["avoid"] == len(before.matches) - len(after.matches)
    assert "kitchen" in _ids(matcher.matches(hard, as_of=AS_OF, top=1000, ignore={"avoid"}))


def test_a_score_is_the_product_of_its_factors_which_all_lie_between_nought_and_one(
    matcher: Matcher,
) -> None:
    every = [matcher.matches(person, as_of=AS_OF, top=50) for person in PLAIN]
    every += [matcher.candidates(job, as_of=AS_OF) for job in PLAIN.values()]
    for ranking in every:
        for match in ranking.matches:
            assert {"fit", "career", "avoid", "place", "pay", "hours"} <= set(match.factors)
            assert all(0 <= value <= 1 for value in match.factors.values())
            assert match.score == pytest.approx(prod(match.factors.values()), rel=1e-9)


def test_a_list_is_in_the_order_of_its_scores(matcher: Matcher) -> None:
    for person in PLAIN:
        found = matcher.matches(person, as_of=AS_OF, top=50).matches
        assert [(-m.score, m.id) for m in found] == sorted((-m.score, m.id) for m in found)


@pytest.mark.parametrize("person", PLAIN)
def test_a_shorter_list_is_the_beginning_of_a_longer_one(matcher: Matcher, person: str) -> None:
    longest = matcher.matches(person, as_of=AS_OF, top=32).matches
    for top in (1, 2, 4, 8, 16):
        assert matcher.matches(person, as_of=AS_OF, top=top).matches == longest[:top]


def test_candidates_come_only_from_those_among_whom_is_asked(matcher: Matcher) -> None:
    answer = matcher.candidates("lathe", as_of=AS_OF, among=["cook", "teacher", "nobody"])
    assert set(_ids(answer)) == {"cook", "teacher"}
    assert answer.considered == 2
    assert matcher.candidates("lathe", as_of=AS_OF, among=[]).matches == ()


def test_a_pasted_posting_need_not_be_indexed(matcher: Matcher, posting: MakePosting) -> None:
    pasted = posting("pasted", title="범용 선반 가공", body="밀링과 선반으로 부품을 깎습니다.")
    answer = matcher.candidates(pasted, as_of=AS_OF)
    assert answer.subject == "pasted"
    assert _ids(answer)[0] == "turner"


def test_a_record_that_was_just_changed_is_ranked_as_it_is_now(
    matcher: Matcher, people: Records
) -> None:
    wish = people["turner"].desired.model_copy(update={"jobs": ("구내식당 조리원",), "places": ()})
    changed = people["turner"].model_copy(update={"desired": wish, "career": (), "skills": ()})
    assert _ids(matcher.matches(changed, as_of=AS_OF))[0] == "kitchen"
    assert _ids(matcher.matches("turner", as_of=AS_OF))[0] == "lathe"


def test_a_sentence_finds_jobs_and_the_private_part_of_it_changes_nothing(
    matcher: Matcher,
) -> None:
    plain = matcher.search("집에서 데이터 라벨링", as_of=AS_OF)
    told = matcher.search(
        "올해 만 58세입니다. 집에서 데이터 라벨링\n허리가 안 좋습니다. 남편은 쉽니다.", as_of=AS_OF
    )
    assert _ids(plain)[0] == "labels"
    assert [(m.id, m.score, m.factors) for m in told.matches] == [
        (m.id, m.score, m.factors) for m in plain.matches
    ]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "올해 만 58세입니다.", "010-0000-0000"])
def test_a_sentence_with_nothing_to_look_for_is_refused_with_an_example(
    matcher: Matcher, text: str
) -> None:
    with pytest.raises(ValueError, match="예:"):
        matcher.search(text, as_of=AS_OF)


@pytest.mark.parametrize("name", [*NEVER_LIFTED, "salary"])
def test_every_question_refuses_to_lift_what_nobody_may_lift(matcher: Matcher, name: str) -> None:
    asks: list[Callable[[], object]] = [
        lambda: matcher.matches("turner", as_of=AS_OF, ignore={name}),
        lambda: matcher.search("경리", as_of=AS_OF, ignore={name}),
        lambda: matcher.candidates("lathe", as_of=AS_OF, ignore={name}),
        lambda: matcher.why("turner", "lathe", as_of=AS_OF, ignore={name}),
    ]
    for ask in asks:
        with pytest.raises(ValueError, match="expected some of: closing"):
            ask()


def test_an_unknown_id_is_a_key_error(matcher: Matcher) -> None:
    with pytest.raises(KeyError):
        matcher.matches("nobody", as_of=AS_OF)
    with pytest.raises(KeyError):
        matcher.candidates("nothing", as_of=AS_OF)
    with pytest.raises(KeyError):
        matcher.why("turner", "nothing", as_of=AS_OF)


def test_newcomers_only_and_a_stale_posting_count_less_and_are_lifted_by_name(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    both = {
        "new": posting("new", title="경리 사무원", career="신입"),
        "old": posting("old", title="경리 사무원", registered=date(2026, 9, 1)),
        "plain": posting("plain", title="경리 사무원"),
    }
    matcher = make_matcher(people, both)
    found = {m.id: m for m in matcher.matches("bookkeeper", as_of=AS_OF).matches}
    assert found["new"].factors["career"] == Weights().newcomers_only
    assert found["old"].factors["freshness"] == Weights().stale
    assert found["plain"].rank == 1
    lifted = matcher.matches("bookkeeper", as_of=AS_OF, ignore={"career", "freshness"})
    assert len({match.score for match in lifted.matches}) == 1


def test_a_person_who_says_nothing_gets_no_list_and_no_error(matcher: Matcher) -> None:
    assert matcher.matches(Trainee(id="silent"), as_of=AS_OF).matches == ()


def test_a_market_without_postings_or_people_answers_with_nothing(
    people: Records, jobs: Records, make_matcher: MakeMatcher
) -> None:
    assert make_matcher(people, {}).matches("turner", as_of=AS_OF).matches == ()
    assert make_matcher({}, jobs).candidates("lathe", as_of=AS_OF).matches == ()
