"""A list: ties by id, near copies as one match, and no employer that fills it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from matcher.matching import Matcher
from matcher.records import Posting
from matcher.results import Ranking
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
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


def test_equal_scores_are_ordered_by_id(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    same = {id_: posting(id_, title="경리 사무원") for id_ in ("m", "b", "z", "a")}
    other = {"q": posting("q", title="온실 화초 물 주기")}
    ranking = make_matcher(people, same | other).matches("bookkeeper", as_of=AS_OF)
    assert _ids(ranking) == ["a", "b", "m", "z", "q"]
    assert len({match.score for match in ranking.matches[:4]}) == 1


def test_candidates_who_are_equal_are_ordered_by_id(
    people: Records, jobs: Records, make_matcher: MakeMatcher
) -> None:
    silent = people["bookkeeper"].model_copy(update={"career": (), "skills": ()})
    twins = {id_: silent.model_copy(update={"id": id_}) for id_ in ("m", "b", "z", "a")}
    ranking = make_matcher(twins, jobs).candidates("strawberry", as_of=AS_OF, ignore={"place"})
    assert len({match.score for match in ranking.matches}) == 1
    assert _ids(ranking) == ["a", "b", "m", "z"]


def test_near_copies_are_one_match_that_names_the_others(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    titles = {"c1": "경리 사무원", "c2": "[급구] 경리 사무원", "c3": "경리사무원(나성동)"}
    copies = {id_: posting(id_, title=t, company="㈜보기상사") for id_, t in titles.items()}
    copies["c4"] = posting("c4", title="경리 사무원", company="보기상사", closes="2026-11-01")
    copies["d"] = posting("d", title="경리 사무원", company="다른상사")
    copies["e"] = posting("e", title="온실 화초 물 주기", company="보기상사")
    ranking = make_matcher(people, copies).matches("bookkeeper", as_of=AS_OF)
    kept = [match for match in ranking.matches if match.id in titles]
    assert len(kept) == 1
    assert {kept[0].id, *kept[0].copies} == set(titles)
    assert {"d", "e"} < set(_ids(ranking))


def test_no_employer_fills_a_list(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    big = _alike(8, posting, company="주식회사 큰회사")
    small = {"x": posting("x", title="온실 화초 물 주기"), "y": posting("y", title="배관 보온")}
    ranking = make_matcher(people, big | small).matches("bookkeeper", as_of=AS_OF)
    assert len(set(_ids(ranking)) & set(big)) == Weights().per_employer == 2
    assert set(small) < set(_ids(ranking))
    one = make_matcher(people, big | small, Weights(per_employer=1))
    assert len(set(_ids(one.matches("bookkeeper", as_of=AS_OF))) & set(big)) == 1
    free = one.without("employer_cap").matches("bookkeeper", as_of=AS_OF)
    assert len(set(_ids(free)) & set(big)) == 8


def test_of_the_copies_of_a_job_the_most_complete_that_may_be_seen_is_listed(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    same = {"title": "경리 사무원", "company": "㈜보기상사", "region": "세종"}
    copies = {
        "a": posting("a", **same),
        "b": posting("b", **same, pay="월급 250만원", url="https://jobs.example/b"),
        "c": posting("c", **same, pay="월급 250만원", headcount="1명", url="https://jobs.example/c")
        .model_copy(update={"closes": "2026-11-01"}),
    }  # fmt: skip
    matcher = make_matcher(people, copies)
    (match,) = matcher.matches("bookkeeper", as_of=AS_OF).matches
    assert (match.id, match.copies) == ("b", ("a",))
    assert matcher.copies("a") == ("c", "b")
    assert matcher.copies("nobody") == ()
    apart = matcher.without("copies").matches("bookkeeper", as_of=AS_OF)
    assert {one.id for one in apart.matches} == {"a", "b"}
