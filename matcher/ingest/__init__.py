"""Ingest (가져오기): files as they come become records, and bad rows a list with cures."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def __getattr__(name: str) -> object:
    """Import these names on their first use: the process that reads a résumé needs none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from matcher.ingest import intake, mapping, postings, trainees

    homes = (intake, mapping, postings, trainees)
    return next(getattr(home, name) for home in homes if hasattr(home, name))
