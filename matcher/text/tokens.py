"""Korean morphemes (형태소) by Kiwi, the one file that meets it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

CONTENT_TAGS = ("N", "V", "SL", "XR")
"""Nouns, verbs and adjectives, foreign words, roots: what carries meaning in an ad."""


def morphemes(texts: Sequence[str]) -> list[list[str]]:
    """Content morphemes in lower case; of a compound of the trade its parts too."""
    return [[form for form, _, _ in _content(tokens)] for tokens in _kiwi().tokenize(list(texts))]


def plain_morphemes(texts: Sequence[str]) -> list[list[str]]:
    """Content morphemes in lower case by Kiwi as it comes, without words of the trade."""
    return [
        [token.form.lower() for token in tokens if token.tag.startswith(CONTENT_TAGS)]
        for tokens in _kiwi(trade=False).tokenize(list(texts))
    ]


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
    return tuple(_content(_kiwi().tokenize(text)))


def _content(tokens: Sequence[Any]) -> Iterator[tuple[str, int, int]]:
    parts = _trade_words()
    for token in tokens:
        if token.tag.startswith(CONTENT_TAGS):
            form, end = token.form.lower(), token.start + token.len
            yield form, token.start, end
            for part in parts.get(form, ()):
                yield part, token.start, end


@lru_cache(maxsize=1)
def _trade_words() -> Mapping[str, tuple[str, ...]]:
    """Words of the trade that Kiwi would split or misread, with their telling parts."""
    text = files("matcher.text").joinpath("words.csv").read_text("utf-8")
    return {
        row["word"].lower(): tuple(filter(None, row["parts"].split("|")))
        for row in csv.DictReader(text.splitlines())
    }


@lru_cache(maxsize=2)
def _kiwi(*, trade: bool = True) -> Any:
    from kiwipiepy import Kiwi

    kiwi = Kiwi()
    for word in _trade_words() if trade else ():
        kiwi.add_user_word(word, "NNP")
    return kiwi


def spaced(word: str) -> str:
    """A word with blanks where several were run together (``오전에하는`` is ``오전에 하는``)."""
    return str(_kiwi().space(word))


def is_compound(word: str) -> bool:
    """Whether a word is nouns alone, which stand together as well as apart."""
    return all(token.tag.startswith(("N", "S", "X")) for token in _kiwi().tokenize(word))
