"""The matcher and its ablations as systems that an evaluation can ask."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from matcher.evaluation.baselines import Rank
from matcher.results import Ranking

LIFTED = frozenset({"closing", "place", "commute", "pay", "freshness"})
"""Limits that the judges ignored; firm caps, near copies and neighbouring occupations are
switched off where the matcher of an evaluation is built."""

EVERYTHING = 1_000_000


class Answering(Protocol):
    """The two questions of a ``Matcher`` that an evaluation asks."""

    def matches(
        self, trainee: str, /, *, as_of: date, top: int = ..., ignore: frozenset[str] = ...
    ) -> Ranking:
        """Postings for a trainee."""

    def candidates(
        self, posting: str, /, *, as_of: date, top: int = ..., ignore: frozenset[str] = ...
    ) -> Ranking:
        """Trainees for a posting."""


def matching_systems(matchers: Mapping[str, Answering], as_of: date) -> dict[str, Rank]:
    """Postings for a trainee's id, by each matcher (``ieum`` and ``without_…``)."""

    def system(matcher: Answering) -> Rank:
        def rank(trainee: str) -> list[str]:
            return _ids(matcher.matches(trainee, as_of=as_of, top=EVERYTHING, ignore=LIFTED))

        return rank

    return {name: system(matcher) for name, matcher in matchers.items()}


def candidate_systems(matchers: Mapping[str, Answering], as_of: date) -> dict[str, Rank]:
    """Trainees for a posting's id, by each matcher."""

    def system(matcher: Answering) -> Rank:
        def rank(posting: str) -> list[str]:
            return _ids(matcher.candidates(posting, as_of=as_of, top=EVERYTHING, ignore=LIFTED))

        return rank

    return {name: system(matcher) for name, matcher in matchers.items()}


def _ids(ranking: Ranking) -> list[str]:
    return [match.id for match in ranking.matches]
