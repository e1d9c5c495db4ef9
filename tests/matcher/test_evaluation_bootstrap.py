from itertools import product

import numpy as np
import pytest

from matcher.evaluation import bootstrap
from matcher.evaluation.bootstrap import Estimate, estimate, paired_difference


def test_an_interval_agrees_with_all_possible_samples_written_out() -> None:
    # given four queries, of which 4 ** 4 = 256 samples can be drawn
    values = np.array([0.0, 0.0, 0.0, 1.0])
    means = sorted(sum(sample) / 4 for sample in product(values, repeat=4))

    # when
    found = estimate(values)

    # then the percentiles are those of the exact distribution: P(0) = 0.316, P(<= 1/2) = 0.949,
    # P(<= 3/4) = 0.996
    assert (means[int(0.025 * 256)], means[int(0.975 * 256)]) == (0.0, 0.75)
    assert found == Estimate(value=0.25, low=0.0, high=0.75)


def test_an_interval_over_many_queries_is_the_normal_one() -> None:
    # given 400 queries, half of them 1: the standard error is sqrt(0.25 / 400) = 0.025
    values = np.tile([0.0, 1.0], 200)

    found = estimate(values)

    assert found.value == 0.5
    assert found.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.003)
    assert found.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.003)


def test_equal_values_leave_no_doubt() -> None:
    assert estimate(np.full(7, 0.25)) == Estimate(0.25, 0.25, 0.25)


def test_a_steady_lead_is_certain_on_paired_samples_though_both_systems_vary() -> None:
    # given a system that is better by exactly 0.125 for every query
    second = np.array([0.0, 0.25, 0.5, 0.75])
    first = second + 0.125

    # then
    assert paired_difference(first, second) == Estimate(0.125, 0.125, 0.125)
    assert estimate(first).low < estimate(second).value


def test_drawing_in_small_portions_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.linspace(0, 1, 10) ** 2
    at_once = estimate(values)

    monkeypatch.setattr(bootstrap, "_DRAWS_AT_ONCE", 70)

    assert estimate(values) == at_once


def test_no_queries_and_unequal_queries_are_refused() -> None:
    with pytest.raises(ValueError, match="1 query or more"):
        estimate(np.array([]))
    with pytest.raises(ValueError, match="the same queries in both"):
        paired_difference(np.zeros(3), np.zeros(2))
