"""Fitting (가중치 맞춤): the shares of the legs, learned on judged people, told out of fold.

The loss is listwise: a softmax over a person's jobs should give each judged job its part of the
gain (ListNet, Cao et al. 2007). Shares are never negative, so a fit stays a sum of what each leg
adds. With few judged people a figure on the people it was fitted on flatters: the one to claim
is ``out_of_fold``, where each person is ranked by shares fitted on the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.baselines import Rank
from matcher.evaluation.judgments import Qrels
from matcher.evaluation.metrics import GAINS, best_first
from matcher.legs import LEGS

FOLDS = 7
SEED = 0
UNJUDGED = 300
"""So many of a person's best unjudged jobs are taken in as worth nothing."""
RIDGE = 0.003
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


@dataclass(frozen=True)
class _Sample:
    """One person's jobs to learn from: legs times factors ``(jobs, legs)``, gains that sum to 1."""

    legs: Array
    gains: Array


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


def fitted(jobs: Jobs, qrels: Qrels, people: Iterable[str], start: Shares) -> dict[str, float]:
    """The shares that serve some judged people best; they sum to 1.

    ``start`` chooses which unjudged jobs are taken in. Raises ``ValueError`` without judgments."""
    from scipy.optimize import minimize

    samples = [
        sample
        for one in sorted(people)
        if (sample := _sample(jobs[one], qrels.get(one, {}), start))
    ]
    if not samples:
        raise ValueError("nobody with a judged job to fit on; pass judgments of grade 1 or more")
    first = 10 * _vector(start)
    found = minimize(_loss, first, (samples,), jac=True, bounds=[(0, None)] * len(LEGS))
    if not found.x.any():  # every leg misleads: nothing to learn
        return dict(start)
    shares = found.x / found.x.sum()
    return dict(zip(LEGS, shares.tolist(), strict=True))


def out_of_fold(jobs: Jobs, qrels: Qrels, start: Shares) -> dict[str, dict[str, float]]:
    """For each person the shares fitted on the people of the other folds."""
    people = sorted(jobs)
    order = np.random.default_rng(SEED).permutation(len(people)).tolist()
    folds = [[people[at] for at in order[fold::FOLDS]] for fold in range(min(FOLDS, len(people)))]
    found: dict[str, dict[str, float]] = {}
    for fold in folds:
        shares = fitted(jobs, qrels, set(people) - set(fold), start)
        found |= dict.fromkeys(fold, shares)
    return found


def _matrix(jobs: PersonJobs) -> Array:
    """Legs times the other factors, ``(jobs, legs)``; a leg that says nothing is 0."""
    silent = np.zeros(len(jobs.ids))
    legs = np.stack([np.asarray(jobs.near.get(name, silent), np.float64) for name in LEGS], axis=1)
    times: Array = legs * jobs.others[:, None]
    return times


def _vector(shares: Shares) -> Array:
    return np.array([shares.get(name, 0.0) for name in LEGS])


def _sample(jobs: PersonJobs, grades: Mapping[str, int], start: Shares) -> _Sample | None:
    legs = _matrix(jobs)
    gains = np.array([GAINS[grades.get(id_, 0)] for id_ in jobs.ids], dtype=np.float64)
    if not gains.any():
        return None
    taken = np.array([id_ in grades for id_ in jobs.ids])
    taken[np.argsort(-(legs @ _vector(start)), kind="stable")[:UNJUDGED]] = True
    return _Sample(legs[taken], gains[taken] / gains.sum())


def _loss(weights: Array, samples: Sequence[_Sample]) -> tuple[float, Array]:
    """The mean cross entropy with a small ridge, and its gradient."""
    loss, gradient = RIDGE * float(weights @ weights), 2 * RIDGE * weights
    for sample in samples:
        scores = sample.legs @ weights
        highest = scores.max()
        total = np.exp(scores - highest).sum()
        chances = np.exp(scores - highest) / total
        loss += float(highest + np.log(total) - sample.gains @ scores) / len(samples)
        gradient = gradient + sample.legs.T @ (chances - sample.gains) / len(samples)
    return loss, gradient
