"""From a free job title to KECO 2018 groups, by the encoder and the lexical index of matching."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, Vectors
from matcher.occupations.lexicon import Lexicon
from matcher.occupations.names import OccupationNames, name_shares
from matcher.occupations.titles import title_terms, without_advertising

Scores = NDArray[np.float64]

DENSE = 8.0
"""Weight of a name's cosine beside its share of words; of a stock encoder all cosines are near."""
SOFT = 0.12
"""Names of one group vote: their soft maximum ``SOFT * log(sum(exp(score / SOFT)))``."""
SHARP = 0.13
"""Turns scores into confidences that are right as often as they say, on names left out."""
BLOCK = 256
"""Titles scored at a time, so that the table of scores stays small."""
LEAST = 0.3
"""Below this the occupation is unknown: the first guess would be wrong three times in four."""


@dataclass(frozen=True)
class Guess:
    """A KECO 2018 group (code and official name) and the chance from 0 to 1 that it is right."""

    code: str
    name: str
    confidence: float


class OccupationMapper:
    """Guesses the occupation (직종) of a title; tuned on four fifths of the dictionary's names.

    Nothing is kept of a title, unless asked. Built on first use: about 8,400 short names are
    encoded once and then come from the vector cache, or from a snapshot (``names``)."""

    def __init__(
        self,
        encoder: Encoder,
        lexicon: Lexicon | None = None,
        *,
        names: OccupationNames | None = None,
    ) -> None:
        self._encoder = encoder
        self._lexicon = lexicon
        self._given = names

    @cached_property
    def names(self) -> OccupationNames:
        """The names that titles are compared with."""
        if self._given is not None:
            return self._given
        return OccupationNames.build(self._lexicon or Lexicon.packaged(), self._encoder)

    def map(self, title: str, *, top: int = 5) -> tuple[Guess, ...]:
        """The likeliest groups of a title, the best first; empty where it is unknown."""
        return sure(self.guesses([title], top=top)[0])

    def guesses(
        self, titles: Sequence[str], *, top: int = 5, keep: bool = False
    ) -> list[tuple[Guess, ...]]:
        """The likeliest groups of each title however unsure; none for one that names no work.

        ``keep`` lets the vector cache keep the titles' vectors: of records, never of a search."""
        asked = [without_advertising(title) for title in titles]
        known = list(dict.fromkeys(title for title in asked if title))
        found = dict(zip(known, self._best(known, top, keep), strict=True))
        return [found.get(title, ()) for title in asked]

    def _best(self, titles: Sequence[str], top: int, keep: bool) -> Iterator[tuple[Guess, ...]]:
        if not titles:
            return
        vectors = self._encoder.encode(titles, "query", keep=keep)
        for start in range(0, len(titles), BLOCK):
            block = slice(start, start + BLOCK)
            confidences = softmax(self._scored(titles[block], vectors[block]) / SHARP)
            order = np.argsort(-confidences, axis=1, kind="stable")[:, :top]
            for row, best in zip(confidences, order, strict=True):
                yield tuple(self._guess(int(at), float(row[at])) for at in best)

    def _guess(self, at: int, confidence: float) -> Guess:
        code = self.names.codes[at]
        return Guess(code, self.names.groups[code], confidence)

    def scores(self, titles: Sequence[str]) -> Scores:
        """Scores ``(titles, groups)``: the soft maximum of each group's names, and its words."""
        return self._scored(titles, self._encoder.encode(titles, "query", keep=False))

    def _scored(self, titles: Sequence[str], vectors: Vectors) -> Scores:
        known = self.names
        scores = DENSE * (vectors @ known.vectors.T).astype(np.float64)
        terms = title_terms(titles)
        scores += np.stack([name_shares(known.words, words) for words in terms])
        groups = np.stack([name_shares(known.group_words, words) for words in terms])
        return soft_maximum(scores, known.starts) + groups


def sure(guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """The guesses where the first is sure enough, else none: unknown stays unknown."""
    return guesses if guesses and guesses[0].confidence >= LEAST else ()


def soft_maximum(scores: Scores, starts: NDArray[np.int64]) -> Scores:
    """Of each block of columns that begins at a start: high for one near name or for many."""
    top = scores.max(axis=1, keepdims=True)
    votes = np.add.reduceat(np.exp((scores - top) / SOFT), starts, axis=1)
    found: Scores = top + SOFT * np.log(np.maximum(votes, np.finfo(np.float64).tiny))
    return found


def softmax(scores: Scores) -> Scores:
    """Shares that add up to 1 in each row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Scores = powers / powers.sum(axis=1, keepdims=True)
    return shares
