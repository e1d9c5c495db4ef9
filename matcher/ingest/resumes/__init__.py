"""Résumés (이력서) in HWP, HWPX, DOCX, PDF and plain text become a draft a person confirms."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.ingest.resumes.draft import ProfileDraft, confirmed, draft_of
    from matcher.ingest.resumes.reading import read_resume

__all__ = ["ProfileDraft", "confirmed", "draft_of", "read_resume"]


def __getattr__(name: str) -> object:
    """Import a name's module on its first use: ``child`` starts for every file and needs none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from matcher.ingest.resumes import draft, reading

    return getattr(reading if name == "read_resume" else draft, name)
