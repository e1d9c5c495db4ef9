"""The steps of a training: which pairs each reads, at what rate, and where a run begins anew."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from embeddings.training.plan import Pair, Recipe, by_run, epoch


class Course:
    """Batches of pair numbers in order, run after run.

    ``done`` counts the steps before the next one: below the number of batches. Raises
    ``ValueError`` where a run has fewer pairs than one batch.
    """

    def __init__(self, pairs: Sequence[Pair], recipe: Recipe) -> None:
        self._recipe = recipe
        runs = [self._batches(run, numbers) for run, numbers in by_run(pairs).items()]
        self.batches = [batch for run in runs for batch in run]
        self.ends = list(accumulate(len(run) for run in runs))
        """After how many steps each run is over."""

    def in_run(self, done: int) -> int:
        """Steps already taken of the run that the next step belongs to."""
        return done - self._run(done)[0]

    def rate(self, done: int) -> float:
        """The learning rate of the next step: in each run up in a line while warming, then down
        along half a cosine."""
        recipe, (start, end) = self._recipe, self._run(done)
        steps, done = end - start, done - start
        share = done / steps
        if share < recipe.warm_up:
            return recipe.learning_rate * (done + 1) / (recipe.warm_up * steps + 1)
        fallen = (share - recipe.warm_up) / (1 - recipe.warm_up)
        return recipe.learning_rate * (1 + math.cos(math.pi * fallen)) / 2

    def _batches(self, run: str, numbers: Sequence[int]) -> list[list[int]]:
        """A run's batches of the given pair numbers, epoch after epoch."""
        recipe = self._recipe
        try:
            return [
                [numbers[i] for i in batch]
                for again in range(recipe.epochs)
                for batch in epoch(len(numbers), recipe.batch, recipe.seed + again)
            ]
        except ValueError as error:
            raise ValueError(f"run ‘{run}’: {error}" if run else str(error)) from None

    def _run(self, done: int) -> tuple[int, int]:
        run = bisect_right(self.ends, done)
        return (self.ends[run - 1] if run else 0), self.ends[run]
