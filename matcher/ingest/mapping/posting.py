"""Postings from mapped columns: joined, with the units of their headers, keyed where unnumbered."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import chain

from matcher.ingest.intake import Draft, Row
from matcher.ingest.keys import posting_key
from matcher.ingest.mapping.columns import ColumnMapping
from matcher.ingest.mapping.fields import DROPPED, IGNORED, PAY
from matcher.ingest.mapping.paying import pay_of
from matcher.ingest.mapping.working import condition_of
from matcher.ingest.unread import no_day
from matcher.values import clean_text, parse_day

_NAMING = ("company", "title", "region", "employment_type")
"""What tells a vacancy from another of its day of registration, or of its list where none is
given: a corrected pay or hour leaves it the same one, and so does the day of the data, which is
another one in every edition."""

_JOINED = {"region": " ", "body": "\n"}
_LISTS = ("functions", "licences")
_DAYS = ("registered", "seen")
_SERIAL = re.compile(r"[345][0-9]{4}|[67][0-2][0-9]{3}")
_TWICE = (
    "회사·제목·등록일·근무지·고용형태가 같은 행이 앞에 있습니다. 공고 번호 칸을 넣거나 한 행만 "
    "남겨 주십시오."
)
_TOGETHER = {"pay": PAY, "working_condition": ("work_start", "work_end", "working_condition")}
_PARTS = ("pay_unit", *chain(*_TOGETHER.values()))
"""Fields of a table that together make the pay and the hours of a posting."""


def posting_draft(mapping: ColumnMapping, day: date | None) -> Callable[[Row], Draft]:
    """What drafts a row; ``day`` is that of the data."""
    return lambda row: _draft(mapping, day, row)


def _draft(mapping: ColumnMapping, day: date | None, row: Row) -> Draft:
    used = dict.fromkeys(f for f in mapping.columns.values() if f not in (IGNORED, DROPPED))
    fields: dict[str, object] = {
        name: _value(mapping, name, row) for name in used if name not in _PARTS
    }
    fields |= {"pay": pay_of(mapping, row), "working_condition": condition_of(mapping, row)}
    columns = _columns(mapping, used)
    notes = [
        no_day(columns[name], name)
        for name in _DAYS
        if fields.get(name) and parse_day(str(fields[name])) is None
    ]
    days = {name: parse_day(str(fields[name])) for name in _DAYS if fields.get(name)}
    fields |= {name: days.get(name) for name in _DAYS}
    fields["seen"] = fields["seen"] or day
    fields["source"] = mapping.source or "file"
    if number := fields.get("id"):
        fields["id"] = f"{_namespace(mapping)}-{number}"
        return Draft(fields, columns, tuple(notes))
    fields["id"] = _key(mapping, fields)
    columns.pop("id", None)
    return Draft(fields, columns, tuple(notes), twice=_TWICE)


def _columns(mapping: ColumnMapping, used: Iterable[str]) -> dict[str, str]:
    """The column behind each field, the first where there are several; all those of a pay."""
    named = {name: mapping.columns_of(name)[0] for name in used}
    for whole, parts in _TOGETHER.items():
        if told := [name for part in parts for name in mapping.columns_of(part)]:
            named[whole] = ", ".join(told)
    return named


def _key(mapping: ColumnMapping, fields: dict[str, object]) -> str:
    day = fields["registered"] or ""
    named = ("".join(str(fields.get(name) or "").split()) for name in _NAMING)
    return posting_key("L", _namespace(mapping), *named, str(day))


def _namespace(mapping: ColumnMapping) -> str:
    """Lists of one name share their keys; a list without a name has those of its header."""
    name = re.sub(r"[\s/#?]+", "_", mapping.source or "")[:40]
    return name or f"L{mapping.fingerprint[:6]}"


def _value(mapping: ColumnMapping, field: str, row: Row) -> object:
    columns = mapping.columns_of(field)
    told = {name: text for name in columns if (text := clean_text(str(row.cells.get(name, ""))))}
    if field in _LISTS:
        parts = (part.strip() for text in told.values() for part in re.split("[;\n]", text))
        return [part for part in parts if part]
    if field == "body" and len(columns) > 1:
        return "\n".join(f"{name}: {text}" for name, text in told.items())
    if field in (*_DAYS, "closes"):
        told = {name: _as_day(text) for name, text in told.items()}
    return _JOINED.get(field, " ").join(dict.fromkeys(told.values())) or None


def _as_day(text: str) -> str:
    """A day that Excel kept as a bare number of days is a day again."""
    if _SERIAL.fullmatch(text):
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return text
