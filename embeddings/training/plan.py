"""What is trained on: pairs of texts that belong together, and the order in which they come."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Role


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together.

    ``group`` is what they are about: within a batch no text of the same group is a negative.
    ``kind`` names the sort of pair, for the record; ``run`` the training run that reads it.
    """

    left: str
    right: str
    group: str
    kind: str
    rejected: str | None = None
    """A text that does not belong to ``left``, though it might seem to: a hard negative."""
    left_role: Role = "query"
    right_role: Role = "passage"
    run: str = ""


def by_run(pairs: Sequence[Pair]) -> dict[str, list[int]]:
    """The numbers of the pairs of each run, runs and pairs in the order in which they stand."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        found[pair.run].append(number)
    return found


@dataclass(frozen=True)
class Recipe:
    """How to train: a step's loss is over ``batch`` pairs at once."""

    epochs: int = 1
    batch: int = 128
    learning_rate: float = 5e-5
    warm_up: float = 0.05
    """Share of the steps in which the rate rises."""
    weight_decay: float = 0.01
    temperature: float = 0.03
    longest: int = 64
    """Tokens of a text that are read."""
    dropout: float = 0.1
    """Share of each layer's outputs that a step leaves out."""
    keep: float = 1.0
    """Weight of keeping plain sentences as alike one another as the start has them."""
    average: float = 0.98
    """How much of the running average of the weights stays at each step."""
    share: float = 1.0
    """Of the finished weights so much is trained, the rest the start's."""
    half: bool = True
    """Multiply in bfloat16."""
    seed: int = 0


def epoch(pairs: int, size: int, seed: int) -> list[list[int]]:
    """The numbers below ``pairs`` in batches of ``size``, shuffled; none comes twice.

    What does not fill a batch is left out. Seeded: the same arguments give the same order.
    Raises ``ValueError`` for fewer pairs than one batch.
    """
    if pairs < size:
        raise ValueError(
            f"found {pairs} pairs, expected at least a batch of {size};"
            " give more pairs or a smaller batch"
        )
    order = np.random.default_rng(seed).permutation(pairs).tolist()
    return [order[at : at + size] for at in range(0, pairs - size + 1, size)]
