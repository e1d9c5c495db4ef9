"""What an evaluation found: values by query, estimates, paired differences."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.evaluation.bootstrap import Estimate, Values, estimate, paired_difference

ByQuery = Mapping[str, Mapping[str, float]]
"""Query id -> metric -> value; a metric in which the query does not count is absent."""


@dataclass(frozen=True)
class Report:
    """The measures of several systems on the same queries."""

    metrics: tuple[str, ...]
    queries: int
    """How many were asked, those that count in no metric included."""
    systems: Mapping[str, ByQuery]
    notes: tuple[str, ...] = ()

    @cached_property
    def estimates(self) -> dict[str, dict[str, Estimate]]:
        """System -> metric -> mean and interval, without metrics that no query counts in."""
        return {
            system: {name: estimate(self._values(system, name)) for name in self.measured}
            for system in self.systems
        }

    @property
    def measured(self) -> tuple[str, ...]:
        """The metrics in which some query counts."""
        return tuple(name for name in self.metrics if self.counted(name))

    def counted(self, metric: str) -> int:
        """How many queries count in a metric."""
        first = next(iter(self.systems.values()), {})
        return sum(metric in values for values in first.values())

    def left_out(self, metric: str) -> int:
        """How many queries have no relevant document and so say nothing."""
        return self.queries - self.counted(metric)

    def difference(self, first: str, second: str, metric: str) -> Estimate:
        """How much better one system is than another, on paired samples."""
        return paired_difference(self._values(first, metric), self._values(second, metric))

    def to_json(self) -> dict[str, dict[str, dict[str, float]]]:
        """The public shape, ``{system: {metric: {"value", "low", "high"}}}``."""
        return {
            system: {name: found.to_json() for name, found in metrics.items()}
            for system, metrics in self.estimates.items()
        }

    def _values(self, system: str, metric: str) -> Values:
        by_query = self.systems[system]
        return np.array([by_query[q][metric] for q in sorted(by_query) if metric in by_query[q]])
