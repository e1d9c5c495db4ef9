"""Trainees from mapped columns: the roster's own headers, filled from a person's."""

import re
from collections.abc import Callable
from dataclasses import replace

from matcher.ingest import roster
from matcher.ingest.intake import Draft, Row, RowProblem
from matcher.ingest.mapping.columns import ColumnMapping
from matcher.ingest.mapping.fields import DROPPED, IGNORED

_CONSENTS = ("상담 동의", "메일 동의", "기업 공개 동의")
"""Asked of every table: a column that was left out is no consent, whatever another one says."""
_YEAR = re.compile(r"(?P<whole>(?:19|20)[0-9]{2})|(?P<short>[0-9]{2})(?=[-./ ]?[0-9])")


def trainee_draft(mapping: ColumnMapping) -> Callable[[Row], Draft]:
    """What drafts a row; messages name the columns of the file."""
    headers = [f for f in dict.fromkeys(mapping.columns.values()) if f not in (IGNORED, DROPPED)]
    columns = {header: mapping.columns_of(header) for header in headers}

    def draft(row: Row) -> Draft:
        cells = dict.fromkeys(_CONSENTS, "") | {h: _joined(mapping, h, row) for h in headers}
        made = _without_unasked(roster.draft(cells), headers)
        named = {field: _first(columns, header) for field, header in made.columns.items()}
        problems = (RowProblem(_first(columns, p.field), p.found, p.cure) for p in made.problems)
        return replace(made, columns=named, problems=tuple(problems))

    return draft


def _without_unasked(made: Draft, headers: list[str]) -> Draft:
    """A consent whose column the table does not have is not withdrawn by that either."""
    given = made.fields.get("consents")
    if not isinstance(given, dict):
        return made
    asked = {roster.HEADERS[header].removeprefix("consents.") for header in headers}
    kept = {name: day for name, day in given.items() if name in asked}
    return replace(made, fields={**made.fields, "consents": kept})


def with_birth_year_only(mapping: ColumnMapping, row: Row) -> Row:
    """A row in which a day of birth is only its year."""
    years = {name: _year(str(row.cells.get(name, ""))) for name in mapping.columns_of("출생연도")}
    return Row(row.number, {**row.cells, **years}, row.broken) if years else row


def _first(columns: dict[str, list[str]], header: str) -> str:
    return columns.get(header, [header])[0]


def _joined(mapping: ColumnMapping, header: str, row: Row) -> str:
    told = [str(row.cells.get(name, "")).strip() for name in mapping.columns_of(header)]
    text = ";".join(dict.fromkeys(part for part in told if part))
    if header == "전화" and re.fullmatch(r"1[016789][0-9]{7,8}", text):
        return f"0{text}"
    if header == "희망임금" and re.fullmatch(r"[\d,.]+", text):
        return text + next(
            (mapping.units[n] for n in mapping.columns_of(header) if n in mapping.units), ""
        )
    return text


def _year(text: str) -> str:
    """The year of a day of birth; two figures are of the last century."""
    found = _YEAR.match(text.strip())
    if found is None:
        return text
    return found["whole"] or f"19{found['short']}"
