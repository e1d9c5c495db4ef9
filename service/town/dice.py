"""Draws that are the same on every machine and every Python: a hash, counted up."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_WHOLE = 1 << 53


class Dice:
    """A stream of draws that depends on its name alone, so that one record never moves another."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def real(self) -> float:
        """A number in [0, 1)."""
        digest = hashlib.sha256(f"{self._name}/{self._count}".encode()).digest()
        self._count += 1
        return (int.from_bytes(digest[:8], "big") >> 11) / _WHOLE

    def chance(self, share: float) -> bool:
        """True in ``share`` of the draws."""
        return self.real() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.real() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items; a repeated item is the likelier."""
        return items[int(self.real() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, in proportion to its weight."""
        left = self.real() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        rest = list(items)
        for last in range(len(rest) - 1, 0, -1):
            other = self.between(0, last)
            rest[last], rest[other] = rest[other], rest[last]
        return rest

    def sample(self, items: Sequence[T], low: int, high: int) -> list[T]:
        """Between low and high different items, in the order in which they stood."""
        count = min(self.between(low, high), len(items))
        chosen = sorted(self.shuffled(range(len(items)))[:count])
        return [items[i] for i in chosen]
