"""Feeds (공개 채용정보): postings fetched from the public services."""

from service.feeds import alio, cleaneye, gojobs, saramin, senuri, work24
from service.feeds.service import FeedService

SERVICES: dict[str, FeedService] = {
    one.name: one
    for one in (
        work24.SERVICE,
        senuri.SERVICE,
        alio.SERVICE,
        saramin.SERVICE,
        gojobs.SERVICE,
        cleaneye.SERVICE,
    )
}
"""Every service that can be asked, by name."""

__all__ = ["SERVICES", "FeedService"]
