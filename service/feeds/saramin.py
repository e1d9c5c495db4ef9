"""사람인 (Saramin): pages are counted from 0, regions have codes of its own."""

from collections.abc import Sequence

from matcher.codes import meanings
from matcher.ingest.sources import saramin
from service.feeds.service import FeedService, Params


def _regions(codes: Sequence[str]) -> Params | None:
    """Saramin's codes, or ``None`` where one of the regions has none in the table."""
    known = meanings("saramin.region")
    return {"loc_cd": ",".join(known[c] for c in codes)} if set(codes) <= set(known) else None


SERVICE = FeedService(
    name="saramin",
    feed=saramin.FEED,
    setting="saramin_key",
    key_name="access-key",
    url="https://oapi.saramin.co.kr/job-search",
    params={"fields": "posting-date,expiration-date,keyword-code,count", "sort": "pd"},
    page_name="start",
    size_name="count",
    page_size=110,
    first_page=0,
    region_params=_regions,
)
