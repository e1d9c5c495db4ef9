"""Gaps (빈 곳): what jobs worth a look ask for and the person has not, and what closes it."""

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from matcher.advice.outlook import Outlook
from matcher.advice.results import Gap, GapKind
from matcher.advice.wording import asked_gap, licence_gap, skill_gap
from matcher.licences import Demand, lacking
from matcher.requirements import Covered
from matcher.skills import CourseTable, SkillTable, TaughtCourse

MOST_LICENCES = 5
"""So many licences, those that most near jobs need, are each supposed held in turn."""
LEAST_ASKED = 2
"""What opens no job, and fewer jobs ask for, is not worth naming."""
Key = tuple[GapKind, str]


def gaps(outlook: Outlook, courses: CourseTable, table: SkillTable) -> tuple[Gap, ...]:
    """What is missing, that which opens most jobs first. What a person has is never named, nor
    a skill where the profile tells of none."""
    asked, opens = Counter[Key](), Counter[Key]()
    demands: dict[str, Demand] = {}
    for row in outlook.now.good:
        missing = _missing(outlook, row)
        asked.update({_key(one) for one in missing})
        opens.update(_completing(missing))
        demands |= {one.requirement.name: d for one in missing if (d := one.requirement.demand)}
    for name, (demand, held_back, opened) in _unlocking(outlook).items():
        asked["licence", name] += held_back
        opens["licence", name] = opened
        demands[name] = demand
    offered = courses.offered(outlook.as_of)
    found = [
        _gap(key, count, opens[key], _taught(key, demands, offered, table))
        for key, count in asked.items()
        if opens[key] or count >= LEAST_ASKED
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.opens, -gap.asked_by, gap.name)))


def _gap(key: Key, asked: int, opens: int, taught: tuple[str, ...]) -> Gap:
    kind, name = key
    if not opens:
        return Gap(kind, name, asked, opens, taught, asked_gap(name, asked, taught))
    told = licence_gap if kind == "licence" else skill_gap
    return Gap(kind, name, asked, opens, taught, told(name, opens, taught))


def _missing(outlook: Outlook, row: int) -> list[Covered]:
    person, scorer = outlook.person, outlook.scorer
    job = scorer.table[row]
    found = scorer.coverage.of(person.trainee, person.profile, job, outlook.as_of)
    return [one for one in found if one.standing == "missing"]


def _completing(missing: Iterable[Covered]) -> set[Key]:
    """Skills of which each alone would give all that a job must have."""
    groups: dict[str, set[Key]] = {}
    for one in missing:
        if one.requirement.wanted == "must":
            groups.setdefault(one.requirement.group, set()).add(_key(one))
    whole = set.intersection(*groups.values()) if groups else set()
    return {key for key in whole if key[0] == "skill"}


def _key(one: Covered) -> Key:
    return "licence" if one.requirement.demand else "skill", one.requirement.name


def _unlocking(outlook: Outlook) -> Mapping[str, tuple[Demand, int, int]]:
    """Licences that open jobs: the demand, how many near jobs it holds back, and how many become
    worth a look with it alone."""
    trainee, now = outlook.person.trainee, len(outlook.now.good)
    held_back, demands = Counter[str](), dict[str, Demand]()
    for row in _held_back(outlook):
        for demand in lacking(outlook.scorer.table[row].licences, trainee.licences):
            held_back[demand.licence.name] += 1
            demands[demand.licence.name] = demand
    found = {}
    for name, count in held_back.most_common(MOST_LICENCES):
        holder = trainee.model_copy(update={"licences": (*trainee.licences, name)})
        opened = len(outlook.under(holder).good) - now
        if opened > 0:
            found[name] = (demands[name], count, opened)
    return found


def _held_back(outlook: Outlook) -> list[int]:
    """Rows of near jobs that a licence alone holds back."""
    masks = dict(outlook.masks())
    licence = masks.pop("licence", None)
    if licence is None:
        return []
    others = np.any(list(masks.values()), axis=0) if masks else np.zeros_like(licence)
    near = outlook.fits >= outlook.scorer.weights.fair
    rows: list[int] = np.flatnonzero(licence & ~others & near).tolist()
    return rows


def _taught(
    key: Key, demands: Mapping[str, Demand], offered: Iterable[TaughtCourse], table: SkillTable
) -> tuple[str, ...]:
    """The courses taught now that close a gap."""
    kind, name = key
    if kind == "skill":
        return tuple(c.name for c in offered if not table.missing_skills([name], c.skills))
    proof = demands[name].licence.held
    return tuple(c.name for c in offered if any(proof.search(skill) for skill in c.skills))
