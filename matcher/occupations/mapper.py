"""From a free job title to KECO 2018 groups, by the encoder and the lexical index of matching."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from embeddings.lexical import LexicalIndex
from matcher.occupations.lexicon import Lexicon
from matcher.occupations.titles import title_terms, without_advertising

Scores = NDArray[np.float64]

DENSE = 8.0
"""Weight of a name's cosine beside its share of words; of a stock encoder all cosines are near."""
SOFT = 0.12
"""Names of one group vote: their soft maximum ``SOFT * log(sum(exp(score / SOFT)))``."""
SHARP = 0.13
"""Turns scores into confidences that are right as often as they say, on names left out."""
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

    Nothing is kept of a title. Built on first use: about 8,400 short names are encoded once and
    then come from the vector cache."""

    def __init__(self, encoder: Encoder, lexicon: Lexicon | None = None) -> None:
        self._encoder = encoder
        self._lexicon = lexicon or Lexicon.packaged()
        self._codes = sorted(self._lexicon.groups)

    def map(self, title: str, *, top: int = 5) -> tuple[Guess, ...]:
        """The likeliest groups of a title, the best first; empty where it is unknown."""
        guesses = self.guesses([title], top=top)[0]
        return guesses if guesses and guesses[0].confidence >= LEAST else ()

    def guesses(self, titles: Sequence[str], *, top: int = 5) -> list[tuple[Guess, ...]]:
        """The likeliest groups of each title however unsure; none for one that names no work."""
        asked = [without_advertising(title) for title in titles]
        known = [title for title in asked if title]
        found = iter(self._best(known, top)) if known else iter(())
        return [next(found) if title else () for title in asked]

    def _best(self, titles: Sequence[str], top: int) -> list[tuple[Guess, ...]]:
        confidences = softmax(self.scores(titles) / SHARP)
        order = np.argsort(-confidences, axis=1, kind="stable")[:, :top]
        return [
            tuple(
                Guess(code := self._codes[at], self._lexicon.groups[code], float(row[at]))
                for at in best
            )
            for row, best in zip(confidences, order, strict=True)
        ]

    def scores(self, titles: Sequence[str]) -> Scores:
        """Scores ``(titles, groups)``: the soft maximum of each group's names, and its words."""
        vectors = self._encoder.encode(titles, "query", keep=False)
        names = DENSE * (vectors @ self._vectors.T).astype(np.float64)
        terms = title_terms(titles)
        names += np.stack([_share(self._names, words) for words in terms])
        groups = np.stack([_share(self._groups, words) for words in terms])
        return soft_maximum(names, self._starts) + groups

    @cached_property
    def _ordered(self) -> list[tuple[str, str]]:
        """Names by group, so that the names of one group stand together."""
        return sorted(self._lexicon.names, key=lambda pair: pair[1])

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        codes = [code for _, code in self._ordered]
        return np.array([codes.index(code) for code in self._codes], dtype=np.int64)

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return self._encoder.encode([name for name, _ in self._ordered], "passage", progress=True)

    @cached_property
    def _terms(self) -> list[list[str]]:
        return title_terms([name for name, _ in self._ordered])

    @cached_property
    def _names(self) -> LexicalIndex:
        return LexicalIndex.build([str(row) for row in range(len(self._terms))], self._terms)

    @cached_property
    def _groups(self) -> LexicalIndex:
        ends = [*self._starts[1:].tolist(), len(self._terms)]
        documents = [
            [term for terms in self._terms[start:end] for term in terms]
            for start, end in zip(self._starts.tolist(), ends, strict=True)
        ]
        return LexicalIndex.build(self._codes, documents)


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


def _share(index: LexicalIndex, terms: Sequence[str]) -> Scores:
    """BM25 of each document as a share of all the rarity that the terms have."""
    rarity = sum(map(index.idf, terms))
    scores: Scores = index.scores(terms).astype(np.float64) / (rarity or 1.0)
    return scores
