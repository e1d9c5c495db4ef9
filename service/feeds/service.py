"""What is to be known of a service before it can be asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from matcher.ingest.sources import Feed
from matcher.ingest.sources.base import Cells

Params = dict[str, str]


@dataclass(frozen=True)
class Detail:
    """Where the whole of a posting is read; ``params`` tells which, from its row in the list."""

    url: str
    params: Callable[[Cells], Params]
    most: int = 2000


@dataclass(frozen=True)
class FeedService:
    """Address, parameters and paging of one service; how its rows read is its ``feed``.

    ``region_params`` are given where the service itself can narrow a list to regions; the
    others are narrowed here. ``newest_last`` marks an archive that begins with its oldest page.
    """

    name: str
    feed: Feed
    setting: str
    key_name: str
    url: str
    page_name: str
    size_name: str
    page_size: int
    params: Mapping[str, str] = field(default_factory=dict)
    first_page: int = 1
    most_pages: int = 1000
    timeout: float = 20.0
    stale_days: int = 14
    detail: Detail | None = None
    region_params: Callable[[Sequence[str]], Params | None] | None = None
    newest_last: bool = False

    @property
    def source(self) -> str:
        """The source of its postings, as records have it."""
        return self.feed.source.name

    def asked_for(self, regions: Sequence[str]) -> Params | None:
        """The parameters that narrow a list to regions, or ``None`` where it cannot be."""
        return self.region_params(regions) if regions and self.region_params else None

    def page(self, number: int) -> Params:
        """The parameters of a page, counted from 1."""
        asked = {self.size_name: str(self.page_size)}
        return {**self.params, **asked, self.page_name: str(self.first_page + number - 1)}
