"""One person as the ranking sees them: texts, vectors and words, and what is usual for each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder, Vectors
from matcher.indexing import RecordIndex
from matcher.legs import wording
from matcher.query import Reading
from matcher.records import Trainee
from matcher.text.kinds import Kind, KindText, avoid_texts, profile_texts, summary_texts, tidy
from matcher.text.profile import Profile

SAMPLE = 1000
"""Postings, evenly spaced, that tell what similarity is usual for a text."""
LEAST_SPREAD = 0.005
"""Keeps a tiny market from making every difference look large (cosine)."""


@dataclass(frozen=True, eq=False)
class Person:
    """A trainee's texts with vectors ``(texts, dimension)`` and the background of each."""

    trainee: Trainee
    profile: Profile
    texts: tuple[KindText, ...]
    vectors: Vectors
    mean: NDArray[np.float32]
    spread: NDArray[np.float32]
    wording: Mapping[str, NDArray[np.float32]]
    """The lexical legs, each over all postings of the market."""

    @classmethod
    def of(cls, trainee: Trainee, encoder: Encoder, market: RecordIndex) -> "Person":
        """Encode a person's texts and measure each against a sample of the market."""
        profile = Profile.of(trainee)
        texts = [
            KindText(text.kind, text.field, section)
            for text in (*profile_texts(profile), *avoid_texts(profile))
            for section in encoder.sections(text.text)
        ]
        vectors = encoder.encode([text.text for text in texts], "query")
        mean, spread = background(vectors, market)
        telling = [text.text for text in texts if text.kind != "avoid"]
        lexical = wording([*telling, *summary_texts(profile)], market)
        return cls(trainee, profile, tuple(texts), vectors, mean, spread, lexical)

    @classmethod
    def of_query(cls, query: Reading, encoder: Encoder, market: RecordIndex) -> "Person":
        """Nobody in particular, who looks for the work of a sentence and wishes what it says.

        No vector is kept."""
        nobody = Trainee(id="search", desired=query.wishes)
        profile = replace(Profile.of(nobody), text=query.written)
        looked_for = KindText("wish", "text", tidy(query.work))
        texts = [
            KindText(text.kind, text.field, part)
            for text in (looked_for, *avoid_texts(profile))
            for part in encoder.sections(text.text)
        ]
        vectors = encoder.encode([part.text for part in texts], "query", keep=False)
        mean, spread = background(vectors, market)
        lexical = wording([query.work], market)
        return cls(nobody, profile, tuple(texts), vectors, mean, spread, lexical)

    @property
    def seeking(self) -> list[int]:
        """Rows of the texts that look for something (all but what is avoided)."""
        return [row for row, text in enumerate(self.texts) if text.kind != "avoid"]

    def rows(self, *kinds: str) -> list[int]:
        """Rows of the texts of some kinds."""
        return [row for row, text in enumerate(self.texts) if text.kind in kinds]

    def standard(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines ``(texts, n)`` as spreads above what is usual for each text."""
        scores: NDArray[np.float32] = (cosines - self.mean[:, None]) / self.spread[:, None]
        return scores


def aim(texts: Iterable[KindText]) -> Kind:
    """What a person is after: the wishes, or the courses where nothing is wished."""
    return "wish" if any(text.kind == "wish" for text in texts) else "course"


def background(
    vectors: Vectors, market: RecordIndex
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean and spread of each vector's similarity to a sample of the market."""
    rows: Sequence[int] = np.unique(
        np.linspace(0, max(len(market) - 1, 0), min(SAMPLE, len(market))).astype(int)
    ).tolist()
    if not rows or not len(vectors):
        return np.zeros(len(vectors), np.float32), np.ones(len(vectors), np.float32)
    cosines = market.similarity(vectors, rows)
    return cosines.mean(axis=1), np.maximum(cosines.std(axis=1), LEAST_SPREAD)
