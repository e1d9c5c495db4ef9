"""Writes the sample town's package data: ``python -m service.town.generate``."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from matcher.skills.courses import COLUMNS
from service.town.people import town_trainees
from service.town.phrases import table
from service.town.postings import town_postings

DATA = Path(__file__).parent / "data"


def rendered() -> dict[str, bytes]:
    """Every file of the town by name; the same bytes on every machine."""
    postings, answers = town_postings()
    trainees, private = town_trainees()
    return {
        "courses.csv": _courses(table("courses")["course"]),
        "postings.jsonl": _lines(postings),
        "trainees.jsonl": _lines(trainees),
        "answers.json": _text({**answers, "private_sentences": private}, indent=1),
    }


def main() -> None:
    """Write the files into the package."""
    DATA.mkdir(exist_ok=True)
    for name, content in rendered().items():
        (DATA / name).write_bytes(content)


def _courses(rows: Iterable[dict[str, Any]]) -> bytes:
    """The courses in the format of every course table."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for row in rows:
        lists = {name: "|".join(row[name]) for name in ("skills", "trades")}
        table.writerow({"course": row["name"], "goal": row["goal"], "hours": row["hours"], **lists})
    return text.getvalue().encode()


def _lines(rows: Iterable[Any]) -> bytes:
    return b"".join(_text(row) for row in rows)


def _text(value: Any, indent: int | None = None) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()


if __name__ == "__main__":
    main()
