"""The lane (이런 일도 살펴보세요): neighbouring occupations that a person can reach, with better
demand than anything that was wished.

Demand (한 사람당 일자리 수) is the number of open jobs of an occupation that this person may apply
for, near copies counted once, divided by the trainees who seek it, this person among them. So it
is the plain number of jobs where nobody else seeks them, as is usual with few people."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from embeddings.index import Mask
from matcher.evidence import LEAST_IDF
from matcher.occupations import Reading, groups_2018
from matcher.person import Person
from matcher.ranking import band
from matcher.results import Demand, Match, Neighbour, Reason
from matcher.scoring import Scored, Scorer
from matcher.text.tokens import placed

OCCUPATIONS = 3
JOBS = 2
"""Of each occupation."""
NEIGHBOURS = 10
"""So many occupations of the nearest names count as neighbours of one."""
LEAST_SHARE = 1 / 3
"""Or an occupation whose postings name so much of the person's skills, two of them at least."""
WISH_NEAR = 2.0
"""Spreads from which a job is near a wish, so no other work."""
BROUGHT = ("career.", "skills.", "licences.", "courses.")
"""Fields of what a person brings; a job of the lane has a reason from one of them."""


@dataclass(frozen=True)
class _Market:
    """The jobs that one person may apply for, each once, by occupation."""

    rows: Mapping[str, list[int]]

    @classmethod
    def of(cls, scorer: Scorer, allowed: Mask) -> "_Market":
        named, rows = groups_2018(), defaultdict[str, list[int]](list)
        for row in np.flatnonzero(allowed).tolist():
            code = scorer.occupation(row)
            if code is not None and code in named and scorer.table.shown(row, allowed) == row:
                rows[code].append(row)
        return cls(rows)

    def demand(self, scorer: Scorer, code: str, person: str) -> Demand:
        others = scorer.index.occupations.seekers(code, person)
        name = scorer.index.occupations.name(code)
        return Demand(code, name, len(self.rows.get(code, ())), others + 1)


def neighbours(
    scorer: Scorer,
    person: Person,
    allowed: Mask,
    listed: Collection[str],
    as_of: date,
    ignore: frozenset[str],
) -> tuple[Neighbour, ...]:
    """Two or three occupations that were not wished, the one with the best job first.

    Empty where no wish is understood: then nothing can be called better than it. ``listed``
    holds the postings of the list, and their copies, which are not shown twice."""
    reading = scorer.index.occupations.reading(person.trainee.id, person.profile)
    if reading is None or not reading.sought or "lane" in scorer.off:
        return ()
    market = _Market.of(scorer, allowed)
    wished = max(
        (market.demand(scorer, code, person.trainee.id) for code in sorted(reading.sought)),
        key=lambda demand: demand.each,
    )
    wishes = reading.wished | _found_for_wish(scorer, person, listed)
    better = {
        code: demand
        for code in sorted(_reached(scorer, person, reading, market) - wishes)
        if (demand := market.demand(scorer, code, person.trainee.id)).each > wished.each
    }
    shown = {scorer.index.postings.row(id) for id in listed}
    rows = [row for code in better for row in market.rows[code] if row not in shown]
    found: dict[str, list[Match]] = {}
    for job, match in _jobs(scorer, person, rows, as_of, ignore):
        code = str(scorer.occupation(job.row))
        if code not in found and len(found) == OCCUPATIONS:
            continue
        jobs = found.setdefault(code, [])
        if len(jobs) < JOBS:
            jobs.append(replace(match, rank=len(jobs) + 1))
    return tuple(Neighbour(better[code], wished, tuple(jobs)) for code, jobs in found.items())


def _found_for_wish(scorer: Scorer, person: Person, listed: Collection[str]) -> frozenset[str]:
    """The occupations of listed jobs that are near a wish: they are wished, whatever the names."""
    side, wishes = scorer.index.postings, person.rows("wish")
    rows = [row for id in listed if (row := side.row(id)) is not None]
    near = person.standard(side.similarity(person.vectors, rows))[wishes].max(axis=0, initial=0)
    codes = (
        scorer.occupation(row)
        for row, value in zip(rows, near.tolist(), strict=True)
        if value >= scorer.weights.clear
    )
    return frozenset(code for code in codes if code)


def _reached(scorer: Scorer, person: Person, reading: Reading, market: _Market) -> frozenset[str]:
    """Occupations with jobs that are the career's, or neighbours of it or of a wish, or ask for
    much of the same skills."""
    index = scorer.index.occupations
    near = {
        other
        for code in reading.sought | reading.career
        for other in index.nearest(code, NEIGHBOURS)
    }
    by_skills = set(_sharing(scorer, person, market))
    return frozenset((near | reading.career | by_skills) & set(market.rows))


def _sharing(scorer: Scorer, person: Person, market: _Market) -> Iterator[str]:
    """Occupations whose postings together name enough of the person's skills."""
    words = scorer.index.postings.words
    named: list[Mask] = []
    for skill in (*person.profile.skills, *person.profile.licences):
        forms = [form for form, _, _ in placed(skill or "")]
        if any(words.idf(form) >= LEAST_IDF for form in forms if len(form) > 1):
            named.append(np.logical_and.reduce([words.scores([form]) > 0 for form in forms]))
    if not named:
        return
    table = np.stack(named)
    for code, rows in market.rows.items():
        together = int(table[:, rows].any(axis=1).sum())
        if together >= 2 and together >= LEAST_SHARE * len(named):
            yield code


def _jobs(
    scorer: Scorer, person: Person, rows: list[int], as_of: date, ignore: frozenset[str]
) -> Iterator[tuple[Scored, Match]]:
    """The jobs that may stand in the lane, the best first, no employer twice."""
    explainer, employers = scorer.explainer(person), set[str]()
    wishes = person.rows("wish")
    for job in scorer.best_first(person, rows, as_of, ignore):
        if job.score < scorer.weights.lane_least:
            return
        facts = scorer.table[job.row]
        employer = facts.posting.employer.key or facts.posting.id
        other_work = all(job.standard[row] < WISH_NEAR for row in wishes)
        plain = not (facts.everybody or facts.newcomers_only) and job.factors["avoid"] == 1
        if not (other_work and plain) or employer in employers:
            continue
        reasons = brought(explainer.reasons(facts, job.standard))
        if not reasons:
            continue
        employers.add(employer)
        yield (
            job,
            Match(
                rank=0,
                id=facts.posting.id,
                score=job.score,
                band=band(person, job.standard, job.score, scorer.weights),
                factors=job.factors,
                legs=job.legs,
                reasons=reasons,
                missing=explainer.missing(facts, job.standard),
                needs=explainer.needs(facts),
            ),
        )


def brought(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons without the wished work; none where no reason is something the person brings."""
    kept = tuple(one for one in reasons if not one.profile.field.startswith("desired.jobs"))
    return kept if any(one.profile.field.startswith(BROUGHT) for one in kept) else ()
