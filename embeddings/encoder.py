"""The one face of every encoder: texts in, unit float32 vectors out."""

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Role = Literal["query", "passage"]
"""Which side of a search a text is on; models such as e5 put a prefix before each."""

Vectors = NDArray[np.float32]


def refuse_empty(texts: Sequence[str]) -> None:
    """Raise ``ValueError`` with the number of the first text that has no words."""
    for i, text in enumerate(texts):
        if not text.strip():
            raise ValueError(f"text {i}: found no words, expected some; leave empty texts out")


class Encoder(Protocol):
    """Turns texts into vectors of shape ``(len(texts), dimension)``, float32, rows of length 1."""

    @property
    def name(self) -> str:
        """The model's public name."""

    @property
    def revision(self) -> str:
        """Changes whenever the vectors would: weights, pooling, prefixes or precision."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def sections(self, text: str) -> list[str]:
        """Split a text at sentences and words so that each part fits the model, nothing lost."""

    def encode(
        self, texts: Sequence[str], role: Role, *, progress: bool = False, keep: bool = True
    ) -> Vectors:
        """Encode texts; raises ``ValueError`` where one is longer than the model can read.

        ``keep=False`` for what nobody stored, such as a search: a cache must not keep it."""
