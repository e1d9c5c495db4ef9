"""What a score is called, what silence is worth, and that a question leaves no vector behind."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings import CachedEncoder, Description, HashingEncoder, VectorCache
from matcher import ranking
from matcher.indexing import MatchIndex
from matcher.matching import Matcher
from matcher.person import Person
from matcher.records import Posting, Trainee
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
Records = dict[str, Any]


def _person(trainee: Trainee, jobs: Records) -> Person:
    encoder = HashingEncoder()
    return Person.of(trainee, encoder, MatchIndex.build({}, jobs, encoder).postings)


@pytest.mark.parametrize(
    ("nearness", "score", "band"),
    [(1.6, 0.9, "강함"), (1.4, 0.9, "보통"), (1.6, 0.4, "보통"), (1.6, 0.1, "약함")],
)
def test_a_match_is_strong_only_where_something_is_near_enough_to_give_as_a_reason(
    people: Records, jobs: Records, nearness: float, score: float, band: str
) -> None:
    person = _person(people["bookkeeper"], jobs)
    standard = np.full(len(person.texts), nearness, dtype=np.float32)
    assert ranking.band(person, standard, score, Weights()) == band


def test_neither_a_search_nor_a_pasted_advertisement_leaves_a_vector_behind(
    tmp_path: Path, people: Records, jobs: Records, posting: Callable[..., Posting]
) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    encoder = CachedEncoder(HashingEncoder, cache, Description.of(HashingEncoder()))
    matcher = Matcher(people, jobs, MatchIndex.build(people, jobs, encoder), encoder)
    for person in people:
        matcher.matches(person, as_of=AS_OF)
    before = len(cache)

    matcher.search("오전에 하는 비밀스러운 일", as_of=AS_OF)
    matcher.candidates(posting("pasted", title="아무도 모르는 경리 자리"), as_of=AS_OF)

    assert len(cache) == before
