"""Legs (적합도의 다리): the ways in which a person and a job are near, each measured alone.

================  ========================================================================
leg               nearness of
================  ========================================================================
wish_meaning      the nearest wish (or course, where nothing is wished), by vectors
career_meaning    the nearest spell of the career, by vectors
words             all the person's texts with the whole posting; a text says a word once
letters           all the person's texts with the posting's heading, by character n-grams
================  ========================================================================

Each is 1 for a usual best job of that person. They add up, weighed, to the fit (which bends towards
1 above ``ranking.STRAIGHT``), so what each contributed can be read off exactly.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matcher.text.letters import letters
from matcher.text.tokens import morphemes

if TYPE_CHECKING:
    from matcher.indexing import RecordIndex

Scores = NDArray[np.float32]

MEANING = ("wish_meaning", "career_meaning")
WORDING = ("words", "letters")
LEGS = (*MEANING, *WORDING)
GROUPS: Mapping[str, tuple[str, ...]] = {"dense": MEANING, "lexical": WORDING}
"""Names under which several legs are switched off together."""

USUAL_BEST = 20
"""How many of the highest scores make the usual best one."""


def wording(texts: Sequence[str], market: "RecordIndex") -> dict[str, Scores]:
    """The lexical legs of a person's texts over all postings, each of shape ``(postings,)``."""
    if not texts:
        return {}
    texts = list(dict.fromkeys(texts))
    said = once_a_text(morphemes(texts))
    return {
        "words": comparable(market.words.scores(list(said), list(said.values()))),
        "letters": comparable(market.letters.scores(distinct_letters(texts))),
    }


def once_a_text(texts: Iterable[Sequence[str]]) -> dict[str, float]:
    """In how many texts each word stands: repeating it within one gains nothing."""
    counts = Counter(word for words in texts for word in dict.fromkeys(words))
    return {word: float(count) for word, count in counts.items()}


def distinct_letters(texts: Iterable[str]) -> list[str]:
    """The different n-grams of some texts, in the order of first appearance."""
    return list(dict.fromkeys(gram for text in texts for gram in letters(text)))


def comparable(scores: Scores) -> Scores:
    """BM25 scores as shares of a usual best one (the mean of the twenty highest above 0)."""
    positive = scores[scores > 0]
    best = np.sort(positive)[-USUAL_BEST:]
    top = float(best.mean()) if len(best) else 0.0
    shares: Scores = scores / top if top > 0 else np.zeros_like(scores)
    return shares
