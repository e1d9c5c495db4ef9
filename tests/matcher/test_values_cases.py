"""Every raw value of the project's parse cases, as feeds and tables write them."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matcher import checks, values

Case = dict[str, Any]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _close(case: Case) -> Case:
    ctx = case.get("ctx", {})
    read = values.parse_closing(
        case["raw"], registered=_day(ctx.get("reg")), seen=_day(ctx.get("crawl"))
    )
    return {
        "date": read.date.isoformat() if read.date else None,
        "until_filled": read.until_filled,
        "rolling": read.rolling,
    }


def _pay(case: Case) -> Case:
    ctx = case.get("ctx", {})
    read = values.parse_pay(
        case["raw"],
        unit_hint=ctx.get("salTpNm"),
        min_sal=ctx.get("minSal"),
        max_sal=ctx.get("maxSal"),
        source=ctx.get("source"),
    )
    return {"unit": read.unit, "min": read.min, "max": read.max}


def _career(case: Case) -> Case:
    read = values.parse_career(case["raw"])
    return {"kind": read.kind, "min_months": read.min_months, "max_months": read.max_months}


def _hours(case: Case) -> Case:
    read = values.parse_hours(case["raw"])
    return {
        "days": read.days,
        "week_hours": read.week_hours,
        "start": read.start,
        "end": read.end,
    }


def _min_wage(case: Case) -> str:
    ctx = case["ctx"]
    pay = values.Pay(unit=ctx["unit"], min=ctx["amount"], max=ctx["amount"])
    below = values.below_minimum(pay, ctx["week_hours"], dt.date.fromisoformat(ctx["start"]))
    return {True: "below", False: "ok", None: "unknown"}[below]


def _lint(case: Case) -> str:
    found = checks.lint(case["raw"])
    return "flag" if any(finding.kind == "unlawful" for finding in found) else "ok"


READERS: dict[str, Callable[[Case], object]] = {
    "close": _close,
    "pay": _pay,
    "career": _career,
    "hours": _hours,
    "lint": _lint,
    "min_wage": _min_wage,
    "education": lambda case: values.parse_education(case["raw"]),
    "region": lambda case: next(iter(values.parse_regions(case["raw"])), None),
    "headcount": lambda case: values.parse_headcount(case["raw"]),
    "jobs_cd": lambda case: values.parse_jobs_cd(case["raw"]),
    "emp_set": lambda case: sorted(values.parse_employment_set(case["raw"])),
    "company_key": lambda case: values.company_key(case["raw"]),
    "unescape": lambda case: values.unescape(case["raw"]),
}


@pytest.fixture(scope="module")
def cases(shared: Path) -> list[Case]:
    lines = (shared / "data" / "parse_cases.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("field", sorted(READERS))
def test_every_parse_case_of_a_field_reads_as_expected(field: str, cases: list[Case]) -> None:
    asked = [case for case in cases if case["field"] == field]
    wrong = [
        (case["raw"], case["expect"], got)
        for case in asked
        if (got := READERS[field](case)) != case["expect"]
    ]
    assert asked
    assert wrong == []


def test_all_132_cases_have_a_reader(cases: list[Case]) -> None:
    counts = {field: sum(case["field"] == field for case in cases) for field in READERS}
    assert sum(counts.values()) == len(cases) == 132
    assert min(counts.values()) > 0
