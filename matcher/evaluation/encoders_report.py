"""What a run over several encoders found: every figure, and each beside the stock model's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from matcher.evaluation.bootstrap import Estimate, Sampled
from matcher.training.held_out import Groups

STOCK = "stock"
"""The system that others are held against."""


@dataclass(frozen=True)
class Measure:
    """One column: a set, or the part of it that may be reported."""

    name: str
    metric: str
    cases: int
    of: int
    trained_on: bool = False
    """Whether texts of some groups here are in the training of tuned models."""

    def to_json(self) -> dict[str, object]:
        """The public shape."""
        about = {"metric": self.metric, "cases": self.cases, "of": self.of}
        return about | {"partly_trained_on_by_tuned_models": self.trained_on}


@dataclass(frozen=True)
class Maker:
    """Who is measured: the model's name and revision, none for a baseline."""

    model: str | None = None
    revision: str | None = None


@dataclass(frozen=True)
class EncodersReport:
    """The figures of every system on every set that it can answer."""

    measures: tuple[Measure, ...]
    makers: Mapping[str, Maker]
    figures: Mapping[str, Mapping[str, Sampled]]
    """System -> name of the measure -> its figure."""
    notes: tuple[str, ...] = ()
    groups: Groups = "reported"
    """What the groups of the held-out queries are kept for."""

    def estimate(self, system: str, measure: str) -> Estimate | None:
        """The figure with its interval; ``None`` where the system cannot answer."""
        found = self.figures[system].get(measure)
        return found.estimate if found else None

    def minus_stock(self, system: str, measure: str) -> Estimate | None:
        """How much better than the stock model, on paired samples."""
        pair = self._beside_stock(system, measure)
        return pair[0].minus(pair[1]) if pair else None

    def times_stock(self, system: str, measure: str) -> Estimate | None:
        """How many times the stock model's figure, on paired samples."""
        pair = self._beside_stock(system, measure)
        return pair[0].times(pair[1]) if pair else None

    def to_json(self) -> dict[str, object]:
        """The public shape: which ``groups`` are asked, ``measures``, and for each of ``systems``
        who, figures, differences."""
        return {
            "groups": self.groups,
            "measures": {measure.name: measure.to_json() for measure in self.measures},
            "systems": {system: self._told(system) for system in self.figures},
        }

    def _told(self, system: str) -> dict[str, object]:
        maker = self.makers[system]
        return {
            "model": maker.model,
            "revision": maker.revision,
            "figures": self._all(system, self.estimate),
            "minus_stock": self._all(system, self.minus_stock),
            "times_stock": self._all(system, self.times_stock),
        }

    def _all(
        self, system: str, ask: Callable[[str, str], Estimate | None]
    ) -> dict[str, dict[str, float]]:
        found = {measure.name: ask(system, measure.name) for measure in self.measures}
        return {name: one.to_json() for name, one in found.items() if one}

    def _beside_stock(self, system: str, measure: str) -> tuple[Sampled, Sampled] | None:
        own, stock = self.figures[system].get(measure), self.figures[STOCK].get(measure)
        return (own, stock) if own and stock and system != STOCK else None
