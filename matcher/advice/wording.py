"""The sentences of advice (조언의 말): 하십시오체 for what is told, 해요체 for what is asked."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from matcher.text.particles import particle

WISHES: Mapping[str, str] = MappingProxyType(
    {
        "place": "근무지",
        "pay": "임금",
        "hours": "근무시간",
        "days": "요일",
        "employment": "고용형태",
        "commute": "통근 시간",
        "remote": "재택",
        "avoid": "피하고 싶은 일",
    }
)
"""The wishes that a person can relax, in the words of the pages."""
FACTORS: Mapping[str, str] = MappingProxyType(
    {
        **WISHES,
        "fit": "경력·기술·희망과 공고의 가까움",
        "career": "요구 경력",
        "coverage": "요구 자격·기술을 갖춘 정도",
        "place": "근무지와 통근",
        "freshness": "공고의 새로움",
    }
)
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "jobs": "어떤 일을 찾고 계세요?",
        "career": "지금까지 어떤 일을 해 오셨어요?",
        "places": "어느 지역에서 일하고 싶으세요?",
        "monthly_wage_min_manwon": "한 달에 얼마 이상 받고 싶으세요?",
        "hours_per_week_max": "일주일에 몇 시간까지 일하고 싶으세요?",
        "days": "일주일에 며칠 일하고 싶으세요?",
        "employment_types": "정규직, 계약직, 시간제 가운데 어떤 고용형태를 원하세요?",
        "remote_ok": "집에서 일하는 재택근무도 괜찮으세요?",
        "avoid": "피하고 싶은 일이나 시간대가 있으세요? (예: 야간·교대 근무)",
    }
)


def licence_gap(name: str, opens: int, courses: Sequence[str]) -> str:
    """What holding a licence would open."""
    subject = particle(name, "이", "가")
    told = f"‘{name}’{subject} 있으면 지원하실 수 있는 일자리가 {opens}개 늘어납니다."
    return f"{told}{_taught(courses)}"


def skill_gap(name: str, opens: int, courses: Sequence[str]) -> str:
    """Of how many jobs a skill is all that is missing."""
    object_ = particle(name, "을", "를")
    told = f"‘{name}’{object_} 익히시면 필수 요건을 모두 갖추시는 일자리가 {opens}개 늘어납니다."
    return f"{told}{_taught(courses)}"


def asked_gap(name: str, asked_by: int, courses: Sequence[str]) -> str:
    """How many jobs ask for what the profile has not."""
    topic = particle(name, "은", "는")
    told = f"‘{name}’{topic} 일자리 {asked_by}개에서 찾거나 우대하지만 프로필에 없습니다."
    return f"{told}{_taught(courses)}"


def what_if(action: str, change: int) -> str:
    """What doing something to a wish would change."""
    more = "늘어납니다" if change > 0 else "줄어듭니다"
    return f"{action} 살펴보실 만한 일자리가 {abs(change)}개 {more}."


def relaxation(limits: Sequence[str], opens: int, good: int) -> str:
    """What lifting some wishes opens."""
    names = ", ".join(f"‘{WISHES[name]}’" for name in limits)
    together = " 조건을 함께" if len(limits) > 1 else " 조건을"
    parts = [f"조건을 통과하는 일자리가 {opens}개"] if opens else []
    parts += [f"살펴보실 만한 일자리가 {good}개"] if good else []
    return f"{names}{together} 풀면 {', '.join(parts)} 늘어납니다."


def _taught(courses: Sequence[str]) -> str:
    if not courses:
        return ""
    names = ", ".join(f"‘{course}’" for course in courses)
    return f" {names} 과정에서 배우실 수 있습니다."
