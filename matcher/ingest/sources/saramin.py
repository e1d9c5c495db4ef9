"""Postings of 사람인 (Saramin) from its open API."""

from datetime import datetime
from zoneinfo import ZoneInfo

from matcher.ingest.sources.base import Cells, Feed, Source, at, coded, parts
from matcher.values import parse_day, parse_pay

_KEPT = (
    "id url active company detail href name position title industry code location job-type "
    "job-mid-code job-code experience-level min max required-education-level keyword salary "
    "posting-timestamp posting-date modification-timestamp opening-timestamp "
    "expiration-timestamp expiration-date close-type"
)
_COLUMNS = {
    "id": "id",
    "title": "position.title",
    "company": "company.detail.name",
    "pay": "salary.name",
    "region": "position.location.name",
    "closes": "expiration-date",
    "registered": "posting-date",
}
_BY_DATE = "1"


def _fields(cells: Cells) -> dict[str, object]:
    number = at(cells, "id")
    jobs = [at(cells, "position", name, "name") for name in ("job-mid-code", "job-code")]
    keyword = at(cells, "keyword")
    return {
        "id": f"SR-{number}" if number else None,
        "source": "saramin",
        "provider": "사람인",
        "title": at(cells, "position", "title"),
        "company": at(cells, "company", "detail", "name"),
        "industry": at(cells, "position", "industry", "name"),
        "functions": list(dict.fromkeys(one for job in jobs for one in parts(job))),
        "career": at(cells, "position", "experience-level", "name"),
        "education": at(cells, "position", "required-education-level", "name"),
        "pay": _pay(at(cells, "salary", "name")),
        "region": at(cells, "position", "location", "name"),
        "employment_type": at(cells, "position", "job-type", "name"),
        "closes": _closes(cells),
        "registered": parse_day(_day(cells, "posting")),
        "url": at(cells, "url"),
        "body": f"키워드: {keyword}" if keyword else None,
    }


def _pay(text: str | None) -> str | None:
    """Saramin writes a year's pay without a word for it."""
    bare = not parse_pay(text).known and parse_pay(text, source="saramin").known
    return f"연봉 {text}" if bare else text


def _closes(cells: Cells) -> str | None:
    code = at(cells, "close-type", "code")
    day = _day(cells, "expiration")
    if code in (None, _BY_DATE):
        return day
    named = at(cells, "close-type", "name") or coded("saramin.closing", code)
    return " ".join(filter(None, (named, day if code == "2" else None))) or None


def _day(cells: Cells, kind: str) -> str | None:
    """A day as written, else that of the timestamp in Korea."""
    text = at(cells, f"{kind}-date")
    seconds = at(cells, f"{kind}-timestamp") or ""
    if text or not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 10):
        return (text or "").partition("T")[0] or None
    return datetime.fromtimestamp(int(seconds), ZoneInfo("Asia/Seoul")).date().isoformat()


def _closed(cells: Cells) -> bool:
    return at(cells, "active") == "0"


FEED = Feed(
    Source("saramin", frozenset({"id", "position", "company"}).issubset, _fields, _COLUMNS),
    kept=frozenset(_KEPT.split()),
    dated=("posting-date",),
    expected=("region", "closes", "career"),
    closed=_closed,
)
