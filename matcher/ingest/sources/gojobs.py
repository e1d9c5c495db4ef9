"""Postings of the civil service on 나라일터 (Gojobs): title, body and days, no more."""

from matcher.ingest.sources.base import Cells, Feed, Source, at
from matcher.values import parse_day

_COLUMNS = {
    "id": "idx",
    "title": "title",
    "company": "insttname",
    "closes": "enddate",
    "registered": "regdate",
}
_PAGE = "https://www.gojobs.go.kr/apmView.do?empmnsn="


def _fields(cells: Cells) -> dict[str, object]:
    number = at(cells, "idx")
    return {
        "id": f"GJ-{number}" if number else None,
        "source": "gojobs",
        "provider": "나라일터",
        "title": at(cells, "title"),
        "company": at(cells, "insttname"),
        "closes": at(cells, "enddate"),
        "registered": parse_day(at(cells, "regdate")),
        "url": f"{_PAGE}{number}" if number else None,
    }


FEED = Feed(
    Source("gojobs", frozenset({"idx", "insttname"}).issubset, _fields, _COLUMNS),
    kept=frozenset({"idx", "title", "insttname", "regdate", "enddate"}),
    dated=("regdate",),
    expected=("closes",),
)
