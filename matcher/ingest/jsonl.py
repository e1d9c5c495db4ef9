"""JSON lines: one object a line."""

import json
from collections.abc import Iterable, Iterator

from matcher.ingest.cures import shown
from matcher.ingest.intake import Row, RowProblem
from matcher.ingest.separated import decode

DEPTH = 40
"""Lists and objects in one another; what nests deeper would exhaust whoever walks it."""
LONGEST = 1_000_000
"""The most of one line; a posting with the longest text has about 30,000."""

_SYNTAX = "JSON으로 읽을 수 없는 행입니다. 한 줄에 {…} 한 건씩 적어 주십시오."
_OBJECT = "한 줄에 {…} 한 건씩 적어 주십시오."
_LETTERS = "글자가 깨진 행입니다. 파일을 UTF-8로 다시 저장해 주십시오."
_DEEP = f"값이 너무 깊이 겹쳐 있습니다. [ ]와 {{ }}를 {DEPTH}겹 이하로 줄여 주십시오."
_LONG = f"한 줄이 너무 깁니다. {LONGEST:,}자 이하로 줄여 주십시오."


def json_rows(data: bytes) -> Iterator[Row]:
    """Each line that is not blank as a row; what cannot be read is a broken row."""
    lines, damaged = decode(data)
    return (_row(n, line, n in damaged) for n, line in enumerate(lines, 1) if line.strip())


def _row(number: int, line: str, damaged: bool) -> Row:
    if damaged:
        return Row(number, {}, RowProblem("", "", _LETTERS))
    if len(line) > LONGEST:
        return Row(number, {}, RowProblem("", "", _LONG))
    try:
        value = json.loads(line, parse_constant=_refuse)
    except RecursionError:
        return Row(number, {}, RowProblem("", "", _DEEP))
    except ValueError:
        return Row(number, {}, RowProblem("", "", _SYNTAX))
    if not isinstance(value, dict):
        return Row(number, {}, RowProblem("", "", _OBJECT))
    deep = next((name for name, cell in value.items() if _is_deep(cell)), None)
    if deep is not None:
        return Row(number, {}, RowProblem(shown(deep), "", _DEEP))
    return Row(number, value)


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
    return any(isinstance(one, dict | list) for one in level)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON number")
