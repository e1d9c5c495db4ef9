"""Pairs from ESCO's English occupations: name and description (free reuse with attribution)."""

import csv
from pathlib import Path

from embeddings.training.plan import Pair

CHARACTERS = 300
"""So much of a description is read."""


def esco_pairs(file: Path) -> list[Pair]:
    """Preferred name and description of each occupation of which both can be told.

    The file runs them together: all names in small letters, then "Technical directors realise …".
    The preferred name is the first, and the description begins with its plural. Groups of
    occupations, which stand there too, have capitals in their names and are left out.
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
        if word[0].isupper():
            for last, (name, plural) in enumerate(zip(words, words[at:], strict=False)):
                if plural.lower() in (f"{name}s", f"{name}es", f"{name[:-1]}ies"):
                    description = " ".join(words[at:])[:CHARACTERS]
                    return " ".join(words[: last + 1]), description
                if plural.lower() != name:
                    break
    return None
