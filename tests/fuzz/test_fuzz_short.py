"""A short fuzz of every parser and reader in each test run; ``run.py`` is the long one."""

import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from fuzz_targets import HANG, Target, targets

TARGETS = targets()
Change = tuple[float, int, bytes]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=6
)


def changed(seed: bytes, changes: list[Change]) -> bytes:
    """The seed with pieces cut out and others put in."""
    data = bytearray(seed)
    for where, length, piece in changes:
        at = int(where * len(data))
        data[at : at + length] = piece
    return bytes(data)


def took(target: Target, data: bytes) -> float:
    began = time.process_time()
    with suppress(*target.refusals):
        target.run(data)
    return time.process_time() - began


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_damaged_file_or_value_is_read_or_refused(name: str) -> None:
    target = TARGETS[name]
    for seed in target.seeds:  # what is loaded once is no hang
        took(target, seed)

    @settings(max_examples=25, deadline=None)
    @given(st.sampled_from(target.seeds), CHANGES)
    def holds(seed: bytes, changes: list[Change]) -> None:
        assert took(target, changed(seed, changes)) < HANG

    holds()


def test_the_short_fuzz_can_fail() -> None:
    def fails(data: bytes) -> None:
        if b"7" not in data:
            raise IndexError

    with pytest.raises(IndexError):
        took(Target(fails, (b"7",), (ValueError,)), changed(b"7", [(0.0, 1, b"x")]))
