"""Korean sentence pairs with human labels: the guard against forgetting general Korean."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matcher.evaluation.judgments import JudgmentError, lines_of

MOST_ALIKE = 5
_COLUMNS = 7
"""Of KorSTS: genre, filename, year, id, score and the two sentences."""


@dataclass(frozen=True)
class SimilaritySet:
    """Pairs of sentences and how alike people found them, 0 to 5."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    labels: tuple[float, ...]


def read_korsts(path: Path) -> SimilaritySet:
    """KorSTS: a header and tab-separated rows without quoting."""
    rows = []
    for row, line in _below_the_header(path):
        cells = line.rstrip("\r").split("\t")
        label = _label(cells[4]) if len(cells) == _COLUMNS else None
        if label is None or not (cells[5].strip() and cells[6].strip()):
            raise JudgmentError(
                f"{path}, row {row}: expected {_COLUMNS} cells split by tabs, the fifth a score "
                f"of 0 to {MOST_ALIKE}, the last two sentences; found {line[:80]!r}; "
                "get the file again"
            )
        rows.append((cells[5], cells[6], label))
    return _similarity(path, rows)


def _below_the_header(path: Path) -> Iterator[tuple[int, str]]:
    lines = lines_of(path)
    row, header = next(lines, (1, ""))
    if header.split("\t")[4:5] != ["score"]:
        raise JudgmentError(
            f"{path}, row {row}: expected a header with 'score' as its fifth column, "
            f"found {header[:80]!r}; get the file again"
        )
    return lines


def read_klue(path: Path) -> SimilaritySet:
    """KLUE-STS: one JSON list; the label is the mean of the raters, not rounded."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise JudgmentError(f"{path}: no JSON in UTF-8 ({error}); get the file again") from error
    if not isinstance(found, list):
        raise JudgmentError(f"{path}: expected a JSON list; get the file again")
    return _similarity(path, list(_klue_rows(path, found)))


def _klue_rows(path: Path, found: list[Any]) -> Iterator[tuple[str, str, float]]:
    for number, row in enumerate(found, start=1):
        first, second = text_of(row, "sentence1"), text_of(row, "sentence2")
        labels = row.get("labels") if isinstance(row, dict) else None
        label = _label(labels.get("real-label") if isinstance(labels, dict) else None)
        if not first or not second or label is None:
            raise JudgmentError(
                f"{path}, row {number} of the list: expected sentence1, sentence2 and "
                f"labels.real-label of 0 to {MOST_ALIKE}, found {str(row)[:80]!r}; "
                "get the file again"
            )
        yield first, second, label


def _similarity(path: Path, rows: list[tuple[str, str, float]]) -> SimilaritySet:
    labels = tuple(label for _, _, label in rows)
    if len(set(labels)) < 2:
        raise JudgmentError(
            f"{path}: found {len(rows)} pairs with {len(set(labels))} different scores, "
            "expected 2 or more; get the file again"
        )
    return SimilaritySet(path.stem, tuple((first, second) for first, second, _ in rows), labels)


def _label(found: object) -> float | None:
    try:
        label = float(found) if isinstance(found, str | int | float) else -1.0
    except ValueError:
        return None
    return label if 0 <= label <= MOST_ALIKE else None


def text_of(row: object, field: str) -> str:
    """A filled text field of a JSON object, else empty."""
    found = row.get(field) if isinstance(row, dict) else None
    return found.strip() if isinstance(found, str) else ""
