"""What a target is, and what the targets share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
HANG = 1.0
"""Seconds after which a run counts as hanging."""
TODAY = date(2026, 11, 24)
LETTERS = 20_000
"""The most characters of a text value; cells and fields are no longer."""


@dataclass(frozen=True)
class Target:
    """One thing to fuzz: it may refuse with ``refusals`` and must do nothing else."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    refusals: tuple[type[BaseException], ...] = ()


def text_of(data: bytes) -> str:
    """Any bytes as a text value."""
    return data.decode("utf-8", "replace")[:LETTERS]


def values_of(data: bytes, names: Sequence[str]) -> dict[str, str]:
    """Any bytes as named values: a line for each name, the rest to the last, blanks left out."""
    lines = text_of(data).split("\n", len(names) - 1)
    return {name: line for name, line in zip(names, lines, strict=False) if line.strip()}


def of_texts(parsers: Sequence[Callable[[str], object]]) -> Callable[[bytes], None]:
    """What gives one text to each parser."""

    def run(data: bytes) -> None:
        text = text_of(data)
        for parser in parsers:
            parser(text)

    return run
