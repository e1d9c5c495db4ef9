"""A trainee without identity: the only thing about a person that text builders can see."""

import re
from dataclasses import dataclass

from matcher.records import CareerEntry, Trainee
from matcher.text.credit import credited
from matcher.text.private import MASK, blank_private
from matcher.text.stuffing import blank_stuffed, strike_stuffed


@dataclass(frozen=True)
class Profile:
    """Courses, career, skills and wished jobs; no field for a name, a birth year or a contact.

    Items keep their place in the record (a private one becomes ``None``), and texts keep their
    length, so that a span in a profile is a span in the record."""

    courses: tuple[tuple[str | None, bool], ...]
    """Name and whether it is finished."""
    career: tuple[CareerEntry | None, ...]
    skills: tuple[str | None, ...]
    licences: tuple[str | None, ...]
    jobs: tuple[str | None, ...]
    avoid: tuple[str | None, ...]
    summary: str | None
    text: str | None = None
    """A sentence somebody searches with, in place of a record."""

    @classmethod
    def of(cls, trainee: Trainee) -> "Profile":
        """Leave identity behind; blank private and stuffed sentences and the person's own name.

        Of the skills only so many are read as are credited."""

        own = _own_name(trainee.name)

        def clean(text: str | None) -> str | None:
            blanked = blank_stuffed(blank_private(text))
            if blanked is None or own is None:
                return blanked
            return own.sub(lambda found: MASK * len(found.group()), blanked)

        def entry(spell: CareerEntry) -> CareerEntry | None:
            title = clean(spell.title)
            if title is None:
                return None
            return CareerEntry(
                title=title,
                industry=clean(spell.industry),
                years=spell.years,
                duties=clean(spell.duties),
            )

        return cls(
            courses=tuple((clean(course.name), course.finished) for course in trainee.courses),
            career=tuple(entry(spell) for spell in trainee.career),
            skills=credited(trainee, strike_stuffed([clean(skill) for skill in trainee.skills])),
            licences=strike_stuffed([clean(licence) for licence in trainee.licences]),
            jobs=strike_stuffed([clean(job) for job in trainee.desired.jobs]),
            avoid=tuple(clean(thing) for thing in trainee.desired.avoid),
            summary=clean(trainee.summary),
        )


def _own_name(name: str | None) -> re.Pattern[str] | None:
    """The person's own name, however it is spaced; ``None`` for none or a single letter."""
    letters = re.sub(r"\s", "", name or "")
    return re.compile(r"\s*".join(map(re.escape, letters))) if len(letters) > 1 else None
