"""Why an answer of a feed is not a list of postings."""

from matcher.ingest.intake import Rejection, UnreadableFile


class FeedError(UnreadableFile):
    """An answer that holds no postings: an error, another format, or damaged; nothing is stored."""

    def __init__(self, found: str, cure: str) -> None:
        super().__init__(Rejection(0, "", found, cure))
