"""Korean morphemes (형태소) by Kiwi, the one file that meets it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

CONTENT_TAGS = ("N", "V", "SL", "XR")
"""Nouns, verbs and adjectives, foreign words, roots: what carries meaning in an ad."""


def morphemes(texts: Sequence[str]) -> list[list[str]]:
    """Content morphemes in lower case, by Kiwi as it comes."""
    return [_content(tokens) for tokens in _kiwi().tokenize(list(texts))]


LONGEST_KEPT = 1000
"""Characters; longer texts are read anew, so that what is remembered stays small."""

Placed = tuple[tuple[str, int, int], ...]


def placed(text: str) -> Placed:
    """The content morphemes of one text with where each starts and ends."""
    return _remembered(text) if len(text) <= LONGEST_KEPT else _placed(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Placed:
    return _placed(text)


def _placed(text: str) -> Placed:
    return tuple(
        (token.form.lower(), token.start, token.start + token.len)
        for token in _kiwi().tokenize(text)
        if token.tag.startswith(CONTENT_TAGS)
    )


def _content(tokens: Sequence[Any]) -> list[str]:
    return [token.form.lower() for token in tokens if token.tag.startswith(CONTENT_TAGS)]


@lru_cache(maxsize=1)
def _kiwi() -> Any:
    from kiwipiepy import Kiwi

    return Kiwi()
