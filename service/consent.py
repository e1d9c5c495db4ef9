"""The gate (동의 확인) before the matcher: nobody is ranked who has not agreed to it (R1)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from matcher.records import Posting, Trainee
from matcher.records.trainee import Use
from matcher.results import Change, Ranking, Verdict
from service.api.ports import Matching

if TYPE_CHECKING:
    from matcher.advice import Advice

NO_CONSENT = "no_consent"
"""The limit that holds a person back who has not agreed to be matched."""
TOLD = (
    "상담·추천에 동의하신 날짜가 없어 일자리를 추천하지 않습니다. 동의를 받으신 뒤 "
    "‘정보 고치기’의 ‘동의한 날’에서 상담·추천 날짜를 적어 주십시오."
)


class NoConsentError(RuntimeError):
    """Jobs were asked for somebody who has not agreed to matching (상담·추천)."""

    def __init__(self) -> None:
        super().__init__(TOLD)


class KnownPeople(Matching, Protocol):
    """A matcher that holds everybody, whatever they have agreed to."""

    @property
    def trainees(self) -> Mapping[str, Trainee]:
        """Everybody by id."""

    @property
    def postings(self) -> Mapping[str, Posting]:
        """Every posting by id."""


def agreed(trainees: Mapping[str, Trainee], use: Use, day: date) -> dict[str, Trainee]:
    """Those who have agreed to a use by ``day``."""
    return {id: one for id, one in trainees.items() if one.consents.allow(use, day)}


class ConsentGate:
    """The matcher as every use of the service sees it: only for, and among, those who agreed."""

    def __init__(self, matcher: KnownPeople) -> None:
        self._matcher = matcher

    @property
    def trainees(self) -> Mapping[str, Trainee]:
        """Everybody by id."""
        return self._matcher.trainees

    @property
    def postings(self) -> Mapping[str, Posting]:
        """Every posting by id."""
        return self._matcher.postings

    def matches(
        self,
        trainee: str | Trainee,
        /,
        *,
        as_of: date,
        top: int = 10,
        ignore: frozenset[str] = frozenset(),
    ) -> Ranking:
        """Postings for a trainee; raises NoConsentError, and ``KeyError`` for an unknown id."""
        self._must_have_agreed(trainee, as_of)
        return self._matcher.matches(trainee, as_of=as_of, top=top, ignore=ignore)

    def candidates(
        self,
        posting: str | Posting,
        /,
        *,
        as_of: date,
        top: int = 10,
        ignore: frozenset[str] = frozenset(),
        among: Collection[str] | None = None,
    ) -> Ranking:
        """Trainees for a posting; of all of them, it is said how many have not agreed."""
        willing = agreed(self.trainees, "matching", as_of).keys()
        asked = willing if among is None else willing & set(among)
        ranking = self._matcher.candidates(
            posting, as_of=as_of, top=top, ignore=ignore, among=frozenset(asked)
        )
        without = len(self.trainees) - len(willing)
        if among is not None or not without:
            return ranking
        excluded = {**ranking.excluded, NO_CONSENT: without}
        return replace(ranking, excluded=excluded, considered=ranking.considered + without)

    def search(
        self, text: str, /, *, as_of: date, top: int = 10, ignore: frozenset[str] = frozenset()
    ) -> Ranking:
        """Postings for free text, which is nobody's profile."""
        return self._matcher.search(text, as_of=as_of, top=top, ignore=ignore)

    def advice(
        self,
        trainee: str | Trainee,
        /,
        *,
        as_of: date,
        top: int = 10,
        ignore: frozenset[str] = frozenset(),
    ) -> "Advice":
        """Advice for a trainee; raises NoConsentError, and ``KeyError`` for an unknown id."""
        self._must_have_agreed(trainee, as_of)
        return self._matcher.advice(trainee, as_of=as_of, top=top, ignore=ignore)

    def copies(self, posting: str, /) -> tuple[str, ...]:
        """The other postings that are the same job."""
        return self._matcher.copies(posting)

    def why(
        self,
        trainee_id: str,
        posting_id: str,
        /,
        *,
        as_of: date,
        ignore: frozenset[str] = frozenset(),
    ) -> Verdict:
        """Why a posting is, or is not, in a trainee's list; without consent there is no list."""
        if not self.trainees[trainee_id].consents.allow("matching", as_of):
            told = (Change(NO_CONSENT, TOLD),)
            return Verdict(False, None, (NO_CONSENT,), {}, changes=told)
        return self._matcher.why(trainee_id, posting_id, as_of=as_of, ignore=ignore)

    def _must_have_agreed(self, trainee: str | Trainee, day: date) -> None:
        record = self.trainees[trainee] if isinstance(trainee, str) else trainee
        if not record.consents.allow("matching", day):
            raise NoConsentError
