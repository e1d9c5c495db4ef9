"""The law for every vector index."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.index import Hits, VectorIndex
from embeddings.rows import UnknownId

NewIndex = Callable[[int], VectorIndex]


def units(count: int, dimension: int = 8, seed: int = 0) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def filled(new_index: NewIndex, count: int = 120) -> VectorIndex:
    index = new_index(8)
    index.add([f"p{row:03d}" for row in range(count)], units(count))
    return index


def same(one: Hits, other: Hits) -> bool:
    return one.ids == other.ids and np.array_equal(one.scores, other.scores)


def test_scores_are_the_inner_products_worked_by_hand(new_index: NewIndex) -> None:
    # given: 0.6·1 + 0.8·0 = 0.6, 0.6·0 + 0.8·1 = 0.8, 0.6·-1 = -0.6
    index = new_index(2)
    index.add(["east", "north", "west"], np.array([[1, 0], [0, 1], [-1, 0]], np.float32))
    # when
    (hits,) = index.search(np.array([[0.6, 0.8]], np.float32), 3)
    # then
    assert hits.ids == ("north", "east", "west")
    np.testing.assert_array_equal(hits.scores, np.array([0.8, 0.6, -0.6], np.float32))


@pytest.mark.parametrize("count", [1, 5, 64])
def test_a_batch_answers_like_single_queries(new_index: NewIndex, count: int) -> None:
    index, queries = filled(new_index), units(count, seed=1)
    allowed = np.random.default_rng(2).random(len(index)) < 0.6
    batch = index.search(queries, 7, allowed)
    singles = [index.search(query[None], 7, allowed)[0] for query in queries]
    assert len(batch) == count
    assert all(same(one, other) for one, other in zip(batch, singles, strict=True))


@pytest.mark.parametrize("passing", [0, 1, 3, 50, 119, 120])
@pytest.mark.parametrize("k", [1, 10, 500])
def test_there_are_always_as_many_hits_as_k_and_the_filter_allow(
    new_index: NewIndex, passing: int, k: int
) -> None:
    index = filled(new_index)
    allowed = np.arange(len(index)) < passing
    (hits,) = index.search(units(1, seed=3), k, allowed)
    assert len(hits) == min(k, passing)
    assert set(hits.ids) <= set(index.ids[:passing])


def test_a_filtered_id_never_appears_even_when_it_is_the_best(new_index: NewIndex) -> None:
    index = filled(new_index)
    best = index.vectors(["p007"])
    allowed = np.array([id_ != "p007" for id_ in index.ids])
    assert index.search(best, 1)[0].ids == ("p007",)
    assert "p007" not in index.search(best, 119, allowed)[0].ids


def test_equal_vectors_come_in_the_order_of_their_ids_at_the_last_place_too(
    new_index: NewIndex,
) -> None:
    # given: 300 copies of one job, more than any search looks at first, added in a mixed order
    index, job = new_index(8), units(1)
    names = [f"copy{number:03d}" for number in np.random.default_rng(4).permutation(300)]
    index.add(names, np.repeat(job, 300, axis=0))
    index.add(["other"], units(1, seed=5))
    # when
    (hits,) = index.search(job, 4)
    (filtered,) = index.search(job, 2, np.array([id_ > "copy150" for id_ in index.ids]))
    # then
    assert hits.ids == ("copy000", "copy001", "copy002", "copy003")
    assert filtered.ids == ("copy151", "copy152")


def test_update_replaces_a_vector_in_its_row(new_index: NewIndex) -> None:
    index, fresh = filled(new_index), units(1, seed=6)
    before = index.ids
    index.update(["p011"], fresh)
    assert index.ids == before
    np.testing.assert_array_equal(index.vectors(["p011"]), fresh)
    assert index.search(fresh, 1)[0].ids == ("p011",)


def test_remove_forgets_an_id_and_keeps_the_order_of_the_rest(new_index: NewIndex) -> None:
    index = filled(new_index)
    kept = tuple(id_ for id_ in index.ids if id_ not in ("p000", "p050", "p119"))
    expected = index.vectors(kept)
    index.remove(["p119", "p000", "p050"])
    assert index.ids == kept
    assert len(index) == 117
    np.testing.assert_array_equal(index.vectors(kept), expected)
    assert set(index.search(units(1), 500)[0].ids) == set(kept)
    with pytest.raises(UnknownId):
        index.vectors(["p050"])


def test_saved_then_loaded_answers_the_same(new_index: NewIndex, tmp_path: Path) -> None:
    index, queries = filled(new_index), units(9, seed=7)
    index.save(tmp_path / "index")
    loaded = type(index).load(tmp_path / "index")
    assert (loaded.ids, loaded.dimension, len(loaded)) == (index.ids, 8, 120)
    pairs = zip(loaded.search(queries, 9), index.search(queries, 9), strict=True)
    assert all(same(one, other) for one, other in pairs)


def test_an_empty_index_saves_loads_and_finds_nothing(new_index: NewIndex, tmp_path: Path) -> None:
    new_index(8).save(tmp_path / "index")
    loaded = type(new_index(8)).load(tmp_path / "index")
    hits = loaded.search(units(2), 3)
    assert [len(found) for found in hits] == [0, 0]


@pytest.mark.parametrize(
    "vectors",
    [units(1) * 1.01, units(1, 7), units(1)[0], units(2), np.full((1, 8), np.nan, np.float32)],
    ids=["not unit", "other dimension", "one axis", "two for one id", "not a number"],
)
def test_wrong_vectors_are_refused_and_change_nothing(
    new_index: NewIndex, vectors: NDArray[np.float32]
) -> None:
    index = filled(new_index, 3)
    before = index.vectors(index.ids)
    with pytest.raises(ValueError, match=r"found|zip"):
        index.add(["new"], vectors)
    with pytest.raises(ValueError, match=r"found|zip"):
        index.update(["p001"], vectors)
    assert index.ids == ("p000", "p001", "p002")
    np.testing.assert_array_equal(index.vectors(index.ids), before)


def test_known_unknown_and_repeated_ids_are_refused(new_index: NewIndex) -> None:
    index = filled(new_index, 3)
    with pytest.raises(ValueError, match="known id"):
        index.add(["p001"], units(1))
    with pytest.raises(ValueError, match="found"):
        index.add(["new", "new"], units(2))
    for change in (lambda: index.update(["who"], units(1)), lambda: index.remove(["who"])):
        with pytest.raises(UnknownId, match="who"):
            change()
    assert len(index) == 3


def test_a_mask_of_another_length_and_a_k_of_nothing_are_refused(new_index: NewIndex) -> None:
    index = filled(new_index, 3)
    with pytest.raises(ValueError, match="mask"):
        index.search(units(1), 1, np.ones(4, dtype=np.bool_))
    with pytest.raises(ValueError, match="k"):
        index.search(units(1), 0)
