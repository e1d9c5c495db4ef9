"""Words of the trade that Kiwi misreads are words, and their parts are found too."""

import pytest

from matcher.text.tokens import morphemes, placed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이커머스", ["이커머스", "커머스"]),
        ("데이터라벨링", ["데이터", "라벨링"]),
        ("데이터 라벨링", ["데이터", "라벨링"]),
        ("검수원", ["검수원", "검수"]),
        ("어노테이션 태깅", ["어노테이션", "태깅"]),
    ],
)
def test_a_word_of_the_trade_is_whole_with_its_parts(text: str, expected: list[str]) -> None:
    assert morphemes([text]) == [expected]


def test_a_part_stands_where_its_compound_stands() -> None:
    assert placed("데이터 검수원") == (("데이터", 0, 3), ("검수원", 4, 7), ("검수", 4, 7))
