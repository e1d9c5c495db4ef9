"""JSON lines: one object a line."""

import json
from collections.abc import Iterator

from matcher.ingest.intake import Row, RowProblem

_SYNTAX = "JSON으로 읽을 수 없는 행입니다. 한 줄에 {…} 한 건씩 적어 주십시오."
_OBJECT = "한 줄에 {…} 한 건씩 적어 주십시오."
_LETTERS = "글자가 깨진 행입니다. 파일을 UTF-8로 다시 저장해 주십시오."


def json_rows(lines: list[str], damaged: frozenset[int]) -> Iterator[Row]:
    """Each line that is not blank as a row; what cannot be read is a broken row."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if number in damaged:
            yield Row(number, {}, RowProblem("", "", _LETTERS))
            continue
        try:
            value = json.loads(line, parse_constant=_refuse)
        except (ValueError, RecursionError):
            yield Row(number, {}, RowProblem("", "", _SYNTAX))
            continue
        if isinstance(value, dict):
            yield Row(number, value)
        else:
            yield Row(number, {}, RowProblem("", "", _OBJECT))


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON number")
