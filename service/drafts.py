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


class AnotherName(ValueError):  # noqa: N818 - what was found
    """The id of a draft belongs to somebody of another name; ``name`` is that person's."""

    def __init__(self, name: str) -> None:
        super().__init__("the id belongs to a person of another name; check it, or confirm anew")
        self.name = name


def confirm(
    store: "RecordStore", number: int, record: Trainee, by: str, *, same: bool = False
) -> frozenset[str]:
    """Make a checked draft a profile, or fill the profile that has its id; then forget the draft.

    Of a person who is known only fields that the draft has are set: an empty cell wipes nothing,
    lists gain what is new, and what a counsellor has locked stays (the paths that are answered).
    Raises AnotherName unless ``same`` says that it is the same person; a LookupError where the
    draft was decided before.
    """
    known = _known(store, record.id)
    if known and known.name and not same and _bare(known.name) != _bare(record.name):
        raise AnotherName(known.name)
    return store.confirm_draft(number, record, _stated(record, known), by)


def _known(store: "RecordStore", id: str) -> Trainee | None:
    try:
        return store.trainee(id)
    except LookupError:
        return None


def _bare(name: str | None) -> str:
    return "".join((name or "").split())


def _stated(record: Trainee, known: Trainee | None) -> Mapping[str, Any]:
    before = {} if known is None else known.model_dump(mode="json")
    fields = record.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    stated: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            inside = before.get(name) or {}
            stated |= {f"{name}.{at}": _joined(inside.get(at), one) for at, one in value.items()}
        else:
            stated[name] = _joined(before.get(name), value)
    return stated


def _joined(before: object, value: object) -> object:
    if isinstance(before, list) and isinstance(value, list):
        return [*before, *(one for one in value if one not in before)]
    return value
