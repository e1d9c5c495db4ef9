"""The encoder alone as a system: nearest texts, long ones read in sections."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, Role, Vectors
from matcher.evaluation.baselines import Rank
from matcher.evaluation.bootstrap import Values
from matcher.evaluation.metrics import best_first


def nearest_texts(
    encoder: Encoder, queries: Mapping[str, str], documents: Mapping[str, str]
) -> Rank:
    """Rank documents by the best cosine between a section of each and one of the query."""
    ids = list(documents)
    document_vectors, document_starts = _sections(encoder, documents, "passage")
    query_vectors, query_starts = _sections(encoder, queries, "query")
    places = {query: row for row, query in enumerate(queries)}
    ends = [*query_starts[1:], len(query_vectors)]

    def rank(query: str) -> list[str]:
        place = places[query]
        own = query_vectors[query_starts[place] : ends[place]]
        by_section = (own @ document_vectors.T).max(axis=0)
        return best_first(ids, np.maximum.reduceat(by_section, document_starts))

    return rank


def cosines(encoder: Encoder, pairs: Sequence[tuple[str, str]]) -> Values:
    """The best cosine between sections of the two texts of each pair, all read as queries."""
    texts = dict.fromkeys(text for pair in pairs for text in pair)
    vectors, starts = _sections(encoder, {text: text for text in texts}, "query")
    own = dict(zip(texts, np.split(vectors, starts[1:]), strict=True))
    return np.array([(own[first] @ own[second].T).max() for first, second in pairs])


def _sections(
    encoder: Encoder, texts: Mapping[str, str], role: Role
) -> tuple[Vectors, NDArray[np.int64]]:
    """Vectors of all sections, row after row, and the row at which each text begins."""
    parts = [encoder.sections(text) or [text] for text in texts.values()]
    starts = np.cumsum([0, *(len(part) for part in parts[:-1])], dtype=np.int64)
    flat = [section for part in parts for section in part]
    return encoder.encode(flat, role, progress=True), starts
