"""What a write changes, field by field, and where a change comes from (출처)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from matcher.records import Posting, Trainee

OriginKind = Literal["self", "document", "course", "counsellor", "import"]
Fields = dict[str, Any]
"""JSON values by dotted path, such as ``desired.places``; a list is one value."""


@dataclass(frozen=True)
class Origin:
    """Who or what a change comes from; ``by`` names the person or the file."""

    kind: OriginKind
    by: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in get_args(OriginKind):
            known = ", ".join(get_args(OriginKind))
            raise ValueError(f"unknown origin {self.kind!r}; expected one of {known}")
        object.__setattr__(self, "by", storable(self.by))
        object.__setattr__(self, "note", storable(self.note))


@dataclass(frozen=True)
class Change:
    """One field of a record: ``old`` and ``new`` as JSON text, ``None`` where unknown."""

    id: str
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Plan:
    """What a write does, by id in the order given; ``changes`` are those of updated records.

    ``withheld`` are fields that an import would have filled, and that stay empty: somebody has
    locked them so, or a consent was withdrawn.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    withheld: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Edit:
    """One change of one field, as kept in the history (이력)."""

    at: datetime
    field: str
    old: str | None
    new: str | None
    origin: Origin


def fields_of(record: Trainee | Posting) -> Fields:
    """Every field by its path, as JSON values."""
    return dict(_leaves("", record.model_dump(mode="json")))


def changes_between(before: Trainee | Posting, after: Trainee | Posting) -> tuple[Change, ...]:
    """The fields that differ, in the order of the record."""
    old, new = fields_of(before), fields_of(after)
    return tuple(
        Change(after.id, path, as_text(old.get(path)), as_text(value))
        for path, value in new.items()
        if old.get(path) != value
    )


def placed(nested: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The nested fields of a record with these values at their paths; raises KeyError."""
    for path, value in values.items():
        *groups, name = path.split(".")
        inside = nested
        for group in groups:
            inside = inside[group]
        if name not in inside:
            raise KeyError(path)
        inside[name] = value
    return nested


def as_text(value: object) -> str | None:
    """A JSON value as text; unknown stays unknown."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def storable(text: str) -> str:
    """Text as every database takes it: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _leaves(prefix: str, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _leaves(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", value
