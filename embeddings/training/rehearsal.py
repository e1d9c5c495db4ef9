"""Keeps general language: sentences stay as alike one another as the start has them.

Rehearsal (Robins 1995; distillation of similarities, Tung and Mori 2019): beside each step's pairs
stand a few families of plain sentences, near ones and far ones in each. How near two of them are is
what the start knows and what the training of other texts wears away.
"""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

Families = Sequence[Sequence[str]]
"""Sentences that stand together, by family."""

Rows = list[list[int]]
"""Token ids of texts."""

DRAWN = 16
"""Families read in a step."""


class Rehearsal:
    """Draws the families of each step, and tells how far their sentences have moved."""

    def __init__(self, families: Sequence[Rows], start: Callable[[Rows], Tensor]) -> None:
        """``start``: what gives the old vectors."""
        self._families, self._start = families, start

    def drawn(self, seed: int, step: int) -> list[Rows]:
        """``DRAWN`` families, all where there are fewer; the same ones for the same arguments."""
        count = min(DRAWN, len(self._families))
        at = np.random.default_rng((seed, step)).choice(len(self._families), count, replace=False)
        return [self._families[i] for i in at]

    def moved(self, families: Sequence[Rows], vectors: Tensor) -> Tensor:
        """How far similarities now and by the start are from one line: 1 less their correlation
        over all pairs of texts, and as much again over the pairs within a family; from 0 to 4.

        ``vectors``: unit vectors of the families' texts now, shape ``(texts, dimension)``.
        """
        with torch.no_grad():
            before = self._start([row for family in families for row in family])
        of = np.repeat(np.arange(len(families)), [len(family) for family in families])
        family = torch.from_numpy(of).to(vectors.device)
        row, column = torch.triu_indices(len(of), len(of), 1, device=vectors.device)
        within = (family[row] == family[column]).nonzero().squeeze(1)
        now, then = ((texts @ texts.T)[row, column] for texts in (vectors, before))
        return _missing(now, then) + _missing(now[within], then[within])


def _missing(now: Tensor, then: Tensor) -> Tensor:
    one, other = (normalize(values - values.mean(), dim=0) for values in (now, then))
    return 1 - one @ other
