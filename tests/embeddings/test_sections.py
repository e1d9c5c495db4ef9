"""Cutting a text loses nothing and respects sentences, then words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.sections import split, surely_fits

LETTERS = st.text(alphabet="가나다 abc.\n!?;ﷺ\t", max_size=200)


def reach_of(room: int):  # type: ignore[no-untyped-def] # a one-line fake of a tokenizer
    return lambda text: min(len(text), room)


@given(text=LETTERS, room=st.integers(1, 40))
def test_nothing_is_lost_and_every_part_fits(text: str, room: int) -> None:
    parts = split(text, reach_of(room))

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part and part == part.strip() and len(part) <= room for part in parts)


def test_a_sentence_end_is_preferred_to_a_later_word_end() -> None:
    assert split("하나 둘. 셋 넷 다섯", reach_of(9)) == ["하나 둘.", "셋 넷 다섯"]


def test_a_word_end_is_preferred_to_the_middle_of_a_word() -> None:
    assert split("하나둘 셋넷다 여섯", reach_of(5)) == ["하나둘", "셋넷다", "여섯"]


def test_a_word_longer_than_the_room_is_cut_at_characters() -> None:
    assert split("가나다라마", reach_of(2)) == ["가나", "다라", "마"]


def test_a_number_before_a_long_sentence_is_no_part_of_its_own() -> None:
    assert split("1. 가나다 라마바 사아자", reach_of(10)) == ["1. 가나다 라마바", "사아자"]


@pytest.mark.parametrize(
    ("text", "room", "fits"), [("가" * 5, 5, True), ("가" * 6, 5, False), ("㈜㈜", 5, False)]
)
def test_short_texts_are_known_to_fit_by_their_compatibility_form(
    text: str, room: int, fits: bool
) -> None:
    assert surely_fits(text, room) is fits
