"""A sentence-transformers model as an :class:`Encoder`, by default the bundled one."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np

from embeddings.batches import Batch, in_batches, in_shared_rows, progress_bar
from embeddings.description import Description
from embeddings.encoder import Role, Vectors, refuse_empty
from embeddings.engines import (
    PRECISION,
    Backend,
    Engine,
    choose,
    likely,
    open_engine,
    tokenizer_file,
)
from embeddings.models import ModelCard, read_card
from embeddings.sections import split, surely_fits
from embeddings.tokens import Tokens, laid_out

WINDOW = 1024
"""Texts tokenised at a time: memory stays flat for a million of them, and the bar moves."""


class SentenceEncoder:
    """Texts to unit vectors; tokenizer and weights are read when first needed."""

    def __init__(
        self,
        card: ModelCard,
        *,
        cache_folder: Path,
        backend: Backend,
        threads: int | None = None,
    ) -> None:
        self.card, self.backend = card, backend
        self._cache_folder, self._threads = cache_folder, threads

    @classmethod
    def load(
        cls,
        model: str | Path | None = None,
        *,
        cache_folder: Path,
        backend: Literal["auto"] | Backend = "auto",
        prefixes: Mapping[Role, str] | None = None,
        threads: int | None = None,
    ) -> "SentenceEncoder":
        """Open a model by folder or hub name, or the default; prepares the cache if needed.

        ``auto`` is the model's eight bits where it brings them, else OpenVINO where it is
        installed and was found exact when converting, else torch. Prefixes are the model's own
        unless given. Without ``threads`` each core takes a batch of its own, and one text
        has one core; a server gives two.
        """
        card = read_card(model, cache_folder, prefixes)
        chosen = choose(card, cache_folder, backend)
        return cls(card, cache_folder=cache_folder, backend=chosen, threads=threads)

    @staticmethod
    def describe(
        model: str | Path | None = None,
        *,
        cache_folder: Path,
        backend: Literal["auto"] | Backend = "auto",
        prefixes: Mapping[Role, str] | None = None,
    ) -> Description:
        """What :meth:`load` with the same arguments will be, without reading weights."""
        card = read_card(model, cache_folder, prefixes)
        revision = card.revision(PRECISION[likely(card, cache_folder, backend)])
        return Description(card.name, revision, card.dimension, card.sure_characters)

    @property
    def name(self) -> str:
        """The model's public name."""
        return self.card.name

    @property
    def revision(self) -> str:
        """Names weights, engine with its precision, and prefixes."""
        return self.card.revision(PRECISION[self.backend])

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self.card.dimension

    @cached_property
    def tokens(self) -> Tokens:
        """The model's tokenizer."""
        return Tokens(tokenizer_file(self.card, self._cache_folder, self.backend))

    @cached_property
    def engine(self) -> Engine:
        """The model's weights, ready to run."""
        return open_engine(self.card, self._cache_folder, self.backend, self._threads)

    def sections(self, text: str) -> list[str]:
        """Split at sentences, then words, so that each part fits with either prefix."""
        if surely_fits(text, self.card.sure_characters):
            return [stripped] if (stripped := text.strip()) else []
        prefix = max(self.card.prefixes.values(), key=self.tokens.count)

        def reach(part: str) -> int:
            return self.tokens.reach(prefix + part, self.card.max_tokens) - len(prefix)

        return split(text, reach)

    def encode(
        self,
        texts: Sequence[str],
        role: Role,
        *,
        progress: bool = False,
        keep: bool = True,  # noqa: ARG002 - only a cache keeps anything
    ) -> Vectors:
        """Unit vectors ``(len(texts), dimension)`` in the order given.

        Raises ``ValueError`` for an empty text and for one longer than the model reads.
        """
        refuse_empty(texts)
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        with progress_bar(len(texts), progress) as advance:
            for start in range(0, len(texts), WINDOW):
                rows = self._ids(texts[start : start + WINDOW], role, start)
                for where, vectors in self._vectors(rows):
                    out[start + np.asarray(where)] = vectors
                    advance(len(where))
        return out

    def _vectors(self, rows: Sequence[list[int]]) -> Iterator[tuple[list[int], Vectors]]:
        """The vectors of some rows at a time, and which; several batches at once where it pays."""
        engine, pad, lengths = self.engine, self.tokens.pad, [len(row) for row in rows]
        if engine.shares_rows:
            queues = in_shared_rows(lengths, engine.streams)
        else:
            queues = [[batch] for batch in in_batches(lengths)]

        def run(queue: Sequence[Batch]) -> list[tuple[list[int], Vectors]]:
            return [(batch.texts, engine.run(*laid_out(batch, rows, pad))) for batch in queue]

        together = min(engine.streams, len(queues)) > 1
        for found in self._pool.map(run, queues) if together else map(run, queues):
            yield from found

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Kept, for the engine keeps the memory of each thread."""
        return ThreadPoolExecutor(self.engine.streams)

    def _ids(self, texts: Sequence[str], role: Role, start: int) -> list[list[int]]:
        rows = self.tokens.ids([self.card.prefixes[role] + text for text in texts])
        for i, row in enumerate(rows, start):
            if not row:
                raise ValueError(f"text {i}: found no token, expected a text that the model reads")
            if len(row) > self.card.max_tokens:
                raise ValueError(
                    f"text {i}: found {len(row)} tokens, expected at most"
                    f" {self.card.max_tokens}; split it with sections(text)"
                )
        return rows
