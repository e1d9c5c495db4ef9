"""Exact search with FAISS; the only file that meets the library."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.index import Hits, Mask, allowed_rows, best, checked_k
from embeddings.rows import Rows

UNIT_TOLERANCE = 1e-4
SLACK = 32
GATHER_SHARE = 0.05
GATHER_ROWS = 50_000
BATCH = 4


class FaissIndex:
    """A flat inner-product index over unit vectors, see ``VectorIndex``.

    Any number of threads may search at once; nobody may change the index meanwhile.
    """

    def __init__(self, dimension: int, *, threads: int = 1) -> None:
        self._dimension = dimension
        self._threads = threads
        self._index: Any = faiss.IndexFlatIP(dimension)
        self._rows = Rows()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in row order."""
        return self._rows.ids

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Append new ids; raises ``ValueError`` on a known id or a vector that is not unit."""
        checked = self._checked_units(ids, vectors)
        rows = self._rows.with_added(ids)
        self._index.add(checked)
        self._rows = rows

    def update(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Replace the vectors of known ids in place; raises ``UnknownId``."""
        Rows(ids)
        self._matrix()[self._rows.of(ids)] = self._checked_units(ids, vectors)

    def remove(self, ids: Sequence[str]) -> None:
        """Forget known ids; the other rows keep their order. Raises ``UnknownId``."""
        rows = self._rows.without(ids)
        self._index.remove_ids(np.unique(self._rows.of(ids)))
        self._rows = rows

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """Give back the vectors of ids, shape ``(len(ids), dimension)``."""
        return self._matrix()[self._rows.of(ids)]

    def search(self, queries: Vectors, k: int, allowed: Mask | None = None) -> list[Hits]:
        """Find the best ``min(k, allowed.sum())`` rows for each query, ties by id ascending."""
        checked_k(k)
        checked = self._checked(queries)
        passing = allowed_rows(allowed, len(self))
        count = len(self) if passing is None else len(passing)
        found: dict[int, Hits] = {}
        width = k + SLACK
        while pending := [row for row in range(len(checked)) if row not in found]:
            width = min(width, count)
            scores, rows = self._nearest(checked[pending], width, passing)
            for place, query in enumerate(pending):
                floor = float(scores[place, -1]) if width < count else -np.inf
                hits, complete = self._settle(checked[query], rows[place], k, floor)
                if complete:
                    found[query] = hits
            width *= 4
        return [found[row] for row in range(len(checked))]

    def save(self, path: Path) -> None:
        """Write the ids and vectors to one ``.npz`` file; equal contents give equal bytes."""
        ids = np.frombuffer(json.dumps(self.ids, ensure_ascii=False).encode(), dtype=np.uint8)
        with path.open("wb") as file:
            np.savez(file, ids=ids, vectors=self._matrix())

    @classmethod
    def load(cls, path: Path, *, threads: int = 1) -> Self:
        """Read a file of ``save`` whose bytes a snapshot's manifest has verified before."""
        with np.load(path, allow_pickle=False) as stored:
            vectors = stored["vectors"]
            index = cls(vectors.shape[1], threads=threads)
            index.add(json.loads(stored["ids"].tobytes()), vectors)
        return index

    def _nearest(
        self, queries: Vectors, width: int, passing: NDArray[np.intp] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Scores as FAISS rounds them and rows of the nearest ``width`` for each query."""
        # OpenMP keeps this setting for each calling thread, so a pool's threads need it each time.
        faiss.omp_set_num_threads(self._threads)
        count = len(self) if passing is None else len(passing)
        if width == count:
            rows = np.arange(count) if passing is None else passing
            return np.empty((len(queries), 0), np.float32), np.tile(rows, (len(queries), 1))
        if passing is None:
            scores, rows = self._index.search(queries, width)
        elif self._gathers(len(queries), count):
            gathered = self._matrix()[passing]
            scores, places = faiss.knn(queries, gathered, width, faiss.METRIC_INNER_PRODUCT)
            rows = passing[places]
        else:
            scores, rows = self._scan(queries, width, passing)
        return scores, rows

    def _gathers(self, queries: int, count: int) -> bool:
        """Whether a copy of the passing rows beats a scan that skips the others."""
        return count < GATHER_SHARE * len(self) or (queries >= BATCH and count < GATHER_ROWS)

    def _scan(
        self, queries: Vectors, width: int, passing: NDArray[np.intp]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Search all rows, skipping those whose bit is not set."""
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[passing] = True
        bitmap = np.packbits(mask, bitorder="little")
        selector = faiss.IDSelectorBitmap(bitmap.size, faiss.swig_ptr(bitmap))
        parameters: Any = faiss.SearchParameters()
        parameters.sel = selector
        found: tuple[NDArray[np.float32], NDArray[np.int64]] = self._index.search(
            queries, width, params=parameters
        )
        return found

    def _settle(
        self, query: NDArray[np.float32], rows: NDArray[np.int64], k: int, floor: float
    ) -> tuple[Hits, bool]:
        """Score candidate rows exactly; complete if none below ``floor`` could still enter."""
        scores = self._exact(query, rows)
        top = best(scores, self._rows.order[rows], k)
        hits = Hits(tuple(self.ids[row] for row in rows[top]), scores[top])
        # Twice the worst rounding of a float32 inner product of this length.
        margin = (self.dimension + 2) * 2.0**-23 * max(1.0, float(np.linalg.norm(query)))
        return hits, not len(top) or float(scores[top[-1]]) > floor + margin

    def _exact(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Inner products in float64, rounded to float32."""
        matrix, scores = self._matrix(), np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), 8192):
            part = slice(start, start + 8192)
            scores[part] = (matrix[rows[part]] * query.astype(np.float64)).sum(axis=1)
        return scores

    def _matrix(self) -> Vectors:
        """FAISS's own memory as an array of shape ``(len, dimension)``, without a copy."""
        if not len(self):
            return np.empty((0, self.dimension), dtype=np.float32)
        flat = faiss.rev_swig_ptr(self._index.get_xb(), len(self) * self.dimension)
        matrix: Vectors = flat.reshape(len(self), self.dimension)
        return matrix

    def _checked(self, vectors: Vectors) -> Vectors:
        """Contiguous float32 rows of the right length, all finite, or ``ValueError``."""
        if vectors.ndim != 2 or vectors.shape[1] != self.dimension:
            raise ValueError(
                f"found vectors of shape {vectors.shape}, expected (n, {self.dimension}): "
                "encode with the model that the index was built with"
            )
        if not np.isfinite(vectors).all():
            raise ValueError("found NaN or infinity in a vector, expected finite numbers")
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def _checked_units(self, ids: Sequence[str], vectors: Vectors) -> Vectors:
        checked = self._checked(vectors)
        if len(ids) != len(checked):
            raise ValueError(f"found {len(ids)} ids for {len(checked)} vectors, expected as many")
        lengths = np.linalg.norm(checked, axis=1)
        wrong = np.flatnonzero(np.abs(lengths - 1) > UNIT_TOLERANCE)
        if len(wrong):
            raise ValueError(
                f"found a vector of length {lengths[wrong[0]]:.4f} for {ids[wrong[0]]!r}, "
                "expected length 1; divide it by its norm"
            )
        return checked
