"""A saved list or detail alone (목록·상세): the half of a posting that the store has stays."""

import json
from collections.abc import Mapping
from dataclasses import replace

from matcher.ingest.feeds.pages import merged
from matcher.ingest.intake import Intake, as_json
from matcher.ingest.persons import without_persons
from matcher.ingest.sources import FEEDS, Feed
from matcher.ingest.sources.base import Cells
from matcher.records import Posting

Known = Mapping[str, tuple[Posting, str]]
"""Postings of a store by id, each with its source row as JSON."""


def completed(intake: Intake[Posting], known: Known) -> Intake[Posting]:
    """An intake in which a detail is laid over its list row, and a list row under its detail.

    A list row of a posting that was changed since stands alone: its old detail may be wrong.
    """
    records, raw = [], dict(intake.raw)
    for record in intake.records:
        whole = _whole(record, intake.raw.get(record.id, ""), known)
        if whole is not None:
            record, raw[record.id] = whole
        records.append(record)
    return replace(intake, records=tuple(records), raw=raw)


def _whole(record: Posting, came: str, known: Known) -> tuple[Posting, str] | None:
    """A record made of both halves, with its row; ``None`` where there is nothing to add."""
    if record.id not in known:
        return None
    before, kept = known[record.id]
    new, old = _cells(came), _cells(kept)
    feed = next(
        (one for one in FEEDS if one.listed and one.source.recognises(frozenset(new))), None
    )
    if feed is None or not _halves(feed, new, old):
        return None
    cells = merged(old, new)
    made = without_persons(feed.source.fields(cells))
    told = {name: value for name, value in made.items() if value not in (None, "", [])}
    stored = before.model_dump(mode="json", exclude_defaults=True)
    if feed.listed in new:  # what is listed is open
        stored.pop("gone", None)
    return Posting.model_validate(stored | told), as_json(cells)


def _halves(feed: Feed, new: Cells, old: Cells) -> bool:
    """Whether a detail came without its list row, or a list row whose detail is still good."""
    if feed.listed not in new:
        return True
    mark = old.get(feed.changed)
    same = mark is None or mark == new.get(feed.changed)
    return feed.detailed in old and feed.detailed not in new and same


def _cells(raw: str) -> Cells:
    try:
        cells = json.loads(raw)
    except ValueError:
        return {}
    return cells if isinstance(cells, dict) else {}
