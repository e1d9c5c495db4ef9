"""The only file that meets the tokenizers library: texts to padded ids, and where a text fits."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.batches import Batch

TOKENIZER_FILE = "tokenizer.json"


class Tokens:
    """A model's own tokenizer, with its cutting and padding switched off."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.pad = next(
            (
                i
                for name in ("<pad>", "[PAD]")
                if (i := self._tokenizer.token_to_id(name)) is not None
            ),
            0,
        )

    def ids(self, texts: Sequence[str], longest: int | None = None) -> list[list[int]]:
        """Token ids of each text, special tokens included; at most ``longest``, the last of a text
        among them."""
        rows = [found.ids for found in self._tokenizer.encode_batch_fast(list(texts))]
        if longest is None:
            return rows
        return [row if len(row) <= longest else [*row[: longest - 1], row[-1]] for row in rows]

    def count(self, text: str) -> int:
        """Number of tokens, special ones included."""
        return len(self._tokenizer.encode(text).ids)

    def reach(self, text: str, limit: int) -> int:
        """How many leading characters of ``text`` the first ``limit`` tokens cover."""
        found = self._tokenizer.encode(text)
        if len(found.ids) <= limit:
            return len(text)
        ending_specials = 1
        return int(found.offsets[limit - ending_specials][0])


def padded(rows: Sequence[list[int]], pad: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids ``(rows, longest)`` filled up with ``pad``, and the mask that is 1 on real tokens."""
    return laid_out(Batch([[i] for i in range(len(rows))], max(map(len, rows))), rows, pad)


def laid_out(
    batch: Batch, texts: Sequence[list[int]], pad: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids ``(rows, width)`` of the texts of each row one after another, filled up with ``pad``, and
    the mask, which is n on the tokens of a row's nth text and 0 on padding."""
    ids = np.full((len(batch.rows), batch.width), pad, dtype=np.int64)
    mask = np.zeros_like(ids)
    for i, row in enumerate(batch.rows):
        start = 0
        for number, text in enumerate(row, start=1):
            end = start + len(texts[text])
            ids[i, start:end], mask[i, start:end] = texts[text], number
            start = end
    return ids, mask
