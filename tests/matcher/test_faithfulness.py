"""Reasons are faithful: what they cite carries the factor, and what they do not cite does not."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cutting import cut, places
from occlusion import IGNORED, Cited, Shares, in_postings, in_profiles

from matcher.indexing import MatchIndex
from matcher.ingest import read_postings, read_trainees
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.results import Span

AS_OF = date(2026, 11, 24)
LOWERED, MORE = 0.95, 0.90
MORE_OF_FEW = 0.85
"""Of the handful of reasons in the small town one may tie with its neighbour."""
Records = dict[str, Any]


def _cited(
    matcher: Matcher, people: Records, jobs: Records, dice: Random, each: int
) -> list[Cited]:
    """The reasons of some matches of each person."""
    found = []
    for person in people.values():
        matches = matcher.matches(person, as_of=AS_OF, top=10, ignore=IGNORED).matches
        for match in dice.sample(matches, min(each, len(matches))):
            for reason in match.reasons:
                found.append(Cited(person, jobs[match.id], match.reasons, reason))
    return found


def _drawn(one: Cited, dice: Random) -> Cited:
    """The same match for a reason drawn at random: some span of each record as long as its own."""

    def span(record: Trainee | Posting, like: Span) -> Span:
        field, text = dice.choice(places(record))
        length = min(like.end - like.start, len(text))
        start = dice.randint(0, len(text) - length)
        return Span(field, start, start + length)

    profile = span(one.trainee, one.reason.profile)
    posting = span(one.posting, one.reason.posting)
    drawn = replace(one.reason, profile=profile, posting=posting, factor="fit")
    return replace(one, reason=drawn, reasons=(drawn,))


def _holds(shares: Shares, least: float = MORE) -> bool:
    lowered, more = shares.shares
    return lowered >= LOWERED and more >= least


@pytest.fixture(scope="module")
def cited(matcher: Matcher, people: Records, jobs: Records) -> list[Cited]:
    return _cited(matcher, people, jobs, Random(5), 3)


def test_every_reason_has_a_span_on_both_sides(cited: list[Cited]) -> None:
    assert cited
    for one in cited:
        for record, span in (
            (one.trainee, one.reason.profile),
            (one.posting, one.reason.posting),
        ):
            assert span.end > span.start
            assert cut(record, span) != record


def test_without_the_cited_piece_of_the_profile_the_factor_falls(
    matcher: Matcher, cited: list[Cited]
) -> None:
    assert _holds(in_profiles(matcher, cited, AS_OF, Random(1)), MORE_OF_FEW)


def test_without_the_cited_piece_of_the_posting_the_factor_falls(
    matcher: Matcher, jobs: Records, cited: list[Cited]
) -> None:
    found = in_postings(matcher, jobs, cited, AS_OF, Random(1))
    assert found.shares[0] >= LOWERED


def test_reasons_drawn_at_random_do_not_hold(matcher: Matcher, cited: list[Cited]) -> None:
    dice = Random(9)
    drawn = [_drawn(one, dice) for one in cited if one.reason.factor == "fit"]
    assert not _holds(in_profiles(matcher, drawn, AS_OF, Random(1)), MORE_OF_FEW)


def test_at_most_three_reasons_in_sentences(matcher: Matcher, people: Records) -> None:
    for person in people.values():
        for match in matcher.matches(person, as_of=AS_OF).matches:
            assert len(match.reasons) <= 3
            assert all(reason.text.endswith("니다.") for reason in match.reasons)


def test_a_career_far_from_the_job_is_no_reason(matcher: Matcher, people: Records) -> None:
    # a spell that shares no telling word with the posting and is not clearly related
    farmer = Trainee.model_validate(
        {
            "id": "farmer",
            "career": [{"title": "딸기 농장 운영", "years": 16, "duties": "딸기를 키웠습니다."}],
            "desired": {"jobs": ["웹디자이너"]},
        }
    )
    for match in matcher.matches(farmer, as_of=AS_OF, top=40).matches:
        told = [reason.text for reason in match.reasons if "농장" in reason.text]
        assert not told or match.id == "strawberry"


PROOFS = pytest.mark.skipif(not os.environ.get("PROOFS"), reason="long; set PROOFS=1")


@PROOFS
@pytest.mark.model
def test_two_hundred_judged_matches_hold_with_the_real_model(shared: Path) -> None:
    from service.bootstrap import open_encoder
    from service.settings import Settings

    judged = shared / "data" / "judged"
    people = {one.id: one for one in read_trainees(judged / "dev" / "profiles.jsonl").records}
    jobs = {one.id: one for one in read_postings(judged / "postings.jsonl").records}
    encoder = open_encoder(Settings.read())  # the vectors are kept in IEUM_HOME
    matcher = Matcher(people, jobs, MatchIndex.build(people, jobs, encoder), encoder)
    cited = _cited(matcher, people, jobs, Random(4), 8)
    assert len({(one.trainee.id, one.posting.id) for one in cited}) >= 200
    assert _holds(in_profiles(matcher, cited, AS_OF, Random(1)))
    assert _holds(in_postings(matcher, jobs, cited, AS_OF, Random(1)))
    dice = Random(9)
    drawn = [_drawn(one, dice) for one in cited if one.reason.factor == "fit"]
    assert not _holds(in_profiles(matcher, drawn, AS_OF, Random(1)))
