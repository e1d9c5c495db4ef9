"""The legs of a fit: what each measures, that they add up, and that repeating gains nothing."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from embeddings import HashingEncoder
from matcher import legs, ranking
from matcher.indexing import MatchIndex, RecordIndex
from matcher.legs import comparable, distinct_letters, once_a_text, wording
from matcher.matching import Matcher
from matcher.person import Person
from matcher.records import Trainee
from matcher.text.letters import letters
from matcher.weights import Weights

Records = dict[str, Any]


@pytest.fixture(scope="module")
def market(jobs: Records) -> RecordIndex:
    return MatchIndex.build({}, jobs, HashingEncoder()).postings


def test_letters_are_the_pieces_within_words() -> None:
    assert letters("AI 강사") == [
        *(" a", "ai", "i ", " ai", "ai ", " ai "),
        *(" 강", "강사", "사 ", " 강사", "강사 ", " 강사 "),
    ]


@given(st.text(alphabet="가나다 abC1,./\n", max_size=40))
def test_letters_are_those_of_scikit_learn_but_for_punctuation(text: str) -> None:
    # scikit-learn splits at white space alone; without punctuation both must agree
    plain = "".join(char if char.isalnum() else " " for char in text)
    oracle = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4)).build_analyzer()
    assert sorted(letters(plain)) == sorted(oracle(plain))


def test_a_text_says_a_word_once_however_often_it_repeats_it() -> None:
    assert once_a_text([["경리", "결산", "경리"], ["경리"]]) == {"경리": 2.0, "결산": 1.0}


def test_repeating_a_word_in_one_text_changes_no_leg(market: RecordIndex) -> None:
    once = wording(["경리 사무원", "전표 입력 결산"], market)
    often = wording(["경리 사무원", "전표 입력 결산 " * 50], market)
    assert once.keys() == often.keys() == set(legs.WORDING)
    for name in once:
        assert np.array_equal(once[name], often[name])


def test_words_in_common_are_measured_against_those_who_share_any() -> None:
    # the two that share words score 3 and 1, mean 2: shares 1.5 and 0.5, whoever else there is
    scores = np.array([3, 1, *[0] * 50], dtype=np.float32)
    assert comparable(scores)[:3].tolist() == pytest.approx([1.5, 0.5, 0.0])


def test_of_many_only_the_twenty_highest_tell_what_is_usual() -> None:
    # twenty of 4 and many of 1: the usual best is 4, not the mean of all
    scores = np.array([4] * 20 + [1] * 100, dtype=np.float32)
    assert comparable(scores)[[0, 50]].tolist() == pytest.approx([1.0, 0.25])


def test_a_slip_of_spacing_or_ending_still_shares_letters(market: RecordIndex) -> None:
    row = market.row("labels")  # 데이터 라벨링 작업자
    slipped = market.letters.scores(distinct_letters(["데이타라벨링작업"]))
    assert int(np.argmax(slipped)) == row


def test_without_anything_to_say_there_is_no_leg(market: RecordIndex) -> None:
    assert wording([], market) == {}
    assert Person.of(Trainee(id="silent"), HashingEncoder(), market).wording == {}


def test_what_the_legs_add_is_weighed_and_sums_to_the_fit() -> None:
    # shares 0.3 and 0.1 of a whole of 0.4, full at 2: 0.3/0.8 * 1.6 = 0.6, 0.1/0.8 * 0.8 = 0.1
    near = {"wish_meaning": np.float32([1.6]), "words": np.float32([0.8])}
    parts = ranking.contributions(near, {"wish_meaning": 0.3, "words": 0.1}, 2.0)
    assert {name: part.tolist() for name, part in parts.items()} == {
        "wish_meaning": pytest.approx([0.6]),
        "words": pytest.approx([0.1]),
    }
    assert ranking.fits(parts, 1).tolist() == pytest.approx([0.7])


def test_a_leg_switched_off_leaves_its_weight_to_the_others_and_a_silent_one_does_not() -> None:
    near = {"words": np.float32([1.0])}
    alone = ranking.contributions(near, {"words": 0.1}, 1.0)
    beside_silence = ranking.contributions(near, {"words": 0.1, "letters": 0.3}, 1.0)
    assert alone["words"].tolist() == pytest.approx([1.0])
    assert beside_silence["words"].tolist() == pytest.approx([0.25])


def test_a_fit_is_the_sum_up_to_eight_tenths_and_then_bends_towards_one() -> None:
    # 1 - 0.2 * exp(-(1.0 - 0.8) / 0.2) = 1 - 0.2 / e = 0.92642
    fit = ranking.fits({"words": np.float32([0.5, 0.8, 1.0])}, 3)
    assert fit.tolist() == pytest.approx([0.5, 0.8, 0.92642], abs=1e-5)


@given(st.lists(st.floats(0, 2, width=16), min_size=2, max_size=2, unique=True).map(sorted))
def test_the_better_of_two_good_jobs_stays_ahead_and_none_is_above_one(sums: list[float]) -> None:
    worse, better = ranking.fits({"words": np.float32(sums)}, 2)
    assert worse < better <= 1


def test_every_match_shows_what_each_leg_added(matcher: Matcher, as_of: Any) -> None:
    for match in matcher.matches("bookkeeper", as_of=as_of).matches:
        assert set(match.legs) == set(legs.LEGS)
        total = np.float32([sum(match.legs.values())])
        assert ranking.fits({"all": total}, 1)[0] == pytest.approx(match.factors["fit"], abs=1e-5)


def test_for_a_job_the_vectors_keep_what_words_and_letters_leave() -> None:
    # 1 - 0.1 - 0.1 = 0.8 for the vectors, in the proportion 0.3 to 0.1
    weights = Weights(wish_meaning=0.3, career_meaning=0.1, person_words=0.1, person_letters=0.1)
    assert weights.of_people() == {
        "wish_meaning": pytest.approx(0.6),
        "career_meaning": pytest.approx(0.2),
        "words": 0.1,
        "letters": 0.1,
    }


@pytest.mark.parametrize("name", [*legs.GROUPS, *legs.LEGS])
def test_every_leg_can_be_switched_off(matcher: Matcher, as_of: Any, name: str) -> None:
    gone = set(legs.GROUPS.get(name, (name,)))
    found = matcher.without(name).matches("bookkeeper", as_of=as_of).matches
    assert found
    for match in found:
        assert set(match.legs) == set(legs.LEGS) - gone
