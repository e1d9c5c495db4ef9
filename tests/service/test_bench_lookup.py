"""``ieum bench lookup``: one look-up, where its time goes, and the libraries beside it."""

from datetime import date
from typing import Any

import pytest

from embeddings import HashingEncoder
from matcher.scoring import Scorer
from service.bench.lookup import run
from service.bench.stages import REST, Stopwatch

DAY = date(2026, 11, 24)


class Work:
    """Does its work on a clock of its own."""

    now = 0.0

    def outer(self) -> str:
        Work.now += 2
        return self.inner()

    def inner(self) -> str:
        Work.now += 40
        return "done"


def test_a_stage_s_time_is_without_that_of_the_stages_within_it() -> None:
    # given
    watch = Stopwatch(clock=lambda: Work.now)

    # when
    with watch.measuring([(Work, "outer", "out"), (Work, "inner", "in")]):
        Work.now += 600
        found = Work().outer()

    # then
    assert found == "done"
    assert watch.seconds == {"out": 2, "in": 40, REST: 600}


def test_what_was_timed_is_put_back_also_after_a_failure() -> None:
    outer = Work.outer
    with pytest.raises(ZeroDivisionError), Stopwatch().measuring([(Work, "outer", "out")]):
        raise ZeroDivisionError
    assert Work.outer is outer


def test_a_small_town_is_measured_beside_the_libraries() -> None:
    # given
    pair = Scorer.pair
    encoder = HashingEncoder()

    # when
    figures: dict[str, Any] = run(encoder, encoder, DAY, postings=60, people=3)

    # then
    assert (figures["postings"], figures["people"]) == (60, 3)
    assert list(figures["ieum"]) == ["cold_encoding_included", "cold_vectors_known", "warm"]
    assert {"bm25s", "semantic_search"} <= set(figures["rivals"])
    for found in (*figures["ieum"].values(), *figures["rivals"].values()):
        assert 0 < found["median"] <= found["p99"]
    warm = figures["ieum"]["warm"]["median_of_processor"]
    for name, ratio in figures["ieum_warm_times_rival"].items():
        rival = figures["rivals"][name]["median_of_processor"]
        assert ratio == pytest.approx(warm / rival, rel=0.2, abs=0.01)
    stages = figures["processor_ms_by_stage"]
    assert {"encoding", "lexical legs"} <= set(stages["cold_encoding_included"])
    assert {"factors", "reasons", "limits", "dense legs"} <= set(stages["warm"])
    assert "encoding" not in stages["warm"]
    assert Scorer.pair is pair
