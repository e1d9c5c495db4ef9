"""Intervals over queries by the bootstrap: what another draw of people might have shown."""

from collections.abc import Iterator
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


@dataclass(frozen=True, eq=False)
class Sampled:
    """A figure over ``cases`` and its bootstrap samples.

    Two of the same cases are on the same draws, so that samples can be compared one by one."""

    value: float
    samples: NDArray[np.float64]
    cases: int

    @property
    def estimate(self) -> Estimate:
        """The figure with its interval."""
        return interval(self.value, self.samples)

    def minus(self, other: "Sampled") -> Estimate:
        """How much higher it is than another figure of the same cases, on paired samples."""
        self._check(other)
        return interval(self.value - other.value, self.samples - other.samples)

    def times(self, other: "Sampled") -> Estimate | None:
        """How many times another figure of the same cases it is; ``None`` unless that is above 0.

        Samples in which the other is not above 0 say nothing."""
        self._check(other)
        known = other.samples > 0
        if other.value <= 0 or not known.any():
            return None
        return interval(self.value / other.value, self.samples[known] / other.samples[known])

    def _check(self, other: "Sampled") -> None:
        if self.cases != other.cases:
            raise ValueError(
                f"found figures of {self.cases} and {other.cases} cases, expected the same in both"
            )


def interval(value: float, samples: NDArray[np.float64]) -> Estimate:
    """A figure between the 2.5 and 97.5 percentiles of its samples."""
    low, high = np.percentile(samples, [2.5, 97.5])
    return Estimate(float(value), float(low), float(high))


def sampled_mean(values: Values) -> Sampled:
    """Sample the mean of one value a query; raises ``ValueError`` where there is none."""
    if values.ndim != 1 or not len(values):
        raise ValueError(
            f"found values of shape {values.shape}, expected one for each of 1 query or more"
        )
    return Sampled(float(values.mean()), _sample_means(values), len(values))


def estimate(values: Values) -> Estimate:
    """Estimate the mean of one value a query; raises ``ValueError`` where there is none."""
    return sampled_mean(values).estimate


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
    return interval(float(hits.sum() / of.sum()), drawn[:, 0] / drawn[:, 1])


def draws(count: int) -> Iterator[NDArray[np.int64]]:
    """``SAMPLES`` draws of ``count`` rows with replacement, always the same, a portion at a time:
    arrays ``(draws, count)``."""
    random = np.random.default_rng(SEED)
    rows = max(1, _DRAWS_AT_ONCE // count)
    for start in range(0, SAMPLES, rows):
        yield random.integers(0, count, size=(min(rows, SAMPLES - start), count))


def _sample_means(values: Values) -> NDArray[np.float64]:
    """Means of each draw of rows, shape ``(SAMPLES, …)``."""
    means = [values[drawn].mean(axis=1, dtype=np.float64) for drawn in draws(len(values))]
    return np.concatenate(means)
