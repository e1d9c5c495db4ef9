"""Wishes (희망 조건) of a résumé, read as the roster's are."""

import re
from collections.abc import Iterable, Mapping

from matcher.ingest.resumes.items import Item
from matcher.ingest.wishes import monthly_wage, weekly_hours

Found = dict[str, tuple[object, str]]
_OPEN = re.compile(r"^(?:무관|상관\s?없음|협의(?:\s?가능)?|면접\s?후\s?협의|미정|없음)$")
_ORDER = re.compile(r"(?:제?\s?[1-5]\s?(?:순위|지망)|[①-⑤])\s?[:：.]?\s?")


def wishes_of(items: Mapping[str, list[Item]]) -> tuple[Found, list[str]]:
    """The wishes that are said with their sources, and questions on those not understood."""
    found: Found = {}
    notes: list[str] = []
    for name in ("jobs", "places", "employment_types", "avoid"):
        said = items.get(f"desired.{name}", ())
        parts = list(dict.fromkeys(part for item in said for part in _parts(item.text)))
        if parts:
            found[name] = (parts, "; ".join(item.source for item in said))
    _pay(items.get("desired.pay", ()), found, notes)
    for item in items.get("desired.hours", ()):
        hours, days = weekly_hours(item.text)
        if hours is not None and 0 < hours <= 84:
            found["hours_per_week_max"] = (hours, item.source)
        if days or hours is None:
            found["days"] = (days or item.text, item.source)
    for item in items.get("desired.days", ()):
        found["days"] = (item.text, item.source)
    for item in items.get("desired.commute", ()):
        if minutes := _minutes(item.text):
            found["max_commute_min"] = (minutes, item.source)
    for item in items.get("desired.remote", ()):
        if re.search(r"가능|희망|예|O|○", item.text) and not re.search(r"불가|아니", item.text):
            found["remote_ok"] = (True, item.source)
        elif re.search(r"불가|아니|원하지|X", item.text):
            found["remote_ok"] = (False, item.source)
    return found, notes


def _pay(items: Iterable[Item], found: Found, notes: list[str]) -> None:
    for item in items:
        try:
            wage = monthly_wage(item.text)
        except ValueError:
            wage = None
            notes.append("희망 임금을 읽지 못했습니다. 월 230만원처럼 적어 주십시오.")
        else:
            if wage is None and not _OPEN.match(item.text):
                notes.append(
                    "희망 임금이 월급이 아니어서 비워 두었습니다. 월 230만원처럼 적어 주십시오."
                )
        if wage is not None and 0 < wage <= 10_000:
            found["monthly_wage_min_manwon"] = (wage, item.source)


def _parts(text: str) -> list[str]:
    parts = re.split(r"[,;/、\n]|\s{2,}|(?=[①-⑤])", _ORDER.sub(", ", text))
    return [name for part in parts if (name := part.strip(" .-·")) and not _OPEN.match(name)]


def _minutes(text: str) -> int | None:
    hours = re.search(r"([0-9]{1,2})\s?시간", text)
    rest = re.search(r"([0-9]{1,3})\s?분", text)
    minutes = (int(hours[1]) * 60 if hours else 0) + (int(rest[1]) if rest else 0)
    return minutes if 0 < minutes <= 300 else None
