"""The order in which pairs are trained on."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.training.course import Course
from embeddings.training.plan import Pair, Recipe, epoch


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


def pairs_of(run: str, count: int) -> list[Pair]:
    return [Pair(f"{run} {i}", "b", f"{run} {i}", "name", run=run) for i in range(count)]


def test_each_run_reads_its_own_pairs_and_warms_and_cools() -> None:
    """42 pairs in batches of 4 are 10 steps, 44 are 11, wherever in the list they stand."""
    first, second = pairs_of("dictionary", 42), pairs_of("written", 44)
    pairs = [first[0], *second, *first[1:]]

    course = Course(pairs, Recipe(batch=4, warm_up=0.2, learning_rate=1.0))

    assert course.ends == [10, 21]
    for steps, run in ((slice(0, 10), "dictionary"), (slice(10, 21), "written")):
        seen = [pairs[i] for batch in course.batches[steps] for i in batch]
        assert {pair.run for pair in seen} == {run}
        assert len({pair.left for pair in seen}) == len(seen)
    assert [course.in_run(done) for done in (0, 9, 10, 20)] == [0, 9, 0, 10]
    rates = [course.rate(done) for done in range(21)]
    # 0.2 of 10 steps warm: 1/3, 2/3; then the cosine from 1 at the third, by eighths of the way
    assert rates[:3] == pytest.approx([1 / 3, 2 / 3, 1])
    assert rates[6] == pytest.approx(0.5)
    assert rates[2:10] == sorted(rates[2:10], reverse=True)
    assert rates[10:13] == pytest.approx([1 / 3.2, 2 / 3.2, 3 / 3.2])
    assert rates[13:] == sorted(rates[13:], reverse=True)
    assert rates[-1] < 0.1


def test_another_run_changes_nothing_of_the_first() -> None:
    alone = Course(pairs_of("dictionary", 42), Recipe(batch=4, epochs=2))
    both = Course([*pairs_of("dictionary", 42), *pairs_of("written", 9)], Recipe(batch=4, epochs=2))

    assert both.batches[: alone.ends[0]] == alone.batches
    assert both.ends == [20, 24]


def test_a_run_with_less_than_a_batch_is_refused_with_the_cure() -> None:
    too_few = r"run ‘written’: found 3 pairs, expected at least a batch of 4.*smaller"
    with pytest.raises(ValueError, match=too_few):
        Course([*pairs_of("dictionary", 8), *pairs_of("written", 3)], Recipe(batch=4))
