"""The plain texts that the baselines read, as the judged set defines them.

Only for measuring: these texts are not filtered for private sentences, so they are never stored,
shown or given to the encoder.
"""

from collections.abc import Iterable

from matcher.records import Posting, Trainee

BODY_CHARACTERS = 500


def posting_document(posting: Posting) -> str:
    """Title, function tags, industry and the start of the body, joined by ``" / "``."""
    body = (posting.body or "")[:BODY_CHARACTERS]
    return _joined(" / ", [posting.title, ", ".join(posting.functions), posting.industry, body])


def whole_profile(trainee: Trainee) -> str:
    """Wishes, courses, career, skills, licences, duties and summary, joined by spaces."""
    career = trainee.career
    return _joined(
        " ",
        [
            *trainee.desired.jobs,
            *(course.name for course in trainee.courses),
            *(part for spell in career for part in (spell.title, spell.industry)),
            *trainee.skills,
            *trainee.licences,
            *(spell.duties for spell in career),
            trainee.summary,
        ],
    )


def _joined(mark: str, parts: Iterable[str | None]) -> str:
    return mark.join(part for part in parts if part)
