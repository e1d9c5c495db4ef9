"""The order in which pairs are trained on."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.training.plan import Pair, epoch

BRANCHES = st.lists(st.sampled_from("abcde"), min_size=16, max_size=120)


def pairs_of(branches: list[str]) -> list[Pair]:
    return [
        Pair(f"left {i}", f"right {i}", f"group {i}", branch, "made up")
        for i, branch in enumerate(branches)
    ]


@given(BRANCHES, st.sampled_from([4, 8, 16]), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_no_pair_comes_twice_and_every_batch_is_full(
    branches: list[str], size: int, seed: int
) -> None:
    pairs = pairs_of(branches)

    batches = list(epoch(pairs, size, seed))

    seen = list(chain.from_iterable(batches))
    assert len(seen) == len(set(seen))
    assert set(seen) <= set(range(len(pairs)))
    assert {len(batch) for batch in batches} == {size}
    assert len(pairs) - len(seen) < size


@given(BRANCHES, st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_the_same_seed_gives_the_same_order(branches: list[str], seed: int) -> None:
    pairs = pairs_of(branches)

    assert list(epoch(pairs, 8, seed)) == list(epoch(pairs, 8, seed))


def test_another_seed_gives_another_order() -> None:
    pairs = pairs_of(list("abcd") * 16)

    assert list(epoch(pairs, 8, 0)) != list(epoch(pairs, 8, 1))


@given(st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_blocks_are_of_one_branch_where_the_branch_fills_them(seed: int) -> None:
    # given three branches whose pairs fill 5, 3 and 4 blocks of four
    pairs = pairs_of(["a"] * 20 + ["b"] * 12 + ["c"] * 16)

    blocks = [
        batch[at : at + 4] for batch in epoch(pairs, 16, seed) for at in range(0, len(batch), 4)
    ]

    assert len(blocks) == 12
    assert all(len({pairs[i].branch for i in block}) == 1 for block in blocks)


@pytest.mark.parametrize("size", [0, 3, 10])
def test_a_batch_that_blocks_do_not_fill_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match=rf"found {size}, expected a multiple of 4"):
        epoch(pairs_of(["a"] * 40), size, 0)


def test_fewer_pairs_than_one_batch_are_refused_with_the_cure() -> None:
    with pytest.raises(ValueError, match=r"found 7 pairs, expected at least a batch of 8.*smaller"):
        epoch(pairs_of(["a"] * 7), 8, 0)
