"""An encoder without a model, for tests that are not about meaning."""

import hashlib
from collections.abc import Sequence

import numpy as np

from embeddings.encoder import Role, Vectors, refuse_empty

_GRAM_LENGTHS = (2, 3)


class HashingEncoder:
    """A bag of hashed character n-grams: the same text, the same vector, on every machine."""

    name = "hashing"

    def __init__(self, dimension: int = 256) -> None:
        if dimension < 1:
            raise ValueError(f"dimension: found {dimension}, expected 1 or more")
        self.dimension = dimension

    @property
    def revision(self) -> str:
        """Changes with the dimension."""
        return f"1-{self.dimension}"

    def sections(self, text: str) -> list[str]:
        """The text as it is: there is no limit on length."""
        return [stripped] if (stripped := text.strip()) else []

    def encode(
        self,
        texts: Sequence[str],
        role: Role,  # noqa: ARG002 # the face of every encoder
        *,
        progress: bool = False,  # noqa: ARG002
        keep: bool = True,  # noqa: ARG002
    ) -> Vectors:
        """Unit vectors ``(len(texts), dimension)``; the role changes nothing."""
        refuse_empty(texts)
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for i, text in enumerate(texts):
            for column, sign in map(self._place, _grams(text)):
                out[i, column] += sign
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        out[norms[:, 0] == 0, 0] = 1
        out /= np.where(norms == 0, 1, norms)
        return out

    def _place(self, gram: str) -> tuple[int, int]:
        digest = int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8).digest(), "big")
        return digest // 2 % self.dimension, 1 if digest % 2 else -1


def _grams(text: str) -> list[str]:
    words = [f" {word} " for word in text.casefold().split()]
    return [w[i : i + n] for w in words for n in _GRAM_LENGTHS for i in range(len(w) - n + 1)]
