"""The person (인적사항): name, contact, the place down to the town, the year of birth."""

import re
from collections.abc import Callable, Iterable, Mapping

from matcher.ingest.resumes.items import Item

Found = dict[str, tuple[object, str]]
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"(?<![0-9])\(?0[0-9]{1,2}\)?[-.\s]?[0-9]{3,4}[-.\s]?[0-9]{4}(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(19[3-9][0-9]|20[01][0-9])(?![0-9])")
_SHORT_YEAR = re.compile(r"^\s?'?([3-9][0-9])\s?[./년-]?\s?(?:[01]?[0-9])")
_NAME = re.compile(r"[가-힣]{2,5}|[A-Za-z][A-Za-z .'-]{1,40}")
_PLACE = re.compile(r"[가-힣]{1,7}(?:특별자치시|특별자치도|특별시|광역시|도|시|군|구|읍|면|동)")
_SHORT_PLACES = frozenset(
    [
        "서울",
        "부산",
        "대구",
        "인천",
        "광주",
        "대전",
        "울산",
        "세종",
        "경기",
        "강원",
        "충북",
        "충남",
        "전북",
        "전남",
        "경북",
        "경남",
        "제주",
    ]
)
_IN_BRACKETS = re.compile(r"\(\s?([가-힣]{1,5}[0-9]?(?:동|읍|면))(?=[,)\s])")


def person_of(items: Mapping[str, list[Item]]) -> tuple[Found, list[str]]:
    """The fields of the person with their sources, and questions."""
    found: Found = {}
    notes: list[str] = []
    loose = [*items.get("", ()), *items.get("person", ())]
    _first(found, "name", items.get("name", ()), _name)
    _first(found, "phone", [*items.get("phone", ()), *loose], _phone)
    _first(found, "email", [*items.get("email", ()), *loose], _email)
    _first(found, "home_place", items.get("home_place", ()), place_of)
    _first(found, "birth_year", items.get("birth_year", ()), _birth_year)
    if "home_place" in found:
        found["home_place"] = (
            found["home_place"][0],
            f"주소: {found['home_place'][0]} (아래는 적지 않음)",
        )
    if "birth_year" in found:
        found["birth_year"] = (
            found["birth_year"][0],
            f"생년: {found['birth_year'][0]} (월일은 적지 않음)",
        )
    for name, title in (("email", "이메일"), ("birth_year", "생년월일"), ("home_place", "주소")):
        if items.get(name) and name not in found:
            notes.append(
                f"{title}을(를) 읽지 못했습니다. 적어 주십시오.".replace("을(를)", _OBJECTS[name])
            )
    return found, notes


_OBJECTS = {"email": "을", "birth_year": "을", "home_place": "를"}


def _first(found: Found, name: str, items: Iterable[Item], read: Callable[[str], object]) -> None:
    for item in items:
        value = read(item.text)
        if value is not None:
            found[name] = (value, item.source)
            return


def _name(text: str) -> str | None:
    """``홍길동 (洪吉童)`` is ``홍길동``; ``홍 길 동`` too."""
    text = re.sub(r"[(（].*|[\u4e00-\u9fff]+.*", "", text).strip()
    joined = text.replace(" ", "") if re.fullmatch(r"[가-힣](?:\s[가-힣]){1,4}", text) else text
    whole = _NAME.match(joined)
    return whole[0].strip() if whole else None


def _phone(text: str) -> str | None:
    found = _PHONE.search(text)
    return found[0] if found else None


def _email(text: str) -> str | None:
    found = _EMAIL.search(text)
    return found[0] if found else None


def _birth_year(text: str) -> int | None:
    if found := _YEAR.search(text):
        return int(found[1])
    found = _SHORT_YEAR.match(text)
    return 1900 + int(found[1]) if found else None


def place_of(text: str) -> str | None:
    """An address down to its town: ``세종특별자치시 한솔동``; street and number are left out."""
    kept: list[str] = []
    for word in re.sub(r"^\(?[0-9]{5}\)?\s*", "", text).split():
        if not (_PLACE.fullmatch(word) or (word in _SHORT_PLACES and not kept)):
            break
        kept.append(word)
    town = _IN_BRACKETS.search(text)
    if kept and town and town[1] not in kept:
        kept.append(town[1])
    return " ".join(kept) or None
