"""Composes the 1,500 postings: how many of each occupation and of each flaw, then the copies.

Shares by design, of 1,500: 75 near-copies (5 %), 90 closed already (6 %), 60 with an age, gender
or appearance condition (4 %), about 220 without stated pay (15 %: 205 planned, the Senuri feed's
and portal copies that lost theirs), 22 below the minimum wage (1.5 %), 46 for newcomers only (3 %),
about 90 wholly or partly at home (6 %). About a third belong to the trades of the eight courses;
the rest are the ordinary jobs of a town of this size. Three in five are in Sejong.
"""

from collections.abc import Callable, Iterable
from typing import Any

from service.town.copies import copied
from service.town.dice import Dice
from service.town.phrases import Occupation, occupations, table
from service.town.vacancies import Draft, Plan, Writer

TOTAL = 1_500
COPIES = 75
CLOSED, UNLAWFUL, NO_PAY, BELOW_MINIMUM, NEWCOMERS = 90, 60, 205, 22, 40
_YOUNG_TRADES = {
    "digital_marketer",
    "graphic_designer",
    "video_editor",
    "office_assistant",
    "accounting",
    "production_control",
    "quality_control",
    "developer",
    "sales",
    "mass",
    "assembly",
    "lab_research",
    "social_worker",
}


def town_postings(total: int = TOTAL) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The records in id order, with dates as offsets, and the answers for tests.

    Another ``total`` than the town's own keeps its shares (for measuring)."""
    writer, copies = Writer(), _share(COPIES, total)
    drafts = [writer.write(plan) for plan in _plans(total, total - copies)]
    clean = [draft for draft in drafts if _is_plain(draft)]
    originals = Dice("originals").shuffled(clean)[:copies]
    drafts += [copied(original, n, writer) for n, original in enumerate(originals)]
    drafts = Dice("order").shuffled(drafts)
    names = {id(draft): f"S{n:04d}" for n, draft in enumerate(drafts, start=1)}
    records = [_record(draft, names[id(draft)]) for draft in drafts]
    return records, _answers(drafts, names)


def _share(count: int, total: int) -> int:
    return round(count * total / TOTAL)


def _plans(total: int, originals: int) -> list[Plan]:
    jobs = _apportioned(occupations(), originals)
    numbers = Dice("flaws").shuffled(range(len(jobs)))
    ordinary = [n for n in numbers if not jobs[n].senior and not jobs[n].mass]
    closed = set(Dice("closed").shuffled(numbers)[: _share(CLOSED, total)])
    unlawful = _take(ordinary, _share(UNLAWFUL, total), lambda n: not jobs[n].public)
    no_pay = _take(ordinary, _share(NO_PAY, total), lambda n: n not in unlawful)
    low = _take(
        ordinary,
        _share(BELOW_MINIMUM, total),
        lambda n: _may_be_low(jobs[n]) and n not in no_pay | unlawful,
    )
    young = _take(ordinary, _share(NEWCOMERS, total), lambda n: jobs[n].key in _YOUNG_TRADES)
    phrases = _unlawful_phrases()
    return [
        Plan(
            number=n,
            job=job,
            closed=n in closed,
            no_pay=n in no_pay,
            below_minimum=n in low,
            newcomers=n in young or (job.mass and n % 3 == 0),
            unlawful=phrases[n % len(phrases)] if n in unlawful else None,
        )
        for n, job in enumerate(jobs)
    ]


def _take(numbers: Iterable[int], count: int, fits: Callable[[int], bool]) -> set[int]:
    return set([n for n in numbers if fits(n)][:count])


def _may_be_low(job: Occupation) -> bool:
    return "hour" in job.pay and "month" in job.pay and not job.public


def _unlawful_phrases() -> list[tuple[str, str]]:
    rows = table("common")["unlawful"]
    return [(row["kind"], phrase) for row in rows for phrase in row["phrases"]]


def _apportioned(jobs: tuple[Occupation, ...], total: int) -> list[Occupation]:
    """Each occupation as often as its weight says (largest remainders), in file order."""
    unit = total / sum(job.weight for job in jobs)
    counts = [int(job.weight * unit) for job in jobs]
    rest = sorted(range(len(jobs)), key=lambda i: (counts[i] - jobs[i].weight * unit, i))
    for i in rest[: total - sum(counts)]:
        counts[i] += 1
    return [job for job, count in zip(jobs, counts, strict=True) for _ in range(count)]


def _is_plain(draft: Draft) -> bool:
    plan = draft.plan
    flawed = plan.closed or plan.no_pay or plan.below_minimum or plan.unlawful is not None
    return not flawed and not plan.job.senior and bool(draft.fields["body"])


def _record(draft: Draft, name: str) -> dict[str, Any]:
    fields = {"id": name, **draft.fields, "url": f"https://example.invalid/jobs/{name}"}
    return {key: value for key, value in fields.items() if value not in (None, [])}


def _answers(drafts: list[Draft], names: dict[int, str]) -> dict[str, Any]:
    """What the records themselves do not say: which is a copy of which, and each flaw."""

    def named(fits: Callable[[Draft], bool]) -> list[str]:
        return [names[id(draft)] for draft in drafts if fits(draft)]

    trades: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.plan.job.course:
            trades.setdefault(draft.plan.job.course, []).append(names[id(draft)])
    return {
        "copies": [
            {
                "id": names[id(draft)],
                "copy_of": names[id(draft.facts["original"])],
                "kind": draft.facts["copy"],
            }
            for draft in drafts
            if "copy" in draft.facts
        ],
        "unlawful": [
            {"id": names[id(draft)], **draft.facts["unlawful"]}
            for draft in drafts
            if "unlawful" in draft.facts
        ],
        "closed": named(lambda draft: draft.plan.closed),
        "below_minimum": named(lambda draft: draft.plan.below_minimum),
        "newcomers": named(lambda draft: draft.plan.newcomers),
        "remote": named(lambda draft: draft.facts["remote"]),
        "trades": trades,
        "occupations": {names[id(draft)]: draft.plan.job.key for draft in drafts},
    }
