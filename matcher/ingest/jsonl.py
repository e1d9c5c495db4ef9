"""JSON lines: one object a line."""

import json
from collections.abc import Iterator

from matcher.ingest.intake import Row, RowProblem
from matcher.ingest.separated import decode

_SYNTAX = "JSON으로 읽을 수 없는 행입니다. 한 줄에 {…} 한 건씩 적어 주십시오."
_OBJECT = "한 줄에 {…} 한 건씩 적어 주십시오."
_LETTERS = "글자가 깨진 행입니다. 파일을 UTF-8로 다시 저장해 주십시오."


def json_rows(data: bytes) -> Iterator[Row]:
    """Each line that is not blank as a row; what cannot be read is a broken row."""
    lines, damaged = decode(data)
    return (_row(n, line, n in damaged) for n, line in enumerate(lines, 1) if line.strip())


def _row(number: int, line: str, damaged: bool) -> Row:
    if damaged:
        return Row(number, {}, RowProblem("", "", _LETTERS))
    try:
        value = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return Row(number, {}, RowProblem("", "", _SYNTAX))
    if isinstance(value, dict):
        return Row(number, value)
    return Row(number, {}, RowProblem("", "", _OBJECT))


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON number")
