"""Rank-biased overlap (순위 겹침): how alike two lists are, their beginnings above all."""

from collections.abc import Sequence

PERSISTENCE = 0.9
"""How likely a reader is to look at one place more; 0.9 gives the first ten 86 % of the weight."""


def rank_biased_overlap(
    one: Sequence[str], other: Sequence[str], persistence: float = PERSISTENCE
) -> float:
    """The extrapolated overlap of two lists, 0..1, and 1 for identical ones.

    As Webber, Moffat and Zobel (2010) have it, their equation 32, which takes lists of unequal
    lengths: below the end of the shorter one its agreement is taken to go on. Raises
    ``ValueError`` where a list names something twice, or ``persistence`` is not within 0..1."""
    for listed in (one, other):
        if len(set(listed)) != len(listed):
            raise ValueError("found an id twice in one list, expected each once")
    if not 0 < persistence < 1:
        raise ValueError(f"found a persistence of {persistence}, expected it within 0..1")
    short, long = sorted((one, other), key=len)
    if not short:
        return float(not long)
    shared = _shared(short, long)
    at_end, in_all, p = shared[len(short) - 1], shared[-1], persistence
    total = sum(count / depth * p**depth for depth, count in enumerate(shared, start=1))
    for depth in range(len(short) + 1, len(long) + 1):
        total += at_end * (depth - len(short)) / (len(short) * depth) * p**depth
    rest = (in_all - at_end) / len(long) + at_end / len(short)
    return (1 - p) / p * total + rest * p ** len(long)


def _shared(short: Sequence[str], long: Sequence[str]) -> list[int]:
    """How many ids the first d places of both lists share, for each depth d of the longer."""
    seen_short: set[str] = set()
    seen_long: set[str] = set()
    counts = []
    for depth, id_ in enumerate(long):
        seen_long.add(id_)
        seen_short.update(short[depth : depth + 1])
        counts.append(len(seen_short & seen_long))
    return counts
