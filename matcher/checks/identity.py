"""Who offers the job: a posting without an employer's name goes to nobody (구인자 확인)."""

import re
from collections.abc import Iterator
from functools import cache

from matcher.checks.finding import Finding, Kind
from matcher.records import Posting
from matcher.values import company_key

LAW = "직업안정법 시행령 제28조"
_NAMELESS = (
    "구인기업의 이름을 알 수 없습니다. 상호와 사업자등록번호를 확인하기 전에는 추천하지 마십시오."
)
_PERSON = "구인자가 개인 이름으로만 적혀 있습니다. 상호와 연락처를 확인하십시오."
_NUMBER = "사업자등록번호가 올바르지 않습니다. 번호를 다시 확인하십시오."
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_MARKS = r"[\s○◯●〇◎□■△▲☆★*?.,·ㆍ…_/~()\[\]㈜-]"


@cache
def _placeholder() -> re.Pattern[str]:
    """A whole name that names nobody, or one whose letters are struck out."""
    bare = (
        r"(?:회사|기업|상호|업체|업체명|회사명|기업명|상호명|구인처|사업장|사업장명)?"
        r"(?:비공개|미공개|비밀|익명|미상|미정|미기재|미입력|추후공개|면접시공개|해당없음|없음|무명|모름)"
        r"(?:기업|회사|업체)?"
    )
    words = (
        r"헤드헌팅|헤드헌터|채용대행|서치펌|회사명|기업명|업체명|상호|개인"
        r"|none|null|n/a"
    )
    letters = r"(?:[○◯〇*]{2,}|o{2,}|x{2,}|[ᄀ-ᄒㄱ-ㅎ]+)(?:회사|기업|업체|상사|산업|전자|건설)?"
    return re.compile(rf"{bare}|{words}|{letters}|모(?:회사|기업|업체)", re.I)


@cache
def _struck_out() -> re.Pattern[str]:
    return re.compile(r"[○◯〇□*]{2,}|(?<![A-Za-z])(?:OO|XX)(?![A-Za-z])")


@cache
def _person() -> re.Pattern[str]:
    return re.compile(r"개인\s?\(.*\)|[가-힣]{2,4}\s(?:씨|님)|\(?개인\)?\s[가-힣]{2,4}")


def check_identity(posting: Posting) -> Iterator[Finding]:
    """A missing, struck-out or merely personal name, and a business number that cannot be one.

    ``000-…`` stands for "none is stated"."""
    name = posting.company or ""
    if _names_nobody(name):
        yield _finding("employer-nameless", name, "company", _NAMELESS, held=True)
    elif _person().fullmatch(name.strip()):
        yield _finding("employer-person", name, "company", _PERSON, held=False)
    number = posting.business_number
    if number and not number.strip().startswith("000") and not valid_business_number(number):
        yield _finding("business-number", number, "business_number", _NUMBER, held=False)


def valid_business_number(raw: str) -> bool:
    """Whether ten digits and their check digit make a 사업자등록번호."""
    digits = re.sub(r"[\s-]", "", raw)
    if not re.fullmatch(r"[0-9]{10}", digits) or digits == "0" * 10:
        return False
    numbers = [int(digit) for digit in digits]
    total = sum(weight * number for weight, number in zip(_WEIGHTS, numbers, strict=False))
    return (total + numbers[8] * 5 // 10 + numbers[9]) % 10 == 0


def _names_nobody(name: str) -> bool:
    bare = re.sub(_MARKS, "", name)
    folded = re.sub(r"[\s().\[\]-]", "", company_key(name))
    return not bare or bool(_placeholder().fullmatch(folded) or _struck_out().search(name))


def _finding(rule: str, phrase: str, field: str, advice: str, *, held: bool) -> Finding:
    kind: Kind = "identity" if held else "advice"
    return Finding(rule, phrase, 0, len(phrase), field, LAW, advice, kind)
