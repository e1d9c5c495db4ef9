"""Which posting of a group stands for the job (대표 공고)."""

from matcher.copies.faces import Face
from matcher.records import Posting

FIELDS = (
    "pay",
    "working_condition",
    "employment_type",
    "region",
    "address",
    "career",
    "education",
    "closes",
    "business_number",
    "jobs_cd",
    "headcount",
    "body",
    "url",
)
"""What a reader wants to know of a job, for counting how complete a posting is."""


def preference(posting: Posting, face: Face) -> tuple[bool, int, int, str]:
    """Sorts first the employer's own, then the most complete, the latest confirmed, by id.

    Who lists jobs takes the first that the person may see, so that an open one comes first."""
    stated = sum(getattr(posting, name) is not None for name in FIELDS)
    days = [day.toordinal() for day in (posting.registered, posting.seen) if day]
    return (face.agency, -stated, -max(days, default=0), posting.id)
