"""Whom a posting prefers (우대조건), as Work24 codes and as a welcome to older people."""

import re
from dataclasses import dataclass

from matcher import codes
from matcher.values.text import folded

_NOT = r"(?![^,;·/\n]{0,6}(?:불가|제외|제한|사절|안\s?함))"
_WORDS = (
    ("05", r"차량\s?(?:소지|보유)|자차"),
    ("07", r"고용\s?촉진\s?장려금"),
    ("08", r"보훈"),
    ("09", r"제대\s?군인"),
    ("10", r"북한\s?이탈|새터민"),
    ("14", r"운전\s?가능"),
    ("S", r"장애인"),
    ("B", r"\(?준\)?\s?고령자"),
)
_SENIOR = re.compile(
    r"(?:고령자|신중년|중장년|장년|시니어|5060|50\s?(?:~\s?60\s?)?대|(?:만\s?)?50\s?세\s?이상)"
    + _NOT
)


@dataclass(frozen=True)
class Preference:
    """Work24 pfPreferential codes, and whether people of fifty and over are welcome (신중년)."""

    codes: frozenset[str] = frozenset()
    senior_friendly: bool | None = None

    @property
    def known(self) -> bool:
        """Whether anything was understood."""
        return self != Preference()


def parse_preference(raw: str | None) -> Preference:
    """Read codes (``B|S``) or words; what is not said stays unknown, never ``False``."""
    text = folded(raw)
    parts = [part for part in re.split(r"[,|;\s]+", text) if part]
    table = codes.meanings("work24.preference")
    if parts and all(part in table for part in parts):
        found = frozenset(parts)
    else:
        found = frozenset(code for code, word in _WORDS if re.search(word + _NOT, text))
    return Preference(found, True if "B" in found or _SENIOR.search(text) else None)
