"""Education asked for (학력), as Work24 codes: 00 any, 03 high school … 07 doctorate."""

import re

from matcher.values.text import folded

CODES = ("00", "01", "02", "03", "04", "05", "06", "07")
_LEVELS = (
    ("00", r"학력\s?(?:무관|불문)|(?<!전공)(?<!전공 )무관|관계\s?없"),
    ("01", r"초졸|초등학교"),
    ("02", r"중졸|중학교"),
    ("03", r"고졸|고등학교|고교"),
    ("04", r"초대졸|전문학사|전문대|대(?:학|학교)?\s?졸(?:업)?\s?\(\s?2|2\s?[~,·-]?\s?3?\s?년제"),
    ("06", r"석사|대학원"),
    ("07", r"박사"),
    ("05", r"대졸|대(?:학|학교)\s?졸|학사|4\s?년제"),
)
_LEVEL = re.compile("|".join(f"(?P<L{code}>{pattern})" for code, pattern in _LEVELS))


def parse_education(raw: str | None) -> str | None:
    """The lowest level a posting accepts (a range names it first), or ``None``."""
    text = folded(raw)
    if text in CODES:
        return text
    found = _LEVEL.search(text)
    return found.lastgroup[1:] if found and found.lastgroup else None
