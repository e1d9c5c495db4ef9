"""What is called strong, held against the grades; every figure worked out by hand."""

from datetime import date

import numpy as np
import pytest

from matcher.evaluation.bands import Bands
from matcher.evaluation.bootstrap import Estimate, share
from matcher.results import Band, Match, Ranking

DAY = date(2026, 11, 24)


def _ranking(**bands: Band) -> Ranking:
    matches = [Match(rank, id_, 1.0, band, {}) for rank, (id_, band) in enumerate(bands.items(), 1)]
    return Ranking("T1", DAY, "none", {}, tuple(matches))


def test_the_judged_pairs_of_each_band_are_counted_by_grade() -> None:
    # given four strong jobs with grades 3, 2, 1 and none, and a weak one with 0
    bands = Bands({"T1": {"a": 3, "b": 2, "c": 1, "e": 0, "missing": 3}})

    bands.note("T1", _ranking(a="강함", b="강함", c="강함", unjudged="강함", e="약함"))

    found = bands.shares()
    assert list(found) == ["강함", "약함"]
    assert (found["강함"].pairs, found["강함"].queries) == (3, 1)
    assert found["강함"].at_least[1] == Estimate(1, 1, 1)
    assert found["강함"].at_least[2].value == pytest.approx(2 / 3)
    assert found["약함"].at_least[1] == Estimate(0, 0, 0)
    assert set(bands.to_json()["강함"]) == {"pairs", "queries", "grade>=1", "grade>=2"}


def test_a_list_asked_for_twice_counts_once() -> None:
    bands = Bands({"T1": {"a": 3}})
    for _ in range(2):
        bands.note("T1", _ranking(a="보통"))
    assert bands.shares()["보통"].pairs == 1


def test_the_interval_of_a_share_draws_whole_queries() -> None:
    # given one query with 1 of 1 and one with 0 of 3: both drawn 1/4, one of them alone 1 or 0.
    # Four samples are equally likely: 1, 1/4, 1/4, 0
    assert share(np.array([1.0, 0.0]), np.array([1.0, 3.0])) == Estimate(0.25, 0.0, 1.0)
    # given one query with 1 of 1 and one with nothing: a sample of the empty one alone is no 0
    assert share(np.array([1.0, 0.0]), np.array([1.0, 0.0])) == Estimate(1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="not all 0"):
        share(np.zeros(2), np.zeros(2))
