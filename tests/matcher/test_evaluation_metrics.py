from collections.abc import Sequence
from fractions import Fraction
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation.metrics import (
    CANDIDATES,
    ENCODER,
    MATCHING,
    Judging,
    best_first,
    score_query,
)


def test_every_metric_agrees_with_numbers_worked_out_by_hand() -> None:
    # given four found documents, one of them unjudged, and one relevant document not found
    ranking = ["a", "stranger", "c", "d"]
    grades = {"a": 1, "c": 3, "d": 0, "e": 2}

    # when
    found = score_query(ranking, grades, MATCHING)

    # then: gains 1, 0, 7, 0 at ranks 1 to 4; the ideal list has 7, 3, 1
    ideal = 7 / log2(2) + 3 / log2(3) + 1 / log2(4)
    assert found == pytest.approx(
        {
            "ndcg@10": (1 / log2(2) + 7 / log2(4)) / ideal,
            "ndcg@10_judged": (1 / log2(2) + 7 / log2(3)) / ideal,  # a, c, d
            "map": float(Fraction(1, 3) / 2),  # c at rank 3, e never: two are relevant
            "mrr": float(Fraction(1, 3)),
            "recall@50": 0.5,
            "judged@10": 0.75,
        }
    )
    assert found["ndcg@10"] == pytest.approx(4.5 / 9.392789, abs=1e-6)


def test_grade_one_is_relevant_for_the_encoder_and_not_in_matching() -> None:
    ranking, grades = ["x", "a", "b"], {"a": 1, "b": 2}

    assert score_query(ranking, grades, ENCODER)["mrr"] == pytest.approx(1 / 2)
    assert score_query(ranking, grades, MATCHING)["mrr"] == pytest.approx(1 / 3)


def test_cutoffs_look_exactly_as_deep_as_they_say() -> None:
    # given a relevant document at one rank of a list of 60
    def at(rank: int, metric: str) -> float:
        ranking = [f"x{row}" for row in range(1, 61)]
        ranking[rank - 1] = "a"
        return score_query(ranking, {"a": 3}, CANDIDATES)[metric]

    # then
    assert [at(5, "ndcg@5"), at(6, "ndcg@5")] == pytest.approx([1 / log2(6), 0])
    assert [at(10, "ndcg@10"), at(11, "ndcg@10")] == pytest.approx([1 / log2(11), 0])
    assert [at(50, "recall@50"), at(51, "recall@50")] == [1, 0]
    assert [at(10, "judged@10"), at(11, "judged@10")] == pytest.approx([0.1, 0])
    assert at(60, "map") == pytest.approx(1 / 60)


def test_a_query_without_a_relevant_document_is_left_out_of_those_metrics() -> None:
    only_possible, only_bad = {"a": 1}, {"a": 0}

    assert set(score_query(["a"], only_possible, MATCHING)) == {
        "ndcg@10",
        "ndcg@10_judged",
        "judged@10",
    }
    assert score_query(["a"], only_possible, CANDIDATES) == {"judged@10": 1}
    assert score_query(["a"], only_bad, MATCHING) == {"judged@10": 1}
    assert score_query(["a"], {}, MATCHING) == {}


def test_an_empty_list_scores_zero_instead_of_being_left_out() -> None:
    assert score_query([], {"a": 3}, MATCHING) == dict.fromkeys(MATCHING.metrics, 0.0)


def test_a_list_that_names_a_document_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="3 ids in a ranking, 2 different"):
        score_query(["a", "b", "a"], {"a": 3}, MATCHING)


def test_equal_scores_are_ordered_by_id_ascending() -> None:
    ids, scores = ["나", "b", "a", "top", "low"], np.array([1, 1, 1, 2, 0.5])

    assert best_first(ids, scores) == ["top", "a", "b", "나", "low"]
    assert best_first([], np.array([])) == []


grades_of_queries = st.dictionaries(st.integers(0, 90).map(str), st.integers(0, 3), min_size=1)


@given(
    ranking=st.permutations([str(n) for n in range(80)]),
    length=st.integers(1, 80),
    grades=grades_of_queries,
    judging=st.sampled_from([ENCODER, MATCHING, CANDIDATES]),
)
def test_long_and_short_lists_agree_with_the_definitions_written_out(
    ranking: list[str], length: int, grades: dict[str, int], judging: Judging
) -> None:
    found = score_query(ranking[:length], grades, judging)

    assert found == pytest.approx(
        {name: _by_definition(name, ranking[:length], grades, judging) for name in found}
    )


def _by_definition(
    metric: str, ranking: Sequence[str], grades: dict[str, int], judging: Judging
) -> float:
    """The textbook formulas, sharing nothing with the package."""
    good = {id_ for id_, grade in grades.items() if grade >= judging.relevant_from}
    ranks = [rank for rank, id_ in enumerate(ranking, start=1) if id_ in good]
    if metric == "map":
        return sum(place / rank for place, rank in enumerate(ranks, start=1)) / len(good)
    if metric == "mrr":
        return 1 / ranks[0] if ranks else 0
    if metric == "recall@50":
        return sum(rank <= 50 for rank in ranks) / len(good)
    if metric == "judged@10":
        return sum(id_ in grades for id_ in ranking[:10]) / len(ranking[:10])
    if metric == "ndcg@10_judged":
        ranking = [id_ for id_ in ranking if id_ in grades]
    depth = 5 if metric == "ndcg@5" else 10
    got = [2 ** grades.get(id_, 0) - 1 for id_ in ranking[:depth]]
    best = [2**grade - 1 for grade in sorted(grades.values(), reverse=True)[:depth]]
    return _discounted(got) / _discounted(best)


def _discounted(gains: list[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
