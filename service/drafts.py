"""Résumé drafts (이력서 초안): kept as JSON until a person confirms them as a profile."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matcher.records import Trainee

if TYPE_CHECKING:
    from matcher.ingest.resumes import ProfileDraft
    from service.api.ports import RecordStore


def content_of(draft: "ProfileDraft") -> str:
    """A draft as the store keeps it: fields, where each was read, what was masked, notes."""
    return json.dumps(
        {
            "fields": draft.fields,
            "sources": dict(draft.sources),
            "masked": dict(draft.masked),
            "notes": list(draft.notes),
        },
        ensure_ascii=False,
        default=str,
    )


def known(content: str) -> dict[str, Any]:
    """What ``content_of`` kept."""
    kept: dict[str, Any] = json.loads(content)
    return kept


def confirm(store: "RecordStore", number: int, record: Trainee, by: str) -> None:
    """Make a checked draft a profile, or fill the profile that has its id; then forget the draft.

    Of a person who is known, only fields that the draft has are set: an empty cell wipes nothing.
    """
    from service.store import Origin, UnknownRecord

    origin = Origin("document", by)
    try:
        store.trainee(record.id)
    except UnknownRecord:
        store.put_trainees([record], {}, origin=origin)
    else:
        store.edit_trainee(record.id, _stated(record), origin)
    store.drafts.confirm(number, by)


def _stated(record: Trainee) -> Mapping[str, Any]:
    fields = record.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    return {
        f"{name}.{inner}" if nested else name: one
        for name, value in fields.items()
        for nested in [isinstance(value, dict)]
        for inner, one in (value.items() if nested else [("", value)])
    }
