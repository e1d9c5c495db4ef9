"""Keeps general language: made-up texts stay as alike one another as the start has them.

Pseudo-rehearsal (Robins 1995): what a network knew is held by random inputs and the answers that
it gave before it was trained; no text is needed. Here an input is a row of Korean pieces with a
query's prefix, common ones more often than rare ones, and an answer is which of these rows are
nearer one another.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import normalize

from embeddings.training.vocabulary import chances

DRAWN = 32
"""Texts drawn for a step; beside each stands another that shares a part of it."""

SHORTEST, LONGEST = 5, 15
"""Pieces of a text, prefix and ends left out."""

SHARED = 0.6
"""So likely is it that a piece of a text stands in the one beside it too."""


class Rehearsal:
    """Makes up the texts of each step, and tells how far they have moved to one another."""

    def __init__(
        self,
        tokenizer: Path,
        around: Sequence[int],
        room: int,
        start: Callable[[Sequence[list[int]]], Tensor],
    ) -> None:
        """``around``: ids of an empty text, its end last; ``room``: how many tokens are read;
        ``start``: what gives the old vectors."""
        self._before, self._after = list(around[:-1]), list(around[-1:])
        self._start, self._longest = start, min(LONGEST, room - len(around))
        self._pieces, share = chances(tokenizer)
        self._up_to = np.cumsum(share)

    def texts(self, seed: int, step: int) -> list[list[int]]:
        """Token ids of ``2 * DRAWN`` texts, each drawn one before the one that shares with it."""
        draw = np.random.default_rng((seed, step))
        found = []
        for _ in range(DRAWN):
            count = int(draw.integers(min(SHORTEST, self._longest), self._longest, endpoint=True))
            one, other = (self._drawn(draw.random(count)) for _ in range(2))
            found += [one, np.where(draw.random(count) < SHARED, one, other)]
        return [[*self._before, *pieces.tolist(), *self._after] for pieces in found]

    def moved(self, texts: Sequence[list[int]], vectors: Tensor) -> Tensor:
        """1 less the correlation of the similarities of all pairs of texts, now and by the start.

        ``vectors``: unit vectors of the texts now, shape ``(texts, dimension)``.
        """
        with torch.no_grad():
            before = self._start(texts)
        above = torch.triu_indices(len(texts), len(texts), 1, device=vectors.device).unbind()
        now, then = (
            normalize(near - near.mean(), dim=0)
            for near in ((one @ one.T)[above] for one in (vectors, before))
        )
        return 1 - now @ then

    def _drawn(self, at: NDArray[np.float64]) -> NDArray[np.int64]:
        return self._pieces[np.minimum(np.searchsorted(self._up_to, at), len(self._pieces) - 1)]
