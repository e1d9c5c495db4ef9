"""Hard limits (제한 조건), as masks, computed before any top k."""

from collections.abc import Callable, Collection
from datetime import date
from functools import partial

import numpy as np

from embeddings.index import Mask
from matcher import wishes
from matcher.jobs import Job, JobTable
from matcher.licences import ruled_out
from matcher.records import Trainee
from matcher.weights import Weights

NEVER_LIFTED = ("withdrawn", "unlawful", "minimum_wage", "identity", "scam")
LIFTABLE = ("closing", "licence", "career", *wishes.LIMITS, "avoid", "coverage", "freshness")
"""What ``ignore`` may name; a lifted limit is neutral in the ranking as well."""

LIFTED_WITH = {"closing_unknown": "closing"}
"""Limits that another name lifts."""


def checked_ignore(ignore: Collection[str]) -> frozenset[str]:
    """Refuse a name that is no limit, or one that nobody may lift."""
    for name in ignore:
        if name not in LIFTABLE:
            kind = "can never be lifted" if name in NEVER_LIFTED else "is no limit"
            raise ValueError(f"'{name}' {kind}; expected some of: {', '.join(LIFTABLE)}")
    return frozenset(ignore)


def held_back(
    trainee: Trainee,
    table: JobTable,
    as_of: date,
    ignore: frozenset[str],
    weights: Weights,
    avoided: Callable[[], Mask],
) -> dict[str, Mask]:
    """Which rows each limit removes, in the order in which they are counted.

    ``avoided`` tells which jobs are what the person avoids; asked only where that is a limit."""
    masks = {
        "withdrawn": table.flags.withdrawn(as_of),
        "unlawful": table.flags["unlawful"],
        "minimum_wage": table.flags.underpaid(as_of),
        "identity": table.flags["identity"],
        "scam": table.flags["scam"],
        "closing": table.flags.closed(as_of),
        "closing_unknown": table.flags.undated,
        "licence": _unlicensed(trainee, table),
    }
    for name in trainee.hard:
        if name in wishes.LIMITS:
            unmet = partial(_unmet, wishes.LIMITS[name], trainee, weights)
            masks[name] = _rows(table, unmet)
        elif name == "avoid" and "avoid" not in ignore:
            masks[name] = avoided()
    return {name: mask for name, mask in masks.items() if LIFTED_WITH.get(name, name) not in ignore}


def counted(masks: dict[str, Mask]) -> tuple[dict[str, int], Mask]:
    """How many rows each limit removes, each row counted once, and which rows are left."""
    removed: dict[str, int] = {}
    left: Mask | None = None
    for name, mask in masks.items():
        left = np.ones(len(mask), dtype=bool) if left is None else left
        number = int((mask & left).sum())
        if number:
            removed[name] = number
        left = left & ~mask
    return removed, np.ones(0, dtype=bool) if left is None else left


def _unlicensed(trainee: Trainee, table: JobTable) -> Mask:
    mask = np.zeros(len(table), dtype=bool)
    for rows in table.licensed:
        mask[rows] = ruled_out(table[rows[0]].licences, trainee.licences)
    return mask


def _rows(table: JobTable, removes: Callable[[Job], bool]) -> Mask:
    return np.array([job is not None and removes(job) for job in table.jobs], dtype=bool)


def _unmet(check: wishes.WishCheck, trainee: Trainee, weights: Weights, job: Job) -> bool:
    return check(trainee, job, weights).met is False
