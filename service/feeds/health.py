"""Source health (출처 점검): reasons not to believe what a crawl says is gone."""

from service.feeds.crawl import Crawl
from service.feeds.service import FeedService

FEWER = 0.5
"""A list shorter than this share of the last good one closes nothing."""

BROKEN = 0.1
"""More rejected rows than this share of all are a change of format."""

_ENOUGH = 3
"""Fewer rows cannot tell a missing field from a changed format."""


def alarms(service: FeedService, crawl: Crawl, before: int | None) -> tuple[str, ...]:
    """What is wrong with a crawl; ``before`` is how many postings the last good one listed."""
    if not crawl.listed:
        return ("공고가 한 건도 없습니다.",) if crawl.complete else ()
    found = (_stale(service, crawl), _fewer(crawl, before), _broken(crawl), _drift(service, crawl))
    return tuple(one for one in found if one)


def _stale(service: FeedService, crawl: Crawl) -> str | None:
    if crawl.newest is None:
        return None
    age = (crawl.day - crawl.newest).days
    told = f"{age}일 동안 새 공고가 없습니다(마지막 {crawl.newest})."
    return told if age > service.stale_days else None


def _fewer(crawl: Crawl, before: int | None) -> str | None:
    now = len(crawl.listed)
    if not before or now >= before * FEWER:
        return None
    return f"지난번 {before}건에서 {now}건으로 줄었습니다."


def _broken(crawl: Crawl) -> str | None:
    rows = len({one.row for one in crawl.rejected})
    if rows <= BROKEN * (rows + len(crawl.records)):
        return None
    first = crawl.rejected[0]
    return f"받지 못한 행이 {rows}건입니다({first.field}: {first.cure})"


def _drift(service: FeedService, crawl: Crawl) -> str | None:
    if len(crawl.records) < _ENOUGH:
        return None
    lost = [
        name
        for name in service.feed.expected
        if all(getattr(one, name) is None for one in crawl.records)
    ]
    return (
        f"모든 공고에 {', '.join(lost)} 값이 없습니다. 형식이 바뀐 것 같습니다." if lost else None
    )
