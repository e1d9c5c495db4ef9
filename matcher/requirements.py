"""Requirements (필수·우대): the skills and licences a posting asks for, and who covers them.

A must-have that is missing counts in the factor ``coverage``; a preference is shown and never
counts against anybody."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matcher.asking import Piece, Wanted
from matcher.jobs import Job
from matcher.licences import Demand, lacking, named_in
from matcher.records import Trainee
from matcher.results import Need, Span, Standing
from matcher.skills import CourseTable, SkillTable, packaged_skills, skills_of
from matcher.skills.courses import packaged_courses
from matcher.text.private import blank_private
from matcher.text.profile import Profile
from matcher.text.stuffing import strike_stuffed
from matcher.weights import Weights

STANDINGS: tuple[Standing, ...] = ("verified", "learning", "claimed", "unknown", "missing")
"""Best first; ``unknown`` where a profile tells of no skill at all."""
HAD = STANDINGS[:3]
MOST_LIKED = 2
"""So many preferences are told as missing; none of them counts."""

_OR = re.compile(r"\s*(?:[가-힣A-Za-z]{0,6}\s*)?(?:또는|혹은|이나|거나|\bor\b)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Requirement:
    """A skill, or a licence (``demand``), that a posting asks for; of one ``group`` any is
    enough."""

    name: str
    wanted: Wanted
    span: Span
    group: str
    demand: Demand | None = None


@dataclass(frozen=True)
class Held:
    """What a person has, by canonical name: skills in their best standing, licences as written."""

    skills: Mapping[str, Standing]
    licences: tuple[str | None, ...]
    tells: bool
    """Whether the person was asked for skills, so that one that is not named is missing."""

    @classmethod
    def of(
        cls,
        trainee: Trainee,
        profile: Profile,
        on: dt.date,
        courses: CourseTable | None = None,
        table: SkillTable | None = None,
    ) -> "Held":
        """By courses, and by what the profile says of skills, licences and the career."""
        table = table or packaged_skills()
        of_courses = skills_of(trainee, on, courses=courses or packaged_courses(), table=table)
        found: dict[str, Standing] = {}
        for standing in reversed(HAD):  # the better one is written last
            if standing == "claimed":
                own = strike_stuffed([blank_private(skill) for skill in trainee.skills])
                said = (*_said(profile), *filter(None, own))  # also those past the credit
                names = {skill for text in said for skill in table.named(text)}
            else:
                names = {held.name for held in of_courses if held.standing == standing}
            found |= dict.fromkeys(table.with_broader(names), standing)
        return cls(found, profile.licences, any(profile.skills))


@dataclass(frozen=True)
class Covered:
    """A requirement, and how a person has it."""

    requirement: Requirement
    standing: Standing


def required(job: Job, table: SkillTable) -> tuple[Requirement, ...]:
    """What a posting asks for, each skill or licence once, what it must have first."""
    found = [*map(_demanded, job.licences)]
    for number, piece in enumerate(job.asking):
        found += [*_licences(piece, number), *_skills(piece, number, table)]
    once: dict[tuple[str, bool], Requirement] = {}
    for one in sorted(found, key=lambda one: one.wanted != "must"):
        once.setdefault((one.name, one.demand is None), one)
    return tuple(once.values())


def covered(requirements: Sequence[Requirement], held: Held) -> tuple[Covered, ...]:
    """How a person has each requirement; a group is had as well as its best one."""
    alone = [(one, _standing(one, held)) for one in requirements]
    best: dict[tuple[str, str], Standing] = {}
    for one, standing in alone:
        key = one.wanted, one.group
        best[key] = min(best.get(key, "missing"), standing, key=STANDINGS.index)
    return tuple(Covered(one, best[one.wanted, one.group]) for one, _ in alone)


def coverage(found: Sequence[Covered], weights: Weights, *, licences: bool = True) -> float:
    """1 where every must-have is verified or none is stated; ``least_coverage`` without any.

    What a profile leaves unsaid is neutral; ``licences`` count where they are no lifted limit."""
    groups = {
        one.requirement.group: one.standing
        for one in found
        if one.requirement.wanted == "must"
        and one.standing != "unknown"
        and (licences or one.requirement.demand is None)
    }
    if not groups:
        return 1.0
    credit = {"verified": 1.0, "missing": 0.0}
    share = sum(credit.get(one, weights.claimed_skill) for one in groups.values()) / len(groups)
    return weights.least_coverage + (1 - weights.least_coverage) * share


def needs(found: Iterable[Covered]) -> tuple[Need, ...]:
    """Each requirement with its place in the posting, as an answer shows it."""
    return tuple(
        Need(one.requirement.name, one.requirement.wanted, one.standing, one.requirement.span)
        for one in found
    )


def lacking_lines(found: Sequence[Covered]) -> Iterator[str]:
    """What is missing, in Korean: needs first, then a few likings; of a group one line."""
    groups: dict[tuple[Wanted, str], list[Requirement]] = {}
    for one in found:
        if one.standing == "missing":
            key = one.requirement.wanted, one.requirement.group
            groups.setdefault(key, []).append(one.requirement)
    liked = [group for (wanted, _), group in groups.items() if wanted == "nice"][:MOST_LIKED]
    for group in (*(group for (wanted, _), group in groups.items() if wanted == "must"), *liked):
        names = " 또는 ".join(one.name for one in group)
        needed = "필요한 자격" if group[0].demand else "필수"
        label = needed if group[0].wanted == "must" else "우대"
        yield f"{label}: {names} (프로필에 없습니다)"


class Coverage:
    """Reads postings and people once each, by a centre's own tables of skills and courses."""

    def __init__(self, table: SkillTable | None = None, courses: CourseTable | None = None) -> None:
        self._table, self._courses = table or packaged_skills(), courses or packaged_courses()
        self._asked: dict[str, tuple[Job, tuple[Requirement, ...]]] = {}
        self._held: dict[str, tuple[Profile, dt.date, Held]] = {}

    def asked(self, job: Job) -> tuple[Requirement, ...]:
        """What a job asks for."""
        known = self._asked.get(job.posting.id)
        if known is None or known[0] is not job:
            known = self._asked[job.posting.id] = (job, required(job, self._table))
        return known[1]

    def held(self, trainee: Trainee, profile: Profile, on: dt.date) -> Held:
        """What a person has on a day."""
        known = self._held.get(trainee.id)
        if known is None or known[0] is not profile or known[1] != on:
            held = Held.of(trainee, profile, on, self._courses, self._table)
            known = self._held[trainee.id] = (profile, on, held)
        return known[2]

    def of(
        self, trainee: Trainee, profile: Profile, job: Job, on: dt.date | None = None
    ) -> tuple[Covered, ...]:
        """How a person covers what a job asks for; the day is the one last asked for."""
        asked = self.asked(job)
        if not asked:
            return ()
        known = self._held.get(trainee.id)
        day = on or (known[1] if known else dt.date.max)
        return covered(asked, self.held(trainee, profile, day))


def _standing(one: Requirement, held: Held) -> Standing:
    if one.demand is None:
        return held.skills.get(one.name, "missing" if held.tells else "unknown")
    return "missing" if lacking([one.demand], held.licences) else "claimed"


def _demanded(one: Demand) -> Requirement:
    span = Span(one.field, one.start, one.end)
    return Requirement(one.licence.name, "must", span, f"licence {one.group}", one)


def _licences(piece: Piece, number: int) -> Iterator[Requirement]:
    either = _OR.search(piece.text)
    for one in named_in(piece.text, piece.field, piece.start):
        span = Span(one.field, one.start, one.end)
        group = f"licence {number}" if either else f"licence {one.licence.name}"
        yield Requirement(one.licence.name, piece.wanted, span, group, one)


def _skills(piece: Piece, number: int, table: SkillTable) -> Iterator[Requirement]:
    spans = table.skills_in(piece.text)
    groups = [f"skill {number}.0"] if spans else []
    for at, (one, other) in enumerate(pairwise(spans), start=1):
        either = _OR.fullmatch(piece.text[one.end : other.start])
        groups.append(groups[-1] if either else f"skill {number}.{at}")
    for span, group in zip(spans, groups, strict=True):
        where = Span(piece.field, piece.start + span.start, piece.start + span.end)
        yield Requirement(span.skill, piece.wanted, where, group)


def _said(profile: Profile) -> Iterator[str]:
    """What a profile says that a person can do."""
    yield from (text for text in (*profile.skills, *profile.licences) if text)
    for spell in profile.career:
        if spell:
            yield from (text for text in (spell.title, spell.duties) if text)
