"""Résumés (이력서) in HWP, HWPX, DOCX, PDF and plain text become a draft a person confirms."""

from datetime import date
from pathlib import Path

from matcher.ingest.resumes.draft import ProfileDraft, confirmed, draft_of
from matcher.ingest.resumes.reading import LIMIT, read_document

__all__ = ["ProfileDraft", "confirmed", "draft_of", "read_resume"]


def read_resume(source: Path | bytes, name: str = "", as_of: date | None = None) -> ProfileDraft:
    """Read a résumé; ``as_of`` is the day up to which ``~ 현재`` counts. Keeps nothing of the file.

    The bytes tell the format; ``name`` only tells plain text from a damaged file. Raises
    ``UnreadableFile`` with a sentence for its owner.
    """
    if isinstance(source, Path):
        name, source = name or source.name, _bytes_of(source)
    return draft_of(read_document(source, name), as_of)


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMIT + 1)
