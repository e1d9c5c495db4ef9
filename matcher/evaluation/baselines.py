"""Simple systems to compare with: chance, BM25 on morphemes, character n-grams."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.lexical import LexicalIndex
from matcher.evaluation.metrics import best_first
from matcher.text.tokens import plain_morphemes

Rank = Callable[[str], Sequence[str]]
"""A system: the id of a query in, ids of documents out, the best first."""

Texts = Mapping[str, str]
SEED = 0


def baseline_systems(queries: Texts, documents: Texts, *, few: bool = False) -> dict[str, Rank]:
    """Build the three baselines of every evaluation; texts come by id.

    ``few`` is for a set with few documents (candidates): n-grams are then counted over documents
    and queries, because ``min_df`` 2 leaves little of a handful of texts.
    """
    return {
        "random": random_order(list(queries), list(documents)),
        "bm25": bm25(queries, documents),
        "char_ngram": char_ngram(queries, documents, few=few),
    }


def random_order(queries: Sequence[str], documents: Sequence[str]) -> Rank:
    """One fixed permutation a query, the same whatever order the ids come in."""
    ids = sorted(documents)
    numbers = {query: number for number, query in enumerate(sorted(queries))}

    def rank(query: str) -> list[str]:
        random = np.random.default_rng([SEED, numbers[query]])
        return [ids[row] for row in random.permutation(len(ids))]

    return rank


def bm25(queries: Texts, documents: Texts) -> Rank:
    """BM25 as it comes on Kiwi's content morphemes in lower case."""
    index = LexicalIndex.build(list(documents), plain_morphemes(list(documents.values())))
    asked = dict(zip(queries, plain_morphemes(list(queries.values())), strict=True))
    return lambda query: best_first(index.ids, index.scores(asked[query]))


def char_ngram(queries: Texts, documents: Texts, *, few: bool = False) -> Rank:
    """Cosine of TF-IDF over character n-grams of 2 to 4 within words."""
    vectorizer = _n_gram_vectorizer()
    ids = list(documents)
    try:
        counted = vectorizer.fit_transform(
            [*documents.values(), *(queries.values() if few else ())]
        )
    except ValueError:  # all that these fixed settings leave to refuse: nothing in two texts
        return lambda _query: sorted(ids)
    columns = counted[: len(ids)].T.tocsr()
    rows = dict(zip(queries, vectorizer.transform(queries.values()), strict=True))

    def rank(query: str) -> list[str]:
        scores: NDArray[np.float64] = (rows[query] @ columns).toarray()[0]
        return best_first(ids, scores)

    return rank


def char_ngram_cosines(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
    """The same cosine between the two texts of each pair, counted over all texts given."""
    vectorizer = _n_gram_vectorizer()
    first, second = zip(*pairs, strict=True)
    try:
        counted = vectorizer.fit_transform([*first, *second])
    except ValueError:  # as in char_ngram
        return np.zeros(len(pairs))
    products = counted[: len(pairs)].multiply(counted[len(pairs) :])
    return np.asarray(products.sum(axis=1), dtype=np.float64).ravel()


def _n_gram_vectorizer() -> Any:  # sklearn has no types
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=2)
