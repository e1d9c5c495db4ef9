"""A few of many, drawn with a seeded generator."""

from collections.abc import Sequence
from typing import TypeVar

from numpy.random import Generator

T = TypeVar("T")


def some(items: Sequence[T], most: int, draw: Generator) -> list[T]:
    """All items where they are at most ``most``, else so many of them."""
    if len(items) <= most:
        return list(items)
    return [items[i] for i in draw.choice(len(items), most, replace=False)]
