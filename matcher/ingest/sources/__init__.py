"""Sources (출처): each format of postings in a file of its own, listed once in ``SOURCES``."""

from matcher.ingest.sources import jobkorea, records, work24
from matcher.ingest.sources.base import Source

SOURCES: tuple[Source, ...] = (work24.LIST_CSV, jobkorea.CSV, records.POSTINGS)
"""Every format of postings that can be read; the first that recognises a header reads it."""

__all__ = ["SOURCES", "Source"]
