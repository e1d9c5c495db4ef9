"""FaissIndex against brute force: random filters, random histories, one thread."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import faiss
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from numpy.typing import NDArray

from embeddings.faiss_index import FaissIndex

ROWS, DIMENSION, QUERIES = 4000, 24, 20


def units(count: int, generator: np.random.Generator) -> NDArray[np.float32]:
    vectors = generator.normal(size=(count, DIMENSION)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.parametrize("batch", [1, QUERIES])
def test_filtered_search_equals_brute_force_on_500_random_filters_each(
    batch: int, brute_force: Any
) -> None:
    # given: 4,000 vectors, 900 of them copies of 12 jobs, and queries close to some copied jobs
    generator = np.random.default_rng(batch)
    vectors = units(ROWS, generator)
    vectors[generator.choice(ROWS, 900, replace=False)] = np.repeat(vectors[:12], 75, axis=0)
    ids = [f"job{number}" for number in generator.permutation(ROWS)]
    queries = np.concatenate([vectors[:8], units(QUERIES - 8, generator)])
    index = FaissIndex(DIMENSION)
    index.add(ids, vectors)
    score = [[brute_force.score(query, vector) for vector in vectors] for query in queries]
    for number in range(500):
        # when
        share, k = 0.5 * 0.002 ** generator.random(), int(generator.integers(1, 30))
        allowed = generator.random(ROWS) < share
        first = number % QUERIES if batch == 1 else 0
        found = index.search(queries[first : first + batch], k, allowed)
        # then
        checked = first if batch == 1 else number % QUERIES
        rows = np.flatnonzero(allowed).tolist()
        expected = sorted((-score[checked][row], ids[row]) for row in rows)[:k]
        hits = found[checked - first]
        assert hits.ids == tuple(id_ for _, id_ in expected)
        assert hits.scores.tolist() == [-negative for negative, _ in expected]


class History(RuleBasedStateMachine):
    """Any sequence of changes leaves the index equal to a dictionary with the same changes."""

    NAMES = st.lists(st.sampled_from("가나다라마바사abcdefgh"), unique=True, max_size=6)
    DIRECTIONS = np.array(
        [[1, 0, 0], [0, 1, 0], [0, 0, 1], [-1, 0, 0], [0.6, 0.8, 0], [0, 0.6, -0.8]], np.float32
    )

    def __init__(self) -> None:
        super().__init__()
        self.index = FaissIndex(3)
        self.expected: dict[str, NDArray[np.float32]] = {}

    def some_vectors(self, data: st.DataObject, count: int) -> NDArray[np.float32]:
        picks = st.lists(st.integers(0, 5), min_size=count, max_size=count)
        return self.DIRECTIONS[data.draw(picks)].reshape(count, 3)

    @rule(names=NAMES, data=st.data())
    def add(self, names: list[str], data: st.DataObject) -> None:
        fresh = [name for name in names if name not in self.expected]
        vectors = self.some_vectors(data, len(fresh))
        self.index.add(fresh, vectors)
        self.expected |= dict(zip(fresh, vectors, strict=True))

    @rule(names=NAMES, data=st.data())
    def update(self, names: list[str], data: st.DataObject) -> None:
        known = [name for name in names if name in self.expected]
        vectors = self.some_vectors(data, len(known))
        self.index.update(known, vectors)
        self.expected |= dict(zip(known, vectors, strict=True))

    @rule(names=NAMES)
    def remove(self, names: list[str]) -> None:
        known = [name for name in names if name in self.expected]
        self.index.remove(known)
        for name in known:
            del self.expected[name]

    @precondition(lambda self: self.expected)
    @rule()
    def save_and_load(self) -> None:
        with TemporaryDirectory() as folder:
            self.index.save(Path(folder) / "index.npz")
            self.index = FaissIndex.load(Path(folder) / "index.npz")

    @rule(query=st.integers(0, 5), k=st.integers(1, 20), names=NAMES)
    def search(self, query: int, k: int, names: list[str]) -> None:
        direction = self.DIRECTIONS[query]
        allowed = np.array([id_ not in names for id_ in self.index.ids], dtype=np.bool_)
        (hits,) = self.index.search(direction[None], k, allowed)
        rest = {name: v for name, v in self.expected.items() if name not in names}
        exact = {
            name: float(np.float32(np.dot(v.astype(float), direction.astype(float))))
            for name, v in rest.items()
        }
        assert list(hits.ids) == sorted(rest, key=lambda name: (-exact[name], name))[:k]
        assert hits.scores.tolist() == [exact[name] for name in hits.ids]

    @invariant()
    def holds_what_the_dictionary_holds(self) -> None:
        assert self.index.ids == tuple(self.expected)
        for name, vector in self.expected.items():
            np.testing.assert_array_equal(self.index.vectors([name])[0], vector)


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_every_searching_thread_of_a_pool_uses_one_thread_of_its_own() -> None:
    generator = np.random.default_rng(0)
    index = FaissIndex(DIMENSION, threads=1)
    index.add([str(row) for row in range(200)], units(200, generator))

    def threads_after_a_search() -> int:
        faiss.omp_set_num_threads(2)
        index.search(units(1, generator), 3)
        return int(faiss.omp_get_max_threads())

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(threads_after_a_search).result() == 1


def test_equal_contents_are_saved_as_equal_bytes(tmp_path: Path) -> None:
    vectors = units(20, np.random.default_rng(1))
    for name in ("one", "two"):
        index = FaissIndex(DIMENSION)
        index.add([str(row) for row in range(20)], vectors)
        index.save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
