"""Scoring: which jobs come into question for a person, and what each is worth."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from heapq import heappop, heappush
from math import prod

import numpy as np

from embeddings.encoder import Encoder
from embeddings.index import Mask
from matcher import ranking
from matcher.checks import NOTHING_CLEARED, Cleared
from matcher.eligibility import counted, held_back
from matcher.explain import Explainer
from matcher.indexing import MatchIndex
from matcher.jobs import Job, JobTable
from matcher.legs import GROUPS, LEGS, MEANING
from matcher.occlusion import Occlusion
from matcher.person import Person
from matcher.ranking import Scores
from matcher.records import Posting, Trainee
from matcher.requirements import Coverage, coverage
from matcher.skills import CourseTable, SkillTable, packaged_skills
from matcher.travel import TravelTimes
from matcher.weights import Weights

FACTORS = ("career", "avoid", "coverage", "demand")
RULES = ("copies", "employer_cap", "occupation_cap", "lane")
"""What makes a list of scores; off where scores are measured."""
SWITCHES = (*GROUPS, *LEGS, *FACTORS, *RULES)
"""What can be switched off, for measuring."""


@dataclass(frozen=True, eq=False)
class Scored:
    """One job for one person: its score, the product of its factors, and what explains it."""

    row: int
    score: float
    factors: dict[str, float]
    legs: dict[str, float]
    """What each leg added to the fit."""
    standard: Scores
    """Of each text of the person, shape ``(texts,)``."""


@dataclass(frozen=True, eq=False)
class Measured:
    """All allowed jobs of one person: the nearness of each leg, and every factor but the fit,
    each of shape ``(jobs,)``."""

    ids: tuple[str, ...]
    near: dict[str, Scores]
    factors: dict[str, Scores]

    @cached_property
    def others(self) -> Scores:
        """The product of the factors."""
        neutral = np.ones(len(self.ids), np.float32)
        product: Scores = np.prod([neutral, *self.factors.values()], axis=0)
        return product

    def without(self, factor: str) -> "Measured":
        """The same with a factor taken out."""
        left = {name: values for name, values in self.factors.items() if name != factor}
        return Measured(self.ids, self.near, left)


class Scorer:
    """Knows the index, the jobs' facts and the weights; remembers people it has read."""

    def __init__(
        self,
        postings: Mapping[str, Posting],
        index: MatchIndex,
        encoder: Encoder,
        weights: Weights,
        off: Collection[str],
        cleared: Cleared = NOTHING_CLEARED,
        skills: SkillTable | None = None,
        courses: CourseTable | None = None,
        travel: TravelTimes | None = None,
    ) -> None:
        self.index, self.encoder, self.weights = index, encoder, weights
        self.off = _known(off)
        self.cleared = cleared
        self.skills = skills or packaged_skills()
        self.coverage = Coverage(self.skills, courses)
        self.table = JobTable([postings.get(id) for id in index.postings.ids], cleared, travel)
        self._people: dict[str, Person] = {}

    def without(self, *off: str) -> "Scorer":
        """The same scorer with more switched off; what was read is shared."""
        other = copy(self)
        other.off = self.off | _known(off)
        return other

    def person(self, trainee: Trainee) -> Person:
        """A person's texts and vectors, read once for each version of the record."""
        known = self._people.get(trainee.id)
        if known is None or known.trainee != trainee:
            known = Person.of(trainee, self.encoder, self.index.postings)
            self._people[trainee.id] = known
        return known

    def occupation(self, row: int) -> str | None:
        """The likely KECO 2018 group of a posting, ``None`` where it is too unsure."""
        return self.index.occupations.told(row)

    def held_back(self, person: Person, as_of: date, ignore: frozenset[str]) -> dict[str, Mask]:
        """Which rows each hard limit of a person removes."""

        def avoided() -> Mask:
            rows = range(len(self.table))
            standard = person.standard(self.index.postings.similarity(person.vectors, rows))
            return avoided_rows(person, self.table, standard, self.weights)

        return held_back(person.trainee, self.table, as_of, ignore, self.weights, avoided)

    def candidate_rows(self, person: Person, allowed: Mask, k: int) -> list[int]:
        """Rows that either leg brings in, k for each text, under all hard limits.

        Of the copies of one job only the one to show is left."""
        side = self.index.postings
        found: set[int] = set()
        if not self.off.issuperset(MEANING):
            found |= side.nearest(person.vectors[person.seeking], k, allowed)
        for name, scores in person.wording.items():
            if name not in self.off:
                found |= side.leading(scores, k, allowed)
        if "copies" not in self.off:
            found = {self.table.shown(row, allowed) for row in found}
        return sorted(found)

    def best_first(
        self, person: Person, rows: Sequence[int], as_of: date, ignore: frozenset[str]
    ) -> Iterator[Scored]:
        """Jobs in the exact order of their scores; of equal ones that which closes first, then
        by posting id.

        No factor is above 1, so a score is never above its fit: whoever takes only the first
        few jobs has only those scored whose fit could still be among them."""
        side = self.index.postings
        standard = person.standard(side.similarity(person.vectors, rows))
        near, shares = self.near(person, standard, rows), self.weights.of_jobs(self.off)
        parts = ranking.contributions(near, shares, self.weights.full_fit)
        fits = ranking.fits(parts, len(rows))
        ready: list[tuple[float, date, str, int]] = []
        scored: dict[int, Scored] = {}
        for at in np.argsort(-fits, kind="stable").tolist():
            while ready and -ready[0][0] > fits[at]:
                yield scored.pop(heappop(ready)[-1])
            row = rows[at]
            column = standard[:, at]
            one = self.pair(person, self.table[row], column, float(fits[at]), as_of, ignore)
            legs = {name: float(part[at]) for name, part in parts.items()}
            scored[row] = Scored(row, prod(one.values()), one, legs, column)
            due = ranking.due(self.table[row], ignore)
            heappush(ready, (-scored[row].score, due, side.ids[row], row))
        while ready:
            yield scored.pop(heappop(ready)[-1])

    def near(self, person: Person, standard: Scores, rows: Sequence[int]) -> dict[str, Scores]:
        """How near each leg of a person is to some jobs; ``standard`` has ``(texts, rows)``."""
        near = ranking.meaning(person, standard, self.weights)
        return near | {name: scores[list(rows)] for name, scores in person.wording.items()}

    def measured(self, person: Person, as_of: date, ignore: frozenset[str]) -> Measured:
        """Every leg and the other factors of every allowed job, near copies too."""
        allowed = counted(self.held_back(person, as_of, ignore))[1]
        rows = np.flatnonzero(allowed).tolist()
        standard = person.standard(self.index.postings.similarity(person.vectors, rows))
        pairs = [
            self.pair(person, self.table[row], column, 1.0, as_of, ignore)
            for row, column in zip(rows, standard.T, strict=True)
        ]
        names = [name for name in (pairs[0] if pairs else ()) if name != "fit"]
        factors = {name: np.array([one[name] for one in pairs], np.float32) for name in names}
        ids = tuple(self.index.postings.ids[row] for row in rows)
        return Measured(ids, self.near(person, standard, rows), factors)

    def pair(
        self,
        person: Person,
        job: Job,
        standard: Scores,
        fit: float,
        as_of: date,
        ignore: frozenset[str],
    ) -> dict[str, float]:
        """Every factor of one pair by name, the fit first; ``standard`` is the job's column."""
        lifted = ignore | self.off
        found = ranking.factors(person, job, standard, as_of, lifted, self.weights)
        found = {"fit": fit, "coverage": self._coverage(person, job, as_of, lifted), **found}
        if self.weights.crowded < 1 and "demand" not in lifted:
            found["demand"] = self._demand(job)
        return found

    def _demand(self, job: Job) -> float:
        row = self.index.postings.row(job.posting.id)
        crowding = 0.0 if row is None else self.index.occupations.crowding(row)
        return 1 - (1 - self.weights.crowded) * crowding

    def _coverage(self, person: Person, job: Job, as_of: date, lifted: frozenset[str]) -> float:
        if "coverage" in lifted:
            return 1.0
        found = self.coverage.of(person.trainee, person.profile, job, as_of)
        return coverage(found, self.weights, licences="licence" not in lifted)

    def explainer(self, person: Person) -> Explainer:
        """What explains this person's matches."""
        covered = partial(self.coverage.of, person.trainee, person.profile)
        idf = self.index.postings.words.idf
        occlusion = Occlusion(person, self.index.postings, self.weights)
        return Explainer(person, self.weights, occlusion, idf, self.skills, covered)


def avoided_rows(person: Person, table: JobTable, standard: Scores, weights: Weights) -> Mask:
    """Which jobs are what a person avoids; ``standard`` has shape ``(texts, jobs)``."""
    return np.array(
        [
            job is not None
            and ranking.avoided_text(person, job, standard[:, row], weights) is not None
            for row, job in enumerate(table.jobs)
        ],
        dtype=bool,
    )


def _known(off: Collection[str]) -> frozenset[str]:
    if unknown := set(off) - set(SWITCHES):
        raise ValueError(f"cannot switch off {sorted(unknown)}; expected: {', '.join(SWITCHES)}")
    return frozenset(off).union(*(GROUPS[name] for name in off if name in GROUPS))
