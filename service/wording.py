"""What mails and pages both say: where a posting is from, pay by the month, a name."""

import re
from collections.abc import Mapping
from types import MappingProxyType

SOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "work24": ("고용24", "Work24"),
        "worknet": ("고용24", "Work24"),
        "centre": ("센터 접수", "the centre"),
        "employer": ("구인기업", "employer"),
        "file": ("파일로 받은 공고", "file"),
        "senuri": ("노인일자리여기", "Senuri"),
        "alio": ("잡알리오", "JobAlio"),
        "jobalio": ("잡알리오", "JobAlio"),
        "naraiteo": ("나라일터", "Naraiteo"),
        "gojobs": ("나라일터", "Naraiteo"),
        "cleaneye": ("클린아이", "CleanEye"),
        "saramin": ("사람인", "Saramin"),
        "jobkorea": ("잡코리아", "JobKorea"),
        "wanted": ("원티드", "Wanted"),
    }
)
"""The names that a reader knows, Korean and English, by the id of a source."""

_TITLE_BEFORE = re.compile(r"^(?:담당\s*)?상담사(?:\s*[:·]\s*|\s+)")
_TITLE_AFTER = re.compile(r"\s+(?:담당\s*)?상담사(?:님)?$")


def source_name(source: str, language: str = "ko") -> str:
    """The name of a source that a reader knows; an unknown one is said as it is."""
    if names := SOURCES.get(source.strip().lower()):
        return names[language == "en"]
    return " ".join(source.split()) or "알 수 없음"


def from_work24(source: str) -> bool:
    """Whether the source asks for the attribution sentence of 고용24."""
    return "고용24" in source_name(source) or "work24" in source.lower()


def counsellor_name(stated: str | None) -> str | None:
    """The bare name of a counsellor, whose title the roster may hold (``상담사 가상달``)."""
    bare = _TITLE_AFTER.sub("", _TITLE_BEFORE.sub("", (stated or "").strip())).strip()
    return bare if bare and bare != "상담사" else None


def pay_stated(raw: str | None) -> str | None:
    """Pay as stated, less the commas that feeds leave at its end."""
    return " ".join((raw or "").split()).rstrip(" ,") or None


def monthly_manwon(stated: str | None, low: int | None, high: int | None) -> str | None:
    """``233`` or ``250~300``, in 만원; ``None`` where it is not known, or stated already."""
    if low is None:
        return None
    amount = _manwon(low)
    if high is not None and _manwon(high) != amount:
        return f"{amount}~{_manwon(high)}"
    said = re.search(rf"(?<!\d){amount}만\s?원", (stated or "").replace(",", ""))
    return None if said else amount


def _manwon(won: int) -> str:
    return str(round(won / 10_000))
