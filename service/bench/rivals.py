"""Plain libraries that a look-up is held against: top 10 of the same postings, no limits."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Ask = Callable[[], object]
Tokens = Sequence[Sequence[str]]
TOP = 10


def with_bm25s(documents: Tokens) -> Callable[[Sequence[str]], Ask]:
    """bm25s as it comes: a question for each list of tokens."""
    import bm25s

    model = bm25s.BM25()
    model.index([list(tokens) for tokens in documents], show_progress=False)

    def question(tokens: Sequence[str]) -> Ask:
        return lambda: model.retrieve([list(tokens)], k=TOP, show_progress=False)

    return question


def with_rank_bm25(documents: Tokens) -> Callable[[Sequence[str]], Ask] | None:
    """rank_bm25 as it comes; ``None`` where it is not installed."""
    try:
        from rank_bm25 import BM25Okapi  # type: ignore[import-untyped]  # ships no types
    except ImportError:
        return None
    model, rows = BM25Okapi([list(tokens) for tokens in documents]), list(range(len(documents)))

    def question(tokens: Sequence[str]) -> Ask:
        return lambda: model.get_top_n(list(tokens), rows, TOP)

    return question


def with_semantic_search(
    vectors: NDArray[np.float32],
) -> Callable[[NDArray[np.float32]], Ask]:
    """``util.semantic_search`` on float32 vectors: the ten nearest of each of a person's texts."""
    import torch
    from sentence_transformers.util import semantic_search

    torch.set_num_threads(1)
    corpus = torch.from_numpy(np.ascontiguousarray(vectors))

    def question(queries: NDArray[np.float32]) -> Ask:
        asked = torch.from_numpy(np.ascontiguousarray(queries))
        return lambda: semantic_search(asked, corpus, top_k=TOP)

    return question
