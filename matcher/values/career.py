"""Career asked for (경력)."""

import re
from dataclasses import dataclass
from typing import Literal

from matcher.values.text import folded

Kind = Literal["any", "new", "exp"]
_CODES: dict[str, Kind] = {"N": "new", "E": "exp", "Z": "any"}
_UNIT = r"(?:년|개월)"
_SPAN = re.compile(rf"(?<![0-9])([0-9]{{1,2}})\s?({_UNIT})?\s?[~-]\s?([0-9]{{1,2}})\s?({_UNIT})")
_LENGTH = re.compile(
    r"(?<![0-9])(?:(?P<years>[0-9]{1,2})\s?년차?\s?)?(?:(?P<months>[0-9]{1,3})\s?개월)?"
    r"\s?(?P<bound>이하|미만|이내|↓|까지)?"
)
_PREFERRED = re.compile(r"경력(?:자|직)?\s?(?:우대|환영)|무경력|경력\s?없")
_RETURNERS = re.compile(r"경력\s?(?:단절|보유)\s?여성|경단녀")
_NEWCOMER_TO = re.compile(r"신입\s?[~-]\s?경력")


@dataclass(frozen=True)
class Career:
    """Whom a posting asks for: anyone, newcomers or experienced people, in months."""

    kind: Kind | None = None
    min_months: int | None = None
    max_months: int | None = None
    intern: bool = False


def parse_career(raw: str | None) -> Career:
    """Read a career condition; ``신입-경력 5년`` is anyone up to five years."""
    text = folded(raw)
    if text.upper() in _CODES:
        return Career(_CODES[text.upper()])
    intern = "인턴" in text
    if re.search(r"관계\s?없|무관|불문", text):
        return Career("any", intern=intern)
    text = _RETURNERS.sub(" ", text)
    wanted = _PREFERRED.sub(" ", text)
    low, high = _months(wanted)
    new = intern or "신입" in wanted
    experienced = "경력" in wanted or low is not None or high is not None
    if new and experienced:
        up_to = low if _NEWCOMER_TO.search(wanted) and high is None else high
        return Career("any", None, up_to, intern)
    if experienced:
        return Career("exp", low, high, intern)
    if new:
        return Career("new", intern=intern)
    return Career("any" if wanted != text else None)


def _months(text: str) -> tuple[int | None, int | None]:
    low, high = _span(text) or _bounds(text)
    return (None, None) if low is not None and high is not None and low > high else (low, high)


def _span(text: str) -> tuple[int | None, int | None] | None:
    span = _SPAN.search(text)
    if span is None:
        return None
    return _in_months(span[1], span[2] or span[4]), _in_months(span[3], span[4])


def _bounds(text: str) -> tuple[int | None, int | None]:
    low: int | None = None
    high: int | None = None
    for found in _LENGTH.finditer(text):
        if not (found["years"] or found["months"]):
            continue
        length = int(found["years"] or 0) * 12 + int(found["months"] or 0)
        if found["bound"]:
            high = length if high is None else high
        else:
            low = length if low is None else low
    return low, high


def _in_months(number: str, unit: str) -> int:
    return int(number) * (12 if unit == "년" else 1)
