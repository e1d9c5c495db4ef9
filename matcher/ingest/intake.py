"""What comes out of reading a file: records, rejected rows, raw rows and notes."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from matcher.ingest.cures import cure_of
from matcher.ingest.serials import caution, follows_lines
from matcher.records import Posting, Trainee

T = TypeVar("T", Posting, Trainee)

_TWICE = "같은 번호에 다른 내용이 앞에 있습니다. 번호를 바꾸거나 한 행만 남겨 주십시오."
_REPEATED = "앞의 행과 똑같아 한 번만 읽었습니다"


@dataclass(frozen=True)
class Rejection:
    """A bad cell of a row that did not go in: line, column, what stood there, the cure (Korean).

    A row has one for each bad cell. For people ``found`` is only the shape of the cell
    (``0000.00.00``), never its content.
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
    """The records of one file in file order, each with its raw row as JSON under its id.

    ``lines`` are the lines of the file they stand in, by id.
    """

    records: tuple[T, ...]
    rejected: tuple[Rejection, ...]
    raw: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def rejected_rows(self) -> int:
        """How many rows did not go in, however many of their cells were bad."""
        return len({one.row for one in self.rejected})


@dataclass(frozen=True)
class Row:
    """One row of a file: its line, its cells by name, and what was wrong with it already."""

    number: int
    cells: Mapping[str, object]
    broken: RowProblem | None = None


@dataclass(frozen=True)
class Draft:
    """A row turned into the fields of a record; ``columns`` names the column of each field.

    ``problems`` are cells the reader could not accept; ``twice`` is the cure where another row
    has the same id and other content.
    """

    fields: dict[str, object]
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    twice: str = _TWICE


class _Refused(Exception):  # noqa: N818 - never leaves this file
    def __init__(self, problems: Iterable[RowProblem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def take_in(
    rows: Iterable[Row],
    draft: Callable[[Row], Draft],
    record: type[T],
    shown: Callable[[object], str],
    notes: Iterable[str] = (),
    kept: Callable[[Mapping[str, object]], Mapping[str, object]] = dict,
    unread: Callable[[T, Draft], Iterable[str]] = lambda *_: (),
) -> Intake[T]:
    """Turn rows into records; a bad row is listed and never stops a good one.

    ``notes`` are those about the file as a whole, put before those about rows; ``kept`` is what
    may stay of a raw row; ``unread`` notes what of a record nobody could understand.
    """
    records: dict[str, T] = {}
    raw: dict[str, str] = {}
    rejected: list[Rejection] = []
    lines: dict[str, int] = {}
    remarks: dict[str, list[int]] = {}
    column = "id"
    made: T
    drafted: Draft
    for row in rows:
        try:
            made, drafted = _record(row, draft, record)
            column = drafted.columns.get("id", "id")
            if made.id in records and not _same_but_seen(records[made.id], made):
                raise _Refused([RowProblem(column, made.id, drafted.twice)])
        except _Refused as refused:
            rejected += (_rejection(row, problem, shown) for problem in refused.problems)
            continue
        if made.id in records:
            remarks.setdefault(_REPEATED, []).append(row.number)
            if not _seen_later(made, records[made.id]):
                continue
        records[made.id] = made
        lines[made.id] = row.number
        raw[made.id] = as_json(kept(row.cells))
        for remark in (*drafted.notes, *unread(made, drafted)):
            remarks.setdefault(remark, []).append(row.number)
    told = [*notes, *(line_note(*item) for item in remarks.items())]
    if follows_lines([(line, id) for id, line in lines.items()], len(rejected)):
        told.append(caution(column, people=record is Trainee))
    told = list(dict.fromkeys(told))
    return Intake(tuple(records.values()), tuple(rejected), raw, tuple(told), lines)


def _same_but_seen(one: Posting | Trainee, other: Posting | Trainee) -> bool:
    """Whether they differ at most in the day they were last confirmed, which is no content."""
    if isinstance(one, Trainee) or isinstance(other, Trainee):
        return one == other
    return one == other.model_copy(update={"seen": one.seen})


def _seen_later(one: Posting | Trainee, other: Posting | Trainee) -> bool:
    if isinstance(one, Trainee) or isinstance(other, Trainee) or one.seen is None:
        return False
    return other.seen is None or one.seen > other.seen


def _rejection(row: Row, problem: RowProblem, shown: Callable[[object], str]) -> Rejection:
    return Rejection(row.number, problem.field, shown(problem.found), problem.cure)


def _record(row: Row, draft: Callable[[Row], Draft], record: type[T]) -> tuple[T, Draft]:
    made: Draft = _drafted(row, draft)
    problems = [*made.problems]
    try:
        valid = record.model_validate(made.fields)
    except ValidationError as error:
        problems += (_problem(one, made.columns) for one in error.errors(include_url=False))
    else:
        if not problems:
            return valid, made
    first = {problem.field: problem for problem in reversed(problems)}
    raise _Refused(problem for problem in problems if first[problem.field] is problem)


def _drafted(row: Row, draft: Callable[[Row], Draft]) -> Draft:
    if row.broken:
        raise _Refused([row.broken])
    try:
        return draft(row)
    except RowProblem as problem:
        raise _Refused([problem]) from None


def _problem(error: Mapping[str, Any], columns: Mapping[str, str]) -> RowProblem:
    path = [str(step) for step in error["loc"] if isinstance(step, str)]
    names = [".".join(path[:length]) for length in range(len(path), 0, -1)]
    column = next((columns[name] for name in names if name in columns), ".".join(path))
    return RowProblem(column, error["input"], cure_of(error))


def as_json(cells: Mapping[str, object]) -> str:
    """A row as one line of JSON that any UTF-8 store takes."""
    text = json.dumps(dict(cells), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def line_note(remark: str, numbers: list[int]) -> str:
    """A remark with the lines it is about, the first ten by number."""
    rows = ", ".join(map(str, numbers[:10]))
    more = f" 외 {len(numbers) - 10}개 행" if len(numbers) > 10 else ""
    return f"{remark}: {rows}행{more}"
