"""The centre's roster (명단): Korean headers, several values in a cell split at ``;``.

A career cell is ``직무명(업종, 9년): 하던 일`` or ``직무명 / 업종 / 9년 / 하던 일``; a plain title
will do. A consent counts only with its date.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date

from matcher.ingest.careers import parse_career_entry
from matcher.ingest.intake import Draft, RowProblem
from matcher.ingest.wishes import monthly_wage, weekly_hours
from matcher.values import clean_text, parse_day

HEADERS = {
    "번호": "id",
    "이름": "name",
    "이메일": "email",
    "전화": "phone",
    "거주지": "home_place",
    "과정명": "courses",
    "수료여부": "status",
    "경력": "career",
    "보유기술": "skills",
    "자격증": "licences",
    "학력": "education",
    "희망직종": "desired.jobs",
    "희망근무지": "desired.places",
    "희망임금": "desired.monthly_wage_min_manwon",
    "고용형태": "desired.employment_types",
    "근무시간": "desired.hours_per_week_max",
    "근무요일": "desired.days",
    "통근시간": "desired.max_commute_min",
    "재택": "desired.remote_ok",
    "피하고 싶은 일": "desired.avoid",
    "꼭 지킬 조건": "hard",
    "자기소개": "summary",
    "출생연도": "birth_year",
    "상담사": "counsellor",
    "상담 동의": "consents.matching",
    "메일 동의": "consents.weekly_mail",
    "기업 공개 동의": "consents.employer_search",
}
"""Header as the guide writes it -> field; blanks in a header do not matter."""

_COLUMNS = {field: header for header, field in HEADERS.items()}
_FIELDS = {header.replace(" ", ""): field for header, field in HEADERS.items()}
_FINISHED = ("수료", "이수", "완료", "수료함", "Y", "y", "예", "O")
_TAKING = ("수강중", "수강 중", "진행중", "진행 중", "재학", "교육중")
_LEFT = ("미수료", "중단", "중도포기", "중도탈락", "포기")
_REFUSED = r"n|no|x|×|-|아니오|아니요|거부|없음|미동의|비동의|부동의|동의\s?안\s?함|동의하지\s?않음"
_DATE_OR_EMPTY = "동의하셨으면 2026-11-01처럼 날짜를 적고, 동의하지 않으셨으면 비워 두십시오."
_FROM_MAIL = "상담 동의 칸이 없어 메일 동의일을 상담 동의일로 적었습니다"
_NO_DATE = "동의한 날짜가 없어 동의로 적지 않았습니다. 날짜를 적어 주십시오"


def recognises(header: frozenset[str]) -> bool:
    """Whether these are the roster's headers: a number and something to match on."""
    names = {_bare(name) for name in header}
    return "번호" in names and not names.isdisjoint({"과정명", "희망직종", "경력", "이름"})


def draft(cells: Mapping[str, object]) -> Draft:
    """The fields of a trainee from one row."""
    named = {_FIELDS.get(_bare(name)): _text(value) for name, value in cells.items()}
    found = {name: text for name, text in named.items() if name}
    notes: list[str] = []
    bad: list[RowProblem] = []
    fields: dict[str, object] = {
        name: found.get(name)
        for name in ("id", "name", "email", "phone", "home_place", "education", "summary")
    }
    fields |= {
        "counsellor": found.get("counsellor"),
        "birth_year": _number(found, "birth_year", bad),
        "courses": _courses(found.get("courses"), found.get("status"), notes, bad),
        "career": [parse_career_entry(entry) for entry in _split(found.get("career"))],
        "skills": _split(found.get("skills")),
        "licences": _split(found.get("licences")),
        "desired": _wishes(found, notes, bad),
        "hard": _limits(found.get("hard"), bad),
        "consents": _consents(found, named, notes, bad),
    }
    return Draft(fields, _COLUMNS, tuple(notes), tuple(bad))


def _wishes(
    found: Mapping[str, str | None], notes: list[str], bad: list[RowProblem]
) -> dict[str, object]:
    hours, days = weekly_hours(found.get("desired.hours_per_week_max"))
    lists = ("jobs", "places", "employment_types", "avoid")
    return {
        **{name: _split(found.get(f"desired.{name}")) for name in lists},
        "hours_per_week_max": hours,
        "days": found.get("desired.days") or days,
        "monthly_wage_min_manwon": _wage(found.get(_WAGE), notes, bad),
        "max_commute_min": _number(found, "desired.max_commute_min", bad),
        "remote_ok": _yes_or_no(found.get("desired.remote_ok")),
    }


_LIMITS = {
    "place": r"(희망)?근무지|지역|장소",
    "commute": r"통근(시간)?|출퇴근(시간)?|거리",
    "pay": r"(희망)?(임금|급여|월급)",
    "hours": r"근무시간|시간",
    "days": r"(근무)?요일",
    "employment": r"고용형태",
    "remote": r"재택(근무)?",
    "avoid": r"(피하고싶은|싫은)일|회피",
}
"""Wishes by the words of a roster that make them limits."""


def _limits(text: str | None, bad: list[RowProblem]) -> list[str]:
    """The wishes that must hold; several are split at ``;`` or a comma."""
    found: list[str] = []
    for part in re.split(r"[;；,\n]", text or ""):
        word = _bare(part)
        names = [name for name, words in _LIMITS.items() if re.fullmatch(words, word)]
        found += names
        if word and not names:
            cure = "근무지, 통근시간, 임금, 근무시간, 요일, 고용형태, 재택, 피하고 싶은 일 가운데서"
            bad.append(RowProblem("꼭 지킬 조건", part.strip(), f"{cure} 적어 주십시오."))
    return list(dict.fromkeys(found))


_WAGE = "desired.monthly_wage_min_manwon"
_HOURLY = "시급·일급으로 적힌 희망임금은 월급으로 바꾸지 않고 비워 두었습니다"


def _wage(text: str | None, notes: list[str], bad: list[RowProblem]) -> float | None:
    try:
        wage = monthly_wage(text)
    except ValueError:
        bad.append(RowProblem("희망임금", text, "월 230만원처럼 적어 주십시오."))
        return None
    if text and wage is None and re.search(r"시급|일급|시간당|일당", text):
        notes.append(_HOURLY)
    return wage


def _courses(
    names: str | None, states: str | None, notes: list[str], bad: list[RowProblem]
) -> list[dict[str, object]]:
    courses, given = _split(names), _split(states)
    if len(given) == 1:
        given = given * len(courses)
    if len(given) > len(courses):
        cure = "과정명과 같은 순서로 같은 수만큼 적어 주십시오."
        bad.append(RowProblem("수료여부", states, cure))
        return []
    pairs = zip(courses, [*given, *[""] * (len(courses) - len(given))], strict=True)
    kept = [(course, state) for course, state in pairs if state not in _LEFT]
    if len(kept) < len(courses):
        notes.append("마치지 않은 과정은 적지 않았습니다")
    return [{"name": course, "status": _status(state, bad)} for course, state in kept]


def _status(text: str, bad: list[RowProblem]) -> str | None:
    if not text:
        return None
    if text in _FINISHED:
        return "수료"
    if text in _TAKING:
        return "수강중"
    bad.append(RowProblem("수료여부", text, "수료 또는 수강중으로 적어 주십시오."))
    return None


def _consents(
    found: Mapping[str, str | None],
    named: Collection[str | None],
    notes: list[str],
    bad: list[RowProblem],
) -> dict[str, date | None]:
    """The day of each consent that has a column. Without one for matching, whoever agreed to the
    weekly mail agreed to be matched for it on that day, and the notes say so."""
    asked = (n for n in ("matching", "weekly_mail", "employer_search") if f"consents.{n}" in named)
    given = {name: _consent(found, f"consents.{name}", notes, bad) for name in asked}
    if "matching" not in given and given.get("weekly_mail"):
        given["matching"] = given["weekly_mail"]
        notes.append(_FROM_MAIL)
    return given


def _consent(
    found: Mapping[str, str | None], name: str, notes: list[str], bad: list[RowProblem]
) -> date | None:
    text = found.get(name)
    if not text or re.fullmatch(_REFUSED, text, re.I):
        return None
    if day := parse_day(text):
        return day
    if re.fullmatch(r"y|yes|o|○|예|네|동의|동의함", text, re.I):
        notes.append(f"{_COLUMNS[name]}: {_NO_DATE}")
        return None
    bad.append(RowProblem(_COLUMNS[name], text, _DATE_OR_EMPTY))
    return None


def _number(found: Mapping[str, str | None], name: str, bad: list[RowProblem]) -> int | None:
    text = found.get(name)
    digits = re.fullmatch(r"([0-9]{1,4})\s?(?:년|분|년생)?", text or "")
    if text and not digits:
        bad.append(RowProblem(_COLUMNS[name], text, "숫자만 적어 주십시오."))
    return int(digits[1]) if digits else None


def _yes_or_no(text: str | None) -> bool | None:
    if not text or re.match(r"무관|상관\s?없|협의", text):
        return None
    if re.search(r"불가|아니|안\s?함|싫|원하지", text) or re.fullmatch(r"n|no|x", text, re.I):
        return False
    return True if re.search(r"가능|예|네|희망|재택|^y|^o$", text, re.I) else None


def _split(text: str | None) -> list[str]:
    return [part for part in (piece.strip() for piece in re.split(r"[;；\n]", text or "")) if part]


def _text(value: object) -> str | None:
    return clean_text(str(value)) if value is not None else None


def _bare(name: str) -> str:
    return re.sub(r"\s+", "", clean_text(name) or "")
