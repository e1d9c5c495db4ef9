"""노인일자리 (SenuriService): slow, and its own filter of regions cannot be relied on."""

from matcher.ingest.sources import senuri
from matcher.ingest.sources.base import Cells, at
from service.feeds.service import Detail, FeedService, Params

_SITE = "https://apis.data.go.kr/B552474/SenuriService"


def _detail(cells: Cells) -> Params:
    return {"id": at(cells, "jobId") or ""}


SERVICE = FeedService(
    name="senuri",
    feed=senuri.FEED,
    setting="data_go_kr_key",
    key_name="serviceKey",
    url=f"{_SITE}/getJobList",
    page_name="pageNo",
    size_name="numOfRows",
    page_size=500,
    timeout=60.0,
    detail=Detail(f"{_SITE}/getJobInfo", _detail, most=300),
)
