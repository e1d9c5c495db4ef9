"""Education asked for (학력), as Work24 codes: 00 any, 03 high school … 07 doctorate."""

import re
from dataclasses import dataclass

from matcher.values.text import folded

CODES = ("00", "01", "02", "03", "04", "05", "06", "07")
_LEVELS = (
    ("00", r"학력\s?(?:무관|불문)|(?<!전공)(?<!전공 )무관|관계\s?없"),
    ("01", r"초졸|초등학교"),
    ("02", r"중졸|중학교"),
    ("03", r"고졸|고등학교|고교"),
    (
        "04",
        r"초대졸|전문학사|전문대(?:학|졸)?|대(?:학|학교)?\s?(?:졸(?:업)?)?\s?\(\s?2"
        r"|2\s?[~,·-]?\s?3?\s?년제",
    ),
    ("06", r"석사|대학원"),
    ("07", r"박사"),
    ("05", r"대졸|대(?:학|학교)\s?(?:졸|\(\s?4)|학사|4\s?년제"),
)
_LEVEL = re.compile("|".join(f"(?P<L{code}>{pattern})" for code, pattern in _LEVELS))
_PREFERRED = re.compile(r"[^,/·(~]{0,8}우대")
_RANGE = re.compile(r"[~,/·|-]|이하")


@dataclass(frozen=True)
class Education:
    """The lowest and the highest level accepted; an open or unknown end is ``None``."""

    lowest: str | None = None
    highest: str | None = None


def parse_education(raw: str | None) -> str | None:
    """The lowest level a posting accepts (a range names it first), or ``None``."""
    return parse_education_range(raw).lowest


def parse_education_range(raw: str | None) -> Education:
    """Read ``고졸~대졸(2~3년)`` as 03 to 04, ``고졸 이하`` as up to 03."""
    text = folded(raw)
    if text in CODES:
        return Education(text)
    levels = _levels(text)
    if not levels or "00" in levels:
        return Education("00" if levels else None)
    if len(levels) == 1:
        up_to = "이하" in text and levels != ["01"]
        return Education(None, levels[0]) if up_to else Education(levels[0])
    return Education(min(levels), max(levels) if _RANGE.search(text) else None)


def _levels(text: str) -> list[str]:
    """The levels named, without those merely preferred (대졸 우대)."""
    return [
        found.lastgroup[1:]
        for found in _LEVEL.finditer(text)
        if found.lastgroup and not _PREFERRED.match(text, found.end())
    ]
