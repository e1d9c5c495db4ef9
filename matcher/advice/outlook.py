"""Outlook (전망): which jobs pass and are worth a look for a person, were something otherwise.

Exact: limits and factors are run again for each question. Only the fit stays, as the texts do;
so a licence that is merely supposed opens jobs, but makes nobody nearer to them."""

from dataclasses import dataclass, replace
from datetime import date
from math import prod

import numpy as np

from embeddings.index import Mask
from matcher import ranking
from matcher.eligibility import LIFTED_WITH, counted
from matcher.person import Person
from matcher.ranking import Scores
from matcher.records import Trainee
from matcher.scoring import Scorer
from matcher.text.profile import Profile

NOTHING: frozenset[str] = frozenset()
WORTH_A_LOOK = ("강함", "보통")
"""The bands of jobs that are worth a look."""


@dataclass(frozen=True)
class Reach:
    """Rows of the jobs that pass every limit, near copies once, and of those worth a look."""

    passing: frozenset[int]
    good: frozenset[int]


class Outlook:
    """One person's jobs on one day; ``ignore`` is lifted whatever is supposed besides."""

    def __init__(
        self, scorer: Scorer, person: Person, as_of: date, ignore: frozenset[str] = NOTHING
    ) -> None:
        self.scorer, self.person, self.as_of, self.ignore = scorer, person, as_of, ignore
        rows = range(len(scorer.table))
        self.standard = person.standard(scorer.index.postings.similarity(person.vectors, rows))
        near = scorer.near(person, self.standard, rows)
        shares, full = scorer.weights.of_jobs(scorer.off), scorer.weights.full_fit
        self.fits: Scores = ranking.fits(ranking.contributions(near, shares, full), len(rows))
        self._masks = scorer.held_back(person, as_of, ignore)
        self.now = self.under()

    def under(self, trainee: Trainee | None = None, lifted: frozenset[str] = NOTHING) -> Reach:
        """The jobs of the person as ``trainee`` would have it, with more limits lifted."""
        person, ignore = self.as_if(trainee or self.person.trainee), self.ignore | lifted
        allowed = counted(self.masks(person.trainee, lifted))[1]
        passing = self._listed(allowed)
        return Reach(passing, frozenset(row for row in passing if self._good(person, row, ignore)))

    def masks(
        self, trainee: Trainee | None = None, lifted: frozenset[str] = NOTHING
    ) -> dict[str, Mask]:
        """Which rows each limit removes."""
        if trainee is None or trainee is self.person.trainee:
            names = (name for name in self._masks if LIFTED_WITH.get(name, name) not in lifted)
            return {name: self._masks[name] for name in names}
        return self.scorer.held_back(self.as_if(trainee), self.as_of, self.ignore | lifted)

    def as_if(self, trainee: Trainee) -> Person:
        """The person with another record, and the texts as they are."""
        if trainee is self.person.trainee:
            return self.person
        same = trainee.licences == self.person.trainee.licences
        profile = self.person.profile if same else Profile.of(trainee)  # wishes leave it as it is
        return replace(self.person, trainee=trainee, profile=profile)

    def score(self, person: Person, row: int, ignore: frozenset[str]) -> float:
        """What a job is worth to a person of this outlook."""
        job, column, fit = self.scorer.table[row], self.standard[:, row], float(self.fits[row])
        found = self.scorer.pair(person, job, column, fit, self.as_of, ignore)
        return prod(found.values())

    def _good(self, person: Person, row: int, ignore: frozenset[str]) -> bool:
        weights = self.scorer.weights
        if self.fits[row] < weights.fair:  # no factor is above 1
            return False
        score = self.score(person, row, ignore)
        return ranking.band(person, self.standard[:, row], score, weights) in WORTH_A_LOOK

    def _listed(self, allowed: Mask) -> frozenset[int]:
        rows, table = np.flatnonzero(allowed).tolist(), self.scorer.table
        if "copies" in self.scorer.off:
            return frozenset(rows)
        return frozenset(row for row in rows if table.shown(row, allowed) == row)
