"""Cuts a long text into parts that a model can read: at sentences, then words, then characters."""

import re
import unicodedata
from collections.abc import Callable

_SENTENCE_END = re.compile(r"(?<=[.!?。…;])\s+|\n+")
_WORD_END = re.compile(r"\s+")
_SHORTEST_SHARE = 4


def surely_fits(text: str, room: int) -> bool:
    """Whether ``text`` fits ``room`` tokens whatever the tokenizer: no token is shorter than a
    character of the compatibility form (``㈜`` becomes three), to which tokenizers normalise."""
    return len(text) <= room and len(unicodedata.normalize("NFKC", text)) <= room


def split(text: str, reach: Callable[[str], int]) -> list[str]:
    """Parts of ``text``, stripped, none empty; ``reach`` says how many leading characters fit.

    Joined without white space the parts equal the text without white space: nothing is lost.
    """
    parts, rest = [], text.strip()
    while rest:
        end = _fitting_end(rest, reach)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return parts


def _fitting_end(text: str, reach: Callable[[str], int]) -> int:
    end = reach(text)
    while end < len(text):
        end = _best_cut(text, max(1, end))
        fits = reach(text[:end])
        if fits >= end or end == 1:
            return end
        end = fits
    return end


def _best_cut(text: str, end: int) -> int:
    for boundary in (_SENTENCE_END, _WORD_END):
        ends = [m.start() for m in boundary.finditer(text, 0, end + 1) if m.start() > 0]
        if ends and ends[-1] * _SHORTEST_SHARE > end:
            return ends[-1]
    return end
