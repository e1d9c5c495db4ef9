"""잡알리오 (Job ALIO): postings of public bodies."""

from matcher.ingest.sources import alio
from service.feeds.service import FeedService

SERVICE = FeedService(
    name="alio",
    feed=alio.FEED,
    setting="data_go_kr_key",
    key_name="serviceKey",
    url="https://apis.data.go.kr/1051000/recruitment/list",
    params={"resultType": "json", "ongoingYn": "Y"},
    page_name="pageNo",
    size_name="numOfRows",
    page_size=1000,
)
