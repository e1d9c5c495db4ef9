"""What a crawl does to the store: good rows go in, and only a sound crawl closes anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from matcher.records import Posting
from service.feeds.crawl import Crawl, in_one
from service.feeds.health import alarms
from service.feeds.service import FeedService

if TYPE_CHECKING:
    from service.store import Plan, Store

_LOOK_BACK = 500


@dataclass(frozen=True)
class Arrival:
    """What was, or with a dry run would be, written; ``alerts`` are for a person to look at."""

    plan: "Plan"
    closed: tuple[str, ...]
    alerts: tuple[str, ...]
    counts: Mapping[str, int]


def bring_in(
    store: "Store",
    service: FeedService,
    crawl: Crawl,
    *,
    regions: Sequence[str] = (),
    dry_run: bool = False,
    at: datetime | None = None,
) -> Arrival:
    """Put the postings in, close what a sound and complete crawl lacked, and book it."""
    from service.store import Origin

    title = " ".join((service.name, *sorted(regions)))
    known = {id: one for id, one in store.postings().items() if one.source == service.source}
    records = [_fuller(one, known, crawl) for one in crawl.records]
    found = alarms(service, crawl, _listed_before(store, title))
    closing = crawl.complete and not found
    gone = _gone(service, crawl, known, regions) if closing else ()
    origin = Origin("import", by=title)
    alerts = (*crawl.problems, *found)
    if dry_run:
        plan = store.plan_postings(records)
        return Arrival(plan, gone, alerts, _counts(plan, gone, crawl))
    raw = {id: text for id, text in crawl.raw.items() if id not in crawl.partial or id not in known}
    with store.importing() as now:
        plan = now.put_postings(records, raw, origin)
        if gone:
            present = (known.keys() - set(gone)) | {one.id for one in records}
            gone = now.close_gone(service.source, present, crawl.day, origin)
        counts = _counts(plan, gone, crawl)
        now.record(title, "alert" if alerts else "ok", counts, " ".join(alerts), at)
    return Arrival(plan, gone, alerts, counts)


def _fuller(record: Posting, known: Mapping[str, Posting], crawl: Crawl) -> Posting:
    """Without its detail a posting that is known stays as it was, only seen again."""
    if record.id not in crawl.partial or record.id not in known:
        return record
    kept = known[record.id].model_dump(mode="json")
    return Posting.model_validate(kept | {"seen": crawl.day, "gone": None})


def _gone(
    service: FeedService, crawl: Crawl, known: Mapping[str, Posting], regions: Sequence[str]
) -> tuple[str, ...]:
    """Ids that this crawl would have listed, had they still been open."""
    narrowed = service.asked_for(regions) is not None
    return tuple(
        id
        for id, one in known.items()
        if one.gone is None
        and id not in crawl.listed
        and one.seen is not None
        and (not narrowed or any(in_one(code, regions) for code in one.regions))
    )


def _listed_before(store: "Store", title: str) -> int | None:
    """How many the last crawl that can be believed listed: sound, or settled by a person."""
    for entry in store.imports.recent(_LOOK_BACK):
        believed = entry.outcome == "ok" or entry.settled_at is not None
        if entry.source == title and believed and entry.counts.get("complete"):
            return entry.counts.get("listed")
    return None


def _counts(plan: "Plan", gone: Sequence[str], crawl: Crawl) -> dict[str, int]:
    return {
        "added": len(plan.added),
        "updated": len(plan.updated),
        "unchanged": len(plan.unchanged),
        "closed": len(gone),
        "rejected": len({one.row for one in crawl.rejected}),
        "listed": len(crawl.listed),
        "complete": int(crawl.complete),
    }
