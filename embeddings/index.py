"""The one face of every vector index: unit vectors in by id, nearest ids out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Hits:
    """What one query found: ids and float32 scores, higher is better, equal scores by id."""

    ids: tuple[str, ...]
    scores: NDArray[np.float32]

    def __post_init__(self) -> None:
        if self.scores.shape != (len(self.ids),):
            raise ValueError(
                f"found scores of shape {self.scores.shape}, expected one for each of "
                f"{len(self.ids)} ids"
            )

    def __len__(self) -> int:
        return len(self.ids)


class VectorIndex(Protocol):
    """Unit float32 vectors by string id, searched exactly by inner product.

    A score is the inner product taken in float64 and rounded to float32, so that it depends on
    the two vectors alone: not on the batch, the mask, the number of threads or the library.
    """

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in row order; a mask for ``search`` is aligned with them."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def __len__(self) -> int: ...

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Append new ids; raises ``ValueError`` on a known id or a vector that is not unit."""

    def update(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Replace the vectors of known ids in place; raises ``UnknownId``."""

    def remove(self, ids: Sequence[str]) -> None:
        """Forget known ids; the other rows keep their order. Raises ``UnknownId``."""

    def search(self, queries: Vectors, k: int, allowed: Mask | None = None) -> list[Hits]:
        """Find the best of the allowed rows for each query of shape ``(q, dimension)``.

        Always ``min(k, allowed.sum())`` hits; ties, also at the k-th place, by id ascending.
        """

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """Give back the vectors of ids, shape ``(len(ids), dimension)``."""

    def save(self, path: Path) -> None:
        """Write the index to one file; equal contents give equal bytes."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file of ``save`` whose bytes a snapshot's manifest has verified before."""


def best(scores: NDArray[np.float32], order: NDArray[np.int64], k: int) -> NDArray[np.intp]:
    """Positions of the k highest scores, equal ones in the given order, best first."""
    if k < len(scores):
        kth = np.partition(scores, len(scores) - k)[len(scores) - k]
        candidates = np.flatnonzero(scores >= kth)
    else:
        candidates = np.arange(len(scores))
    sorted_positions = np.lexsort((order[candidates], -scores[candidates]))
    return candidates[sorted_positions[:k]]


def allowed_rows(allowed: Mask | None, count: int) -> NDArray[np.intp] | None:
    """Row numbers that a mask lets through, or ``None`` where it lets all through."""
    if allowed is None:
        return None
    if allowed.dtype != np.bool_ or allowed.shape != (count,):
        raise ValueError(
            f"found a mask of {allowed.dtype} and shape {allowed.shape}, "
            f"expected bool and ({count},): one entry for each of .ids"
        )
    return None if allowed.all() else np.flatnonzero(allowed)


def checked_k(k: int) -> int:
    """Refuse a k below 1 with ``ValueError``."""
    if k < 1:
        raise ValueError(f"found k = {k}, expected at least 1")
    return k
