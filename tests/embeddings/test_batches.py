"""Batches: every text once, rows that hold what they say, alike work for each stream."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embeddings.batches import SHARED_TOKENS, WIDTHS, Batch, in_batches, in_shared_rows
from embeddings.openvino_engine import sums_of_texts
from embeddings.tokens import laid_out

LENGTHS = st.lists(st.integers(1, 512), min_size=1, max_size=60)


@given(LENGTHS, st.integers(1, 4))
def test_every_text_stands_once_in_a_row_that_has_room_for_all_its_texts(
    lengths: list[int], streams: int
) -> None:
    # when
    queues = in_shared_rows(lengths, streams)

    # then
    batches = [batch for queue in queues for batch in queue]
    assert Counter(i for batch in batches for i in batch.texts) == Counter(range(len(lengths)))
    assert all(row for batch in batches for row in batch.rows)
    assert all(
        sum(lengths[i] for i in row) <= batch.width for batch in batches for row in batch.rows
    )
    assert 1 <= len(queues) <= streams


@given(LENGTHS)
def test_a_batch_of_shared_rows_keeps_to_its_tokens_but_for_one_long_row(
    lengths: list[int],
) -> None:
    for queue in in_shared_rows(lengths):
        for batch in queue:
            assert len(batch.rows) * batch.width <= max(SHARED_TOKENS, batch.width)


@given(LENGTHS, st.integers(8, 600))
def test_a_text_with_a_row_of_its_own_is_padded_to_the_longest_beside_it(
    lengths: list[int], budget: int
) -> None:
    batches = [*in_batches(lengths, budget)]

    assert Counter(i for batch in batches for i in batch.texts) == Counter(range(len(lengths)))
    for batch in batches:
        assert all(len(row) == 1 for row in batch.rows)
        assert batch.width == max(lengths[i] for i in batch.texts)
        assert len(batch.rows) == 1 or len(batch.rows) * batch.width <= budget


def test_short_texts_fill_the_room_that_longer_ones_leave() -> None:
    # given texts that fill two rows of 96 tokens to the last
    lengths = [60, 50, 46, 20, 16]

    # when
    (queue,) = in_shared_rows(lengths)

    # then
    (batch,) = queue
    assert batch.width in WIDTHS
    assert sorted(sorted(row) for row in batch.rows) == [[0, 3, 4], [1, 2]]
    assert batch.width == 96


def test_one_short_text_has_a_narrow_row() -> None:
    assert in_shared_rows([19], streams=2) == [[Batch([[0]], 32)]]


def test_no_texts_make_no_batch() -> None:
    assert in_shared_rows([], streams=2) == []
    assert [*in_batches([])] == []


def test_streams_have_alike_work() -> None:
    # given a hundred texts, one of them long
    lengths = [400, *[10 + 7 * i % 50 for i in range(99)]]

    # when
    work = [
        sum(len(batch.rows) * batch.width for batch in queue)
        for queue in in_shared_rows(lengths, streams=2)
    ]

    # then they differ by no more than two rows
    assert abs(work[0] - work[1]) <= 2 * max(WIDTHS)


def test_a_row_bears_its_texts_one_after_another_and_numbers_them() -> None:
    # given three texts in two rows
    texts = [[5, 6], [7, 8, 9], [4]]

    # when
    ids, mask = laid_out(Batch([[1, 2], [0]], 5), texts, pad=1)

    # then
    assert np.array_equal(ids, [[7, 8, 9, 4, 1], [5, 6, 1, 1, 1]])
    assert np.array_equal(mask, [[1, 1, 1, 2, 0], [1, 1, 0, 0, 0]])


def test_a_sum_is_over_the_tokens_of_one_text_alone() -> None:
    # given several texts in a row, two rows full of one text each, and one with padding
    mask = np.array([[1, 1, 2], [1, 1, 1], [1, 1, 1], [1, 2, 0]])
    states = 2.0 ** np.arange(12).reshape(4, 3, 1)  # each sum tells its tokens

    # then
    expected = [1 + 2, 4, 8 + 16 + 32, 64 + 128 + 256, 512, 1024]
    assert sums_of_texts(states, mask).ravel().tolist() == expected
