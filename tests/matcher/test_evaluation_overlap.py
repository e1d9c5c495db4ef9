"""Rank-biased overlap against values worked by hand from the paper's formula."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation.overlap import rank_biased_overlap

LISTS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ab", "ab", 1.0),
        ("a", "b", 0.0),
        ("", "", 1.0),
        ("", "a", 0.0),
        # p = 0.5: agreements 0/1 and 2/2, so 1 * (0/1 * 0.5 + 2/2 * 0.25) + 2/2 * 0.25
        ("ab", "ba", 0.5),
        # agreements 1/1, 1/2: 1 * (0.5 + 0.5 * 0.25) + 1/2 * 0.25
        ("ab", "ac", 0.75),
        # agreements 0/1, 1/2, 3/3: 0 + 0.125 + 0.125 + 1 * 0.125
        ("abc", "bca", 0.375),
        # unequal: shared 1, 1; the end of the shorter goes on: 0.5 + 0.125, + 1 * 1/(1*2) * 0.25,
        # + (0 + 1) * 0.25
        ("a", "ab", 1.0),
        # shared 0, 1 with the shorter of length 1: 0 + 1/2 * 0.25, + 0, + (1/2 + 0) * 0.25
        ("b", "ab", 0.25),
    ],
)
def test_the_overlap_is_what_the_formula_gives_by_hand(
    one: str, other: str, expected: float
) -> None:
    assert rank_biased_overlap(one, other, 0.5) == pytest.approx(expected)


@given(LISTS, LISTS)
def test_it_is_the_same_both_ways_and_within_0_and_1(one: list[str], other: list[str]) -> None:
    found = rank_biased_overlap(one, other)
    assert found == pytest.approx(rank_biased_overlap(other, one))
    assert -1e-9 <= found <= 1 + 1e-9


def test_only_the_same_order_of_the_same_ids_gives_1() -> None:
    for order in permutations("abcd"):
        found = rank_biased_overlap("abcd", order)
        assert (found == pytest.approx(1.0)) is (order == tuple("abcd"))


def test_a_swap_at_the_top_costs_more_than_one_at_the_end() -> None:
    assert rank_biased_overlap("abcd", "bacd") < rank_biased_overlap("abcd", "abdc") < 1


def test_an_id_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        rank_biased_overlap("aa", "ab")
