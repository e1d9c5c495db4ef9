"""Keeps general language: sentences stay as alike one another as the start of a training has them.

A distillation of the start into what is trained. Titles are left alone, and so are sentences of one
group: they may come together.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import kl_div, log_softmax

SENTENCE = 15
"""Tokens from which on a text is a sentence and no title, prefix and ends included."""

MOST_SENTENCES = 256
"""So many sentences of a batch are compared."""

_NEVER = -1e9


class Likeness:
    """The sentences among rows of token ids, with their vectors by the start."""

    def __init__(
        self,
        rows: Iterable[list[int]],
        encode: Callable[[Sequence[list[int]]], Tensor],
        temperature: float,
    ) -> None:
        found = dict.fromkeys(tuple(row) for row in rows if len(row) >= SENTENCE)
        self.temperature = temperature
        self._places = {row: at for at, row in enumerate(found)}
        with torch.no_grad():
            self._start = encode([list(row) for row in found]) if found else torch.empty(0)

    def moved(self, rows: Sequence[list[int]], groups: NDArray[np.str_], vectors: Tensor) -> Tensor:
        """How far the sentences of a batch have moved to one another.

        The mean divergence of each one's softmax over those of other groups, from the start's.
        """
        where = [at for at, row in enumerate(rows) if len(row) >= SENTENCE][:MOST_SENTENCES]
        if not where:
            return vectors.new_zeros(())
        before = self._start[[self._places[tuple(rows[at])] for at in where]]
        own = torch.from_numpy(groups[where][:, None] == groups[where][None, :])
        hidden = own.to(vectors.device)

        def shares(one: Tensor) -> Tensor:
            return log_softmax((one @ one.T / self.temperature).masked_fill(hidden, _NEVER), 1)

        now = shares(vectors[where])
        return kl_div(now, shares(before), log_target=True, reduction="batchmean")
