"""The names of the lexicon as they are searched: vectors and words, kept in a snapshot."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, Vectors
from embeddings.lexical import LexicalIndex
from matcher.occupations.lexicon import Lexicon
from matcher.occupations.titles import title_terms


@dataclass(frozen=True, eq=False)
class OccupationNames:
    """About 8,400 names, those of one group side by side, and the groups they belong to."""

    codes: tuple[str, ...]
    """The groups in order; ``starts`` says at which name each begins."""
    groups: Mapping[str, str]
    starts: NDArray[np.int64]
    vectors: Vectors
    """Of the names, shape ``(names, dimension)``."""
    words: LexicalIndex
    group_words: LexicalIndex

    @classmethod
    def build(cls, lexicon: Lexicon, encoder: Encoder) -> "OccupationNames":
        """Encode every name; each is encoded once and then comes from the vector cache."""
        ordered = sorted(lexicon.names, key=lambda pair: pair[1])
        codes = tuple(sorted(lexicon.groups))
        listed, names = [code for _, code in ordered], [name for name, _ in ordered]
        starts = [listed.index(code) for code in codes]
        terms = title_terms(names)
        documents = [
            [term for one in terms[start:end] for term in one]
            for start, end in zip(starts, [*starts[1:], len(terms)], strict=True)
        ]
        return cls(
            codes,
            dict(lexicon.groups),
            np.array(starts, dtype=np.int64),
            encoder.encode(names, "passage", progress=True),
            LexicalIndex.build([str(row) for row in range(len(terms))], terms),
            LexicalIndex.build(codes, documents),
        )

    def group_vectors(self) -> Vectors:
        """The mean of each group's names, rows of length 1, shape ``(groups, dimension)``."""
        sums = np.add.reduceat(self.vectors.astype(np.float64), self.starts)
        lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        means: Vectors = (sums / lengths).astype(np.float32)
        return means

    def save(self, folder: Path) -> None:
        """Write into an existing folder, which a snapshot's manifest will seal."""
        shape = {"codes": self.codes, "groups": self.groups, "starts": self.starts.tolist()}
        (folder / "groups.json").write_text(json.dumps(shape, ensure_ascii=False), "utf-8")
        with (folder / "vectors.npy").open("wb") as file:
            np.save(file, self.vectors)
        self.words.save(folder / "words.npz")
        self.group_words.save(folder / "groups.npz")

    @classmethod
    def load(cls, folder: Path) -> "OccupationNames":
        """Read what ``save`` wrote, once its manifest has been verified."""
        shape = json.loads((folder / "groups.json").read_text("utf-8"))
        return cls(
            tuple(shape["codes"]),
            shape["groups"],
            np.array(shape["starts"], dtype=np.int64),
            np.load(folder / "vectors.npy", allow_pickle=False),
            LexicalIndex.load(folder / "words.npz"),
            LexicalIndex.load(folder / "groups.npz"),
        )


def name_shares(index: LexicalIndex, terms: Sequence[str]) -> NDArray[np.float64]:
    """BM25 of each document as a share of all the rarity that the terms have."""
    rarity = sum(map(index.idf, terms))
    scores: NDArray[np.float64] = index.scores(terms).astype(np.float64) / (rarity or 1.0)
    return scores
