"""What a title says of the job itself, without the calls, marks and names around it (공고 제목)."""

import re
from dataclasses import dataclass

from matcher.values import company_key, parse_regions
from matcher.values.text import folded

_CUT = re.compile(r"\s*\.{2,}$")
_BRACKETED = re.compile(r"[\[({<【〔「]([^\[\](){}<>【】〔〕「」]*)[\])}>】〕」]")
_LEGAL = re.compile(r"\((?:주|유|재|사|합|의|학|복)\)|주식회사|유한(?:책임)?회사|재단법인|사단법인")
_CALL = re.compile(
    r"재\s?공고|급구|긴급|수시|상시|채용\s?대행|채용\s?연계|직업\s?소개|헤드\s?헌팅|구인\s?대행"
    r"|(?:함께\s?(?:하실|일하실)\s?)?(?:분|인재|사람|가족)(?:을|를)?\s?(?:모집|모십니다|찾습니다|구합니다)"
    r"|(?:모집|채용|구인)(?:합니다|해요|중|건|요강|안내)?|공고|모십니다|모셔요|구합니다|구해요|찾습니다"
    r"|합니다|(?:신규|추가|긴급|공개)(?=\s*(?:모집|채용))"
    r"|(?:경력|학력|나이|전공)\s?무관|초보\s?(?:가능|환영)|경력자?\s?(?:우대|환영|가능)"
)
_LEVEL = re.compile(r"(신입|경력|인턴)(?!단절|보유|증명)(?:직|자|십|쉽)?")
_EMPLOYMENT = re.compile(
    r"(?<!비)(?P<regular>정규직)|(?P<fixed>무기\s?계약직?|계약직|기간제(?:\s?근로자)?|비정규직)"
    r"|(?P<part>아르바이트|알바|파트\s?타임|시간\s?선택제|시간제|단시간)|(?P<agency>파견직|프리랜서|일용직)"
)
_ROLE = re.compile(r"담당자|담당|사원|직원|요원|업무|인력|각\s?(?:부문|분야|부서)|(?:부문|분야)별?")
_NEIGHBOURHOOD = re.compile(r"[가-힣0-9]{1,6}(?:동|읍|면|리|구|군|시|도|역|점포?)")
_WORD = re.compile(r"[0-9a-z가-힣+#]+")
_ENDING = re.compile(r"(?<=[가-힣]{2})[원직자]$")
_UNTOLD = re.compile(
    r"[0-9]+|년도?|상반기|하반기|공개|공채|정기|대규모|전문|일반|신규|추가|인력|인원|진행|공기업|정?직원|그룹사?|계열사?|전$|각$|별$|및|본사|대졸|초대졸"
)
_EVERY = re.compile(
    r"(?:각|전)\s?(?:부문|분야|직무|부서|직군|직종)|(?:부문|분야|부서|직무|직군)\s?별"
)
_MARK = re.compile(
    r"오전|오후|야간|주간|심야|새벽|주말|평일|격일|[0-9]\s?교대|데이|나이트|이브닝"
    r"|[0-9a-z가-힣]{1,4}(?:공장|호점|호봉|팀|라인|캠퍼스)|[가-힣]{1,6}(?:점|지점|센터|영업소)(?![가-힣])"
    r"|[0-9]{1,2}:[0-9]{2}|[0-9]+"
)


@dataclass(frozen=True)
class Title:
    """A title's parts; equal ``core`` means the same words for the job."""

    core: str
    """The job's own words without blanks, calls (모집) and endings (사무보조원 is 사무보조)."""
    words: tuple[str, ...]
    """The same words sorted, since portals put them in another order."""
    opening: str
    """The title without bracketed heads and blanks, to compare with one that was cut."""
    cut: bool
    levels: frozenset[str]
    employment: frozenset[str]
    places: frozenset[str]
    agency: bool
    telling: bool
    """Whether the words name a job at all (``각 부문 하반기 공채`` names none)."""


def read_title(raw: str, employer: str, region: str | None) -> Title:
    """Read a title beside its employer's key and region, which it may repeat."""
    text = _LEGAL.sub(" ", folded(raw).casefold())
    shown = _CUT.sub("", text)
    here = frozenset(_WORD.findall(folded(region)))
    places: set[str] = set()

    def inline(found: re.Match[str]) -> str:
        inside = found[1].strip()
        if company_key(inside) == employer or not _CALL.sub("", inside).strip():
            return " "
        if _is_place(inside, here):
            places.update(_WORD.findall(inside))
            return " "
        return f" {inside} "

    bare = _without(employer, _BRACKETED.sub(inline, shown))
    words = _words(bare, here)
    core = "".join(words)
    return Title(
        core=core,
        words=tuple(sorted(words)),
        opening="".join(word for word in _WORD.findall(_HEAD.sub(" ", bare)) if word not in here),
        cut=shown != text,
        levels=frozenset(_LEVEL.findall(_CALL.sub(" ", text))),
        employment=frozenset(
            found.lastgroup for found in _EMPLOYMENT.finditer(text) if found.lastgroup
        ),
        places=frozenset(places),
        agency=bool(_AGENT.search(text)),
        telling=not _EVERY.search(text) and len(_UNTOLD.sub("", core)) >= 2,
    )


_HEAD = re.compile(r"재\s?공고|급구|긴급|채용\s?대행|직업\s?소개|헤드\s?헌팅")
_AGENT = re.compile(r"채용\s?대행|구인\s?대행|직업\s?소개|헤드\s?헌팅|파견\s?(?:사|업체)")


def marks(text: str) -> frozenset[str]:
    """Words that tell two jobs of one employer apart: shift, branch, number, time of day."""
    return frozenset(found.replace(" ", "") for found in _MARK.findall(text))


def _words(bare: str, here: frozenset[str]) -> list[str]:
    text = bare
    for pattern in (_CALL, _LEVEL, _EMPLOYMENT, _ROLE):
        text = pattern.sub(" ", text)
    words = (_ENDING.sub("", word) for word in _WORD.findall(text) if word not in here)
    return [word.replace("년도", "년") for word in words if word not in ("및", "의", "직", "외")]


def _is_place(inside: str, here: frozenset[str]) -> bool:
    if set(inside.split()) <= here:
        return True
    return bool(_NEIGHBOURHOOD.fullmatch(inside)) or (
        len(inside) <= 12 and bool(parse_regions(inside)) and " " not in inside
    )


def _without(employer: str, text: str) -> str:
    """A text less the employer's name as words of its own, whichever blanks stand in it."""
    letters = [at for at, letter in enumerate(text) if letter != " "]
    start = "".join(text.split(" ")).find(employer) if len(employer) >= 2 else -1
    if start < 0:
        return text
    first, last = letters[start], letters[start + len(employer) - 1]
    if _WORD.search(text[max(first - 1, 0) : first] + text[last + 1 : last + 2]):
        return text
    return f"{text[:first]} {_without(employer, text[last + 1 :])}"
