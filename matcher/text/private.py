"""Keep private facts (건강·가족·나이·성별·종교·출신, 연락처) out of all a machine reads."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from unicodedata import normalize

SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\d)\.(?=\d))+(?:[.!?]+|\n)?|[.!?\n]+")
"""Covers every character of a text, so that pieces joined again have its length."""
TOPICS = ("health", "family", "age", "gender", "religion", "origin")
MASK = "□"


@lru_cache(maxsize=1)
def _rules() -> dict[str, re.Pattern[str]]:
    listed = tomllib.loads(files("matcher.text").joinpath("private.toml").read_text("utf-8"))
    return {topic: re.compile("|".join(patterns)) for topic, patterns in listed.items()}


def private_topics(sentence: str) -> tuple[str, ...]:
    """Which protected topics a sentence names; empty for most."""
    rules, composed = _rules(), normalize("NFC", sentence)
    return tuple(topic for topic in TOPICS if rules[topic].search(composed))


def blank_private(text: str | None) -> str | None:
    """The text with private sentences and contact data blanked out.

    The length stays the same, so that character spans still point into the original record."""
    if text is None:
        return None
    kept = "".join(
        " " * len(part) if private_topics(part) else part for part in SENTENCE.findall(text)
    )
    masked = _rules()["contact"].sub(lambda found: MASK * len(found.group()), kept)
    return masked if masked.strip(f" {MASK}") else None
