"""Occlusion (가려 보기): what one piece of a profile adds to the fit of a job.

That is the fit as it is less the fit without the piece, before it is cut at 1. Nothing is encoded
anew: the pieces have their own vectors, and BM25 scores are sums over words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from matcher import ranking
from matcher.indexing import RecordIndex
from matcher.legs import LEGS, Scores, comparable, distinct_letters, once_a_text
from matcher.person import Person
from matcher.text.kinds import profile_texts, summary_texts
from matcher.text.profile import Profile
from matcher.text.tokens import placed
from matcher.weights import Weights


@dataclass(frozen=True, eq=False)
class _Said:
    """The words and letters of some texts."""

    words: Mapping[str, float]
    letters: frozenset[str]

    @classmethod
    def of(cls, profile: Profile) -> "_Said":
        told = [text.text for text in profile_texts(profile)] + summary_texts(profile)
        texts = list(dict.fromkeys([*told, *filter(None, [profile.text])]))
        words = once_a_text([[form for form, _, _ in placed(text)] for text in texts])
        return cls(words, frozenset(distinct_letters(texts)))


class Occlusion:
    """What the pieces of one person add, each worked out once for all jobs of a list."""

    def __init__(self, person: Person, market: RecordIndex, weights: Weights) -> None:
        self._person, self._market, self._weights = person, market, weights
        self._lost: dict[str, dict[str, Scores]] = {}

    def added(self, field: str, posting: str, standard: Scores) -> float:
        """What a piece, by its dotted path, adds to the fit; ``standard`` is the job's column.

        Of a job that is not indexed only what the meaning adds is known."""
        person, row = self._person, self._market.row(posting)
        left = [at for at, text in enumerate(person.texts) if text.field != field]
        lost = _nearness(person, range(len(person.texts)), standard, self._weights)
        for name, near in _nearness(person, left, standard, self._weights).items():
            lost[name] -= near
        if row is not None:
            lost |= {name: float(part[row]) for name, part in self._wording(field).items()}
        shares = self._weights.of_jobs()
        whole = sum(shares.values()) * self._weights.full_fit
        return sum(shares[name] * value for name, value in lost.items()) / whole

    def _wording(self, field: str) -> dict[str, Scores]:
        """What each lexical leg loses over all jobs without a piece."""
        if field not in self._lost:
            left = _Said.of(_without(self._person.profile, field))
            fewer = Counter(self._said.words)
            fewer.subtract(left.words)
            words = [word for word, count in fewer.items() if count]
            gone = {
                "words": self._market.words.scores(words, [float(fewer[word]) for word in words]),
                "letters": self._market.letters.scores(sorted(self._said.letters - left.letters)),
            }
            self._lost[field] = {
                name: self._person.wording[name] - comparable(self._scores[name] - gone[name])
                for name in self._person.wording
            }
        return self._lost[field]

    @cached_property
    def _said(self) -> _Said:
        return _Said.of(self._person.profile)

    @cached_property
    def _scores(self) -> dict[str, Scores]:
        said = self._said
        return {
            "words": self._market.words.scores(list(said.words), list(said.words.values())),
            "letters": self._market.letters.scores(sorted(said.letters)),
        }


def _nearness(
    person: Person, rows: Sequence[int], standard: Scores, weights: Weights
) -> dict[str, float]:
    """The nearness of the legs of meaning with some of a person's texts only."""
    left = replace(person, texts=tuple(person.texts[row] for row in rows))
    near = ranking.meaning(left, standard[list(rows), None], weights)
    return dict.fromkeys((name for name in LEGS if name.endswith("meaning")), 0.0) | {
        name: float(scores[0]) for name, scores in near.items()
    }


def _without(profile: Profile, field: str) -> Profile:
    """The profile without one piece; the others keep their places."""
    if field == "text":
        return replace(profile, text=None)
    name, number = field.removeprefix("desired.").split(".")[:2]
    items = getattr(profile, name)
    empty = (None, False) if name == "courses" else None
    left: dict[str, Any] = {name: (*items[: int(number)], empty, *items[int(number) + 1 :])}
    return replace(profile, **left)
