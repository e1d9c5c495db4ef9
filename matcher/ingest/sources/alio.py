"""Postings of public bodies on 잡알리오 (Job ALIO)."""

from matcher.ingest.sources.base import Cells, Feed, Source, at, coded, joined, labelled, parts
from matcher.values import parse_day

_KEPT = (
    "recrutPblntSn pblntInstCd pbadmsStdInstCd instNm ncsCdLst ncsCdNmLst hireTypeLst "
    "hireTypeNmLst workRgnLst workRgnNmLst recrutSe recrutSeNm prefCondCn recrutNope "
    "pbancBgngYmd pbancEndYmd recrutPbancTtl srcUrl replmprYn aplyQlfcCn disqlfcRsn "
    "scrnprcdrMthdExpln prefCn acbgCondLst acbgCondNmLst nonatchRsn ongoingYn decimalDay"
)
_COLUMNS = {
    "id": "recrutPblntSn",
    "title": "recrutPbancTtl",
    "company": "instNm",
    "career": "recrutSeNm",
    "education": "acbgCondNmLst",
    "region": "workRgnNmLst",
    "closes": "pbancEndYmd",
    "registered": "pbancBgngYmd",
    "headcount": "recrutNope",
}
_BODY = {
    "aplyQlfcCn": "응시자격",
    "scrnprcdrMthdExpln": "전형절차",
    "disqlfcRsn": "결격사유",
}


def _fields(cells: Cells) -> dict[str, object]:
    number = at(cells, "recrutPblntSn")
    preference = (at(cells, "prefCondCn"), at(cells, "prefCn"))
    return {
        "id": f"AL-{number}" if number else None,
        "source": "alio",
        "provider": "잡알리오",
        "title": at(cells, "recrutPbancTtl"),
        "company": at(cells, "instNm"),
        "functions": parts(_named(cells, "ncsCdNmLst", "alio.ncs", "ncsCdLst")),
        "career": _named(cells, "recrutSeNm", "alio.career", "recrutSe"),
        "education": at(cells, "acbgCondNmLst"),
        "region": _named(cells, "workRgnNmLst", "alio.region", "workRgnLst"),
        "employment_type": _named(cells, "hireTypeNmLst", "alio.employment", "hireTypeLst"),
        "headcount": at(cells, "recrutNope"),
        "preference": "\n".join(filter(None, preference)) or None,
        "closes": at(cells, "pbancEndYmd"),
        "registered": parse_day(at(cells, "pbancBgngYmd")),
        "url": at(cells, "srcUrl"),
        "body": joined(labelled(cells, _BODY)),
    }


def _named(cells: Cells, name: str, table: str, code: str) -> str | None:
    """The names as published, else those of the codes that the table knows."""
    codes = at(cells, code)
    return at(cells, name) or coded(table, codes)


def _closed(cells: Cells) -> bool:
    return at(cells, "ongoingYn") == "N"


FEED = Feed(
    Source("alio", frozenset({"recrutPblntSn"}).issubset, _fields, _COLUMNS),
    kept=frozenset(_KEPT.split()),
    dated=("pbancBgngYmd",),
    expected=("region", "closes", "employment_type"),
    closed=_closed,
)
