import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import log2

import numpy as np
import pytest

from embeddings.encoder import Role, Vectors
from matcher.evaluation import (
    JudgmentError,
    evaluate_candidates,
    evaluate_encoder,
    evaluate_matching,
)
from matcher.evaluation.dense import nearest_texts
from matcher.evaluation.systems import LIFTED, candidate_systems, matching_systems
from matcher.records import Posting, Trainee, Wishes
from matcher.results import Match, Ranking

TODAY = date(2026, 11, 24)


class LetterEncoder:
    """Counts the letters a, b and c; reads three characters at a time."""

    name, revision, dimension = "letters", "1", 3

    def sections(self, text: str) -> list[str]:
        return [text[start : start + 3] for start in range(0, len(text), 3)]

    def encode(self, texts: Sequence[str], role: Role, *, progress: bool = False) -> Vectors:
        counts = np.array([[text.count(letter) for letter in "abc"] for text in texts], np.float32)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)


def _listing(lists: Mapping[str, list[str]]) -> Callable[[str], list[str]]:
    return lambda query: lists[query]


PEOPLE = [
    Trainee(id=id_, desired=Wishes(jobs=(job,)))
    for id_, job in [("T1", "경리 사무"), ("T2", "간호 상담"), ("T3", "제과 제빵")]
]
JOBS = [
    Posting(id=id_, source="town", title=title, company="㈜가상")
    for id_, title in [("J1", "경리 사무"), ("J2", "간호 상담"), ("J3", "경리 보조")]
]


def test_matching_reports_each_system_with_intervals_in_the_public_shape() -> None:
    # given a matcher that is right for T1 and puts the right job of T2 second
    qrels = {"T1": {"J1": 3}, "T2": {"J2": 2, "J3": 0}}
    ieum = _listing({"T1": ["J1"], "T2": ["J3", "J2"]})

    # when
    report = evaluate_matching(PEOPLE, JOBS, qrels, {"ieum": ieum, "without_dense": ieum})

    # then
    figures = json.loads(json.dumps(report.to_json()))
    assert list(figures) == ["ieum", "without_dense", "random", "bm25", "char_ngram"]
    for metrics in figures.values():
        assert set(metrics) == {
            "ndcg@10",
            "ndcg@10_judged",
            "map",
            "mrr",
            "recall@50",
            "judged@10",
        }
        assert all(set(found) == {"value", "low", "high"} for found in metrics.values())
    assert figures["ieum"]["mrr"] == {"value": 0.75, "low": 0.5, "high": 1.0}
    assert figures["ieum"]["ndcg@10"]["value"] == pytest.approx((1 + 1 / log2(3)) / 2)
    assert figures["bm25"]["mrr"]["value"] == 1.0


def test_queries_that_say_nothing_are_left_out_and_counted() -> None:
    # given one person with a good job, one with only a possible one, one not judged
    qrels = {"T1": {"J1": 3}, "T2": {"J2": 1}}

    report = evaluate_matching(PEOPLE, JOBS, qrels, {})

    assert (report.counted("map"), report.left_out("map")) == (1, 2)
    assert (report.counted("ndcg@10"), report.left_out("ndcg@10")) == (2, 1)
    assert report.estimates["bm25"]["map"].value == 1.0


def test_a_metric_in_which_no_query_counts_is_not_reported() -> None:
    report = evaluate_matching(PEOPLE, JOBS, {"T1": {"J1": 1}}, {})

    assert report.measured == ("ndcg@10", "ndcg@10_judged", "judged@10")
    assert set(report.to_json()["bm25"]) == set(report.measured)


def test_judgments_that_point_nowhere_are_told_and_count_as_not_found() -> None:
    qrels = {"T1": {"J1": 3, "gone": 3}, "T9": {"J1": 3}}

    report = evaluate_matching(PEOPLE, JOBS, qrels, {})

    assert report.notes == (
        "1 judged queries are not among those asked",
        "1 judged documents are not there and count as not found",
    )
    assert report.estimates["bm25"]["recall@50"].value == 0.5
    with pytest.raises(JudgmentError, match="none of the 3 queries is judged"):
        evaluate_matching(PEOPLE, JOBS, {"T9": {"J1": 3}}, {})


def test_candidates_turn_the_roles_and_ask_only_judged_postings() -> None:
    qrels = {"J1": {"T1": 3, "T2": 0, "T3": 0}, "J3": {"T1": 1, "T2": 0, "T3": 0}}
    ieum = _listing({"J1": ["T2", "T1", "T3"], "J3": ["T1", "T2", "T3"]})

    report = evaluate_candidates(PEOPLE, JOBS, qrels, {"ieum": ieum})

    # then J3 has nobody of grade 2 and counts in none of the metrics of relevance
    assert (report.queries, report.counted("ndcg@5")) == (2, 1)
    assert report.estimates["ieum"]["ndcg@5"].value == pytest.approx(1 / log2(3))
    assert report.estimates["bm25"]["ndcg@5"].value == 1.0
    difference = report.difference("ieum", "bm25", "ndcg@5")
    assert difference.value == pytest.approx(1 / log2(3) - 1)


def test_the_encoder_never_finds_the_query_itself() -> None:
    # given a document that is the query, also among the judgments
    queries, docs = {"x": "ab"}, {"x": "ab", "y": "ab", "z": "cc"}

    report = evaluate_encoder(queries, docs, {"x": {"x": 1, "z": 1}}, LetterEncoder())

    # then y comes first and z second, and only z was to be found
    assert report.estimates["ieum"]["mrr"].value == 0.5
    assert report.estimates["ieum"]["map"].value == 0.5
    assert list(report.systems) == ["ieum", "random", "bm25", "char_ngram"]


def test_long_texts_are_compared_by_their_best_sections() -> None:
    # given a document whose second section alone is the answer, and one query in two sections
    docs = {"long": "cccaab", "mixed": "abc", "other": "ccc"}

    rank = nearest_texts(LetterEncoder(), {"q": "aab", "r": "ccbbbb"}, docs)

    # then aab is found inside the long text; r's sections are ccb and bbb
    assert rank("q") == ["long", "mixed", "other"]
    cosines = {"long": 2 / 5**0.5, "mixed": 3 / 15**0.5, "other": 2 / 5**0.5}
    assert rank("r") == sorted(docs, key=lambda id_: (-cosines[id_], id_))


def test_progress_tells_each_system_and_query() -> None:
    told: list[tuple[str, int, int]] = []

    evaluate_matching(PEOPLE, JOBS, {"T1": {"J1": 3}}, {}, lambda *step: told.append(step))

    assert told[:3] == [("random", 1, 3), ("random", 2, 3), ("random", 3, 3)]
    assert len(told) == 9


class WrittenMatcher:
    """Answers from a list and remembers which limits it was told to lift."""

    def __init__(self, ids: list[str]) -> None:
        self.ids, self.lifted = ids, frozenset[str]()

    def matches(
        self, trainee: str, /, *, as_of: date, top: int = 10, ignore: frozenset[str] = frozenset()
    ) -> Ranking:
        self.lifted = ignore
        matches = [Match(n, id_, 1.0, "보통", {}) for n, id_ in enumerate(self.ids[:top], 1)]
        return Ranking(trainee, as_of, "letters", {}, tuple(matches))

    candidates = matches


@pytest.mark.parametrize("systems", [matching_systems, candidate_systems])
def test_a_matcher_is_asked_for_everything_without_limits_of_time_place_and_pay(
    systems: Callable[..., dict[str, Callable[[str], list[str]]]],
) -> None:
    matcher = WrittenMatcher([f"J{number}" for number in range(200)])

    asked = systems({"ieum": matcher, "without_dense": WrittenMatcher(["J7"])}, TODAY)

    assert asked["ieum"]("T1") == matcher.ids
    assert matcher.lifted == LIFTED == {"closing", "place", "commute", "pay", "freshness"}
    assert asked["without_dense"]("T1") == ["J7"]
