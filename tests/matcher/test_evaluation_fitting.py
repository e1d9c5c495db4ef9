"""Shares of the legs: learned from judgments, out of fold, and the same as on the road."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from matcher import ranking
from matcher.evaluation import fitting
from matcher.evaluation.fitting import fitted, out_of_fold, reciprocal_ranks, weighed
from matcher.evaluation.systems import LIFTED
from matcher.legs import LEGS
from matcher.matching import Matcher
from matcher.weights import Weights

EVEN = dict.fromkeys(LEGS, 0.25)


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


def test_a_leg_that_finds_the_graded_jobs_gets_the_share() -> None:
    shares = fitted({"p": TELLING}, QRELS, ["p"], EVEN)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["words"] == pytest.approx(1.0, abs=1e-3)
    assert weighed({"p": TELLING}, lambda _: shares)("p")[0] == "b"


def test_a_share_is_never_negative_even_of_a_leg_that_misleads() -> None:
    shares = fitted({"p": TELLING}, {"p": {"a": 0, "b": 1}}, ["p"], EVEN)
    assert min(shares.values()) >= 0


def test_a_person_is_ranked_by_what_was_learned_from_the_others_alone() -> None:
    # given seven people whose graded job the words find, and one whose the letters find
    jobs = {f"p{n}": TELLING for n in range(7)} | {"odd": TELLING}
    qrels = {f"p{n}": {"b": 3} for n in range(7)} | {"odd": {"a": 3}}

    # when
    shares = out_of_fold(jobs, qrels, EVEN)

    # then the odd one's own judgment had no say in its shares
    without = fitted(jobs, qrels, [f"p{n}" for n in range(7)], EVEN)
    beside = [one for one in jobs if shares[one] == shares["odd"]]
    learned = fitted(jobs, qrels, set(jobs) - set(beside), EVEN)
    assert shares["odd"] == learned
    assert shares["odd"]["letters"] == pytest.approx(without["letters"], abs=1e-3)
    assert shares["odd"]["letters"] < 0.01


def test_everybody_falls_into_one_fold_and_none_learns_from_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taught: list[set[str]] = []
    monkeypatch.setattr(fitting, "fitted", lambda _j, _q, people, _s: taught.append(set(people)))
    jobs = {f"p{n:02}": TELLING for n in range(28)}
    assert set(out_of_fold(jobs, {}, EVEN)) == set(jobs)
    left_out = [set(jobs) - people for people in taught]
    assert sorted(one for fold in left_out for one in fold) == sorted(jobs)
    assert {len(fold) for fold in left_out} == {4}


def test_the_gradient_is_that_of_the_loss() -> None:
    random = np.random.default_rng(3)
    samples = [
        fitting._Sample(random.random((6, len(LEGS))), np.array([0.5, 0.5, 0, 0, 0, 0])),
        fitting._Sample(random.random((4, len(LEGS))), np.array([0, 0, 1.0, 0])),
    ]
    weights = random.random(len(LEGS)) * 3
    _, gradient = fitting._loss(weights, samples)
    for at in range(len(LEGS)):
        step = np.eye(len(LEGS))[at] * 1e-6
        up, down = (fitting._loss(weights + sign * step, samples)[0] for sign in (1, -1))
        assert gradient[at] == pytest.approx((up - down) / 2e-6, abs=1e-5)


def test_nobody_judged_is_said_and_not_divided_by() -> None:
    with pytest.raises(ValueError, match="nobody with a judged job"):
        fitted({"p": TELLING}, {"p": {"a": 0}}, ["p"], EVEN)


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
