"""What an import would change, in words: postings by title and firm, people by field alone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.ingest import Intake
    from matcher.records import Posting
    from service.store import Plan

Told = dict[str, object]


def preview(intake: "Intake[Any]", plan: "Plan", *, people: bool) -> Iterator[str]:
    """A line for each record that would be added and each field that would change (Korean).

    Of a person only the id and the names of the fields are told, never what stands in them.
    """
    if people:
        yield from (f"  + {id}" for id in plan.added)
        yield from (f"  ~ {id}: {', '.join(names)}" for id, names in _by_person(plan).items())
        return
    named = {one.id: _named(one) for one in intake.records}
    yield from (f"  + {named[id]}" for id in plan.added)
    for one in plan.changes:
        old, new = one.old or "(없음)", one.new or "(없음)"
        yield f"  ~ {named[one.id]} {one.field}: {old} → {new}"


def changes_of(intake: "Intake[Any]", plan: "Plan", *, people: bool) -> Told:
    """The same for a program: ``added`` and ``updated`` records; of people no contents."""
    if people:
        updated = [{"id": one.id, "field": one.field} for one in plan.changes]
        return {"added": plan.added, "updated": updated}
    known = {one.id: {"title": one.title, "company": one.company} for one in intake.records}
    changed = [
        {"id": one.id, **known[one.id], "field": one.field, "old": one.old, "new": one.new}
        for one in plan.changes
    ]
    return {"added": [{"id": id, **known[id]} for id in plan.added], "updated": changed}


def _named(posting: "Posting") -> str:
    return f"{posting.title} · {posting.company or '회사 모름'} ({posting.id})"


def _by_person(plan: "Plan") -> dict[str, list[str]]:
    """The Korean names of the fields that would change, by id."""
    from matcher.ingest.roster import HEADERS

    headers = {field: header for header, field in HEADERS.items()}
    names: dict[str, list[str]] = {}
    for one in plan.changes:
        names.setdefault(one.id, []).append(headers.get(one.field, one.field))
    return names
