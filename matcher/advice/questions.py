"""Questions (되물음): the one or two answers that would change a person's list most.

A field is asked about if it is empty. Its weight: suppose that the person wished exactly what
each of the best thirty jobs offers in turn, score these thirty again, and take the mean share of
the first ten (of a shorter list, the first half) that becomes another. A job that does not state
it changes nothing. Who wishes no job is asked for one first, since wishes weigh most in the fit;
who has told nothing at all is asked for a wish and for the career, as any order is arbitrary."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any

from matcher.advice.outlook import Outlook
from matcher.advice.results import Question
from matcher.advice.whatifs import with_wishes
from matcher.advice.wording import QUESTIONS
from matcher.jobs import Job

BEST, FIRST = 30, 10
MOST_QUESTIONS = 2
LEAST_CHANGE = 0.1
"""An answer that changes less than one job of ten is not asked for."""
MANWON = 10_000

Offer = Callable[[Job], Any]
"""What a job offers of a field, as a wish; ``None`` where it does not state it."""


def _place(job: Job) -> tuple[str, ...] | None:
    return (job.posting.region,) if job.posting.region else None


def _pay(job: Job) -> float | None:
    return job.month_pay[0] / MANWON if job.month_pay[0] else None


def _days(job: Job) -> str | None:
    days = job.posting.hours.days
    return f"주 {days:g}일" if days else None


OFFERS: Mapping[str, Offer] = MappingProxyType(
    {
        "places": _place,
        "monthly_wage_min_manwon": _pay,
        "hours_per_week_max": lambda job: job.posting.hours.week_hours,
        "days": _days,
        "employment_types": lambda job: tuple(sorted(job.employment)) or None,
        "remote_ok": lambda job: job.remote,
        "avoid": lambda job: ("야간·교대 근무",) if job.night else None,
    }
)


def questions(outlook: Outlook) -> tuple[Question, ...]:
    """At most two questions, the one that would help most first."""
    trainee = outlook.person.trainee
    if not trainee.has_direction:
        return tuple(Question(field, 1.0, QUESTIONS[field]) for field in ("jobs", "career"))
    found = [Question("jobs", 1.0, QUESTIONS["jobs"])] if not trainee.desired.jobs else []
    best = _best(outlook)
    weighed = [
        Question(field, change, QUESTIONS[field])
        for field, offer in OFFERS.items()
        if getattr(trainee.desired, field) in (None, ())
        and (change := _change(outlook, best, field, offer)) >= LEAST_CHANGE
    ]
    found += sorted(weighed, key=lambda one: -one.change)
    return tuple(found[:MOST_QUESTIONS])


def _best(outlook: Outlook) -> list[int]:
    scorer, passing = outlook.scorer, sorted(outlook.now.passing)
    scored = scorer.best_first(outlook.person, passing, outlook.as_of, outlook.ignore)
    return [one.row for one in islice(scored, BEST)]


def _change(outlook: Outlook, best: list[int], field: str, offer: Offer) -> float:
    first = min(FIRST, len(best) // 2)
    if not first:
        return 0.0
    offers = Counter(offer(outlook.scorer.table[row]) for row in best)
    changed = 0.0
    for value, jobs in offers.items():
        if value is not None:
            changed += jobs * len(set(best[:first]) - _first(outlook, best, first, field, value))
    return changed / (first * len(best))


def _first(outlook: Outlook, best: list[int], first: int, field: str, value: Any) -> set[int]:
    """The first of the best jobs, were the person to wish a value."""
    person = outlook.as_if(with_wishes(outlook.person.trainee, **{field: value}))
    scores = {row: outlook.score(person, row, outlook.ignore) for row in best}
    ids = outlook.scorer.index.postings.ids
    return set(sorted(best, key=lambda row: (-scores[row], ids[row]))[:first])
