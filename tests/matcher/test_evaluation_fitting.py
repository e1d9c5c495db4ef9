"""Shares of the legs: learned from judgments, out of fold, and the same as on the road."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from matcher import ranking
from matcher.evaluation import fitting
from matcher.evaluation.fitting import (
    fitted,
    mixtures,
    out_of_fold,
    reciprocal_ranks,
    tried,
    weighed,
)
from matcher.evaluation.metrics import MATCHING, score_query
from matcher.evaluation.systems import LIFTED
from matcher.legs import LEGS
from matcher.matching import Matcher
from matcher.weights import Weights


@dataclass(frozen=True)
class Jobs:
    """Jobs a, b, … of one person, with the nearness of some legs."""

    near: dict[str, NDArray[np.float32]]
    ids: tuple[str, ...] = ("a", "b", "c", "d")
    others: NDArray[np.float32] = field(default_factory=lambda: np.ones(4, np.float32))


def _jobs(**near: list[float]) -> Jobs:
    return Jobs({name: np.array(scores, np.float32) for name, scores in near.items()})


TELLING = _jobs(words=[0, 1, 0, 0], letters=[1, 0, 0, 0])
"""The words find b, the letters a."""
QRELS = {"p": {"a": 0, "b": 3, "c": 0}}


def test_every_way_to_share_ten_tenths_among_four_legs_is_tried_once() -> None:
    # 13 choose 3
    assert mixtures().shape == (286, len(LEGS))
    assert len({tuple(row) for row in mixtures().tolist()}) == 286
    assert mixtures().sum(axis=1) == pytest.approx(1)
    assert mixtures().min() == 0


def test_what_is_tried_is_the_ndcg_that_is_reported() -> None:
    # given forty jobs, some judged, some with equal scores
    random = np.random.default_rng(3)
    ids = tuple(f"j{n}" for n in random.permutation(40))
    near = {leg: random.integers(0, 4, 40).astype(np.float32) for leg in LEGS}
    jobs = Jobs(near, ids, random.choice([0.5, 1.0], 40).astype(np.float32))
    grades = {f"j{n}": int(random.integers(0, 4)) for n in range(25)}

    (found,) = tried({"p": jobs}, {"p": grades}).values()

    for at in range(0, 286, 13):
        shares = dict(zip(LEGS, mixtures()[at].tolist(), strict=True))
        ranked = weighed({"p": jobs}, lambda _, s=shares: s)("p")
        assert found[at] == pytest.approx(score_query(ranked, grades, MATCHING)["ndcg@10"])


def test_with_fewer_than_ten_jobs_the_ideal_is_still_that_of_the_judgments() -> None:
    # given four jobs, one of grade 3 found first by the words, another of grade 3 not allowed
    (found,) = tried({"p": TELLING}, {"p": {"b": 3, "elsewhere": 3}}).values()

    # then 7 of the possible 7 + 7 / log2(3)
    assert found.max() == pytest.approx(1 / (1 + 1 / np.log2(3)))


def test_a_leg_that_finds_the_graded_jobs_gets_the_most() -> None:
    shares = fitted(tried({"p": TELLING}, QRELS), ["p"])
    assert sum(shares.values()) == pytest.approx(1.0)
    assert min(shares.values()) >= 0
    assert shares["words"] > shares["letters"]
    assert weighed({"p": TELLING}, lambda _: shares)("p")[0] == "b"


def test_the_shares_are_the_mean_of_the_ten_best_mixtures() -> None:
    # given ten mixtures that serve p and q together better than any other
    worth = np.zeros(286)
    worth[[3, 7, 20, 31, 40, 80, 90, 200, 210, 285]] = 0.5
    lucky = worth.copy()
    lucky[100] = 0.9  # the best for q, of no use to p

    shares = fitted({"p": worth, "q": lucky, "r": np.eye(286)[5]}, ["p", "q"])

    # then 100, worth 0.45 on average, is not among them, and r had no say
    best = [3, 7, 20, 31, 40, 80, 90, 200, 210, 285]
    assert [*shares.values()] == pytest.approx(mixtures()[best].mean(axis=0).tolist())


def test_a_person_is_ranked_by_what_was_learned_from_the_others_alone() -> None:
    # given one person whose graded job the words find, and one whose the letters find
    jobs = {"p": TELLING, "q": TELLING}

    shares = out_of_fold(jobs, {"p": {"b": 3}, "q": {"a": 3}})

    # then each is ranked by the other's lesson, and so wrongly
    rank = weighed(jobs, shares.__getitem__)
    assert (rank("p")[0], rank("q")[0]) == ("a", "b")


def test_everybody_falls_into_one_fold_and_none_learns_from_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taught: list[set[str]] = []
    monkeypatch.setattr(fitting, "fitted", lambda _, people: taught.append(set(people)))
    jobs = {f"p{n:02}": TELLING for n in range(28)}
    assert set(out_of_fold(jobs, {})) == set(jobs)
    left_out = [set(jobs) - people for people in taught]
    assert sorted(one for fold in left_out for one in fold) == sorted(jobs)
    assert {len(fold) for fold in left_out} == {4}


def test_nobody_judged_is_said_and_not_divided_by() -> None:
    with pytest.raises(ValueError, match="nobody with a judged job"):
        fitted(tried({"p": TELLING}, {"p": {"a": 0}}), ["p"])


def test_ranks_are_fused_by_their_reciprocals() -> None:
    # words: b a c d (ties in file order), letters: c a b d. With 60: a 2/62, b 1/61 + 1/63,
    # c 1/63 + 1/61, d 2/64: b and c are equal and before a, by id
    jobs = _jobs(words=[0.5, 1, 0.2, 0], letters=[0.5, 0.2, 1, 0])
    assert reciprocal_ranks({"p": jobs})("p") == ["b", "c", "a", "d"]


def test_the_other_factors_weigh_in() -> None:
    jobs = Jobs(TELLING.near, others=np.array([1, 0.1, 1, 1], np.float32))
    assert weighed({"p": jobs}, lambda _: {"words": 0.5, "letters": 0.5})("p") == [*"abcd"]


def test_the_measured_legs_under_the_packaged_shares_give_the_matcher_s_own_order(
    matcher: Matcher, people: dict[str, Any]
) -> None:
    as_of = date(2026, 11, 24)
    plain = matcher.without("copies", "employer_cap")
    jobs = {one: plain.measured(one, as_of=as_of, ignore=LIFTED) for one in people}
    rank = weighed(jobs, lambda _: Weights().of_jobs())
    for one in people:
        matches = plain.matches(one, as_of=as_of, top=100, ignore=LIFTED).matches
        straight = [match.id for match in matches if match.factors["fit"] < ranking.STRAIGHT]
        assert [id_ for id_ in rank(one) if id_ in straight] == straight
