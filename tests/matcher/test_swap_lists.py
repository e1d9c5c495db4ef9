"""Swapping who somebody is leaves every list identical; without the filter it would not."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from swapping import speak, tell_private

from matcher.evaluation.overlap import rank_biased_overlap
from matcher.matching import Matcher
from matcher.records import Trainee
from matcher.results import Ranking

AS_OF = date(2026, 11, 24)
INVENTED: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("private_sentences.json").read_text("utf-8")
)
Records = dict[str, Any]
TOLD = "58세 여성입니다. 무릎 수술을 했습니다. 남편이 아픕니다. 1986년 졸업"
"""The sentence of the issue, and beside it every invented one of six topics."""
VARIANTS = [TOLD, *(" ".join(listed) for listed in INVENTED.values())]


@pytest.fixture
def no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.text.private.private_topics", lambda sentence: ())


def _swapped(person: Trainee, told: str) -> Trainee:
    """Another name, sex and year of birth, and the sentences in summary, duties and education."""
    return tell_private(person, f"{told}\n").model_copy(
        update={"name": "보기솔", "birth_year": 1968, "education": f"{told} 상업고등학교"}
    )


def _whole(ranking: Ranking) -> list[tuple[Any, ...]]:
    """All that a list shows of a person but where a reason's span stands in the record."""
    return [
        (m.id, m.score, m.band, m.factors, [(r.text, r.posting) for r in m.reasons], m.missing)
        for m in ranking.matches
    ]


def _overlap(one: Ranking, other: Ranking) -> float:
    return rank_biased_overlap([m.id for m in one.matches], [m.id for m in other.matches])


@pytest.mark.parametrize("told", VARIANTS)
def test_the_swap_leaves_every_list_and_every_reason_identical(
    matcher: Matcher, people: Records, told: str
) -> None:
    for person in speak(people).values():
        before = matcher.matches(person, as_of=AS_OF, top=50)
        after = matcher.matches(_swapped(person, told), as_of=AS_OF, top=50)
        assert _overlap(before, after) == pytest.approx(1.0, abs=1e-12)
        assert _whole(before) == _whole(after)


@pytest.mark.usefixtures("no_filter")
def test_without_the_filter_the_swap_is_seen(
    people: Records, jobs: Records, make_matcher: Callable[..., Matcher]
) -> None:
    matcher, speaking = make_matcher(people, jobs), speak(people)
    overlaps = [
        _overlap(
            matcher.matches(person, as_of=AS_OF, top=50),
            matcher.matches(_swapped(person, TOLD), as_of=AS_OF, top=50),
        )
        for person in speaking.values()
    ]
    assert min(overlaps) < 0.999


@pytest.mark.skipif(not os.environ.get("PROOFS"), reason="long; set PROOFS=1")
@pytest.mark.model
def test_the_swap_leaves_the_lists_of_all_judged_people_identical_with_the_real_model(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from matcher.indexing import MatchIndex
    from matcher.ingest import read_postings, read_trainees
    from service.bootstrap import open_encoder
    from service.settings import Settings

    judged = shared / "data" / "judged"
    people = {one.id: one for one in read_trainees(judged / "dev" / "profiles.jsonl").records}
    jobs = {one.id: one for one in read_postings(judged / "postings.jsonl").records}
    encoder = open_encoder(Settings.read())  # the vectors are kept in IEUM_HOME
    matcher = Matcher(people, jobs, MatchIndex.build(people, jobs, encoder), encoder)
    everything = "\n".join(VARIANTS)
    lifted = frozenset({"closing"})

    def overlap(person: Trainee, told: str) -> float:
        before = matcher.matches(person, as_of=AS_OF, top=50, ignore=lifted)
        after = matcher.matches(_swapped(person, told), as_of=AS_OF, top=50, ignore=lifted)
        assert before.matches
        if _whole(before) != _whole(after):
            return min(_overlap(before, after), 0.0)
        return _overlap(before, after)

    assert len(people) == 28
    for person in people.values():
        for told in (TOLD, everything):
            assert overlap(person, told) == pytest.approx(1.0, abs=1e-12)
    monkeypatch.setattr("matcher.text.private.private_topics", lambda sentence: ())
    assert min(overlap(person, TOLD) for person in list(people.values())[:3]) < 1
