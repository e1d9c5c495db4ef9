"""``why`` and both directions agree with the list that is shown."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.matching import Matcher
from matcher.records import Posting
from matcher.results import Ranking

AS_OF = date(2026, 11, 24)
MakeMatcher = Callable[..., Matcher]
MakePosting = Callable[..., Posting]
Records = dict[str, Any]


def _ids(ranking: Ranking) -> list[str]:
    return [match.id for match in ranking.matches]


@pytest.mark.parametrize("top", [3, 10, 50])
def test_why_says_what_the_list_shows(
    matcher: Matcher, people: Records, jobs: Records, top: int
) -> None:
    for person in people:
        shown = {m.id: m for m in matcher.matches(person, as_of=AS_OF, top=top).matches}
        for job in list(jobs)[:14]:
            verdict = matcher.why(person, job, as_of=AS_OF, top=top)
            assert verdict.listed is (job in shown)
            if job not in shown:
                assert verdict.rank is None
                assert verdict.excluded_by
                continue
            assert verdict.rank == shown[job].rank
            assert verdict.excluded_by == ()
            assert verdict.factors == pytest.approx(shown[job].factors, abs=1e-5)
            assert verdict.reasons == shown[job].reasons
            assert verdict.missing == shown[job].missing


@pytest.mark.parametrize(
    ("job", "limit"),
    [
        ("closed", "closing"),
        ("unlawful", "unlawful"),
        ("underpaid", "minimum_wage"),
        ("nurse", "licence"),
        ("z00", "ranked_below"),
    ],
)
def test_why_names_the_limit_that_kept_a_job_out(matcher: Matcher, job: str, limit: str) -> None:
    verdict = matcher.why("turner", job, as_of=AS_OF, top=1)
    assert (verdict.listed, verdict.excluded_by) == (False, (limit,))


def test_why_names_the_hard_wish_that_kept_a_job_out(
    people: Records, jobs: Records, make_matcher: MakeMatcher
) -> None:
    strict = people["bookkeeper"].model_copy(update={"hard": ("place", "pay")})
    matcher = make_matcher(people | {"bookkeeper": strict}, jobs)
    assert matcher.why("bookkeeper", "kitchen", as_of=AS_OF).excluded_by == ("place",)
    assert matcher.why("bookkeeper", "kitchen", as_of=AS_OF, ignore={"place"}).factors["place"] == 1
    ranking = matcher.matches("bookkeeper", as_of=AS_OF, top=50)
    assert ranking.excluded["place"] == 2  # the kitchen in Daejeon and the strawberries in Nonsan
    lifted = matcher.matches("bookkeeper", as_of=AS_OF, top=50, ignore={"place"})
    assert set(_ids(lifted)) - set(_ids(ranking)) == {"kitchen", "strawberry"}


def test_a_near_copy_is_listed_at_the_rank_of_the_match_that_stands_for_it(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    copies = {id_: posting(id_, title="경리 사무원", company="보기상사") for id_ in ("c1", "c2")}
    matcher = make_matcher(people, copies)
    verdict = matcher.why("bookkeeper", "c2", as_of=AS_OF)
    assert (verdict.listed, verdict.rank) == (True, 1)


def test_both_directions_give_a_pair_the_same_factors_but_the_fit(matcher: Matcher) -> None:
    for job in ("lathe", "books", "kitchen", "guard", "newcomers"):
        for candidate in matcher.candidates(job, as_of=AS_OF).matches:
            found = matcher.why(candidate.id, job, as_of=AS_OF, top=50).factors
            without_fit = {name: v for name, v in candidate.factors.items() if name != "fit"}
            assert without_fit == pytest.approx({n: v for n, v in found.items() if n != "fit"})
