"""``ieum bench values FILE…``: which share of each field of real postings is understood."""

import time
from collections.abc import Sequence
from pathlib import Path

Figures = dict[str, object]


def run(paths: Sequence[Path], shown: int = 50) -> dict[str, Figures]:
    """By file: rows, seconds, and by field the share understood and up to ``shown`` of the rest.

    Raises ``UnreadableFile`` for a file that is no list of postings.
    """
    return {path.name: _of_file(path, shown) for path in paths}


def _of_file(path: Path, shown: int) -> Figures:
    from matcher.evaluation.coverage import Coverage, measure
    from matcher.ingest import read_postings

    def figures(field: Coverage) -> Figures:
        share = field.understood
        return {
            "filled": field.filled,
            "typed": field.typed,
            "rightly_unknown": field.rightly_unknown,
            "not_understood": sum(count for _, count in field.rest),
            "understood": None if share is None else round(share, 5),
            "rest": dict(field.rest[:shown]),
        }

    begun = time.perf_counter()
    intake = read_postings(path)
    read = time.perf_counter()
    fields = {field.field: figures(field) for field in measure(intake.records)}
    return {
        "rows": len(intake.records),
        "rejected": len(intake.rejected),
        "seconds_reading": round(read - begun, 2),
        "seconds_values": round(time.perf_counter() - read, 2),
        "fields": fields,
    }
