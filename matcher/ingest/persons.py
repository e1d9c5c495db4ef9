"""Contact persons (담당자) of postings in files: gone from the raw row and from the fields."""

from collections.abc import Mapping
from functools import lru_cache

from matcher.ingest.feeds.contacts import AWAY, without_contacts
from matcher.ingest.mapping.fields import DROPPED, IGNORED, fields
from matcher.values import clean_text

_DEPTH = 40
_NAMED = 0.7
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
    if isinstance(value, Mapping):
        return _inside(value, depth)
    if isinstance(value, list):
        return [_kept(item, name, depth + 1) for item in value]
    told = str(value) if isinstance(value, str | int) else ""
    text = clean_text(told) or ""
    safe = _masked(text, _field_of(name))
    return value if safe == text else safe


def _masked(text: str, field: str | None) -> str:
    """Under a header that names no field even a bare number may be a telephone's."""
    if field in _NUMBERS:
        return text
    safe = without_contacts(text)
    shape = fields("postings")[DROPPED].shape
    return safe if field or not shape else shape.sub(AWAY, safe)


@lru_cache(maxsize=4096)
def _field_of(name: str) -> str | None:
    known = fields("postings")
    if known[DROPPED].surely(name):
        return DROPPED
    said = (one for one in known.values() if one.name not in (DROPPED, IGNORED))
    best = max(said, key=lambda one: one.named(name))
    return best.name if best.named(name) >= _NAMED else None
