"""Identity and private facts change no text and no ranking; without the filter they would."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swapping import speak, tell_private

from matcher.matching import Matcher
from matcher.records import CareerEntry, Trainee
from matcher.results import Ranking
from matcher.text.kinds import avoid_texts, profile_document, profile_texts
from matcher.text.profile import Profile

AS_OF = date(2026, 11, 24)
INVENTED: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("private_sentences.json").read_text("utf-8")
)
SENTENCES = [(topic, sentence) for topic, listed in INVENTED.items() for sentence in listed]
Records = dict[str, Any]


def _texts(person: Trainee) -> list[str]:
    """Everything of a person that is embedded or searched."""
    profile = Profile.of(person)
    texts = [one.text for one in (*profile_texts(profile), *avoid_texts(profile))]
    return [*texts, profile_document(profile)]


def _words(person: Trainee) -> list[list[str]]:
    return [text.split() for text in _texts(person)]


def _answer(ranking: Ranking) -> tuple[dict[str, int], list[tuple[str, float, dict[str, float]]]]:
    return ranking.excluded, [(m.id, m.score, m.factors) for m in ranking.matches]


@pytest.fixture
def no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.text.private.private_topics", lambda sentence: ())


def test_the_invented_sentences_name_all_six_topics() -> None:
    assert {topic: len(listed) for topic, listed in INVENTED.items()} == {
        "health": 12,
        "family": 12,
        "age": 13,
        "gender": 11,
        "religion": 6,
        "origin": 6,
    }


@pytest.mark.parametrize(("topic", "sentence"), SENTENCES)
def test_a_private_sentence_leaves_no_word_in_any_text(
    people: Records, topic: str, sentence: str
) -> None:
    for person in speak(people).values():
        assert _words(tell_private(person, sentence)) == _words(person)


@pytest.mark.parametrize("topic", INVENTED)
def test_private_sentences_leave_every_text_identical_to_the_byte(
    people: Records, topic: str
) -> None:
    for person in speak(people).values():
        assert _texts(tell_private(person, *INVENTED[topic])) == _texts(person)


@pytest.mark.usefixtures("no_filter")
@pytest.mark.parametrize(("topic", "sentence"), SENTENCES)
def test_without_the_filter_the_sentence_would_stand_in_the_texts(
    people: Records, topic: str, sentence: str
) -> None:
    for person in speak(people).values():
        assert _words(tell_private(person, sentence)) != _words(person)


@pytest.mark.parametrize("topic", INVENTED)
def test_private_sentences_leave_every_ranking_identical(
    matcher: Matcher, people: Records, topic: str
) -> None:
    for person in speak(people).values():
        before = matcher.matches(person, as_of=AS_OF, top=50)
        after = matcher.matches(tell_private(person, *INVENTED[topic]), as_of=AS_OF, top=50)
        assert before.matches
        assert _answer(after) == _answer(before)


def test_private_sentences_leave_every_list_of_candidates_identical(
    people: Records, jobs: Records, make_matcher: Callable[..., Matcher]
) -> None:
    everything = [sentence for _, sentence in SENTENCES]
    speaking = speak(people)
    telling = {id_: tell_private(person, *everything) for id_, person in speaking.items()}
    before, after = make_matcher(speaking, jobs), make_matcher(telling, jobs)
    for job in jobs:
        found = before.candidates(job, as_of=AS_OF)
        assert _answer(after.candidates(job, as_of=AS_OF)) == _answer(found)


@pytest.mark.usefixtures("no_filter")
@pytest.mark.parametrize("topic", INVENTED)
def test_without_the_filter_the_rankings_would_differ(
    people: Records, jobs: Records, make_matcher: Callable[..., Matcher], topic: str
) -> None:
    matcher, speaking = make_matcher(people, jobs), speak(people)
    changed = [
        id_
        for id_, person in speaking.items()
        if _answer(matcher.matches(person, as_of=AS_OF, top=50))
        != _answer(matcher.matches(tell_private(person, *INVENTED[topic]), as_of=AS_OF, top=50))
    ]
    assert "turner" in changed
    assert len(changed) >= 4


IDENTITY: dict[str, Any] = {
    "name": "보기솔",
    "email": "someone@example.com",
    "phone": "010-0000-0000",
    "birth_year": 1962,
    "counsellor": "상담사 예시",
    "education": "보기여자상업고등학교 졸업",
}


@pytest.mark.parametrize("field", IDENTITY)
def test_identity_leaves_every_text_and_every_ranking_identical(
    matcher: Matcher, people: Records, field: str
) -> None:
    for person in people.values():
        other = Trainee.model_validate({**person.model_dump(), field: IDENTITY[field]})
        assert getattr(other, field) != getattr(person, field)
        assert _texts(other) == _texts(person)
        before = matcher.matches(person, as_of=AS_OF, top=50)
        assert _answer(matcher.matches(other, as_of=AS_OF, top=50)) == _answer(before)


def test_the_home_place_is_in_no_text_and_counts_only_as_a_way(
    matcher: Matcher, people: Records
) -> None:
    near = people["cook"].model_copy(update={"home_place": "대전 유성구 봉명동"})
    far = people["cook"].model_copy(update={"home_place": "소정면"})
    assert _texts(near) == _texts(far)
    ways = {}
    for name, person in (("near", near), ("far", far)):
        found = matcher.matches(person, as_of=AS_OF, top=50)
        ways[name] = {m.id: m.factors for m in found.matches}
    assert ways["near"]["kitchen"]["place"] > ways["far"]["kitchen"]["place"]
    for job, factors in ways["near"].items():
        other = ways["far"][job]
        assert {k: v for k, v in factors.items() if k != "place"} == {
            k: v for k, v in other.items() if k != "place"
        }


def test_the_persons_own_name_is_masked_where_it_stands_in_a_text() -> None:
    person = Trainee(
        id="t",
        name="보기솔",
        summary="보기솔은 성실합니다.",
        career=(CareerEntry(title="보기솔 공방 운영", duties="도자기를 구웠습니다."),),
    )
    assert "보기솔" not in " ".join(_texts(person))
    assert "도자기를 구웠습니다." in " ".join(_texts(person))


@given(birth_year=st.integers(1900, 2100), name=st.text("가나다라마바사", min_size=2, max_size=4))
def test_no_name_and_no_birth_year_changes_a_text(birth_year: int, name: str) -> None:
    row = {"id": "t", "skills": ["엑셀"], "career": [{"title": "경리", "duties": "결산."}]}
    plain = Trainee.model_validate(row)
    known = Trainee.model_validate({**row, "name": name, "birth_year": birth_year})
    assert _texts(known) == _texts(plain)
