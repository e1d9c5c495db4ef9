"""Words repeated to be found gain nothing: neither a profile nor a posting rises by them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.ingest import read_postings, read_trainees
from matcher.records import CareerEntry, Posting, Trainee
from matcher.text.credit import MOST_CLAIMED
from matcher.text.kinds import posting_document, posting_heading, posting_texts, profile_document
from matcher.text.profile import Profile
from matcher.text.stuffing import blank_stuffed, strike_stuffed

AS_OF = date(2026, 11, 24)
TIMES = 50
HONEST = "경리로 전표를 입력하고 결산을 했습니다. 급여 계산도 맡았습니다."
WORDS = ("경리", "결산", "전표", "부가세")


def _shuffled(words: Sequence[str], dice: Random) -> str:
    many = [*words] * TIMES
    dice.shuffle(many)
    return " ".join(many)


STUFFED = {
    "in turn": " ".join([*WORDS] * TIMES),
    "each by itself": " ".join(" ".join([word] * TIMES) for word in WORDS),
    "shuffled": _shuffled(WORDS, Random(1)),
    "as sentences": "경리 결산 전표. " * TIMES,
    "with endings": "경리를 결산은 전표도 경리가 결산에 전표로 " * TIMES,
    "run together": "".join([*WORDS] * TIMES),
    "with commas": ",".join([*WORDS] * TIMES),
    "four times": "경리 결산 전표 부가세 급여 더존 " * 4,
    "a phrase": "경리 결산 전표를 아주 잘합니다. " * TIMES,
}


@pytest.mark.parametrize("kind", STUFFED)
def test_what_is_repeated_is_struck_as_a_whole_and_the_rest_stays(kind: str) -> None:
    text = f"{HONEST} {STUFFED[kind]}"
    blanked = blank_stuffed(text)
    assert blanked is not None
    assert len(blanked) == len(text)
    assert blanked.rstrip() == HONEST


@pytest.mark.parametrize("kind", STUFFED)
def test_a_text_of_nothing_else_says_nothing(kind: str) -> None:
    assert blank_stuffed(STUFFED[kind]) is None


@pytest.mark.parametrize(
    "text",
    [
        HONEST,
        "간호사, 간호조무사, 간병인, 간호 인력 모집",  # four of one stem
        "시설 관리, 인력 관리, 고객 관리, 매출 관리를 했습니다.",
        "정말 정말 열심히 하겠습니다.",
        "",
    ],
)
def test_honest_repetition_stays(text: str) -> None:
    assert blank_stuffed(text) == text


@given(st.text(alphabet="경리결산 전표.,\n", max_size=300))
def test_a_text_keeps_its_length_and_only_loses_letters(text: str) -> None:
    blanked = blank_stuffed(text)
    if blanked is not None:
        assert len(blanked) == len(text)
        assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))


def test_nothing_that_judged_people_and_postings_say_is_taken_for_stuffing(shared: Path) -> None:
    judged = shared / "data" / "judged"
    people = read_trainees(judged / "dev" / "profiles.jsonl").records
    said = [one.summary for one in people]
    said += [spell.duties for one in people for spell in one.career]
    for posting in read_postings(judged / "postings.jsonl").records:
        said += [posting.title, posting.body]
    assert [text for text in said if blank_stuffed(text) != text] == []


def test_an_item_listed_again_and_again_is_out() -> None:
    assert strike_stuffed(["엑셀", None, *["경리"] * 5]) == ("엑셀", *[None] * 6)
    assert strike_stuffed(["엑셀", *["경리"] * 4]) == ("엑셀", *["경리"] * 4)


def test_of_a_long_list_of_skills_those_of_a_finished_course_are_read_first() -> None:
    # given a course that verifies 스마트스토어, which stands last of more skills than are read
    listed = [f"기술{n}" for n in range(MOST_CLAIMED + 5)]
    row = {"id": "t", "skills": [*listed, "스마트스토어"]}
    claimed = Trainee.model_validate(row)
    course = {"name": "AI 이커머스 관리자", "status": "수료"}
    verified = Trainee.model_validate({**row, "courses": [course]})
    left = [None] * 5
    # then
    assert Profile.of(claimed).skills == (*listed[:MOST_CLAIMED], *left, None)
    assert Profile.of(verified).skills == (*listed[: MOST_CLAIMED - 1], None, *left, "스마트스토어")


def test_a_posting_stuffed_in_its_body_reads_as_without(posting: Callable[..., Posting]) -> None:
    plain = posting("p", title="경리 사무원", body=HONEST)
    for stuffed in STUFFED.values():
        other = posting("p", title="경리 사무원", body=f"{HONEST}\n{stuffed}")
        assert posting_texts(other) == posting_texts(plain)
        assert posting_document(other) == posting_document(plain)


def test_a_stuffed_title_is_no_title(posting: Callable[..., Posting]) -> None:
    one = posting("p", title=" ".join(["경리"] * 20), functions=["회계"])
    assert posting_heading(one) == "회계"
    assert [text.text for text in posting_texts(one)] == ["회계"]


def test_what_is_said_once_is_read(people: dict[str, Any]) -> None:
    # the unrepeated attack is told in the README, not hidden: honest words must count
    person = people["turner"].model_copy(
        update={"career": (CareerEntry(title="선반공", duties="경리 결산 전표."),)}
    )
    assert "결산" in profile_document(Profile.of(person))
