"""Short or empty lists (짧은 목록): which wish to relax, and what each opens alone."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from matcher.advice.outlook import Outlook
from matcher.advice.results import Relaxation
from matcher.advice.wording import WISHES, relaxation

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "pay": "monthly_wage_min_manwon",
        "hours": "hours_per_week_max",
        "days": "days",
        "employment": "employment_types",
        "commute": "max_commute_min",
        "remote": "remote_ok",
        "avoid": "avoid",
    }
)
"""Where a wish is stated; one that is not holds nothing back."""


def relaxations(outlook: Outlook) -> tuple[Relaxation, ...]:
    """Each wish that opens something alone, most first; else the smallest combination that does.

    Only wishes are named: nobody helps a person by lifting what closed a job."""
    desired = outlook.person.trainee.desired
    stated = [
        name
        for name in WISHES
        if name not in FIELDS or getattr(desired, FIELDS[name]) not in (None, ())
    ]
    alone = [one for name in stated if (one := _lifted(outlook, (name,)))]
    if alone:
        return tuple(sorted(alone, key=lambda one: (-one.good, -one.opens)))
    together = _smallest(outlook)
    found = _lifted(outlook, together) if together else None
    return (found,) if found else ()


def _lifted(outlook: Outlook, limits: tuple[str, ...]) -> Relaxation | None:
    then, now = outlook.under(lifted=frozenset(limits)), outlook.now
    opens, good = len(then.passing) - len(now.passing), len(then.good) - len(now.good)
    if opens <= 0 and good <= 0:
        return None
    return Relaxation(limits, opens, good, relaxation(limits, max(opens, 0), max(good, 0)))


def _smallest(outlook: Outlook) -> tuple[str, ...]:
    """The fewest wishes that hold some job back alone; of equally few, those of most jobs."""
    masks = outlook.masks()
    wishes = [name for name in masks if name in WISHES]
    others = [mask for name, mask in masks.items() if name not in WISHES]
    lost = np.any(others, axis=0) if others else np.zeros(len(outlook.scorer.table), dtype=bool)
    held = Counter(
        tuple(name for name in wishes if masks[name][row])
        for row in np.flatnonzero(~lost).tolist()
        if any(masks[name][row] for name in wishes)
    )
    return min(held, key=lambda names: (len(names), -held[names], names), default=())
