"""Working hours (근무시간) from one column or several: start and end apart, breaks, weeks."""

import re

from matcher.ingest.intake import Row
from matcher.ingest.mapping.columns import ColumnMapping
from matcher.ingest.mapping.fields import bare_name
from matcher.values import clean_text

_DIGITS = re.compile(r"([01]?[0-9]|2[0-4])([0-5][0-9])")
_HOUR = re.compile(r"[01]?[0-9]|2[0-4]")
_NUMBER = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})?)\s?(?:시간|일|h)?", re.I)


def condition_of(mapping: ColumnMapping, row: Row) -> str | None:
    """The hours of a row as one text: ``09:00~18:00, 주 40시간, 휴게 1시간``."""
    named = ((name, _cell(row, name)) for name in mapping.columns_of("working_condition"))
    parts = [_clock(mapping, row), *(_labelled(name, text) for name, text in named if text)]
    return ", ".join(dict.fromkeys(filter(None, parts))) or None


def _clock(mapping: ColumnMapping, row: Row) -> str:
    """Start and end from columns of their own (출근시간, 퇴근시간)."""
    start, end = (_time(mapping, row, field) for field in ("work_start", "work_end"))
    if start and end:
        return f"{start}~{end}"
    return f"출근 {start}" if start else f"퇴근 {end}" if end else ""


def _time(mapping: ColumnMapping, row: Row, field: str) -> str:
    text = next(filter(None, (_cell(row, name) for name in mapping.columns_of(field))), "")
    if found := _DIGITS.fullmatch(text):
        return f"{found[1]}:{found[2]}"
    return f"{text}시" if _HOUR.fullmatch(text) else text


def _labelled(header: str, text: str) -> str:
    """The text with what its header says where that is needed to understand it."""
    bare = bare_name(header)
    if "휴게" in bare or "휴일" in bare:
        word = "휴게" if "휴게" in bare else "휴일"
        minutes = f"{text}분" if word == "휴게" and re.fullmatch("[1-9][05]", text) else text
        return minutes if word in text else f"{word} {minutes}"
    number = _NUMBER.fullmatch(text)
    if number is None or "주" not in bare:
        return text
    if "일수" in bare:
        return f"주 {number[1]}일"
    return f"주 {number[1]}시간" if "시간" in bare else text


def _cell(row: Row, name: str) -> str:
    return clean_text(str(row.cells.get(name, ""))) or ""
