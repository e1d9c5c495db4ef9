"""Retrieval metrics of one query, the one file that meets ir-measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

GAINS = {0: 0, 1: 1, 2: 3, 3: 7}
"""What a document of each grade is worth in nDCG."""

DEEPEST_CUTOFF = 50


@dataclass(frozen=True)
class Judging:
    """How grades are read.

    ``relevant_from`` is the grade from which a document is relevant to map, mrr and recall;
    a query counts in nDCG if it has a document of ``gain_from`` or better; ``ndcg_at`` are the
    cutoffs of nDCG.
    """

    relevant_from: int
    gain_from: int = 1
    ndcg_at: tuple[int, ...] = (10,)

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of the metrics, in the order of a report."""
        gained = (*(f"ndcg@{cutoff}" for cutoff in self.ndcg_at), "ndcg@10_judged")
        return (*gained, "map", "mrr", f"recall@{DEEPEST_CUTOFF}", "judged@10")

    def needs(self, metric: str) -> int:
        """The grade that a query must have among its documents to count in a metric."""
        if metric == "judged@10":
            return 0
        return self.gain_from if metric.startswith("ndcg") else self.relevant_from


ENCODER = Judging(relevant_from=1)
MATCHING = Judging(relevant_from=2)
CANDIDATES = Judging(relevant_from=2, gain_from=2, ndcg_at=(5, 10))


def best_first(ids: Sequence[str], scores: NDArray[np.floating[Any]]) -> list[str]:
    """Order ids by score, the highest first and equal scores by id ascending."""
    order = np.lexsort((np.asarray(ids, dtype=np.str_), -scores))
    return [ids[row] for row in order]


def score_query(
    ranking: Sequence[str], grades: Mapping[str, int], judging: Judging
) -> dict[str, float]:
    """Measure one ranking (ids, best first) by the grades of its query, unjudged as 0.

    Holds only the metrics in which the query counts: none at all without judgments. Raises
    ``ValueError`` where an id is listed twice.
    """
    if len(set(ranking)) < len(ranking):
        raise ValueError(f"found {len(ranking)} ids in a ranking, {len(set(ranking))} different")
    top = max(grades.values(), default=-1)
    counting = [name for name in judging.metrics if top >= judging.needs(name)]
    if not counting or not ranking:
        return dict.fromkeys(counting, 0.0)
    import ir_measures

    measures = _measures(judging)
    # Strictly falling scores, because the library would break ties by id descending.
    run = {"q": {id_: float(-row) for row, id_ in enumerate(_that_matters(ranking, grades))}}
    wanted = [measures[name] for name in counting]
    found = ir_measures.iter_calc(wanted, {"q": dict(grades)}, run)
    values = {metric.measure: float(metric.value) for metric in found}
    return {name: values[measures[name]] for name in counting}


def _that_matters(ranking: Sequence[str], grades: Mapping[str, int]) -> Sequence[str]:
    """Cut the tail that no metric looks at: past the last judged and the deepest cutoff."""
    last_judged = max((row for row, id_ in enumerate(ranking) if id_ in grades), default=0)
    return ranking[: max(DEEPEST_CUTOFF, last_judged + 1)]


@lru_cache(maxsize=8)
def _measures(judging: Judging) -> dict[str, Any]:
    from ir_measures import AP, RR, Judged, R, nDCG

    relevant = judging.relevant_from
    gained = {f"ndcg@{cutoff}": nDCG(gains=GAINS) @ cutoff for cutoff in judging.ndcg_at}
    return gained | {
        "ndcg@10_judged": nDCG(gains=GAINS, judged_only=True) @ 10,
        "map": AP(rel=relevant),
        "mrr": RR(rel=relevant),
        f"recall@{DEEPEST_CUTOFF}": R(rel=relevant) @ DEEPEST_CUTOFF,
        "judged@10": Judged @ 10,
    }
