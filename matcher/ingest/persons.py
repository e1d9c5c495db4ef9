"""Contact persons (담당자) of postings in files: gone from the raw row and from the fields."""

import re
from collections.abc import Mapping
from functools import lru_cache

from matcher.ingest.bare_numbers import without_bare_contacts
from matcher.ingest.feeds.contacts import without_contacts
from matcher.ingest.mapping.fields import DROPPED, IGNORED, fields
from matcher.values import clean_text

_DEPTH = 40
_NAMED = 0.7
_CONTACT_SIGN = re.compile("[&@＠]|(?:[0-9０-９][^0-9０-９]*){9}")
"""No telephone has fewer than nine digits; an entity (``&#45;``) may hide any sign."""
_NUMBERS = ("id", "business_number")
"""Numbers of a posting and of a firm may look like a telephone's: ``043-2026-1130``."""


def without_persons(cells: Mapping[str, object]) -> dict[str, object]:
    """Cells by name without those that name a person, at every depth, the rest without contacts.

    A text without contacts stays exactly as it came; what is nested too deep is ``None``.
    """
    return _inside(cells, 0)


def _inside(cells: Mapping[str, object], depth: int) -> dict[str, object]:
    return {
        name: _kept(value, name, depth + 1)
        for name, value in cells.items()
        if _field_of(name) != DROPPED
    }


def _kept(value: object, name: str, depth: int) -> object:
    if depth > _DEPTH:
        return None
    if isinstance(value, str | int):
        return _struck(value, _field_of(name)) if _perhaps(str(value)) else value
    if isinstance(value, Mapping):
        return _inside(value, depth)
    return [_kept(item, name, depth + 1) for item in value] if isinstance(value, list) else value


def _perhaps(text: str) -> bool:
    """Whether a text can hold a contact at all; most cells cannot, and need not be cleaned."""
    if _CONTACT_SIGN.search(text):
        return True
    return (":" in text or "：" in text) and ("자" in text or "\u110c" in text)


def _struck(value: str | int, field: str | None) -> object:
    text = clean_text(str(value)) or ""
    safe = _masked(text, field)
    return value if safe == text else safe


def _masked(text: str, field: str | None) -> str:
    """Under a header that names no field even a bare number may be a telephone's."""
    if field in _NUMBERS:
        return text
    safe = without_contacts(text)
    return safe if field else without_bare_contacts(safe, fields("postings")[DROPPED].shape)


@lru_cache(maxsize=4096)
def _field_of(name: str) -> str | None:
    known = fields("postings")
    if known[DROPPED].surely(name):
        return DROPPED
    said = (one for one in known.values() if one.name not in (DROPPED, IGNORED))
    best = max(said, key=lambda one: one.named(name))
    return best.name if best.named(name) >= _NAMED else None
