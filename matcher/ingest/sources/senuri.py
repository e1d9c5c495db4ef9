"""Postings of 노인일자리 (SenuriService); it says nothing about pay or hours, and nor do we."""

from matcher.ingest.sources.base import Cells, Feed, Source, at, coded, joined, labelled, parts
from matcher.values import parse_day

_KEPT = (
    "jobId recrtTitle oranNm emplymShp emplymShpNm workPlc workPlcNm frDd toDd deadline acptMthd "
    "jobcls jobclsNm plDetAddr plbizNm age ageLim clltPrnnum detCnts wantedTitle wantedAuthNo "
    "frAcptDd toAcptDd createDy updDy"
)
_COLUMNS = {
    "id": "jobId",
    "title": "recrtTitle",
    "company": "oranNm",
    "region": "workPlcNm",
    "closes": "toDd",
    "registered": "frDd",
    "body": "detCnts",
}


def _fields(cells: Cells) -> dict[str, object]:
    number = at(cells, "jobId")
    way = at(cells, "acptMthd")
    return {
        "id": f"SN-{number}" if number else None,
        "source": "senuri",
        "provider": "한국노인인력개발원",
        "title": at(cells, "wantedTitle") or at(cells, "recrtTitle"),
        "company": at(cells, "oranNm") or at(cells, "plbizNm"),
        "functions": parts(at(cells, "jobclsNm")),
        "region": at(cells, "workPlcNm"),
        "address": at(cells, "plDetAddr"),
        "employment_type": at(cells, "emplymShpNm")
        or coded("senuri.employment", at(cells, "emplymShp")),
        "headcount": at(cells, "clltPrnnum"),
        "closes": at(cells, "toDd") or at(cells, "toAcptDd"),
        "registered": parse_day(at(cells, "createDy"))
        or parse_day(at(cells, "frDd"))
        or parse_day(at(cells, "frAcptDd")),
        "body": joined(
            [
                at(cells, "detCnts"),
                *labelled(cells, {"age": "연령", "ageLim": "연령 제한"}),
                f"접수방법: {coded('senuri.application', way)}" if way else None,
            ]
        ),
    }


def _closed(cells: Cells) -> bool:
    return at(cells, "deadline") == "마감"


FEED = Feed(
    Source("senuri", frozenset({"jobId"}).issubset, _fields, _COLUMNS),
    kept=frozenset(_KEPT.split()),
    dated=("frDd", "createDy", "updDy"),
    expected=("closes", "employment_type"),
    closed=_closed,
)
