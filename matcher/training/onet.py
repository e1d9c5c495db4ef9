"""Pairs from O*NET's English titles, descriptions and tasks (CC BY 4.0)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from numpy.random import default_rng

from embeddings.training.plan import Pair
from matcher.training.sampling import some
from matcher.training.tables import rows_of

TITLES, TASKS = 25, 3
"""So many alternate titles and tasks of each occupation are read."""


def onet_pairs(folder: Path, seed: int) -> list[Pair]:
    """Titles, descriptions and tasks of each of the 1,016 occupations."""
    draw = default_rng(seed)
    titles, tasks = (
        _column(folder, "onet_alternate_titles.tsv", "Alternate Title"),
        _column(folder, "onet_tasks.tsv", "Task"),
    )
    pairs: list[Pair] = []
    for row in rows_of(folder / "onet_occupations.tsv"):
        code, title, description = row["O*NET-SOC Code"], row["Title"], row["Description"]
        for left, right, kind in _texts(
            title,
            description,
            some(titles[code], TITLES, draw),
            some(tasks[code], TASKS, draw),
        ):
            if left != right:
                kind = f"English {kind}"
                pairs.append(Pair(left, right, f"soc:{code}", kind))
    return pairs


def _texts(
    title: str, description: str, titles: list[str], tasks: list[str]
) -> Iterator[tuple[str, str, str]]:
    yield title, description, "title, description"
    for i, other in enumerate(titles):
        yield other, title, "titles"
        if i == 0:
            yield other, description, "title, description"
    for i, task in enumerate(tasks):
        yield titles[i % len(titles)] if titles else title, task, "title, task"


def _column(folder: Path, name: str, column: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(folder / name):
        found[row["O*NET-SOC Code"]].append(row[column])
    return found
