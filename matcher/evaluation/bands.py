"""Bands (강함·보통·약함) held against judgments: how often what is called strong is good."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.bootstrap import Estimate, share
from matcher.evaluation.judgments import Qrels
from matcher.results import Ranking

BANDS = ("강함", "보통", "약함", "정보 부족")
GRADES = (1, 2)
"""The shares told are those of pairs with at least these grades."""


@dataclass(frozen=True)
class BandShare:
    """The judged pairs of one band; intervals draw whole queries, whose pairs hang together."""

    pairs: int
    queries: int
    at_least: Mapping[int, Estimate]
    """Grade -> share of the pairs graded so or better."""

    def to_json(self) -> dict[str, object]:
        """The public shape."""
        shares = {f"grade>={grade}": found.to_json() for grade, found in self.at_least.items()}
        return {"pairs": self.pairs, "queries": self.queries, **shares}


@dataclass(frozen=True)
class Bands:
    """Collects the band of each judged pair from whole lists; unjudged pairs say nothing."""

    qrels: Qrels
    grades: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    """Query -> band -> grades of its judged pairs."""

    def note(self, query: str, ranking: Ranking) -> None:
        """Take in one list; the same query again replaces it."""
        judged = self.qrels.get(query, {})
        found: dict[str, list[int]] = {}
        for match in ranking.matches:
            if match.id in judged:
                found.setdefault(match.band, []).append(judged[match.id])
        self.grades[query] = found

    def shares(self) -> dict[str, BandShare]:
        """Each band that some judged pair has, the strongest first."""
        seen = Counter(band for of_query in self.grades.values() for band in of_query)
        return {band: self._share(band) for band in BANDS if band in seen}

    def to_json(self) -> dict[str, dict[str, object]]:
        """The public shape, ``{band: {"pairs", "queries", "grade>=1", "grade>=2"}}``."""
        return {band: found.to_json() for band, found in self.shares().items()}

    def _share(self, band: str) -> BandShare:
        lists = [self.grades[query].get(band, []) for query in sorted(self.grades)]
        of = _counts([len(grades) for grades in lists])
        at_least = {
            least: share(_counts([sum(one >= least for one in grades) for grades in lists]), of)
            for least in GRADES
        }
        return BandShare(int(of.sum()), int((of > 0).sum()), at_least)


def _counts(values: list[int]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)
