"""Cutting spans out of records."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from matcher.records import Posting, Trainee
from matcher.results import Span

AnyRecord = Trainee | Posting


def cut(record: Any, span: Span) -> Any:
    """The record with the characters of a span taken out; a number is taken out whole."""
    return _cut(record, span.field.split("."), span)


def _cut(value: Any, path: Sequence[str], span: Span) -> Any:
    if not path:
        if not isinstance(value, str):
            return None
        return (value[: span.start] + value[span.end :]).strip() or None
    step, rest = path[0], path[1:]
    if isinstance(value, tuple):
        number = int(step)
        changed = _cut(value[number], rest, span)
        return (*value[:number], *([] if changed is None else [changed]), *value[number + 1 :])
    changed = _cut(getattr(value, step), rest, span)
    if changed is None and step in ("title", "name"):
        if isinstance(value, Posting):
            changed = "-"
        else:
            return None  # a spell without a title, a course without a name: nothing is left
    return value.model_copy(update={step: changed})


def places(record: AnyRecord) -> list[tuple[str, str]]:
    """Every free text of a record by dotted path."""
    return [(field, text) for field, text in _texts(record) if text]


def _texts(record: AnyRecord) -> Iterator[tuple[str, str | None]]:
    if isinstance(record, Posting):
        yield "title", record.title
        yield from ((f"functions.{n}", text) for n, text in enumerate(record.functions))
        for field in ("industry", "body", "working_condition", "region", "pay"):
            yield field, getattr(record, field)
        return
    for number, spell in enumerate(record.career):
        yield f"career.{number}.title", spell.title
        yield f"career.{number}.industry", spell.industry
        yield f"career.{number}.duties", spell.duties
    yield from ((f"courses.{n}.name", one.name) for n, one in enumerate(record.courses))
    yield from ((f"desired.jobs.{n}", text) for n, text in enumerate(record.desired.jobs))
    yield from ((f"skills.{n}", text) for n, text in enumerate(record.skills))
    yield from ((f"licences.{n}", text) for n, text in enumerate(record.licences))
    yield "summary", record.summary


def uncited(record: AnyRecord, cited: Sequence[Span], length: int, dice: Random) -> Span | None:
    """A span of so many characters that overlaps none of the cited, anywhere in the record.

    Where no text has so much room, as much as the roomiest has."""
    fields = {span.field for span in cited}
    free = [
        Span(field, start, min(start + length, len(text)))
        for field, text in places(record)
        if field not in fields
        for start in range(max(len(text) - length, 0) + 1)
    ]
    for path, text in places(record):
        taken = [span for span in cited if span.field == path]
        for start in range(len(text) - length + 1) if taken else ():
            if all(start + length <= span.start or span.end <= start for span in taken):
                free.append(Span(path, start, start + length))
    most = max((span.end - span.start for span in free), default=0)
    fitting = [span for span in free if span.end - span.start >= min(length, most)]
    return dice.choice(fitting) if fitting else None
