"""Postings of local public enterprises (지방공기업) on 클린아이 (Cleaneye)."""

import re

from matcher.ingest.keys import posting_key
from matcher.ingest.sources.base import Cells, Feed, Source, at, joined, labelled, parts
from matcher.values import parse_day, parse_pay

_KEPT = (
    "NO ENT_NAME ENT_TITLE JOB_TYPE SIDO_CD EMPLOY_GB EMPLOY_NUM PUB_DATE PUB_END_DATE STATUS "
    "ENT_RECRUIT YEARINCOME JUDGE_METHOD JOB_SEEK_ETC ENT_LICENSE1 ENT_LICENSE2 ENT_LICENSE3 "
    "ENT_LICENSE4 LOCAL_YN ADDRESS URL RE_MAN_YN"
)
_COLUMNS = {
    "id": "ENT_TITLE",
    "title": "ENT_TITLE",
    "company": "ENT_NAME",
    "pay": "YEARINCOME",
    "address": "ADDRESS",
    "closes": "PUB_END_DATE",
    "registered": "PUB_DATE",
}
_BODY = {"ENT_RECRUIT": "모집", "JUDGE_METHOD": "전형방법", "JOB_SEEK_ETC": "기타"}


def _fields(cells: Cells) -> dict[str, object]:
    title, company = at(cells, "ENT_TITLE"), at(cells, "ENT_NAME")
    registered = at(cells, "PUB_DATE")
    licences = (at(cells, f"ENT_LICENSE{number}") for number in range(1, 5))
    return {
        # NO counts the rows of an answer, so that it cannot tell a posting tomorrow
        "id": posting_key("CE", company, title, registered),
        "source": "cleaneye",
        "provider": "클린아이",
        "title": title,
        "company": company,
        "functions": parts(at(cells, "JOB_TYPE")),
        "pay": _pay(at(cells, "YEARINCOME")),
        "region": at(cells, "ADDRESS"),
        "address": at(cells, "ADDRESS"),
        "employment_type": at(cells, "EMPLOY_GB"),
        "licences": list(dict.fromkeys(filter(None, licences))),
        "headcount": at(cells, "EMPLOY_NUM"),
        "closes": at(cells, "PUB_END_DATE"),
        "registered": parse_day(registered),
        "url": at(cells, "URL"),
        "body": joined(labelled(cells, _BODY)),
    }


def _pay(text: str | None) -> str | None:
    """A year's pay (연봉), the column's name; a bare number is won only where it must be."""
    if text and re.fullmatch(r"[0-9,]{7,15}", text):
        text = f"{text}원"
    yearly = text and not parse_pay(text).known and parse_pay(text, unit_hint="Y").known
    return f"연봉 {text}" if yearly else text


def _closed(cells: Cells) -> bool:
    return "마감" in (at(cells, "STATUS") or "")


FEED = Feed(
    Source("cleaneye", frozenset({"ENT_NAME", "ENT_TITLE"}).issubset, _fields, _COLUMNS),
    kept=frozenset(_KEPT.split()),
    dated=("PUB_DATE",),
    expected=("closes", "registered"),
    closed=_closed,
)
