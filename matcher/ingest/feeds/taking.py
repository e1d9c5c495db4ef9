"""Rows of a feed become postings, with the day they were seen."""

from collections.abc import Iterable
from datetime import date

from matcher.ingest.cures import shown
from matcher.ingest.intake import Draft, Intake, Row, take_in
from matcher.ingest.sources import Feed
from matcher.ingest.sources.base import Cells
from matcher.records import Posting

_CUT = "제목이 목록에서 잘린 채입니다"


def take_feed(rows: Iterable[Cells], feed: Feed, seen: date) -> Intake[Posting]:
    """Postings of one feed, last confirmed (마지막 확인) on the day of the crawl."""

    def draft(row: Row) -> Draft:
        fields = feed.source.fields(row.cells)
        title = fields.get("title")
        cut = isinstance(title, str) and title.endswith(("...", "…"))
        return Draft(fields | {"seen": seen}, feed.source.columns, (_CUT,) if cut else ())

    return take_in((Row(n, cells) for n, cells in enumerate(rows, 1)), draft, Posting, shown)
