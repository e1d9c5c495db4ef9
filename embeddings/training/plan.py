"""What is trained on: pairs of texts that belong together, and the order in which they come."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Role


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together.

    ``group`` is what they are about: within a batch no text of the same group is a negative.
    ``branch`` is the wider field: texts of one branch are the hard negatives of one another.
    ``kind`` names the sort of pair, for the record.
    """

    left: str
    right: str
    group: str
    branch: str
    kind: str
    rejected: str | None = None
    """A text that does not belong to ``left``, though it might seem to: a hard negative."""
    left_role: Role = "query"
    right_role: Role = "passage"


@dataclass(frozen=True)
class Recipe:
    """How to train: a step's loss is over ``batch`` pairs at once."""

    epochs: int = 1
    batch: int = 256
    learning_rate: float = 1e-4
    warm_up: float = 0.05
    """Share of the steps in which the rate rises."""
    weight_decay: float = 0.01
    temperature: float = 0.04
    longest: int = 96
    """Tokens of a text that are read."""
    average: float = 0.98
    """How much of the running average of the weights stays at each step."""
    share: float = 1.0
    """Of the finished weights so much is trained, the rest the start's."""
    half: bool = True
    """Multiply in bfloat16."""
    seed: int = 0


def epoch(pairs: Sequence[Pair], size: int, seed: int, *, blocks: int = 4) -> Iterator[list[int]]:
    """Indices of ``pairs`` in batches of ``size``, each made of ``blocks`` from one branch each.

    No pair comes twice; what does not fill a block of its branch is mixed, and what does not
    fill a batch is left out. Seeded: the same arguments give the same order. Raises
    ``ValueError`` for a size that ``blocks`` do not divide, and for fewer pairs than one batch.
    """
    if size < blocks or size % blocks:
        raise ValueError(
            f"batch: found {size}, expected a multiple of {blocks}; give {max(1, size // blocks)}"
            f" * {blocks} = {max(1, size // blocks) * blocks}"
        )
    if len(pairs) < size:
        raise ValueError(
            f"found {len(pairs)} pairs, expected at least a batch of {size};"
            " give more pairs or a smaller batch"
        )
    return _batches(pairs, size, seed, blocks)


def _batches(pairs: Sequence[Pair], size: int, seed: int, blocks: int) -> Iterator[list[int]]:
    draw = np.random.default_rng(seed)
    width = size // blocks
    by_branch: dict[str, list[int]] = defaultdict(list)
    for i in draw.permutation(len(pairs)):
        by_branch[pairs[i].branch].append(int(i))
    runs: list[list[int]] = []
    rest: list[int] = []
    for branch in sorted(by_branch):
        members = by_branch[branch]
        whole = len(members) - len(members) % width
        runs += [members[at : at + width] for at in range(0, whole, width)]
        rest += members[whole:]
    rest = [rest[i] for i in draw.permutation(len(rest))]
    runs += [rest[at : at + width] for at in range(0, len(rest) - width + 1, width)]
    order = draw.permutation(len(runs))
    for at in range(0, len(order) - blocks + 1, blocks):
        yield [i for run in order[at : at + blocks] for i in runs[run]]
