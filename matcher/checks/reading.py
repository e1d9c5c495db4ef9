"""How a text is read: invisible characters, foreign digits and full-width letters hide nothing."""

import re
import unicodedata
from collections.abc import Sequence

from matcher.values.text import INVISIBLE

_INVISIBLE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|{INVISIBLE.pattern}")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_NARROW = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)} | {ord("∼"): "~"}

Spans = Sequence[tuple[int, int]] | None


def as_read(text: str) -> tuple[str, Spans]:
    """The text as a reader sees it, and which piece of ``text`` each of its letters is.

    ``None`` where each letter stands where it stood: most texts, which are read quickly."""
    plain = unicodedata.is_normalized("NFC", text)
    if plain and not _INVISIBLE.search(text) and not _FOREIGN_DIGIT.search(text):
        return text.translate(_NARROW), None
    letters: list[str] = []
    at: list[tuple[int, int]] = []
    for number, letter in enumerate(text):
        if _INVISIBLE.match(letter):
            continue
        joined = unicodedata.normalize("NFC", letters[-1] + letter) if letters else ""
        if len(joined) == 1:
            letters[-1], at[-1] = joined, (at[-1][0], number + 1)
        else:
            letters.append(letter)
            at.append((number, number + 1))
    return "".join(map(_narrow, letters)), at


def given(span: tuple[int, int], at: Spans) -> tuple[int, int]:
    """A span of the text as read, counted in the text as given."""
    return span if at is None else (at[span[0]][0], at[span[1] - 1][1])


def _narrow(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return letter.translate(_NARROW) if digit is None else str(digit)
