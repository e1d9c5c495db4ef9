"""The occupation of a record (직종): stated by its source, or guessed and never stored."""

from dataclasses import dataclass

from matcher.occupations.keco import groups_2018, keco_2018_of_jobs_cd
from matcher.occupations.mapper import Guess, OccupationMapper
from matcher.records import Posting, Trainee
from matcher.text.profile import Profile


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


def posting_occupation(posting: Posting, mapper: OccupationMapper) -> RecordOccupation | None:
    """By the posting's jobsCd where it has one, else a guess from its title, else unknown."""
    code = keco_2018_of_jobs_cd(posting.jobs_cd)
    if code is not None:
        return RecordOccupation("jobs_cd", code, groups_2018().get(code), None)
    return _guessed("title", mapper.map(posting.title))


def career_occupations(
    trainee: Trainee, mapper: OccupationMapper
) -> tuple[RecordOccupation | None, ...]:
    """For each spell of the career, in its order; private titles stay unknown."""
    return tuple(
        _guessed(f"career.{number}.title", mapper.map(spell.title)) if spell else None
        for number, spell in enumerate(Profile.of(trainee).career)
    )


def _guessed(field: str, guesses: tuple[Guess, ...]) -> RecordOccupation | None:
    if not guesses:
        return None
    first, *others = guesses
    return RecordOccupation(field, first.code, first.name, first.confidence, tuple(others))
