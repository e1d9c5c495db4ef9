"""Why not (왜 없나): what would have to change for one job to be in one person's list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import floor
from types import MappingProxyType
from typing import Any

from matcher import ranking
from matcher.checks import Finding
from matcher.jobs import Job
from matcher.licences import Demand, lacking, ruled_out
from matcher.person import Person
from matcher.ranking import Scores
from matcher.results import Change
from matcher.text.particles import particle
from matcher.text.private import blank_private
from matcher.weights import Weights

MANWON = 10_000
FOUND_AS: Mapping[str, str] = MappingProxyType(
    {
        "unlawful": "unlawful",
        "pay": "minimum_wage",
        "identity": "identity",
        "scam": "scam",
        "closed": "closing",
    }
)
"""Kinds of findings by the limit that they make."""
POSTINGS_OWN: Mapping[str, str] = MappingProxyType(
    {
        "withdrawn": "원래 사이트에서 내려간 공고입니다. 다시 올라오면 추천합니다.",
        "unlawful": "법에 어긋날 수 있는 표현을 구인기업이 고쳐야 추천합니다.",
        "minimum_wage": "급여를 최저임금 이상으로 고쳐야 추천합니다.",
        "identity": "구인기업이 누구인지 확인되어야 추천합니다.",
        "scam": "거짓 구인이 아님을 상담사가 확인해야 추천합니다.",
        "closing": "마감일이 지났습니다. 다시 모집하면 추천합니다.",
        "closing_unknown": "날짜가 없어 아직 뽑는지 알 수 없습니다. 마감일이 확인되면 추천합니다.",
        "not_indexed": "추천 자료에 아직 없는 공고입니다. 자료를 새로 만들면 순위를 매깁니다.",
    }
)
"""What would have to change about a posting, limit by limit."""


def changes(
    person: Person,
    job: Job,
    standard: Scores,
    limits: Sequence[str],
    findings: Sequence[Finding],
    weights: Weights,
) -> tuple[Change, ...]:
    """For each limit that holds a job back, what would lift it; ``standard`` is its column."""
    found: list[Change] = []
    for limit in limits:
        if limit == "licence":
            found.extend(_licences(person, job))
        elif limit == "avoid":
            found.append(_avoid(person, job, standard, weights))
        elif limit in _WISHES:
            told, cure = _WISHES[limit](person, job)
            found.append(Change(limit, told, cure))
        else:
            found.extend(of_posting(limit, findings))
    return tuple({one.text: one for one in found}.values())


def of_posting(limit: str, findings: Sequence[Finding]) -> Iterator[Change]:
    """What the posting would have to say otherwise: each phrase that is held against it."""
    told = [finding for finding in findings if FOUND_AS.get(finding.kind) == limit]
    for finding in told:
        yield Change(limit, f"공고의 표현 ‘{finding.phrase}’: {finding.advice_ko}")
    if not told:
        yield Change(limit, POSTINGS_OWN.get(limit, "상담사가 확인해야 추천합니다."))


def _licences(person: Person, job: Job) -> Iterator[Change]:
    """Each group of licences of which none is held; any one of a group is enough."""
    held = person.trainee.licences
    groups: dict[str, list[Demand]] = {}
    for demand in job.licences:
        groups.setdefault(demand.group, []).append(demand)
    for demands in groups.values():
        if ruled_out(demands, held):
            names = [demand.licence.name for demand in lacking(demands, held)]
            listed = "’ 또는 ‘".join(names)
            told = (
                f"‘{listed}’{particle(names[-1], '이', '가')} 필요합니다. "
                "갖고 계시면 훈련생 정보의 자격증에 적어 주십시오."
            )
            yield Change("licence", told, {"licences": (*held, names[0])})


def _pay(person: Person, job: Job) -> tuple[str, dict[str, Any]]:
    least, most = person.trainee.desired.monthly_wage_min_manwon or 0, job.month_pay[1] or 0
    offered = floor(most / MANWON)
    told = f"희망 임금을 월 {least:g}만원에서 {offered}만원으로 낮추시면 이 조건에 맞습니다."
    return told, {"desired.monthly_wage_min_manwon": float(offered)}


def _hours(person: Person, job: Job) -> tuple[str, dict[str, Any]]:
    most, stated = person.trainee.desired.hours_per_week_max or 0, job.posting.hours.week_hours or 0
    told = f"근무시간을 주 {most:g}시간에서 {stated:g}시간까지로 늘리시면 이 조건에 맞습니다."
    return told, {"desired.hours_per_week_max": stated}


def _days(_: Person, job: Job) -> tuple[str, dict[str, Any]]:
    stated = f"주 {job.posting.hours.days:g}일" if job.posting.hours.days else ""
    return f"{stated} 일하는 자리입니다. 이 요일도 괜찮으시면 이 조건에 맞습니다.", {
        "desired.days": None
    }


def _employment(person: Person, job: Job) -> tuple[str, dict[str, Any]]:
    kinds = sorted(job.employment)
    object_ = particle(kinds[-1], "을", "를")
    told = f"희망 고용형태에 ‘{', '.join(kinds)}’{object_} 더하시면 이 조건에 맞습니다."
    return told, {"desired.employment_types": (*person.trainee.desired.employment_types, *kinds)}


def _place(person: Person, job: Job) -> tuple[str, dict[str, Any]]:
    region = job.posting.region or ""
    told = f"희망 근무지에 ‘{region}’{particle(region, '을', '를')} 더하시면 이 조건에 맞습니다."
    return told, {"desired.places": (*person.trainee.desired.places, region)}


def _commute(person: Person, _: Job) -> tuple[str, dict[str, Any]]:
    longest = person.trainee.desired.max_commute_min
    told = f"통근 시간을 {longest}분보다 길게 잡으셔야 이 조건에 맞습니다."
    return told, {"desired.max_commute_min": None}


def _remote(person: Person, _: Job) -> tuple[str, dict[str, Any]]:
    told = "재택으로 일하는 자리입니다. 재택도 괜찮으시면 이 조건에 맞습니다."
    return told, {"desired.remote_ok": not person.trainee.desired.remote_ok}


_WISHES: Mapping[str, Callable[[Person, Job], tuple[str, dict[str, Any]]]] = MappingProxyType(
    {
        "pay": _pay,
        "hours": _hours,
        "days": _days,
        "employment": _employment,
        "place": _place,
        "commute": _commute,
        "remote": _remote,
    }
)


def _avoid(person: Person, job: Job, standard: Scores, weights: Weights) -> Change:
    number = ranking.avoided_text(person, job, standard, weights)
    thing = person.trainee.desired.avoid[number] if number is not None else None
    named = f"일 ‘{thing}’" if thing and blank_private(thing) == thing else "일"
    told = f"피하고 싶다고 하신 {named}에 가깝습니다. 이 일도 괜찮으시면 이 조건에 맞습니다."
    return Change("avoid", told, {"desired.avoid": ()})
