"""Under ten thousand random filters a list is what an exhaustive search finds, and never short."""

from collections.abc import Sequence

import numpy as np
import pytest

from embeddings import FaissIndex, LexicalIndex
from embeddings.index import Mask
from matcher.indexing import RecordIndex

RECORDS, SECTIONS, DIMENSION, FILTERS = 400, 3, 16, 10_000


def _units(count: int, seed: int) -> np.ndarray:
    found = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def _filters(count: int) -> list[Mask]:
    """Random masks that let half of the records through, down to one of ten thousand."""
    dice = np.random.default_rng(13)
    shares = 10 ** dice.uniform(np.log10(0.0001), np.log10(0.5), size=count)
    return [dice.random(RECORDS) < share for share in shares]


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return _units(RECORDS * SECTIONS, 1)


@pytest.fixture(scope="module")
def side(vectors: np.ndarray) -> RecordIndex:
    ids = [f"p{row:03}" for row in range(RECORDS)]
    index = FaissIndex(DIMENSION)
    names = [f"{id_}#{n}" for id_ in ids for n in range(SECTIONS)]
    index.add(names, vectors)
    owners = np.repeat(np.arange(RECORDS), SECTIONS).tolist()
    words = LexicalIndex.build(ids, [["word"]] * RECORDS)
    return RecordIndex(ids, owners, index, words, words)


def _exhaustive(scores: np.ndarray, allowed: Mask, k: int) -> set[int]:
    rows: Sequence[int] = [row for row in np.argsort(-scores, kind="stable") if allowed[row]]
    return set(map(int, rows[:k]))


def test_the_nearest_under_ten_thousand_filters_are_those_of_an_exhaustive_search(
    side: RecordIndex, vectors: np.ndarray
) -> None:
    queries, k = _units(50, 2), 10
    best = (queries @ vectors.T).reshape(len(queries), RECORDS, SECTIONS).max(axis=2)
    short = different = 0
    for number, allowed in enumerate(_filters(FILTERS)):
        at = number % len(queries)
        found = side.nearest(queries[at : at + 1], k, allowed)
        short += len(found) < min(k, int(allowed.sum()))
        different += found != _exhaustive(best[at], allowed, min(k, int(allowed.sum())))
    assert (short, different) == (0, 0)


def test_the_leading_under_ten_thousand_filters_are_those_of_an_exhaustive_search(
    side: RecordIndex,
) -> None:
    scores = np.random.default_rng(3).random(RECORDS).astype(np.float32)
    scores[::7] = 0  # shares no word: never led
    short = different = 0
    for allowed in _filters(FILTERS):
        wanted = min(10, int((allowed & (scores > 0)).sum()))
        found = side.leading(scores, 10, allowed)
        short += len(found) < wanted
        different += found != _exhaustive(scores, allowed & (scores > 0), 10)
    assert (short, different) == (0, 0)
