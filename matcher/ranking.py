"""Ranking (순위): the fit of a person and a job, times every factor, each of them exposed."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher import wishes
from matcher.jobs import Job
from matcher.person import Person
from matcher.records import Trainee
from matcher.results import Band
from matcher.text.kinds import item_number
from matcher.weights import Weights

Scores = NDArray[np.float32]


def fits(
    person: Person, standard: Scores, lexical: Scores, weights: Weights, off: frozenset[str]
) -> Scores:
    """The fit of each job, 0..1: the nearest wish and spell, and the words in common.

    ``standard`` has shape ``(texts, jobs)``; ``lexical`` is 1 for a usual best job."""
    dense = np.zeros(standard.shape[1], dtype=np.float32)
    shares = 0.0
    for kinds, share in ((_aim(person), weights.wish), (("career",), weights.career)):
        rows = person.rows(*kinds)
        if rows:
            dense += share * standard[rows].max(axis=0)
            shares += share
    dense = np.clip(dense / (shares or 1.0), 0, None) / weights.far_above_usual
    share = _lexical_share(weights, off)
    mixed = (1 - share) * dense + share * lexical
    fit: Scores = np.minimum(mixed / weights.full_fit, 1.0).astype(np.float32)
    return fit


def factors(
    person: Person,
    job: Job,
    standard: Scores,
    as_of: date,
    ignore: frozenset[str],
    weights: Weights,
) -> dict[str, float]:
    """Every factor but the fit, by name; 1 is neutral. ``standard`` holds one job's column."""
    trainee = _without_commute(person.trainee) if "commute" in ignore else person.trainee
    found = {
        "career": career_level(person, job, standard, weights),
        "avoid": _avoid(person, job, standard, weights),
        "freshness": _freshness(job, as_of, weights),
    }
    for name, check in wishes.CHECKS.items():
        found[name] = check(trainee, job, weights).value
    return {name: 1.0 if name in ignore else value for name, value in found.items()}


def related_months(person: Person, standard: Scores, weights: Weights) -> float:
    """Months of the career in the job's own trade, by similarity of each spell."""
    entries: set[int] = set()
    for row in person.rows("career"):
        if standard[row] >= weights.related:
            entries.add(item_number(person.texts[row].field))
    return 12 * sum(person.trainee.career[number].years or 0 for number in entries)


def career_level(person: Person, job: Job, standard: Scores, weights: Weights) -> float:
    """Newcomers only, too little or more than the asked experience in the trade."""
    career = job.posting.career_range
    if job.newcomers_only:
        return weights.newcomers_only
    value = 1.0
    if career.kind == "exp":
        months = related_months(person, standard, weights)
        if career.min_months and months < career.min_months:
            value *= weights.short_of_experience
        if career.max_months and months > career.max_months:
            value *= weights.beyond_experience
    return value


def avoided_text(person: Person, job: Job, standard: Scores, weights: Weights) -> int | None:
    """Number of the avoided thing that a job is nearer to than to any wish, if any."""
    by_night = wishes.avoids_nights(person.trainee, job)
    if by_night is not None:
        return by_night
    rows = person.rows("avoid")
    if not rows:
        return None
    nearest = max(rows, key=lambda row: standard[row])
    aim = max((standard[row] for row in person.rows(*_aim(person))), default=-np.inf)
    if standard[nearest] < weights.near_avoided or standard[nearest] <= aim:
        return None
    return item_number(person.texts[nearest].field)


def band(person: Person, standard: Scores, score: float, weights: Weights) -> Band:
    """How a match is called; never a percentage, and never strong without a reason to give."""
    telling = person.rows("wish", "career", "course")
    if not telling:
        return "정보 부족"
    if score >= weights.strong and max(standard[row] for row in telling) >= weights.clear:
        return "강함"
    return "보통" if score >= weights.fair else "약함"


def comparable(scores: Scores) -> Scores:
    """BM25 scores as shares of a usual best one (the mean of the twenty highest above 0)."""
    best = np.sort(scores[scores > 0])[-20:]
    top = float(best.mean()) if len(best) else 0.0
    shares: Scores = scores / top if top > 0 else np.zeros_like(scores)
    return shares


def order(ids: Sequence[str], scores: Sequence[float]) -> list[int]:
    """Positions by score, best first, equal ones by id."""
    return sorted(range(len(ids)), key=lambda at: (-scores[at], ids[at]))


def _aim(person: Person) -> tuple[str, ...]:
    """What the person is after: the wishes, or the courses where nothing is wished."""
    return ("wish",) if person.rows("wish") else ("course",)


def _lexical_share(weights: Weights, off: frozenset[str]) -> float:
    if "dense" in off:
        return 1.0
    return 0.0 if "lexical" in off else weights.lexical


def _avoid(person: Person, job: Job, standard: Scores, weights: Weights) -> float:
    found = avoided_text(person, job, standard, weights)
    return 1.0 if found is None else weights.avoided


def _freshness(job: Job, as_of: date, weights: Weights) -> float:
    registered = job.posting.registered
    old = registered is not None and (as_of - registered).days > weights.stale_after_days
    return weights.stale if old else 1.0


def _without_commute(trainee: Trainee) -> Trainee:
    desired = trainee.desired.model_copy(update={"max_commute_min": None})
    return trainee.model_copy(update={"desired": desired})
