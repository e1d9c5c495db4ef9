"""Pairs from ESCO's English occupations: name and description (free reuse with attribution)."""

import csv
from itertools import takewhile
from pathlib import Path

from embeddings.training.plan import Pair

CHARACTERS = 300
"""So much of a description is read."""
_JOINS = {"and", "at", "in", "of"}
_GOES_ON = _JOINS | {"general", "responsible"}
"""With what a name goes on behind its plural: secretary of state, secretary general."""


def esco_pairs(file: Path) -> list[Pair]:
    """Preferred name and description of each occupation of which both can be told.

    The file runs them together: all names in small letters, then "Technical directors realise …".
    The preferred name is the first, and the description begins with its plural, behind which a name
    may go on: "head of workshop", "Heads of workshop coordinate …". Groups of occupations, which
    stand there too, have capitals in their names and are left out.
    """
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [*csv.DictReader(stream)]
    found = ((row["id"], _told_apart(row["description"].split())) for row in rows)
    kind = "English name, description"
    return [Pair(*told, f"esco:{id_}", kind) for id_, told in found if told]


def _told_apart(words: list[str]) -> tuple[str, str] | None:
    if not words or words[0] != words[0].lower():
        return None
    for at, word in enumerate(words):
        if word[0].isupper() and (length := _of_name(words[:at], words[at:])):
            return " ".join(words[:length]), " ".join(words[at:])[:CHARACTERS]
    return None


def _of_name(names: list[str], description: list[str]) -> int:
    """How many of the first words are the name that the description begins with the plural of."""
    alike = [_alike(one, other) for one, other in zip(names, description, strict=False)]
    same = [*takewhile(bool, alike)]
    if "plural" not in same:
        return 0
    length = same.index("plural") + 1
    if length < len(same) and names[length] in _GOES_ON:
        length = len(same)
        while names[length - 1] in _JOINS:
            length -= 1
    return length


def _alike(name: str, said: str) -> str:
    name, said = name.rstrip(","), said.rstrip(",").lower()
    plural = said in (f"{name}s", f"{name}es", f"{name[:-1]}ies")
    return "plural" if plural else "same" if said == name else ""
