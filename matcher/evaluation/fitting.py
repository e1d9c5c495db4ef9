"""Fitting (가중치 맞춤): the shares of the legs, learned on judged people, told out of fold.

What is measured is what is fitted: every mixture of the legs in steps of a tenth is tried, and
the mean of the ``BEST`` with the highest mean nDCG@10 is taken, for the very best is the luckiest.
Shares are never negative, so a fit stays a sum of what each leg adds. With few judged people a
figure on the people it was fitted on flatters: the one to claim is ``out_of_fold``, where each
person is ranked by shares fitted on the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.baselines import Rank
from matcher.evaluation.judgments import Qrels
from matcher.evaluation.metrics import GAINS, best_first
from matcher.legs import LEGS

FOLDS = 7
SEED = 0
STEPS = 10
"""A share is a multiple of one by this while mixtures are tried."""
BEST = 10
"""The mean of so many mixtures is taken."""
CUTOFF = 10
RRF = 60
"""The constant of reciprocal rank fusion (Cormack et al. 2009)."""

Shares = Mapping[str, float]
Array = NDArray[np.float64]


class PersonJobs(Protocol):
    """What a ``Matcher`` measures for one person: ids, legs and other factors of all jobs."""

    @property
    def ids(self) -> Sequence[str]:
        """The allowed jobs."""

    @property
    def near(self) -> Mapping[str, NDArray[np.float32]]:
        """Leg -> nearness of each job."""

    @property
    def others(self) -> NDArray[np.float32]:
        """The product of the factors other than the fit."""


Jobs = Mapping[str, PersonJobs]
"""Person -> what was measured."""


def weighed(jobs: Jobs, shares_of: Callable[[str], Shares]) -> Rank:
    """Rank each person's jobs by the legs under that person's shares, times the other factors."""

    def rank(person: str) -> list[str]:
        found = jobs[person]
        return best_first(found.ids, _matrix(found) @ _vector(shares_of(person)))

    return rank


def reciprocal_ranks(jobs: Jobs) -> Rank:
    """Rank by reciprocal rank fusion of all legs, times the other factors."""

    def rank(person: str) -> list[str]:
        found = jobs[person]
        fused = np.zeros(len(found.ids))
        for scores in found.near.values():
            places = np.empty(len(scores))
            places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
            fused += 1 / (RRF + places)
        return best_first(found.ids, fused * found.others)

    return rank


def tried(jobs: Jobs, qrels: Qrels) -> dict[str, Array]:
    """Person with a judged job of grade 1 or more -> nDCG@10 of each of the mixtures."""
    found = {}
    for person, of_one in jobs.items():
        grades = qrels.get(person, {})
        if any(grades.values()):
            found[person] = _ndcg(of_one, grades)
    return found


def fitted(worth: Mapping[str, Array], people: Iterable[str]) -> dict[str, float]:
    """The shares that serve some of the ``tried`` people best; they sum to 1.

    Raises ``ValueError`` without judgments."""
    theirs = [worth[one] for one in sorted(people) if one in worth]
    if not theirs:
        raise ValueError("nobody with a judged job to fit on; pass judgments of grade 1 or more")
    best = np.argsort(-np.mean(theirs, axis=0), kind="stable")[:BEST]
    return dict(zip(LEGS, mixtures()[best].mean(axis=0).tolist(), strict=True))


def out_of_fold(jobs: Jobs, qrels: Qrels) -> dict[str, dict[str, float]]:
    """For each person the shares fitted on the people of the other folds."""
    people, worth = sorted(jobs), tried(jobs, qrels)
    order = np.random.default_rng(SEED).permutation(len(people)).tolist()
    folds = [[people[at] for at in order[fold::FOLDS]] for fold in range(min(FOLDS, len(people)))]
    found: dict[str, dict[str, float]] = {}
    for fold in folds:
        shares = fitted(worth, set(people) - set(fold))
        found |= dict.fromkeys(fold, shares)
    return found


def _ndcg(jobs: PersonJobs, grades: Mapping[str, int]) -> Array:
    """nDCG@10 of one person's jobs under each mixture, equal scores by id."""
    by_id = np.argsort(np.asarray(jobs.ids, dtype=np.str_))
    gains = np.array([GAINS[grades.get(id_, 0)] for id_ in jobs.ids], np.float64)[by_id]
    discounts = 1 / np.log2(np.arange(2, CUTOFF + 2))
    ideal = sorted((GAINS[grade] for grade in grades.values()), reverse=True)[:CUTOFF]
    legs, found = _matrix(jobs)[by_id], np.empty(len(mixtures()))
    for at, shares in enumerate(mixtures()):
        top = gains[np.argsort(-(legs @ shares), kind="stable")[:CUTOFF]]
        found[at] = top @ discounts[: len(top)] / (ideal @ discounts[: len(ideal)])
    return found


def _matrix(jobs: PersonJobs) -> Array:
    """Legs times the other factors, ``(jobs, legs)``; a leg that says nothing is 0."""
    silent = np.zeros(len(jobs.ids))
    legs = np.stack([np.asarray(jobs.near.get(name, silent), np.float64) for name in LEGS], axis=1)
    times: Array = legs * jobs.others[:, None]
    return times


def _vector(shares: Shares) -> Array:
    return np.array([shares.get(name, 0.0) for name in LEGS])


@cache
def mixtures() -> Array:
    """Every way to share ``STEPS`` among the legs, ``(mixtures, legs)``; each row sums to 1."""
    counts = product(range(STEPS + 1), repeat=len(LEGS))
    return np.array([one for one in counts if sum(one) == STEPS]) / STEPS
