"""What the web layer asks of the rest of the service; no web library is met here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, Protocol

from matcher.records import Posting, Trainee
from matcher.results import Ranking, Verdict

if TYPE_CHECKING:
    from matcher.advice import Advice
    from matcher.skills import HeldSkill
    from service.store import Clearance, DraftBook, Edit, ImportBook, Origin, Plan


@dataclass(frozen=True)
class Readiness:
    """Whether requests can be answered now; ``reason`` tells the person on duty why not."""

    ok: bool
    reason: str | None = None


class SiteSettings(Protocol):
    """The settings that a page shows; ``language`` is ``ko`` or ``en``."""

    @property
    def language(self) -> str:
        """The language of the pages: ``ko`` or ``en``."""

    @property
    def centre_name(self) -> str:
        """The name of the centre, shown on every page."""

    @property
    def centre_phone(self) -> str:
        """The phone of the centre, shown on every page."""

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """Host names that requests may use; others are refused."""


class RecordStore(Protocol):
    """Reads of people and postings, and what counsellors change; an unknown id raises a
    ``LookupError``."""

    def trainees(self) -> Mapping[str, Trainee]:
        """Every trainee by id."""

    def postings(self) -> Mapping[str, Posting]:
        """Every posting by id."""

    def trainee(self, id: str, /) -> Trainee:
        """One trainee."""

    def posting(self, id: str, /) -> Posting:
        """One posting."""

    def counts(self) -> Mapping[str, int]:
        """How many ``trainees`` and ``postings`` there are."""

    def secret(self) -> bytes:
        """A secret of this store alone; tokens are made with it."""

    def generation(self) -> int:
        """A number that grows with every change of what is matched."""

    def confirm_draft(
        self, number: int, record: Trainee, values: Mapping[str, object], by: str, /
    ) -> frozenset[str]:
        """Make a draft a profile; the locked paths that kept their value."""

    def edit_trainee(self, id: str, values: Mapping[str, object], origin: "Origin", /) -> "Plan":
        """Set fields by their paths; a counsellor's are locked."""

    def unlock(
        self, kind: Literal["trainee", "posting"], id: str, field: str, origin: "Origin", /
    ) -> bool:
        """Let imports change a field again."""

    def history(self, kind: Literal["trainee", "posting"], id: str, /) -> "tuple[Edit, ...]":
        """Every change of a field, the oldest first."""

    def locks(self, kind: Literal["trainee", "posting"], id: str, /) -> frozenset[str]:
        """The paths of the locked fields."""

    def clear(
        self, posting_id: str, fingerprint: str, reason: str, by: str, at: datetime, /
    ) -> None:
        """A finding need not hold the posting back."""

    def hold_again(
        self, posting_id: str, fingerprint: str, reason: str, by: str, at: datetime, /
    ) -> bool:
        """Take a clearance back; False where there is none."""

    def clearances(self) -> Mapping[str, frozenset[str]]:
        """The cleared fingerprints of each posting that has any."""

    def clearance_rows(self, posting_id: str, /) -> "tuple[Clearance, ...]":
        """Who cleared what of a posting, when and why."""

    @property
    def imports(self) -> "ImportBook":
        """Every import, and the alerts."""

    @property
    def drafts(self) -> "DraftBook":
        """Résumé drafts that wait for a person."""


class Matching(Protocol):
    """The one matcher that every use travels through."""

    def matches(
        self,
        trainee: str | Trainee,
        /,
        *,
        as_of: date,
        top: int = 10,
        ignore: frozenset[str] = frozenset(),
    ) -> Ranking:
        """Postings for a trainee."""

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
        """Trainees for a posting, among some of them where ``among`` is given."""

    def search(
        self, text: str, /, *, as_of: date, top: int = 10, ignore: frozenset[str] = frozenset()
    ) -> Ranking:
        """Postings for free text."""

    def copies(self, posting: str, /) -> tuple[str, ...]:
        """The other postings that are the same job."""

    def advice(
        self,
        trainee: str | Trainee,
        /,
        *,
        as_of: date,
        top: int = 10,
        ignore: frozenset[str] = frozenset(),
    ) -> "Advice":
        """What is missing, what would change the list of ``top``, and what to ask."""

    def why(
        self,
        trainee_id: str,
        posting_id: str,
        /,
        *,
        as_of: date,
        ignore: frozenset[str] = frozenset(),
    ) -> Verdict:
        """Why a posting is, or is not, in a trainee's list."""


class Services(Protocol):
    """Everything the web layer is given; ``service.bootstrap`` builds the real one."""

    @property
    def settings(self) -> SiteSettings:
        """What pages show."""

    @property
    def store(self) -> RecordStore:
        """People and postings."""

    @property
    def matcher(self) -> Matching:
        """The matcher over the loaded snapshot."""

    def today(self) -> date:
        """The day on the service's one clock."""

    def look_again(self) -> None:
        """Take a change of the store into account at the very next question."""

    def held_skills(self, trainee: Trainee, /) -> "tuple[HeldSkill, ...]":
        """A person's skills, each verified by a course, being learnt, or claimed."""

    def ready(self) -> Readiness:
        """Whether the store is reachable and the snapshot loaded with the same model."""
