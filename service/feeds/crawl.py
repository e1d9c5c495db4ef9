"""One crawl (수집): a service's list, its details, and the postings that they make."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.ingest import Rejection, feeds
from matcher.ingest.sources.base import Cells, at
from matcher.records import Posting
from matcher.values import NATIONWIDE, lies_in, parse_day, parse_regions
from service.feeds.client import FeedClient, FeedDown, RequestsSpent
from service.feeds.listing import ended, read_listing
from service.feeds.service import Detail, FeedService

GIVE_UP_AFTER = 5
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Crawl:
    """What one run brought.

    ``listed`` are all ids that the service still shows as open, also those of rows that were
    rejected or lie elsewhere; ``partial`` those whose detail could not be read. ``complete``
    says that the list was read to its end, ``problems`` what somebody has to look at.
    """

    records: tuple[Posting, ...]
    raw: Mapping[str, str]
    complete: bool
    day: date
    problems: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    listed: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()
    newest: date | None = None


def crawl(
    service: FeedService,
    client: FeedClient,
    day: date,
    *,
    regions: Sequence[str] = (),
    progress: Progress = lambda _: None,
) -> Crawl:
    """Read a service once; what goes wrong is told in ``problems``, never raised."""
    narrowed = service.asked_for(regions) or {}

    def ask(number: int) -> bytes:
        progress(f"목록 {number}쪽")
        return client.get(service.url, {**narrowed, **service.page(number)})

    listing = read_listing(service, ask, day)
    rows = {id: cells for id, cells in listing.rows.items() if _open(service, cells, day)}
    wanted = {id: cells for id, cells in rows.items() if _within(service, cells, regions)}
    details = _Details(service, client, regions, progress)
    told = {id: details.of(id, cells) for id, cells in wanted.items()}
    intake = feeds.take_feed([*told.values(), *listing.unnamed], service.feed, day)
    return Crawl(
        intake.records,
        intake.raw,
        listing.complete,
        day,
        (*listing.problems, *details.problems()),
        intake.rejected,
        frozenset(rows),
        frozenset(details.partial),
        _newest(service, listing.rows.values(), day),
    )


class _Details:
    """Details one by one, until too many in a row cannot be read."""

    def __init__(
        self,
        service: FeedService,
        client: FeedClient,
        regions: Sequence[str],
        progress: Progress,
    ) -> None:
        self._service, self._client, self._regions = service, client, regions
        self._progress = progress
        self.partial: list[str] = []
        self._first, self._failed_in_row, self._read = "", 0, 0

    def of(self, id: str, cells: Cells) -> Cells:
        """The row with its detail, or the row alone where there is none to read."""
        detail = self._service.detail
        if detail is None or not self._worth_it(cells):
            return cells
        if self._failed_in_row >= GIVE_UP_AFTER or self._read >= detail.most:
            self.partial.append(id)
            return cells
        return self._fetched(id, cells, detail)

    def problems(self) -> list[str]:
        """What to tell about details that could not be read."""
        if not self.partial:
            return []
        why = self._first or "한 번에 읽을 수 있는 수를 넘었습니다."
        return [f"상세 {len(self.partial)}건을 읽지 못했습니다: {why}"]

    def _worth_it(self, cells: Cells) -> bool:
        """In a run for some regions a row of no known place is kept as the list has it."""
        return not self._regions or _place(self._service, cells) is not None

    def _fetched(self, id: str, cells: Cells, detail: Detail) -> Cells:
        self._read += 1
        self._progress(f"상세 {self._read}건째")
        try:
            answer = self._client.get(detail.url, detail.params(cells))
            whole = self._same(id, feeds.read_page(answer, (self._service.feed,)))
        except (feeds.FeedError, FeedDown) as error:
            spent = isinstance(error, RequestsSpent)
            self._failed_in_row = GIVE_UP_AFTER if spent else self._failed_in_row + 1
            self._first = self._first or str(error)
            self.partial.append(id)
            return cells
        self._failed_in_row = 0
        return feeds.merged(cells, whole)

    def _same(self, id: str, page: feeds.Page) -> Cells:
        for feed, cells in page.rows:
            if feed.id_of(cells) == id:
                return cells
        raise FeedDown("다른 공고의 상세가 왔습니다.")


def _open(service: FeedService, cells: Cells, day: date) -> bool:
    return not service.feed.closed(cells) and not (service.newest_last and ended(cells, day))


def _place(service: FeedService, cells: Cells) -> tuple[str, ...] | None:
    region = service.feed.source.fields(cells).get("region")
    return parse_regions(region if isinstance(region, str) else None) or None


def _within(service: FeedService, cells: Cells, regions: Sequence[str]) -> bool:
    """Whether a row may lie in the regions; a place nobody knows may."""
    codes = _place(service, cells) if regions else None
    return codes is None or any(in_one(code, regions) for code in codes)


def in_one(code: str, regions: Sequence[str]) -> bool:
    """Whether a region lies in one of others, or holds it."""
    held = (lies_in(code, one) or lies_in(one, code) for one in regions)
    return code == NATIONWIDE or any(held)


def _newest(service: FeedService, rows: Iterable[Cells], day: date) -> date | None:
    """The last day on which anything was registered or changed; days to come say nothing."""
    days = (parse_day(at(cells, name)) for cells in rows for name in service.feed.dated)
    return max((one for one in days if one and one <= day + timedelta(days=1)), default=None)
