"""Employers' own words for the work (function tags) and the titles that they wrote for it.

A tag asks, every title is a document, and the titles of postings that bear the tag are to be found:
a wish against real headlines, judged by whoever wrote both. Training never reads a posting.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Container, Iterator
from pathlib import Path

from matcher.evaluation.judgments import JudgmentError, Qrels
from matcher.training.dictionary import squeezed

COLUMNS = ("dept1", "dept2", "dept3")
TITLE = "title"
LEAST = 5
"""A tag asks where so many different titles bear it."""
_AND_MORE = re.compile(r"\s외$")
"""The portal's list of tags ends so where it was cut."""


def read_posting_tags(
    path: Path, names: Container[str]
) -> tuple[dict[str, str], dict[str, str], Qrels]:
    """Queries, documents and judgments of a table with ``title`` and the tags ``dept1`` to
    ``dept3``. A tag that is one of the ``names`` (squeezed) of training asks nothing.

    Raises ``JudgmentError`` for a table of another shape.
    """
    borne: dict[str, set[str]] = defaultdict(set)
    for title, tag in _tagged(path):
        borne[tag].add(title)
    titles = sorted(set().union(*borne.values()))
    documents = {f"t{number}": title for number, title in enumerate(titles)}
    asked = [t for t in sorted(borne) if len(borne[t]) >= LEAST and squeezed(t) not in names]
    if not asked:
        raise JudgmentError(
            f"{path}: no tag stands beside {LEAST} different titles; get the file again"
        )
    queries = {f"q{number}": tag for number, tag in enumerate(asked)}
    qrels = {
        query: {id_: 1 for id_, title in documents.items() if title in borne[tag]}
        for query, tag in queries.items()
    }
    return queries, documents, qrels


def _tagged(path: Path) -> Iterator[tuple[str, str]]:
    """Title and tag of each tag of each row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            lacking = {TITLE, *COLUMNS}.difference(table.fieldnames or ())
            if lacking:
                raise JudgmentError(
                    f"{path}, row 1: no column {', '.join(sorted(lacking))}; get the file again"
                )
            for row in table:
                title = " ".join((row[TITLE] or "").split())
                tags = (_AND_MORE.sub("", (row[column] or "").strip()) for column in COLUMNS)
                yield from ((title, tag) for tag in tags if title and tag)
    except UnicodeDecodeError as error:
        raise JudgmentError(f"{path}: not UTF-8 text; save it as UTF-8") from error
