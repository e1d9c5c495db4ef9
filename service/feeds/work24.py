"""고용24 (Work24): list 210L01 and detail 210D01; open postings only."""

from collections.abc import Sequence

from matcher.ingest.sources import work24_feed
from matcher.ingest.sources.base import Cells, at
from service.feeds.service import Detail, FeedService, Params

_SITE = "https://www.work24.go.kr/cm/openApi/call/wk"


def _detail(cells: Cells) -> Params:
    """The detail answers only with the provider that the list named."""
    number, provider = at(cells, "wantedAuthNo") or "", at(cells, "infoSvc") or "VALIDATION"
    return {"callTp": "D", "returnType": "XML", "wantedAuthNo": number, "infoSvc": provider}


def _regions(codes: Sequence[str]) -> Params:
    return {"region": "|".join(codes)}


SERVICE = FeedService(
    name="work24",
    feed=work24_feed.FEED,
    setting="work24_key",
    key_name="authKey",
    url=f"{_SITE}/callOpenApiSvcInfo210L01.do",
    params={"callTp": "L", "returnType": "XML"},
    page_name="startPage",
    size_name="display",
    page_size=100,
    detail=Detail(f"{_SITE}/callOpenApiSvcInfo210D01.do", _detail),
    region_params=_regions,
)
