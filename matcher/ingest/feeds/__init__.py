"""Feeds (공개 채용정보): what the public services answer, as rows without contact persons."""

from matcher.ingest.feeds.errors import FeedError
from matcher.ingest.feeds.pages import Page, feed_rows, merged, read_page
from matcher.ingest.feeds.taking import take_feed

__all__ = ["FeedError", "Page", "feed_rows", "merged", "read_page", "take_feed"]
