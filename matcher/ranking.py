"""Ranking (순위): the fit of a person and a job, times every factor, each of them exposed."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher import wishes
from matcher.jobs import Job
from matcher.person import Person, aim
from matcher.records import Trainee
from matcher.results import Band
from matcher.text.kinds import item_number
from matcher.weights import Weights

Scores = NDArray[np.float32]
STRAIGHT = 0.8
"""Up to here a fit is plainly the sum of its legs."""


def contributions(
    near: Mapping[str, Scores], shares: Mapping[str, float], full: float
) -> dict[str, Scores]:
    """What each leg adds to the fit: its nearness, weighed so that ``full`` in all is a fit of 1.

    A leg whose share is not given is switched off and leaves its weight to the others; one that
    the records cannot feed adds nothing."""
    whole = (sum(shares.values()) or 1.0) * full
    return {name: near[name] * np.float32(shares[name] / whole) for name in shares if name in near}


def meaning(person: Person, standard: Scores, weights: Weights) -> dict[str, Scores]:
    """The nearest of what the person is after, and of the career, in spreads above the usual."""
    legs = {"wish_meaning": person.rows(aim(person.texts)), "career_meaning": person.rows("career")}
    return {
        name: np.clip(standard[rows].max(axis=0), 0, None) / np.float32(weights.far_above_usual)
        for name, rows in legs.items()
        if rows
    }


def fits(parts: Mapping[str, Scores], count: int) -> Scores:
    """The fit of each of ``count`` jobs, 0..1: the sum of what the legs add.

    Above ``STRAIGHT`` it bends towards 1, so that of two very good jobs the better stays ahead."""
    total = np.zeros(count, dtype=np.float64)
    for part in parts.values():
        total += part
    bent = 1 - (1 - STRAIGHT) * np.exp(-np.maximum(total - STRAIGHT, 0) / (1 - STRAIGHT))
    fit: Scores = np.where(total <= STRAIGHT, total, bent).astype(np.float32)
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
    wished = max((standard[row] for row in person.rows(aim(person.texts))), default=-np.inf)
    if standard[nearest] < weights.near_avoided or standard[nearest] <= wished:
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


def due(job: Job, ignore: frozenset[str]) -> date:
    """When a job closes, for the order among equals alone: a near deadline makes nobody fitter,
    and where none is stated, or deadlines are lifted, the job stands behind those that close."""
    last = job.posting.closing.date
    return date.max if last is None or "closing" in ignore else last


def order(ids: Sequence[str], scores: Sequence[float]) -> list[int]:
    """Positions by score, best first, equal ones by id."""
    return sorted(range(len(ids)), key=lambda at: (-scores[at], ids[at]))


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
