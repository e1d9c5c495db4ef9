"""Spearman's rank correlation with bootstrap samples; equal values share their middle rank."""

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.bootstrap import Sampled, Values, draws

Array = NDArray[np.float64]
Groups = NDArray[np.int64]
"""The place of each value among the different values, from 0."""


def spearman(first: Values, second: Values) -> float:
    """The correlation of the ranks, -1 to 1; 0 where one side has no order.

    Raises ``ValueError`` unless there is a value on both sides for each of two cases or more."""
    groups = _checked(first, second)
    return float(_correlations(np.ones((1, len(first))), *groups)[0])


def sampled_spearman(first: Values, second: Values) -> Sampled:
    """The correlation, and that of every draw of cases with their ranks among those drawn."""
    groups = _checked(first, second)
    samples = [_correlations(_counts(drawn), *groups) for drawn in draws(len(first))]
    return Sampled(spearman(first, second), np.concatenate(samples), len(first))


def _checked(first: Values, second: Values) -> tuple[Groups, Groups]:
    if first.shape != second.shape or first.ndim != 1 or len(first) < 2:
        raise ValueError(
            f"found values of shapes {first.shape} and {second.shape}, "
            "expected one on both sides for each of 2 cases or more"
        )
    return _groups(first), _groups(second)


def _groups(values: Values) -> Groups:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _counts(drawn: NDArray[np.int64]) -> Array:
    """How often each case is in each draw."""
    draws_, cases = drawn.shape
    places = drawn + cases * np.arange(draws_)[:, None]
    counted = np.bincount(places.ravel(), minlength=draws_ * cases)
    return counted.reshape(draws_, cases).astype(np.float64)


def _correlations(counts: Array, first: Groups, second: Groups) -> Array:
    """The correlation in each draw, from how often it has each case."""
    middle = (counts.shape[1] + 1) / 2
    one, other = _ranks(counts, first) - middle, _ranks(counts, second) - middle
    together = (counts * one * other).sum(axis=1)
    apart = np.sqrt((counts * one**2).sum(axis=1) * (counts * other**2).sum(axis=1))
    found: Array = np.divide(together, apart, out=np.zeros_like(together), where=apart > 0)
    return found


def _ranks(counts: Array, groups: Groups) -> Array:
    """The middle rank of each case in each draw: equal values stand behind all smaller ones."""
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(groups.max() + 1))
    equal = np.add.reduceat(counts[:, order], starts, axis=1)
    ranks: Array = (equal.cumsum(axis=1) - (equal - 1) / 2)[:, groups]
    return ranks
