"""나라일터 (Gojobs): the whole archive, its oldest page first, so that it is read from the end."""

from matcher.ingest.sources import gojobs
from service.feeds.service import FeedService

SERVICE = FeedService(
    name="gojobs",
    feed=gojobs.FEED,
    setting="data_go_kr_key",
    key_name="serviceKey",
    url="https://apis.data.go.kr/1760000/PblJobService/getList",
    page_name="pageNo",
    size_name="numOfRows",
    page_size=100,
    newest_last=True,
)
