"""What language models wrote for Ieum: jobs as the market says them, and plain sentences.

The dictionary says an occupation in its own words alone; vacancies and people say it in theirs.
``written/jobs.tsv`` holds kinds of jobs of a KECO 2018 group with names, English titles, a duty, a
headline and a wish; ``written/titles.tsv`` kinds of jobs within occupations of O*NET 29.3 with
Korean names, loanwords and translations among them, and English titles;
``written/occupations.tsv`` occupations of ESCO and further kinds within those of O*NET with such
names, a summary as the dictionary would word it and a plain phrase; ``written/sentences.tsv`` a
family of sentences a line, near and far from one another. Written in November 2026 by Claude
(Anthropic), which saw names of the groups that training reads and of those to stay away from and
English titles and descriptions of O*NET and ESCO, no posting and no person.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from numpy.random import Generator, default_rng

from embeddings.training.plan import Pair
from matcher.training.sampling import some
from matcher.training.tables import rows_of

WRITTEN = Path(__file__).with_name("written")
JOBS, TITLES, OCCUPATIONS = "jobs.tsv", "titles.tsv", "occupations.tsv"
SENTENCES = "sentences.tsv"
BETWEEN = "|"
"""Stands between two names."""


def job_files(folder: Path) -> list[Path]:
    """The files that ``written_pairs`` reads."""
    return [folder / file for file in _READ]


def written_pairs(folder: Path, seed: int) -> list[Pair]:
    """All pairs, the same ones for the same seed: jobs and titles for one run, the occupations for
    another.

    Raises ``OSError`` for a missing file.
    """
    draw = default_rng(seed)
    return [
        Pair(left, right, f"keco:{row['group']}", f"written {kind}", run=run)
        for file, (said, run) in _READ.items()
        for row in rows_of(folder / file)
        for left, right, kind in said(row, draw)
        if left != right
    ]


def written_families(folder: Path) -> list[tuple[str, ...]]:
    """The sentences of each line; raises ``OSError`` for a missing file, ``ValueError`` for a line
    of fewer than two."""
    lines = (folder / SENTENCES).read_text("utf-8").removesuffix("\n").split("\n")
    families = [tuple(line.split("\t")) for line in lines]
    for number, family in enumerate(families, start=1):
        if len(family) < 2 or not all(family):
            raise ValueError(
                f"{SENTENCES}, line {number}: expected two sentences or more with tabs between;"
                " add one or remove the line"
            )
    return families


def _of_names(row: Mapping[str, str], draw: Generator) -> Iterator[tuple[str, str, str]]:
    names = row["names"].split(BETWEEN)
    yield from ((a, b, "names") for a, b in pairwise([*names, names[0]]))
    for title in filter(None, row["english"].split(BETWEEN)):
        yield title, _one_name(row, draw), "English, name"


def _of_job(row: Mapping[str, str], draw: Generator) -> Iterator[tuple[str, str, str]]:
    duty, headline, wish = row["duty"], row["headline"], row["wish"]
    posting = f"{headline} / {duty}"
    yield from _of_names(row, draw)
    yield from ((_one_name(row, draw), part, "name, posting") for part in (duty, headline))
    yield from ((wish, part, "wish, posting") for part in (headline, posting))
    yield wish, _one_name(row, draw), "wish, name"


def _of_occupation(row: Mapping[str, str], draw: Generator) -> Iterator[tuple[str, str, str]]:
    summary, plain = row["summary"], row["plain"]
    yield from _of_names(row, draw)
    yield _one_name(row, draw), summary, "name, summary"
    yield _one_name(row, draw), plain, "name, plain"
    yield plain, summary, "plain, summary"
    yield plain, _one_name(row, draw), "plain, name"


def _one_name(row: Mapping[str, str], draw: Generator) -> str:
    return some(row["names"].split(BETWEEN), 1, draw)[0]


_READ = {
    JOBS: (_of_job, "written"),
    TITLES: (_of_names, "written"),
    OCCUPATIONS: (_of_occupation, "occupations"),
}
"""Of each file, what a row of it says and the run that reads it."""
