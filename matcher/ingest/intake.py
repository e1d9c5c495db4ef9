"""What comes out of reading a file: records, rejected rows, raw rows and notes."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import ValidationError

from matcher.ingest.cures import cure_of
from matcher.records import Posting, Trainee

T = TypeVar("T", Posting, Trainee)


@dataclass(frozen=True)
class Rejection:
    """A row that did not go in: its line in the file, what stood there, and the cure (Korean).

    For people ``found`` is only the shape of the cell (``0000.00.00``), never its content.
    """

    row: int
    field: str
    found: str
    cure: str


class UnreadableFile(RuntimeError):  # noqa: N818 - the trade's word, not an "Error"
    """A file of which nothing can be read; ``rejection`` names the row and the cure."""

    def __init__(self, rejection: Rejection) -> None:
        self.rejection = rejection
        where = f"{rejection.row}행: " if rejection.row else ""
        super().__init__(f"{where}{rejection.found} {rejection.cure}".strip())


class RowProblem(Exception):  # noqa: N818 - never leaves this package
    """One cell a reader cannot accept."""

    def __init__(self, field: str, found: object, cure: str) -> None:
        super().__init__(field)
        self.field, self.found, self.cure = field, found, cure


@dataclass(frozen=True)
class Intake(Generic[T]):
    """The records of one file in file order, each with its raw row as JSON under its id."""

    records: tuple[T, ...]
    rejected: tuple[Rejection, ...]
    raw: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of a file: its line, its cells by name, and what was wrong with it already."""

    number: int
    cells: Mapping[str, object]
    broken: RowProblem | None = None


@dataclass(frozen=True)
class Draft:
    """A row turned into the fields of a record; ``columns`` names the column of each field."""

    fields: dict[str, object]
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def take_in(
    rows: Iterable[Row],
    draft: Callable[[Row], Draft],
    record: type[T],
    shown: Callable[[object], str],
) -> Intake[T]:
    """Turn rows into records; a bad row is listed and never stops a good one."""
    records: dict[str, T] = {}
    raw: dict[str, str] = {}
    rejected: list[Rejection] = []
    notes: dict[str, list[int]] = {}
    for row in rows:
        try:
            made, drafted = _record(row, draft, record)
            if records.get(made.id, made) != made:
                raise RowProblem(drafted.columns.get("id", "id"), made.id, _TWICE)
        except RowProblem as problem:
            found = shown(problem.found)
            rejected.append(Rejection(row.number, problem.field, found, problem.cure))
            continue
        if made.id in records:
            notes.setdefault(_REPEATED, []).append(row.number)
            continue
        records[made.id] = made
        raw[made.id] = as_json(row.cells)
        for remark in drafted.notes:
            notes.setdefault(remark, []).append(row.number)
    return Intake(
        tuple(records.values()), tuple(rejected), raw, tuple(_note(*item) for item in notes.items())
    )


_TWICE = "같은 번호에 다른 내용이 앞에 있습니다. 번호를 바꾸거나 한 행만 남겨 주십시오."
_REPEATED = "앞의 행과 똑같아 한 번만 읽었습니다"


def _record(row: Row, draft: Callable[[Row], Draft], record: type[T]) -> tuple[T, Draft]:
    if row.broken:
        raise row.broken
    made = draft(row)
    try:
        return record.model_validate(made.fields), made
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = [str(step) for step in first["loc"] if isinstance(step, str)]
        names = [".".join(path[:length]) for length in range(len(path), 0, -1)]
        column = next(
            (made.columns[name] for name in names if name in made.columns), ".".join(path)
        )
        raise RowProblem(column, first["input"], cure_of(first)) from None


def as_json(cells: Mapping[str, object]) -> str:
    """A row as one line of JSON that any UTF-8 store takes."""
    text = json.dumps(dict(cells), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def _note(remark: str, numbers: list[int]) -> str:
    rows = ", ".join(map(str, numbers[:10]))
    more = f" 외 {len(numbers) - 10}개 행" if len(numbers) > 10 else ""
    return f"{remark}: {rows}행{more}"
