"""Ablations of legs and factors, and what the claimed system is held against."""

from datetime import date

import numpy as np

from matcher.evaluation.report import Report
from matcher.evaluation.systems import claimed, leg_systems, rivals
from matcher.legs import LEGS
from matcher.scoring import Measured

DAY = date(2026, 11, 24)


class Held:
    """Two jobs, equally near by every leg; only the career holds the first back."""

    def measured(
        self, trainee: str, /, *, as_of: date, ignore: frozenset[str] = frozenset()
    ) -> Measured:
        near = dict.fromkeys(LEGS, np.ones(2, np.float32))
        factors = {"career": np.array([0.5, 1], np.float32), "days": np.ones(2, np.float32)}
        return Measured(("a", "b"), near, factors)


def test_each_factor_that_is_at_work_is_left_out_once() -> None:
    systems = leg_systems(Held(), ["p"], {"p": {"a": 3}}, DAY)

    without = {name for name in systems if name.startswith("without_")}
    assert without == {"without_career", *(f"without_{leg}" for leg in LEGS)}
    assert systems["without_career"]("p") == ["a", "b"]
    assert systems["without_words"]("p") == ["b", "a"]


def test_what_is_measured_multiplies_its_factors() -> None:
    near = dict.fromkeys(LEGS, np.ones(2, np.float32))
    halves = {"career": np.array([0.5, 1], np.float32), "avoid": np.array([0.5, 0.5], np.float32)}
    found = Measured(("a", "b"), near, halves)
    assert found.others.tolist() == [0.25, 0.5]
    assert found.without("avoid").others.tolist() == [0.5, 1]
    assert found.without("avoid").without("career").others.tolist() == [1, 1]


def _report(**ndcg: float) -> Report:
    found = {name: {"q": {"ndcg@10": value}} for name, value in ndcg.items()}
    return Report(("ndcg@10",), 1, found)


def test_the_claimed_system_is_held_against_the_best_single_leg_and_bm25() -> None:
    report = _report(ieum=0.6, words_alone=0.4, letters_alone=0.5, without_words=0.55, bm25=0.3)
    assert rivals(report) == ("letters_alone", "bm25")
    assert rivals(_report(ieum=0.6, bm25=0.3)) == ("bm25",)


def test_the_figure_claimed_is_out_of_fold_where_there_is_one() -> None:
    assert claimed(["ieum", "ieum_out_of_fold", "rrf"]) == "ieum_out_of_fold"
    assert claimed(["ieum", "rrf"]) == "ieum"
