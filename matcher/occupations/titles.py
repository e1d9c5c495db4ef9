"""Job titles (직책·직종명) as the lexical index reads them, and without their advertising."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from matcher.skills.spelling import compact
from matcher.text.tokens import morphemes

GRAMS = (2, 3, 4)
_BRACKETS = re.compile(r"\[[^\]]*\]|\([^)]*\)|【[^】]*】|<[^>]*>")
_ADVERTISING = re.compile(
    r"(?:긴급|급구|신규|상시|수시|공개|추가|대규모|각\s?부문별?|부문)?\s?"
    r"(?:(?:신입|경력|정규직|계약직|기간제|시간제|무기계약직|파트타임|아르바이트|인턴)"
    r"(?:\s?[/·,및]\s?)?)*\s?(?:사원|직원|인력|근로자)?(?:을|를)?\s?"
    r"(?:모집|채용|구인|구합니다|모십니다|급구)(?:\s?(?:공고|합니다|안내|중))*[!~.\s]*$"
)
_NO_OCCUPATION = re.compile(
    r"(?:부장|차장|과장|대리|사원|주임|계장|팀장|실장|본부장|이사|상무|전무|대표|대표이사|사장"
    r"|임원|직원|인턴|사무직|생산직|현장직|관리직|전문직|자영업|프리랜서|무직|주부|기타)*"
)
"""Ranks and kinds of employment, which say nothing of the work."""


def title_terms(titles: Sequence[str]) -> list[list[str]]:
    """Character n-grams within a title and its morphemes, as terms of one index."""
    return [
        [*_grams(title), *(f"={form}" for form in forms)]
        for title, forms in zip(titles, morphemes(titles), strict=True)
    ]


def without_advertising(title: str) -> str:
    """A title without bracketed remarks and ``모집``; empty where no occupation is left."""
    bare = _ADVERTISING.sub("", _BRACKETS.sub(" ", normalize("NFC", title)).strip())
    letters = "".join(filter(str.isalnum, bare))
    return "" if _NO_OCCUPATION.fullmatch(letters) else " ".join(bare.split())


def _grams(title: str) -> list[str]:
    letters = f"^{compact(title)}$"
    return [
        letters[start : start + length]
        for length in GRAMS
        for start in range(len(letters) - length + 1)
    ]
