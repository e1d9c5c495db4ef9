"""Intervals over queries by the bootstrap: what another draw of people might have shown."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.floating[Any]]

SAMPLES = 10_000
SEED = 0
_DRAWS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Estimate:
    """A mean over queries with the 2.5 and 97.5 percentiles of its bootstrap samples."""

    value: float
    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """The public shape in a report."""
        return {"value": self.value, "low": self.low, "high": self.high}


def estimate(values: Values) -> Estimate:
    """Estimate the mean of one value a query; raises ``ValueError`` where there is none."""
    if values.ndim != 1 or not len(values):
        raise ValueError(
            f"found values of shape {values.shape}, expected one for each of 1 query or more"
        )
    low, high = np.percentile(_sample_means(values), [2.5, 97.5])
    return Estimate(float(values.mean()), float(low), float(high))


def paired_difference(first: Values, second: Values) -> Estimate:
    """Estimate how much better ``first`` is, both drawn on the same samples of queries."""
    if first.shape != second.shape:
        raise ValueError(
            f"found {first.shape} and {second.shape} values, expected the same queries in both"
        )
    return estimate(first - second)


def share(hits: Values, of: Values) -> Estimate:
    """Estimate a share of things that come in groups, one entry a query: whole queries are drawn.

    Samples in which nothing was drawn say nothing; raises ``ValueError`` where there is nothing."""
    if hits.shape != of.shape or not of.sum():
        raise ValueError(f"found {hits.shape} of {of.shape} counts, expected equal, not all 0")
    means = _sample_means(np.stack([hits, of], axis=1))
    drawn = means[means[:, 1] > 0]
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    return Estimate(float(hits.sum() / of.sum()), float(low), float(high))


def _sample_means(values: Values) -> NDArray[np.float64]:
    """Means of ``SAMPLES`` draws of rows with replacement, shape ``(SAMPLES, …)``, in bounded
    memory."""
    random = np.random.default_rng(SEED)
    count = len(values)
    rows = max(1, _DRAWS_AT_ONCE // count)
    means = np.empty((SAMPLES, *values.shape[1:]), dtype=np.float64)
    for start in range(0, SAMPLES, rows):
        stop = min(start + rows, SAMPLES)
        drawn = random.integers(0, count, size=(stop - start, count))
        means[start:stop] = values[drawn].mean(axis=1)
    return means
