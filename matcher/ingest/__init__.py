"""Ingest (가져오기): files as they come become records, and bad rows a list with cures."""

from matcher.ingest.intake import Intake, Rejection, UnreadableFile
from matcher.ingest.mapping import ColumnMapping, UnknownHeader
from matcher.ingest.postings import read_postings
from matcher.ingest.trainees import read_trainees

__all__ = [
    "ColumnMapping",
    "Intake",
    "Rejection",
    "UnknownHeader",
    "UnreadableFile",
    "read_postings",
    "read_trainees",
]
