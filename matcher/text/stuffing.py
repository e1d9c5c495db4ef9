"""Stuffing (낱말 채워 넣기): passages that repeat their own words to be found, struck as a whole.

Nothing of such a passage is embedded or searched, not even its first mention: repeating a
posting's words fifty times leaves a profile where silence about them would have left it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from matcher.text.private import SENTENCE

PIECE = 8
"""Letters of a piece, blanks and signs not counted, that honest text hardly ever says again."""
OFTEN = 5
"""A piece said so many times in one text, or a word within one sentence, is said on purpose."""
MOSTLY = 0.5
"""From this share of letters said on purpose a sentence is struck."""
LONG, DISTINCT = 12, 3
"""So many words in a sentence, a third of them or fewer different, are said on purpose too."""
_WORD = re.compile(r"[^\W_]+")
_STEM = 2


def blank_stuffed(text: str | None) -> str | None:
    """The text with stuffed sentences blanked out, ``None`` if nothing is left.

    The length stays the same, so that character spans still point into the original record."""
    words = list(_WORD.finditer(text or ""))
    if text is None or not words:
        return text
    said = Counter(map(_stem, words))
    longest = max(len(word.group()) for word in words)
    if max(said.values()) < DISTINCT and longest < PIECE * OFTEN:
        return text
    marked = _repeated(words, said)
    kept = "".join(_struck(part, start, marked) for start, part in _sentences(text))
    return kept if kept.strip() else None


def strike_stuffed(items: Sequence[str | None]) -> tuple[str | None, ...]:
    """A list without stuffed items, and without those that are listed over and over."""
    said = Counter(_letters(item) for item in items if item)
    return tuple(
        blank_stuffed(item) if item and said[_letters(item)] < OFTEN else None for item in items
    )


def _repeated(words: Sequence[re.Match[str]], said: Counter[str]) -> set[int]:
    """Places of the letters in pieces said over and over, spaced or run together.

    A piece begins where a word does that is said often, or anywhere in one far too long."""
    letters = [at for word in words for at in range(*word.span())]
    stream = "".join(word.group() for word in words).lower()
    starts: list[int] = []
    first = 0
    for word in words:
        length = len(word.group())
        if length >= PIECE * OFTEN:
            starts += range(first, first + length)
        elif said[_stem(word)] >= OFTEN:
            starts.append(first)
        first += length
    pieces = Counter(stream[at : at + PIECE] for at in starts)
    often = (at for at in starts if pieces[stream[at : at + PIECE]] >= OFTEN)
    return {place for at in often for place in letters[at : at + PIECE]}


def _struck(sentence: str, start: int, marked: set[int]) -> str:
    words = list(_WORD.finditer(sentence))
    said = Counter(map(_stem, words))
    letters = sum(len(word.group()) for word in words)
    different = len({word.group() for word in words})
    if len(words) >= LONG and different * DISTINCT <= len(words):
        return " " * len(sentence)
    on_purpose = sum(
        said[_stem(word)] >= OFTEN or start + at in marked
        for word in words
        for at in range(*word.span())
    )
    return " " * len(sentence) if letters and on_purpose >= MOSTLY * letters else sentence


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for found in SENTENCE.finditer(text):
        yield found.start(), found.group()


def _stem(word: re.Match[str]) -> str:
    """A word without its endings: two syllables of a Korean one, the whole of a foreign one."""
    said = word.group().lower()
    return said[:_STEM] if "가" <= said[0] <= "힣" else said


def _letters(item: str) -> str:
    return "".join(_WORD.findall(item.lower()))
