"""Kind of employment (고용형태)."""

import re

from matcher.values.text import folded

_OF_CODE = {
    "10": ("정규직",),
    "11": ("정규직", "시간제"),
    "20": ("계약직",),
    "21": ("계약직", "시간제"),
    "4": ("파견직",),
    "Y": ("계약직",),
}
_WORDS = (
    (
        "정규직",
        r"(?<!비)정규(?!\s?(?:수업|교육|과정|강의|시간|반))|(?<![가-힣])정직원|상용직|무기\s?계약"
        r"|기간의 정함이 없는",
    ),
    (
        "계약직",
        r"(?<!무기)(?<!무기 )(?<!근로)계약직|기간제|기간의 정함이 있는|대체\s?인력|비정규"
        r"|(?:휴직|산휴|출산\s?휴가)\s?대체|계약\s?/\s?정규|정규\s?/\s?계약",
    ),
    ("시간제", r"시간제|시간\s?선택|파트\s?타(?:임|이머)|단시간|아르바이트|알바(?!몬|천국)"),
    ("일용직", r"일용"),
    ("파견직", r"파견"),
    ("프리랜서", r"프리\s?랜서"),
    ("위촉", r"위촉"),
    ("인턴", r"인턴"),
    ("공공근로", r"공공\s?근로|공공\s?일자리"),
)
_TURNS_REGULAR = re.compile(r"정규직?\s?(?:으로\s?)?전환")


def parse_employment_set(raw: str | None) -> frozenset[str]:
    """The Work24 empTpCd codes of a cell such as ``10,20``; anything else is left out."""
    parts = re.split(r"[,|;\s]+", folded(raw))
    return frozenset(part for part in parts if part in _OF_CODE)


def parse_employment_types(raw: str | None) -> frozenset[str]:
    """Kinds of employment in the centre's words, from codes or text; empty is unknown."""
    codes = parse_employment_set(raw)
    if codes:
        return frozenset(word for code in codes for word in _OF_CODE[code])
    text = _TURNS_REGULAR.sub(" ", folded(raw))
    return frozenset(word for word, pattern in _WORDS if re.search(pattern, text))
