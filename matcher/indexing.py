"""The index of both sides: postings and trainees, their vectors and their words."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings import LexicalIndex, VectorIndex
from embeddings.encoder import Encoder, Role, Vectors
from embeddings.index import Mask, best
from matcher.occupations import OccupationIndex, OccupationMapper
from matcher.records import Posting, Trainee
from matcher.text.kinds import (
    KindText,
    avoid_texts,
    posting_document,
    posting_heading,
    posting_texts,
    profile_document,
    profile_texts,
)
from matcher.text.letters import letters
from matcher.text.profile import Profile
from matcher.text.tokens import morphemes

Tokenise = Callable[[Sequence[str]], list[list[str]]]


class RecordIndex:
    """One side: records in id order, each with the vectors of its texts, words and letters.

    A record has several vectors, one for each text (or section of a long text)."""

    def __init__(
        self,
        ids: Sequence[str],
        owners: Sequence[int],
        vectors: VectorIndex,
        words: LexicalIndex,
        letters: LexicalIndex,
    ) -> None:
        self.ids = tuple(ids)
        self.vectors = vectors
        self.words, self.letters = words, letters
        self._owners = np.asarray(owners, dtype=np.int64)
        self._row = {record: row for row, record in enumerate(self.ids)}
        self._owner = dict(zip(vectors.ids, owners, strict=True))
        self._sections: list[list[str]] = [[] for _ in self.ids]
        for section, owner in zip(vectors.ids, owners, strict=True):
            self._sections[owner].append(section)

    @classmethod
    def build(
        cls,
        texts: Mapping[str, Sequence[KindText]],
        documents: Mapping[str, str],
        headings: Mapping[str, str],
        encoder: Encoder,
        role: Role,
        tokenise: Tokenise = morphemes,
        *,
        progress: bool = False,
    ) -> "RecordIndex":
        """Encode every text of every record, in sections where it is long.

        The words are those of the documents, the letters those of the headings."""
        from embeddings import FaissIndex

        ids = sorted(texts)
        parts = [
            (row, part)
            for row, record in enumerate(ids)
            for text in texts[record]
            for part in encoder.sections(text.text)
        ]
        vectors = FaissIndex(encoder.dimension)
        names = [f"{ids[row]}#{number}" for number, (row, _) in enumerate(parts)]
        if parts:
            vectors.add(names, encoder.encode([part for _, part in parts], role, progress=progress))
        words = LexicalIndex.build(ids, tokenise([documents[record] for record in ids]))
        grams = LexicalIndex.build(ids, [letters(headings[record]) for record in ids])
        return cls(ids, [row for row, _ in parts], vectors, words, grams)

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, record: str) -> int | None:
        """The row of a record, ``None`` for one that is not indexed."""
        return self._row.get(record)

    def nearest(self, queries: Vectors, k: int, allowed: Mask) -> set[int]:
        """Rows of at least the k nearest allowed records of each query (all where fewer)."""
        found: set[int] = set()
        if not len(queries) or not len(self.vectors):
            return found
        most = max(map(len, self._sections))
        for hits in self.vectors.search(queries, k * most, allowed[self._owners]):
            rows = dict.fromkeys(self._owner[section] for section in hits.ids)
            found.update(list(rows)[:k])
        return found

    def leading(self, scores: NDArray[np.float32], k: int, allowed: Mask) -> set[int]:
        """The k allowed rows with the highest of some scores ``(records,)``, all above 0."""
        rows = np.flatnonzero(allowed & (scores > 0))
        return set(rows[best(scores[rows], rows, k)].tolist()) if len(rows) else set()

    def similarity(self, queries: Vectors, rows: Sequence[int]) -> NDArray[np.float32]:
        """Cosine of each query with the nearest text of each row, shape ``(queries, rows)``."""
        sections = [section for row in rows for section in self._sections[row]]
        owner = np.repeat(np.arange(len(rows)), [len(self._sections[row]) for row in rows])
        best = np.full((len(queries), len(rows)), -1.0, dtype=np.float32)
        if sections and len(queries):
            np.maximum.at(best.T, owner, cosines(queries, self.vectors.vectors(sections)).T)
        return best

    def save(self, folder: Path) -> None:
        """Write into an existing folder, which a snapshot's manifest will seal."""
        self.vectors.save(folder / "vectors.npz")
        self.words.save(folder / "words.npz")
        self.letters.save(folder / "letters.npz")
        shape = {"ids": self.ids, "owners": self._owners.tolist()}
        (folder / "records.json").write_text(json.dumps(shape), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "RecordIndex":
        """Read what ``save`` wrote, once its manifest has been verified."""
        from embeddings import FaissIndex

        shape = json.loads((folder / "records.json").read_text("utf-8"))
        return cls(
            shape["ids"],
            shape["owners"],
            FaissIndex.load(folder / "vectors.npz"),
            LexicalIndex.load(folder / "words.npz"),
            LexicalIndex.load(folder / "letters.npz"),
        )


def cosines(queries: Vectors, vectors: Vectors) -> NDArray[np.float32]:
    """Cosines of unit vectors ``(queries, vectors)``, taken in float64 so that equal vectors
    give equal values wherever they stand in the batch."""
    exact = queries.astype(np.float64) @ vectors.astype(np.float64).T
    rounded: NDArray[np.float32] = exact.astype(np.float32)
    return rounded


@dataclass(frozen=True)
class MatchIndex:
    """Both sides of the market, indexed by one model, and the occupations of both."""

    postings: RecordIndex
    trainees: RecordIndex
    occupations: OccupationIndex = field(default_factory=OccupationIndex)

    @classmethod
    def build(
        cls,
        trainees: Mapping[str, Trainee],
        postings: Mapping[str, Posting],
        encoder: Encoder,
        tokenise: Tokenise = morphemes,
        *,
        mapper: OccupationMapper | None = None,
        progress: bool = False,
    ) -> "MatchIndex":
        """Index every record; of a trainee only the profile, which has no identity.

        Occupations are guessed by the ``mapper``; without one only stated ones are known."""
        profiles = {trainee.id: Profile.of(trainee) for trainee in trainees.values()}
        avoided = [text.text for profile in profiles.values() for text in avoid_texts(profile)]
        encoder.encode(avoided, "query")  # not searched with, but asked for at every ranking
        return cls(
            postings=RecordIndex.build(
                {posting.id: posting_texts(posting) for posting in postings.values()},
                {posting.id: posting_document(posting) for posting in postings.values()},
                {posting.id: posting_heading(posting) for posting in postings.values()},
                encoder,
                "passage",
                tokenise,
                progress=progress,
            ),
            trainees=RecordIndex.build(
                {id_: profile_texts(profile) for id_, profile in profiles.items()},
                (whole := {id_: profile_document(profile) for id_, profile in profiles.items()}),
                whole,
                encoder,
                "query",
                tokenise,
                progress=progress,
            ),
            occupations=OccupationIndex.build(
                sorted(postings.values(), key=lambda posting: posting.id), trainees, mapper
            ),
        )

    def save(self, folder: Path) -> None:
        """Write both sides and their occupations into an existing folder."""
        for name, side in (
            ("postings", self.postings),
            ("trainees", self.trainees),
            ("occupations", self.occupations),
        ):
            (folder / name).mkdir()
            side.save(folder / name)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder | None = None) -> "MatchIndex":
        """Read both sides from a verified snapshot; the encoder reads changed profiles' titles."""
        return cls(
            RecordIndex.load(folder / "postings"),
            RecordIndex.load(folder / "trainees"),
            OccupationIndex.load(folder / "occupations", encoder),
        )
