"""Sources (출처): each format of postings in a file of its own, listed once in ``SOURCES``."""

from matcher.ingest.sources import (
    alio,
    cleaneye,
    gojobs,
    jobkorea,
    records,
    saramin,
    senuri,
    work24,
    work24_feed,
)
from matcher.ingest.sources.base import Feed, Source

FEEDS: tuple[Feed, ...] = (
    senuri.FEED,
    work24_feed.FEED,
    alio.FEED,
    saramin.FEED,
    gojobs.FEED,
    cleaneye.FEED,
)
"""Every public service; 노인일자리 first, for its detail quotes Work24's number."""

SOURCES: tuple[Source, ...] = (
    work24.LIST_CSV,
    jobkorea.CSV,
    *(feed.source for feed in FEEDS),
    records.POSTINGS,
)
"""Every format of postings that can be read; the first that recognises a header reads it."""

__all__ = ["FEEDS", "SOURCES", "Feed", "Source"]
