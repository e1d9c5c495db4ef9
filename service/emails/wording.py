"""How the mail says things in Korean: dates, pay, sources; without particles after variables."""

import re
import unicodedata
from datetime import date
from urllib.parse import urlsplit

_WEEKDAYS = "월화수목금토일"
_SOURCES = {
    "work24": "고용24",
    "worknet": "고용24",
    "jobkorea": "잡코리아",
    "wanted": "원티드",
    "saramin": "사람인",
    "alio": "잡알리오",
    "gojobs": "나라일터",
    "cleaneye": "클린아이",
}
WORK24_NOTICE = (
    "본 자료는 고용노동부 고용24(www.work24.go.kr)에서 제공된 정보이며, "
    "무단복제 및 배포를 금지합니다."
)


def one_line(text: str | None) -> str | None:
    """Text as one clean line: no line breaks, control or direction characters; or ``None``."""
    if text is None:
        return None
    spaced = (" " if char.isspace() else char for char in text)
    kept = "".join(char for char in spaced if unicodedata.category(char)[0] != "C")
    return " ".join(kept.split()) or None


def web_address(url: str | None) -> str | None:
    """A link that may stand in a mail: http or https with a host, else ``None``."""
    line = one_line(url)
    if line is None or " " in line:
        return None
    try:
        parts = urlsplit(line)
    except ValueError:
        return None
    return line if parts.scheme in ("http", "https") and parts.hostname else None


def day_text(day: date) -> str:
    """``11월 30일(월)``."""
    return f"{day.month}월 {day.day}일({_WEEKDAYS[day.weekday()]})"


def deadline(closes: date | None, until_filled: bool, rolling: bool, today: date) -> str:
    """``11월 30일(월)까지 · 6일 남음``, or how else applications end."""
    if closes is not None:
        left = (closes - today).days
        text = f"{day_text(closes)}까지 · " + (f"{left}일 남음" if left else "오늘 마감")
        return f"채용 시 마감, 늦어도 {text}" if until_filled else text
    if rolling:
        return "상시 모집"
    return "채용 시 마감" if until_filled else "공고에서 확인해 주십시오"


def monthly_pay(stated: str | None, low: int | None, high: int | None) -> str | None:
    """``월 약 233만원(세전)``; ``None`` where it is not known, or stated already."""
    if low is None:
        return None
    amount = _manwon(low)
    if high is not None and _manwon(high) != amount:
        amount = f"{amount}~{_manwon(high)}"
    elif re.search(rf"(?<!\d){amount}만\s?원", (stated or "").replace(",", "")):
        return None
    return f"월 약 {amount}만원(세전)"


def source_name(source: str) -> str:
    """The name of a source that a reader knows."""
    return _SOURCES.get(source.lower()) or one_line(source) or "알 수 없음"


def from_work24(source: str) -> bool:
    """Whether the source asks for the attribution sentence of 고용24."""
    return source_name(source) == "고용24"


def _manwon(won: int) -> str:
    return str(round(won / 10_000))
