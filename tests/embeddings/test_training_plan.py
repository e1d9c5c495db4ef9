"""The order in which pairs are trained on."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.training.course import Course
from embeddings.training.plan import Recipe, epoch


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


def test_runs_are_as_even_as_can_be_and_each_warms_and_cools() -> None:
    """84 pairs in batches of 4 are 21 steps; in two runs 10 and 11."""
    course = Course(84, Recipe(batch=4, runs=2, warm_up=0.2, learning_rate=1.0))

    assert course.ends == [10, 21]
    assert [course.in_run(done) for done in (0, 9, 10, 20)] == [0, 9, 0, 10]
    first = [course.rate(done) for done in range(10)]
    # 0.2 of 10 steps warm: 1/3, 2/3; then the cosine from 1 at the third, by eighths of the way
    assert first[:3] == pytest.approx([1 / 3, 2 / 3, 1])
    assert first[6] == pytest.approx(0.5)
    assert first[2:] == sorted(first[2:], reverse=True)
    second = [course.rate(done) for done in range(10, 21)]
    assert second[:3] == pytest.approx([1 / 3.2, 2 / 3.2, 3 / 3.2])
    assert second[3:] == sorted(second[3:], reverse=True)
    assert second[-1] < 0.1


def test_fewer_steps_than_runs_are_refused_with_the_cure() -> None:
    with pytest.raises(ValueError, match="found 2 steps, expected at least one for each of 3 runs"):
        Course(8, Recipe(batch=4, runs=3))
