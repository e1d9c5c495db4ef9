"""Filtered exact search: the index beside plain numpy, in one run."""

import os
import platform
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

DIMENSION = 384
TOP = 10
SHARES = (1.0, 0.5, 0.1, 0.01)
Figures = dict[str, object]


def run(sizes: tuple[int, ...] = (10_000, 100_000), repeats: int = 30) -> Figures:
    """Median milliseconds for one query and one thread, by number of vectors and share allowed."""
    generator = np.random.default_rng(0)
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "unit": "ms, median of single queries, 1 thread each, top 10, 384 dimensions",
        "rows": [row for size in sizes for row in _compare(size, repeats, generator)],
    }


def _compare(size: int, repeats: int, generator: np.random.Generator) -> list[Figures]:
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # ships no types

    from embeddings.faiss_index import FaissIndex

    vectors = _units(size, generator)
    queries = _units(repeats, generator)
    index = FaissIndex(DIMENSION, threads=1)
    index.add([f"{row:07d}" for row in range(size)], vectors)
    rows: list[Figures] = []
    for share in SHARES:
        allowed = generator.random(size) < share
        ours: list[float] = []
        plain: list[float] = []
        for query in queries:
            ours.append(_timed(partial(index.search, query[None], TOP, allowed)))
            with threadpool_limits(limits=1):
                plain.append(_timed(partial(_plain, vectors, query, allowed)))
        medians = {"index": float(np.median(ours)), "numpy": float(np.median(plain))}
        rows.append({"vectors": size, "allowed": share, **medians})
    return rows


def _plain(
    vectors: NDArray[np.float32], query: NDArray[np.float32], allowed: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """The straightforward way: every inner product, the forbidden ones struck out."""
    scores = vectors @ query
    scores[~allowed] = -np.inf
    top = np.argpartition(-scores, TOP)[:TOP]
    return top[np.argsort(-scores[top])]


def _units(count: int, generator: np.random.Generator) -> NDArray[np.float32]:
    vectors = generator.standard_normal((count, DIMENSION), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000
