"""Slips of typing (오타): words the market does not know, as the nearest it knows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from unicodedata import normalize

from matcher.text.tokens import is_compound, placed

_EOJEOL = re.compile(r"[^\s,.!?~()/·]+")
_HANGUL = re.compile("[가-힣]{3,}")
"""Shorter words have too many neighbours: 농장 (a farm) is no 냉장 (cold store)."""


class Spelling:
    """The words of the market, to correct a word that is none of them.

    The nearest is at most one letter (자모) away, or two from eight letters on, begins with the
    same letter, and is the only one so near."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for word in sorted(self._known):
            if _HANGUL.fullmatch(word):
                jamo = normalize("NFD", word)
                self._by_first.setdefault(jamo[0], []).append((jamo, word))

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def correct(self, word: str) -> str | None:
        """The word meant, ``None`` where the market knows it or nothing is near enough."""
        if word in self._known or not _HANGUL.fullmatch(word):
            return None
        jamo = normalize("NFD", word)
        most = 2 if len(jamo) >= 8 else 1
        near = [
            (apart, known)
            for letters, known in self._by_first.get(jamo[0], ())
            if (apart := distance(jamo, letters, most)) <= most
        ]
        least = min((apart for apart, _ in near), default=0)
        nearest = [known for apart, known in near if apart == least]
        return nearest[0] if len(nearest) == 1 else None


@lru_cache(maxsize=4096)
def distance(one: str, other: str, most: int) -> int:
    """Letters to insert, drop, change or turn round (one pair); past ``most`` just more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: Sequence[int] = ()
    row: Sequence[int] = range(len(other) + 1)
    for at, letter in enumerate(one, start=1):
        fresh = [at]
        for to, against in enumerate(other, start=1):
            cost = min(row[to] + 1, fresh[-1] + 1, row[to - 1] + (letter != against))
            turned = at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == against
            fresh.append(min(cost, before[to - 2] + 1) if turned else cost)
        if min(fresh) > most:
            return most + 1
        before, row = row, fresh
    return row[-1]


def set_right(work: str, spelling: Spelling) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The work with slips set right, from the last to the first so that places stay."""
    found: list[tuple[str, str]] = []
    for form, start, end in sorted(_looked_up(work), key=lambda word: -word[1]):
        written = work[start:end]
        if form == written.lower() and (meant := spelling.correct(form)):
            work = f"{work[:start]}{meant}{work[end:]}"
            found.append((written, meant))
    return work, tuple(reversed(found))


def _looked_up(work: str) -> Iterator[tuple[str, int, int]]:
    """Each word's parts; a compound with a slip in it (사무보죠) falls apart, and is one word."""
    parts = placed(work)
    for word in _EOJEOL.finditer(work):
        within = [part for part in parts if word.start() <= part[1] < word.end()]
        broken = len(within) > 1 and not is_compound(word.group())
        if broken and any(end - start == 1 for _, start, end in within):
            yield word.group().lower(), word.start(), word.end()
        else:
            yield from within
