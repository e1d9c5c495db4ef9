"""How the mail says things in Korean: dates and pay; without particles after variables."""

import unicodedata
from datetime import date
from urllib.parse import urlsplit

from matcher.values import lacks_period
from service.wording import monthly_manwon

_WEEKDAYS = "월화수목금토일"
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
    """``월 약 233만원(세전)``; ``None`` where it is not known, or stated already.

    Where an amount is stated without a period, that it is so.
    """
    if lacks_period(stated):
        return "기간이 적혀 있지 않습니다"
    amount = monthly_manwon(stated, low, high)
    return None if amount is None else f"월 약 {amount}만원(세전)"
