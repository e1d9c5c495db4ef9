"""Lists page by page: every row that a service shows, and whether that was all of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from matcher.ingest import feeds
from matcher.ingest.sources.base import Cells, at
from matcher.values import parse_day
from service.feeds.client import FeedDown
from service.feeds.service import FeedService

Ask = Callable[[int], bytes]
"""The answer to a page's number, counted from 1; raises ``FeedDown``."""

REPEATED = "앞에서 받은 쪽이 되풀이됩니다."
TOO_MANY = "쪽이 너무 많아 끝까지 읽지 못했습니다."
SHORT = "있다는 {total}건 가운데 {found}건만 받았습니다."
UNNAMED = "번호를 읽을 수 없는 공고가 {count}건 있습니다."


@dataclass
class Listing:
    """Rows by id in the order they came; ``problems`` tell why it is not the whole list."""

    rows: dict[str, Cells] = field(default_factory=dict)
    unnamed: list[Cells] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    total: int | None = None

    @property
    def complete(self) -> bool:
        """Whether every row the service has was received."""
        return not self.problems


def read_listing(service: FeedService, ask: Ask, day: date) -> Listing:
    """Every page in turn, or from the end of an archive back to where all has ended."""
    listing = Listing()
    try:
        read = _backward if service.newest_last else _forward
        read(service, ask, day, listing)
    except (feeds.FeedError, FeedDown) as error:
        listing.problems.append(str(error))
    if listing.unnamed:
        listing.problems.append(UNNAMED.format(count=len(listing.unnamed)))
    return listing


def _forward(service: FeedService, ask: Ask, _: date, listing: Listing) -> None:
    for number in range(1, service.most_pages + 1):
        page = feeds.read_page(ask(number), (service.feed,))
        if number > 1 and page.rows and not _add(service, page, listing):
            listing.problems.append(REPEATED)
            return
        if number == 1:
            _add(service, page, listing)
        listing.total = page.total if page.total is not None else listing.total
        seen = len(listing.rows) + len(listing.unnamed)
        if seen >= (listing.total or 0) and (listing.total is not None or _last(service, page)):
            return
    listing.problems.append(TOO_MANY)


def _backward(service: FeedService, ask: Ask, day: date, listing: Listing) -> None:
    first = feeds.read_page(ask(1), (service.feed,))
    listing.total = total = first.total if first.total is not None else len(first.rows)
    newest = max(1, -(-total // service.page_size))
    for number in range(newest, 0, -1):
        page = first if number == 1 else feeds.read_page(ask(number), (service.feed,))
        before = len(listing.rows) + len(listing.unnamed)
        if not _add(service, page, listing) and number < newest:
            listing.problems.append(REPEATED)
            return
        expected = min(total, number * service.page_size) - (number - 1) * service.page_size
        found = len(listing.rows) + len(listing.unnamed) - before
        if found < expected:
            listing.problems.append(SHORT.format(total=expected, found=found))
            return
        if all(ended(cells, day) for _, cells in page.rows):
            return


def ended(cells: Cells, day: date) -> bool:
    """Whether a row of an archive has closed before the day."""
    closes = parse_day(at(cells, "enddate"))
    return closes is not None and closes < day


def _last(service: FeedService, page: feeds.Page) -> bool:
    return len(page.rows) < service.page_size


def _add(service: FeedService, page: feeds.Page, listing: Listing) -> int:
    """How many rows of the page are new."""
    known = len(listing.rows) + len(listing.unnamed)
    for id, cells in _named(service, (cells for _, cells in page.rows)):
        if id is None:
            listing.unnamed.append(cells)
        else:
            listing.rows[id] = cells
    return len(listing.rows) + len(listing.unnamed) - known


def _named(service: FeedService, rows: Iterable[Cells]) -> Iterator[tuple[str | None, Cells]]:
    return ((service.feed.id_of(cells), cells) for cells in rows)
