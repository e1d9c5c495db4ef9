"""Values of the real files, read by hand: the check holds places and readings, never the text.

Each line names file, row (the first record is 1) and field, with the reading that a person wrote
down from the Korean. The sample: up to 60 to 110 distinct values of each field, seed 20261124.
"""

import csv
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from matcher import values

HERE = Path(__file__).parent
COLUMNS = {
    "work24_gangnam.csv": {
        "pay": "annual_salary",
        "career": "career",
        "education": "education",
        "hours": "working_condition",
        "region": "location",
        "closing": "deadline_date",
        "employment": "position_title",
    },
    "jobkorea_2018.csv": {
        "career": "career",
        "education": "edu",
        "region": "region",
        "closing": "end_day",
        "employment": "title",
    },
}


def _checked() -> list[dict[str, Any]]:
    lines = (HERE / "values_checked.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _read(field: str, raw: str) -> object:
    match field:
        case "pay":
            pay = values.parse_pay(raw)
            return {"unit": pay.unit, "min": pay.min, "max": pay.max}
        case "career":
            return asdict(values.parse_career(raw))
        case "education":
            return asdict(values.parse_education_range(raw))
        case "hours":
            hours = asdict(values.parse_hours(raw))
            return {name: hours[name] for name in ("days", "week_hours", "start", "end")}
        case "region":
            return list(values.parse_regions(raw))
        case "closing":
            closing = values.parse_closing(raw)
            day = closing.date.isoformat() if closing.date else None
            return {
                "date": day,
                "until_filled": closing.until_filled,
                "rolling": closing.rolling,
            }
        case _:
            return sorted(values.parse_employment_types(raw))


def test_at_least_three_hundred_values_of_six_fields_are_checked_by_hand() -> None:
    counts = Counter(line["field"] for line in _checked())
    assert sum(counts.values()) >= 300
    assert set(counts) >= {"pay", "career", "education", "hours", "region", "closing"}


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_checked_value_of_a_real_file_reads_as_a_person_read_it(
    name: str, shared: Path
) -> None:
    path = shared / "data" / "postings" / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = [line for line in _checked() if line["file"] == name]
    wrong = []
    for line in asked:
        raw = rows[line["row"] - 1][COLUMNS[name][line["field"]]]
        if (got := _read(line["field"], raw)) != line["expect"]:
            wrong.append((line["row"], line["field"], line["expect"], got))
    assert asked
    assert wrong == []
