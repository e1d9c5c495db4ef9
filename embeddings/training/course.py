"""The steps of a training: which pairs each reads, at what rate, and where a run begins anew."""

import math
from bisect import bisect_right

from embeddings.training.plan import Recipe, epoch


class Course:
    """Batches of pair numbers in order, in as many runs as the recipe has, as even as can be.

    ``done`` counts the steps before the next one: below the number of batches. Raises
    ``ValueError`` for fewer steps than runs.
    """

    def __init__(self, pairs: int, recipe: Recipe) -> None:
        self._recipe = recipe
        self.batches = [
            batch
            for number in range(recipe.epochs)
            for batch in epoch(pairs, recipe.batch, recipe.seed + number)
        ]
        steps = len(self.batches)
        if steps < recipe.runs:
            raise ValueError(
                f"found {steps} steps, expected at least one for each of {recipe.runs} runs;"
                " give more pairs or fewer runs"
            )
        self.ends = [steps * (run + 1) // recipe.runs for run in range(recipe.runs)]
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

    def _run(self, done: int) -> tuple[int, int]:
        run = bisect_right(self.ends, done)
        return (self.ends[run - 1] if run else 0), self.ends[run]
