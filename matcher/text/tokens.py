"""Korean morphemes (형태소) by Kiwi, the one file that meets it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

CONTENT_TAGS = ("N", "V", "SL", "XR")
"""Nouns, verbs and adjectives, foreign words, roots: what carries meaning in an ad."""


def morphemes(texts: Sequence[str]) -> list[list[str]]:
    """Content morphemes in lower case, by Kiwi as it comes."""
    return [_content(tokens) for tokens in _kiwi().tokenize(list(texts))]


@lru_cache(maxsize=16_384)
def placed(text: str) -> tuple[tuple[str, int, int], ...]:
    """The content morphemes of one text with where each starts and ends."""
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
