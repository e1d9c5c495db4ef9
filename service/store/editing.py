"""Changes of single fields: edits by people, and postings that a complete crawl lacked."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from matcher.records import Posting
from service.store.changes import Change, Origin, Plan, as_text, fields_of, placed
from service.store.records import R, RecordBook, now

UNLOCKED = "고정 해제"
"""The note in the history of a field that imports may change again."""


class InvalidEdit(ValueError):  # noqa: N818 - the trade's word
    """A field that the record does not have, or a value that it refuses; never shows the value."""


def edit(
    connection: Connection,
    book: RecordBook[R],
    id: str,
    values: Mapping[str, object],
    origin: Origin,
) -> Plan:
    """Set fields by their paths; a counsellor's are locked. Raises UnknownRecord, InvalidEdit."""
    before = book.held(connection, id)
    after = _edited(before, values)
    plan = book.revise(connection, [(before, after)], origin)
    if origin.kind == "counsellor":
        given = [path for path in fields_of(after) if _is_within(path, values)]
        book.history.lock(connection, id, given, origin.by, now())
    return plan


def unlock(
    connection: Connection,
    book: RecordBook[R],
    id: str,
    field: str,
    origin: Origin,
) -> bool:
    """Let imports change the field again, and keep who said so; False where it was not locked."""
    record = book.held(connection, id)
    if not book.history.unlock(connection, id, field):
        return False
    value = as_text(fields_of(record).get(field))
    told = Origin(origin.kind, origin.by, origin.note or UNLOCKED)
    book.history.add(connection, [Change(id, field, value, value)], told, now())
    return True


def close_gone(
    connection: Connection,
    book: RecordBook[Posting],
    source: str,
    present: Collection[str],
    day: date,
    origin: Origin,
) -> tuple[str, ...]:
    """Mark open postings of ``source`` that a complete crawl lacked; ids of those closed."""
    if not present:
        raise ValueError("a crawl that lists no posting at all closes nothing; look at the feed")
    missing = {
        posting.id: posting
        for posting in book.every(connection)
        if posting.source == source and posting.gone is None and posting.id not in present
    }
    held = {
        id for id, fields in book.history.locks(connection, missing).items() if "gone" in fields
    }
    pairs = [
        (posting, posting.model_copy(update={"gone": day}))
        for id, posting in sorted(missing.items())
        if id not in held
    ]
    return book.revise(connection, pairs, origin).updated


def _edited(before: R, values: Mapping[str, object]) -> R:
    fields = before.model_dump(mode="json")
    try:
        if "id" in values:
            raise KeyError("id")
        given: dict[str, Any] = placed(fields, values)
        return type(before).model_validate(given)
    except (KeyError, TypeError) as error:
        raise InvalidEdit(
            f"{error.args[0]} is no field that can be edited; expected some of: "
            f"{', '.join(path for path in fields_of(before) if path != 'id')}"
        ) from None
    except ValidationError as error:
        told = [
            f"{'.'.join(map(str, one['loc']))}: {one['msg']}"
            for one in error.errors(include_url=False, include_input=False, include_context=False)
        ]
        raise InvalidEdit("; ".join(told)) from None


def _is_within(path: str, given: Mapping[str, object]) -> bool:
    return any(path == name or path.startswith(f"{name}.") for name in given)
