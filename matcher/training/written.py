"""Pairs that language models wrote for Ieum: jobs as the market says them, and plain sentences.

The dictionary says an occupation in its own words alone; vacancies and people say it in theirs.
``written/jobs.tsv`` holds kinds of jobs of a KECO 2018 group with names, English titles, a duty, a
headline and a wish; ``written/sentences.tsv`` a sentence, another that means the same, and one that
shares words but means something else. Written in November 2026 by Claude (Anthropic), which saw
names of the groups that training reads and of those to stay away from, no posting and no person.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from numpy.random import Generator, default_rng

from embeddings.training.plan import Pair
from matcher.training.sampling import some
from matcher.training.tables import rows_of

WRITTEN = Path(__file__).with_name("written")
JOBS, SENTENCES = "jobs.tsv", "sentences.tsv"
BETWEEN = "|"
"""Stands between two names."""
REPEATED = 2
"""So often each pair of sentences comes: general Korean weighs more beside the names of jobs."""


def written_files(folder: Path) -> list[Path]:
    """The files that ``written_pairs`` reads."""
    return [folder / JOBS, folder / SENTENCES]


def written_pairs(folder: Path, seed: int) -> list[Pair]:
    """All pairs of the two files, for a run of their own, sentences repeated, the same ones for the
    same seed.

    Raises ``OSError`` for a missing file.
    """
    draw = default_rng(seed)
    pairs = [
        Pair(left, right, f"keco:{row['group']}", f"written {kind}", run=WRITTEN.name)
        for row in rows_of(folder / JOBS)
        for left, right, kind in _of_job(row, draw)
        if left != right
    ]
    return pairs + [
        Pair(
            left,
            right,
            group=f"sentence:{number}",
            kind="written sentences",
            rejected=row["other"],
            right_role="query",
            run=WRITTEN.name,
        )
        for number, row in enumerate(rows_of(folder / SENTENCES))
        for left, right in ((row["sentence"], row["same"]), (row["same"], row["sentence"]))
        * REPEATED
    ]


def _of_job(row: Mapping[str, str], draw: Generator) -> Iterator[tuple[str, str, str]]:
    names, english = row["names"].split(BETWEEN), row["english"].split(BETWEEN)
    duty, headline, wish = row["duty"], row["headline"], row["wish"]
    posting = f"{headline} / {duty}"

    def named() -> str:
        return some(names, 1, draw)[0]

    yield from ((a, b, "names") for a, b in pairwise([*names, names[0]]))
    yield from ((title, named(), "English, name") for title in english)
    yield from ((named(), part, "name, posting") for part in (duty, headline))
    yield from ((wish, part, "wish, posting") for part in (headline, posting))
    yield wish, named(), "wish, name"
