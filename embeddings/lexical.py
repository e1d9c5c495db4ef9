"""BM25 over given tokens; the only file that meets bm25s."""

import json
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from embeddings.index import Hits, Mask, allowed_rows, best, checked_k
from embeddings.rows import Rows


class _Columns(NamedTuple):
    """The score of each token (a column) in each document (a row) that has it."""

    data: NDArray[np.float32]
    indices: NDArray[np.int32]
    indptr: NDArray[np.int64]


class LexicalIndex:
    """BM25 (Lucene's form, k1 = 1.5, b = 0.75) over documents that come as tokens, by id."""

    def __init__(self, rows: Rows, tokens: Sequence[tuple[str, ...]], columns: _Columns) -> None:
        self._rows = rows
        self._tokens = list(tokens)
        self._columns = columns
        self._vocabulary = _vocabulary(tokens)

    @classmethod
    def build(cls, ids: Sequence[str], tokens: Sequence[Sequence[str]]) -> Self:
        """Index documents; raises ``ValueError`` on a repeated id or unequal lengths."""
        if len(ids) != len(tokens):
            raise ValueError(f"found {len(ids)} ids for {len(tokens)} documents, expected as many")
        documents = [tuple(document) for document in tokens]
        return cls(Rows(ids), documents, _scored(documents))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in row order; masks and scores are aligned with them."""
        return self._rows.ids

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, token: object) -> bool:
        """Whether some document has the token."""
        return token in self._vocabulary

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """Every token of the documents, in the order of first appearance."""
        return tuple(self._vocabulary)

    def tokens(self, id_: str) -> tuple[str, ...]:
        """The tokens of one document; raises ``UnknownId``."""
        return self._tokens[int(self._rows.of([id_])[0])]

    def idf(self, token: str) -> float:
        """Rarity of a token, ``ln(1 + (N - df + 0.5) / (df + 0.5))``; 0 for an unknown one."""
        column = self._vocabulary.get(token)
        if column is None:
            return 0.0
        df = int(self._columns.indptr[column + 1] - self._columns.indptr[column])
        return math.log(1 + (len(self) - df + 0.5) / (df + 0.5))

    def scores(
        self, tokens: Sequence[str], weights: Sequence[float] | None = None
    ) -> NDArray[np.float32]:
        """Score every document, aligned with ``ids``; a repeated token counts each time.

        Unknown tokens add nothing. ``weights`` multiply what each of the tokens adds.
        """
        if weights is not None and len(weights) != len(tokens):
            raise ValueError(f"found {len(weights)} weights for {len(tokens)} tokens")
        total = np.zeros(len(self), dtype=np.float32)
        data, indices, indptr = self._columns
        for token, weight in zip(tokens, weights or [1.0] * len(tokens), strict=True):
            column = self._vocabulary.get(token)
            if column is not None:
                part = slice(indptr[column], indptr[column + 1])
                total[indices[part]] += data[part] * np.float32(weight)
        return total

    def search(
        self,
        tokens: Sequence[str],
        k: int,
        allowed: Mask | None = None,
        weights: Sequence[float] | None = None,
    ) -> Hits:
        """Find the best ``min(k, allowed.sum())`` documents, also with score 0, ties by id."""
        scores = self.scores(tokens, weights)
        passing = allowed_rows(allowed, len(self))
        rows = np.arange(len(self)) if passing is None else passing
        top = rows[best(scores[rows], self._rows.order[rows], checked_k(k))]
        return Hits(tuple(self.ids[row] for row in top), scores[top])

    def add(self, ids: Sequence[str], tokens: Sequence[Sequence[str]]) -> None:
        """Append new documents; rebuilds. Raises ``ValueError`` on a known id."""
        rows = self._rows.with_added(ids)
        self._replace(rows.ids, [*self._tokens, *tokens])

    def update(self, ids: Sequence[str], tokens: Sequence[Sequence[str]]) -> None:
        """Replace known documents in place; rebuilds. Raises ``UnknownId``."""
        documents: list[Sequence[str]] = list(self._tokens)
        for row, document in zip(self._rows.of(Rows(ids).ids), tokens, strict=True):
            documents[row] = document
        self._replace(self.ids, documents)

    def remove(self, ids: Sequence[str]) -> None:
        """Forget known documents; rebuilds. Raises ``UnknownId``."""
        rows = self._rows.without(ids)
        self._replace(rows.ids, [self.tokens(id_) for id_ in rows.ids])

    def _replace(self, ids: Sequence[str], tokens: Sequence[Sequence[str]]) -> None:
        fresh = self.build(ids, tokens)
        self._rows, self._tokens = fresh._rows, fresh._tokens
        self._columns, self._vocabulary = fresh._columns, fresh._vocabulary

    def save(self, path: Path) -> None:
        """Write documents and scores to one ``.npz`` file; equal contents give equal bytes."""
        flat = [self._vocabulary[token] for document in self._tokens for token in document]
        with path.open("wb") as file:
            np.savez(
                file,
                ids=_packed(self.ids),
                vocabulary=_packed(list(self._vocabulary)),
                lengths=np.array([len(document) for document in self._tokens], dtype=np.int64),
                tokens=np.array(flat, dtype=np.int32),
                **self._columns._asdict(),
            )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file of ``save`` whose bytes a snapshot's manifest has verified before."""
        with np.load(path, allow_pickle=False) as stored:
            vocabulary = json.loads(stored["vocabulary"].tobytes())
            flat = [vocabulary[token] for token in stored["tokens"]]
            bounds = [0, *np.cumsum(stored["lengths"]).tolist()]
            columns = _Columns(stored["data"], stored["indices"], stored["indptr"])
            ids = json.loads(stored["ids"].tobytes())
        documents = [tuple(flat[start:end]) for start, end in pairwise(bounds)]
        return cls(Rows(ids), documents, columns)


def _packed(strings: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(strings, ensure_ascii=False).encode(), dtype=np.uint8)


def _vocabulary(documents: Sequence[Sequence[str]]) -> dict[str, int]:
    """A number for each token, in the order of first appearance."""
    distinct = dict.fromkeys(token for document in documents for token in document)
    return {token: number for number, token in enumerate(distinct)}


def _scored(documents: Sequence[Sequence[str]]) -> _Columns:
    """Let bm25s, with its own defaults, score every token in every document."""
    import bm25s

    numbers = _vocabulary(documents)
    if not numbers:
        return _Columns(np.empty(0, np.float32), np.empty(0, np.int32), np.zeros(1, np.int64))
    model = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    numbered = [[numbers[token] for token in document] for document in documents]
    model.index((numbered, dict(numbers)), create_empty_token=False, show_progress=False)
    scores = model.scores
    return _Columns(
        scores["data"], scores["indices"].astype(np.int32), scores["indptr"].astype(np.int64)
    )
