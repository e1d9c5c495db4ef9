"""The occupation of a record (직종): stated by its source, or guessed; kept in a snapshot only."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.occupations.keco import groups_2018, keco_2018_of_jobs_cd
from matcher.occupations.mapper import Guess, OccupationMapper, sure
from matcher.records import Posting, Trainee
from matcher.text.profile import Profile

PLAUSIBLE = 0.1
"""From this confidence on a group may be what somebody wishes, so it is no other work."""
TOLD = 0.5
"""From this confidence on a guess may be told to people: it is right more often than not."""


@dataclass(frozen=True)
class RecordOccupation:
    """A KECO 2018 group of one field; ``name`` is ``None`` for a stated code we have no name of.

    ``confidence`` is ``None`` where the source states the group."""

    field: str
    code: str
    name: str | None
    confidence: float | None
    alternatives: tuple[Guess, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether the source says so itself."""
        return self.confidence is None


@dataclass(frozen=True)
class Reading:
    """The occupations a person is read to wish and to have had; ``of`` tells of which texts.

    ``wished`` holds every plausible group of a wish, ``sought`` and ``career`` only what is
    right more often than not."""

    of: str
    wished: frozenset[str] = frozenset()
    sought: frozenset[str] = frozenset()
    career: frozenset[str] = frozenset()


def posting_occupation(posting: Posting, mapper: OccupationMapper) -> RecordOccupation | None:
    """By the posting's jobsCd where it has one, else a guess from its title, else unknown."""
    return posting_occupations([posting], mapper)[0]


def posting_occupations(
    postings: Sequence[Posting], mapper: OccupationMapper | None
) -> list[RecordOccupation | None]:
    """The occupation of each posting; without a mapper only what the sources state is known."""
    found = [_stated(posting) for posting in postings]
    left = [at for at, one in enumerate(found) if one is None] if mapper else []
    titles = [postings[at].title for at in left]
    guessed = mapper.guesses(titles, keep=True) if mapper else []
    for at, guesses in zip(left, guessed, strict=True):
        found[at] = _guessed("title", sure(guesses))
    return found


def career_occupations(
    trainee: Trainee, mapper: OccupationMapper
) -> tuple[RecordOccupation | None, ...]:
    """For each spell of the career, in its order; private titles stay unknown."""
    return tuple(
        _guessed(f"career.{number}.title", mapper.map(spell.title)) if spell else None
        for number, spell in enumerate(Profile.of(trainee).career)
    )


def readings(profiles: Sequence[Profile], mapper: OccupationMapper) -> list[Reading]:
    """What each profile wishes and has done; vectors of titles are kept like those of profiles."""
    jobs = [[job for job in profile.jobs if job] for profile in profiles]
    spells = [[spell.title for spell in profile.career if spell] for profile in profiles]
    asked = [title for titles in (*jobs, *spells) for title in titles]
    known = dict(zip(asked, mapper.guesses(asked, keep=True), strict=True))
    return [
        Reading(
            fingerprint(profile),
            frozenset(
                guess.code
                for title in wished
                for guess in known[title]
                if guess.confidence >= PLAUSIBLE
            ),
            _firsts(known[title] for title in wished),
            _firsts(known[title] for title in past),
        )
        for profile, wished, past in zip(profiles, jobs, spells, strict=True)
    ]


def fingerprint(profile: Profile) -> str:
    """Changes whenever the texts that a reading rests on do."""
    texts = [profile.jobs, [spell and spell.title for spell in profile.career]]
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def _firsts(guesses: Iterable[tuple[Guess, ...]]) -> frozenset[str]:
    return frozenset(one[0].code for one in guesses if one and one[0].confidence >= TOLD)


def _stated(posting: Posting) -> RecordOccupation | None:
    code = keco_2018_of_jobs_cd(posting.jobs_cd)
    return RecordOccupation("jobs_cd", code, groups_2018().get(code), None) if code else None


def _guessed(field: str, guesses: tuple[Guess, ...]) -> RecordOccupation | None:
    if not guesses:
        return None
    first, *others = guesses
    return RecordOccupation(field, first.code, first.name, first.confidence, tuple(others))
