"""클린아이 (Cleaneye): its shape is published, the address of its service could not be found."""

from matcher.ingest.sources import cleaneye
from service.feeds.service import FeedService

SERVICE = FeedService(
    name="cleaneye",
    feed=cleaneye.FEED,
    setting="data_go_kr_key",
    key_name="serviceKey",
    url="",
    params={"type": "xml"},
    page_name="pageNo",
    size_name="numOfRows",
    page_size=100,
)
