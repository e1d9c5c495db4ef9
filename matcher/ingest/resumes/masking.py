"""Masking (가림): numbers and facts that may never be kept leave before anything else is read."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matcher.ingest.resumes.document import Document
from matcher.text.private import SENTENCE, private_topics

MASK = "█"
_RUN = re.compile(rf"[\s(]*{MASK}(?:[\s{MASK}]*{MASK})?\)?\s*")
_PLAIN = str.maketrans(dict.fromkeys("‐‑‒–—―−－ー~〜", "-") | dict.fromkeys("\u00a0\u3000", " "))
_TOPICS = {"family": "가족", "health": "건강"}
"""Of what the private-text rules know; age and gender are kept out of matching by those rules."""


@dataclass(frozen=True)
class _Rules:
    masks: Mapping[str, re.Pattern[str]]
    sentences: Mapping[str, re.Pattern[str]]


def masked(document: Document) -> tuple[Document, Counter[str]]:
    """The document without what may not be kept, and how many of each kind there were.

    Works on the text as a whole, so that a number split over cells or lines is found too.
    """
    texts = document.texts
    whole = "\n".join(texts)
    plain, counts = _plain(whole), Counter[str]()
    for kind, pattern in _rules().masks.items():
        plain, counts[kind] = pattern.subn(_blank, plain)
    whole = "".join(MASK if sign == MASK else own for sign, own in zip(plain, whole, strict=True))
    kept, at = list[str](), 0
    for text in texts:
        kept.append(whole[at : at + len(text)])
        at += len(text) + 1
    return document.with_texts(kept), +counts


def without_private(text: str, counts: Counter[str]) -> str:
    """A text without the sentences and the marks of what was masked; ``counts`` grows."""
    kept = []
    for sentence in SENTENCE.findall(text):
        kind = _kind_of(sentence)
        if kind is None:
            kept.append(sentence)
        else:
            counts[kind] += 1
            kept.append("\n" if sentence.endswith("\n") else "")
    return unmarked("".join(kept))


def unmarked(text: str) -> str:
    """A text without the marks of masking."""
    lines = (_RUN.sub(" ", one).strip(" ,/:·-") if MASK in one else one for one in text.split("\n"))
    return "\n".join(line.strip() for line in lines if line.strip())


def _kind_of(sentence: str) -> str | None:
    for kind, pattern in _rules().sentences.items():
        if pattern.search(sentence):
            return kind
    return next((_TOPICS[topic] for topic in private_topics(sentence) if topic in _TOPICS), None)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", MASK, found[0])


def _plain(text: str) -> str:
    """The text sign by sign, with plain digits, dashes and blanks."""
    narrow = text.translate(_PLAIN)
    return narrow if narrow.isascii() else "".join(map(_narrow, narrow))


def _narrow(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


@cache
def _rules() -> _Rules:
    table = tomllib.loads(files(__package__).joinpath("masking.toml").read_text("utf-8"))
    masks = {**table["numbers"], **table["statements"]}
    return _Rules(
        {kind: re.compile("|".join(rules)) for kind, rules in masks.items()},
        {kind: re.compile("|".join(rules)) for kind, rules in table["sentences"].items()},
    )
