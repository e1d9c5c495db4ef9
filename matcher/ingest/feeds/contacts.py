"""Contact persons (담당자): what identifies or reaches one never leaves this package."""

import re

from matcher.ingest.feeds.names import names_beside
from matcher.values import clean_text

_DEPTH = 40
AWAY = "[연락처 삭제]"
"""What stands where a contact stood."""

_NARROW = str.maketrans("０１２３４５６７８９－‐‑‒–—―．＠＋（）", "0123456789-------.@+()")
_PHONE = (
    r"(?<![0-9A-Za-z])(?:\+82[-.\s]{0,2}\(?0?|\(?0)(?:2|1[016789]|[3-6][1-5]|70|50[0-9]|80)\)?"
    r"[-.\s]{0,3}[0-9]{3,4}[-.\s]{1,3}[0-9]{4}(?![0-9])"
)
_MOBILE = r"(?<![0-9A-Za-z])01[016789][0-9]{7,8}(?![0-9])"
_MAIL = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,30}){1,4}"
_PERSON = r"(?<=담당자)\s{0,2}[:：]\s{0,2}[가-힣]{2,4}(?![가-힣])"
_CONTACT = re.compile("|".join((_PHONE, _MOBILE, _MAIL, _PERSON)))


def without_contacts(text: str) -> str:
    """Text in which phone numbers, addresses of mail and the persons they reach are gone."""
    narrow = text.translate(_NARROW)
    spans = [_bare(narrow, *found.span()) for found in _CONTACT.finditer(narrow)]
    for start, end in reversed(_joined(narrow, [*spans, *names_beside(narrow, spans)])):
        text = f"{text[:start]}{AWAY}{text[end:]}"
    return text


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without a bracket that opens in it and closes outside: ``(044-000-0000)``."""
    return (start + 1 if text[start] == "(" and ")" not in text[start:end] else start), end


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that overlap or have only blanks between them are one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and not text[whole[-1][1] : start].strip(" \t"):
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def kept(node: object, names: frozenset[str], depth: int = 0) -> object:
    """A tree with only the named cells, at every depth, its texts clean and without contacts."""
    if depth > _DEPTH:
        return None
    if isinstance(node, dict):
        return {n: kept(value, names, depth + 1) for n, value in node.items() if n in names}
    if isinstance(node, list):
        return [kept(value, names, depth + 1) for value in node]
    return without_contacts(clean_text(node) or "") if isinstance(node, str) else node
