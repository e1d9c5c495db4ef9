"""``ieum bench checks FILE…``: what the checks find in real postings, to be read by a person."""

import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

Figures = dict[str, object]


def run(paths: Sequence[Path], as_of: date) -> dict[str, Figures]:
    """By file: milliseconds for 1,000 postings, findings by rule, and every phrase in its text.

    Raises ``UnreadableFile`` for a file that is no list of postings.
    """
    return {path.name: _of_file(path, as_of) for path in paths}


def _of_file(path: Path, as_of: date) -> Figures:
    from matcher.checks import check_posting
    from matcher.ingest import read_postings

    postings = read_postings(path).records
    begun = time.perf_counter()
    found = [(one, posting) for posting in postings for one in check_posting(posting, as_of)]
    seconds = time.perf_counter() - begun
    said = [(one, posting) for one, posting in found if one.clearable]
    return {
        "postings": len(postings),
        "ms_for_1000": round(seconds * 1e6 / len(postings)) if postings else None,
        "rules": dict(Counter(f"{one.kind}/{one.rule}" for one, _ in found).most_common()),
        "hits": [
            {
                "posting": posting.id,
                "rule": one.rule,
                "field": one.field,
                "phrase": one.phrase,
                "title": posting.title,
                "company": posting.company,
            }
            for one, posting in said
        ],
    }
