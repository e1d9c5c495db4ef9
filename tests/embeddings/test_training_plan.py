"""The order in which pairs are trained on."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.training.plan import epoch


@given(st.integers(16, 300), st.sampled_from([4, 8, 16]), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_no_pair_comes_twice_and_every_batch_is_full(pairs: int, size: int, seed: int) -> None:
    batches = epoch(pairs, size, seed)

    seen = list(chain.from_iterable(batches))
    assert len(seen) == len(set(seen))
    assert set(seen) <= set(range(pairs))
    assert {len(batch) for batch in batches} == {size}
    assert pairs - len(seen) < size


def test_the_same_seed_gives_the_same_order_and_another_another() -> None:
    assert epoch(64, 8, 3) == epoch(64, 8, 3)
    assert epoch(64, 8, 3) != epoch(64, 8, 4)


@given(st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_a_batch_mixes_pairs_from_all_over(seed: int) -> None:
    """So that what stands together in the files is no batch: 1,000 pairs, those of ten parts."""
    first = epoch(1000, 100, seed)[0]

    assert {pair // 100 for pair in first} == set(range(10))


def test_fewer_pairs_than_one_batch_are_refused_with_the_cure() -> None:
    with pytest.raises(ValueError, match=r"found 7 pairs, expected at least a batch of 8.*smaller"):
        epoch(7, 8, 0)
