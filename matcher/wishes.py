"""Wishes (희망 조건) held against a job: each check says how well it fits, and whether it is met.

Missing information is neutral: value 1 and ``met`` is ``None``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from matcher import places, values
from matcher.jobs import Job
from matcher.records import Trainee
from matcher.travel import Trip, Way
from matcher.weights import Weights

WEEKDAYS = re.compile(r"평일|월\s?[~-]\s?금|주간")
NIGHT_WISH = re.compile(r"야간|심야|밤|교대|당직|새벽|야근")
MANWON = 10_000


@dataclass(frozen=True)
class Check:
    """One wish against one job: ``value`` multiplies the score, ``met`` is ``None`` if unknown.

    ``trip`` is the way from home where a centre's table has it and both ends are known."""

    value: float = 1.0
    met: bool | None = None
    km: float | None = None
    trip: Trip | None = None


NEUTRAL = Check()
MET = Check(met=True)


def place(trainee: Trainee, job: Job, weights: Weights) -> Check:
    """Wished places first, then the straight-line way from the home place."""
    if job.remote and trainee.desired.remote_ok is not False:
        return Check(1.0, True)
    wished = trainee.desired.places
    verdicts = [_lies_in(name, job) for name in wished]
    away = bool(wished and job.posting.regions and not job.places and False in verdicts)
    if away and not any(verdicts):
        return Check(weights.elsewhere, False)
    way, trip = _way(trainee, job), _trip(trainee, job)
    if way is None and not any(verdicts):
        way = _nearest(wished, job.posting.region)
    nearest = _table_way(trainee, job)
    far = nearest.trip.minutes * weights.km_per_minute if nearest else way
    met = True if any(verdicts) else False if False in verdicts else None
    value, longest = _decay(far, trainee, weights), trainee.desired.max_commute_min
    if nearest and longest is not None and nearest.trip.minutes <= longest:
        value = max(value, weights.accepted_way)
    return Check(value, met, way, trip)


def commute(trainee: Trainee, job: Job, _: Weights) -> Check:
    """The longest wished way against the centre's table; without a row nobody knows.

    It multiplies nothing: ``place`` has counted the way already."""
    longest, way = trainee.desired.max_commute_min, _table_way(trainee, job)
    if longest is None or way is None or (job.remote and trainee.desired.remote_ok is not False):
        return NEUTRAL
    if way.trip.minutes > longest:
        return Check(met=False if way.sure else None, trip=_trip(trainee, job))
    trip = _trip(trainee, job)
    return Check(met=True if trip else None, trip=trip)


def place_met(trainee: Trainee, job: Job) -> int | None:
    """Number of the wished place that the job plainly lies in, if any; nationwide is no place."""
    names = enumerate(trainee.desired.places)
    return next((number for number, name in names if _lies_in(name, job)), None)


def pay(trainee: Trainee, job: Job, weights: Weights) -> Check:
    """The lowest wished pay against the best offered; unknown pay stays unknown."""
    floor = trainee.desired.monthly_wage_min_manwon
    least, most = job.month_pay
    if floor is None:
        return NEUTRAL
    if least is not None and least >= floor * MANWON:
        return MET
    if most is None or most >= floor * MANWON:
        return NEUTRAL
    share = most / (floor * MANWON)
    return Check(max(share * share, weights.least_pay), False)


def hours(trainee: Trainee, job: Job, weights: Weights) -> Check:
    """The most wished hours a week against the stated ones."""
    most, stated = trainee.desired.hours_per_week_max, job.posting.hours.week_hours
    if most is None or stated is None:
        return NEUTRAL
    return MET if stated <= most else Check(max(most / stated, weights.least_hours), False)


def days(trainee: Trainee, job: Job, weights: Weights) -> Check:
    """Wished working days against the stated number of days a week."""
    wished = _wished_days(trainee.desired.days)
    stated = job.posting.hours.days
    if wished is None or stated is None:
        return NEUTRAL
    return MET if stated <= wished else Check(weights.unmet_days, False)


def employment(trainee: Trainee, job: Job, weights: Weights) -> Check:
    """Wished kinds of employment against the stated one."""
    wished = _kinds(trainee.desired.employment_types)
    if not wished or not job.employment:
        return NEUTRAL
    return MET if wished & job.employment else Check(weights.unmet_employment, False)


def remote(trainee: Trainee, job: Job, weights: Weights) -> Check:
    """Work from home, where the person takes or refuses it."""
    if trainee.desired.remote_ok is None or job.remote is None:
        return NEUTRAL
    return MET if trainee.desired.remote_ok else Check(weights.unmet_remote, False)


def avoids_nights(trainee: Trainee, job: Job) -> int | None:
    """Number of the avoided thing that names nights or shifts, where the job has them."""
    if not job.night:
        return None
    things = enumerate(trainee.desired.avoid)
    return next((number for number, thing in things if NIGHT_WISH.search(thing)), None)


WishCheck = Callable[[Trainee, Job, Weights], Check]

CHECKS: dict[str, WishCheck] = {
    "place": place,
    "pay": pay,
    "hours": hours,
    "days": days,
    "employment": employment,
    "remote": remote,
}
LIMITS: dict[str, WishCheck] = {**CHECKS, "commute": commute}
"""Every wish that a check decides, and that may be a hard limit."""


def _lies_in(wished: str, job: Job) -> bool | None:
    """Whether a job lies in a wished place: by points where both name one, else by region."""
    region = places.in_region(wished, job.posting.regions)
    points = places.named(wished)
    if not points or region is False:
        return region
    return bool(set(points) & set(job.places)) if job.named else None


def _way(trainee: Trainee, job: Job) -> float | None:
    home = trainee.home_place
    return _nearest((home,), job.posting.region) if home else None


@lru_cache(maxsize=65_536)
def _nearest(names: tuple[str, ...], region: str | None) -> float | None:
    """Kilometres from the nearest of some places to the nearest point of a posting's region."""
    return places.nearest_km(_points(names), places.find(region))


def _table_way(trainee: Trainee, job: Job) -> Way | None:
    """The nearest way of the centre's table; of a city the nearest point counts."""
    if not job.travel:
        return None
    return job.travel.way(places.find(trainee.home_place), job.places)


def _trip(trainee: Trainee, job: Job) -> Trip | None:
    """The way that may be told: from a named point to a named point, not from city to city."""
    way = _table_way(trainee, job)
    return way.trip if way and job.named and places.named(trainee.home_place) else None


def _points(names: tuple[str, ...]) -> tuple[places.Place, ...]:
    return tuple(point for name in names for point in places.find(name))


def _decay(km: float | None, trainee: Trainee, weights: Weights) -> float:
    """1 next door, halving with every further stretch; longer ways than wished fall faster."""
    if km is None:
        return 1.0
    value: float = 0.5 ** (max(km - weights.near_km, 0.0) / weights.half_km)
    longest = trainee.desired.max_commute_min
    if longest is not None and km > longest * weights.km_per_minute:
        value *= longest * weights.km_per_minute / km
    return max(value, weights.least_place)


@lru_cache(maxsize=4096)
def _kinds(wished: tuple[str, ...]) -> frozenset[str]:
    kinds: frozenset[str] = frozenset()
    return kinds.union(*(values.parse_employment_types(kind) for kind in wished))


@lru_cache(maxsize=4096)
def _wished_days(text: str | None) -> int | None:
    if text is None:
        return None
    stated = values.parse_hours(text).days
    if stated is not None:
        return stated
    found = re.search(r"주\s?\d?\s?[~-]?\s?(\d)\s?일", text)
    if found:
        return int(found.group(1))
    return 5 if WEEKDAYS.search(text) else None
