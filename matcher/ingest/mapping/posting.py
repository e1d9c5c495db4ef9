"""Postings from mapped columns: joined, with the units of their headers, keyed where unnumbered."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from matcher.ingest.intake import Draft, Row
from matcher.ingest.keys import posting_key
from matcher.ingest.mapping.columns import ColumnMapping
from matcher.ingest.mapping.fields import DROPPED, IGNORED, bare_name
from matcher.values import clean_text, parse_day

_NAMING = ("company", "title", "region", "employment_type")
"""What tells a vacancy from another of its day: a corrected pay or hour leaves it the same one."""

_JOINED = {"region": " ", "working_condition": ", ", "body": "\n"}
_LISTS = ("functions", "licences")
_DAYS = ("registered", "seen")
_SERIAL = re.compile(r"[345][0-9]{4}|[67][0-2][0-9]{3}")
_BARE_PAY = re.compile(r"(?:약|월급?)?[\d,.\s~∼～-]+(?:이상|이하|부터|까지)?")
_TEN_THOUSANDS = re.compile(r"\d{1,4}(?:\.\d+)?|\d,\d{3}")
_PAY_WORD = re.compile(r"시급|시간|일급|일당|월|연|년|건|회|차시")
_PER = re.compile(r"원\s*/\s*(월|시|일|연|년)")
_PAY_PER = {"월": "월급", "시": "시급", "일": "일급", "연": "연봉", "년": "연봉"}
"""What a header pays for: ``급여(만원/월)``."""
_PAY_CODES = {"H": "시급", "D": "일급", "M": "월급", "Y": "연봉"}
_TWICE = (
    "회사·제목·날짜·근무지·고용형태가 같은 행이 앞에 있습니다. 공고 번호 칸을 넣거나 한 행만 "
    "남겨 주십시오."
)
_NO_DAY = "날짜로 읽을 수 없어 비워 두었습니다"


def posting_draft(mapping: ColumnMapping, day: date | None) -> Callable[[Row], Draft]:
    """What drafts a row; ``day`` is that of the data."""
    return lambda row: _draft(mapping, day, row)


def _draft(mapping: ColumnMapping, day: date | None, row: Row) -> Draft:
    used = dict.fromkeys(f for f in mapping.columns.values() if f not in (IGNORED, DROPPED))
    fields: dict[str, object] = {name: _value(mapping, name, row) for name in used}
    word = _pay_word(mapping, fields.pop("pay_unit", None))
    fields["pay"] = _pay(fields.get("pay"), _unit(mapping), word)
    columns = {name: mapping.columns_of(name)[0] for name in used}
    notes = [
        f"{columns[name]}: {_NO_DAY}"
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


def _key(mapping: ColumnMapping, fields: dict[str, object]) -> str:
    day = fields["registered"] or fields["seen"] or ""
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


def _unit(mapping: ColumnMapping) -> str:
    return next(
        (mapping.units[name] for name in mapping.columns_of("pay") if name in mapping.units), ""
    )


def _pay_word(mapping: ColumnMapping, told: object) -> str:
    """시급, 월급 …: what the row says of its pay, else what the header of the pay says."""
    if told:
        return _PAY_CODES.get(str(told), str(told))
    columns = mapping.columns_of("pay")
    said = (one for name in columns for one in _PAY_CODES.values() if one in bare_name(name))
    per = (_PAY_PER[found[1]] for name in columns if (found := _PER.search(name)))
    return next(said, "") or next(per, "")


def _pay(told: object, unit: str, word: str) -> str | None:
    if not told:
        return None
    text = str(told)
    if unit and _BARE_PAY.fullmatch(text):
        text = re.sub(r"\d[\d,.]*", lambda number: _with_unit(number[0], unit), text)
    return (
        f"{word} {text}" if word and re.search(r"\d", text) and not _PAY_WORD.search(text) else text
    )


def _with_unit(number: str, unit: str) -> str:
    """A number too large to be 만원 was written in won all the same."""
    return (
        f"{number}원" if unit == "만원" and not _TEN_THOUSANDS.fullmatch(number) else number + unit
    )
