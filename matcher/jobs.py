"""What the rules need to know of each posting, read once and kept beside the index."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from embeddings.index import Mask
from matcher import copies, places, values
from matcher.asking import Piece, pieces
from matcher.checks import NOTHING_CLEARED, Cleared
from matcher.flags import Flags
from matcher.licences import Demand, demanded
from matcher.records import Posting
from matcher.travel import TravelTimes

NOT = r"(?!\s?(근무)?(은|는|이)?\s?(불가|없|안\s?함|아님|아닙|아니|X|x|×))"
NIGHT = re.compile(rf"(야간|심야|철야|교대|새벽|당직|격일){NOT}")
REMOTE = re.compile(
    rf"(재택(\s?근무)?|원격\s?근무(?!\s?(솔루션|시스템|프로그램))|비대면\s?근무){NOT}"
)
EVERYBODY = re.compile(
    r"각\s?(부문|분야|직무|부서)|전\s?(부문|분야|직군|직종)|부문별|분야별|대규모\s?(채용|모집)"
    r"|(신입|경력|정규|공채|하반기|상반기).{0,12}(공개채용|공채)|신입사원\s?(채용|모집)"
)

NEWCOMERS = re.compile(r"인턴|신규\s?간호|신입\s?(사원|직원|행원)|졸업\s?예정")


@dataclass(frozen=True)
class Job:
    """One posting's facts; ``None`` and empty are unknown."""

    posting: Posting
    places: tuple[places.Place, ...]
    """The points the job can be at: the named ones, else every point of its region."""
    named: bool
    """Whether a point is named, so that the job is there and nowhere else."""
    employment: frozenset[str]
    licences: tuple[Demand, ...]
    month_pay: tuple[int | None, int | None]
    """Won a month at the lower and at the upper end; an open end (이상) is unknown."""
    remote: bool | None
    night: bool
    everybody: bool
    """A mass recruitment (전 부문 공채) that names no trade of its own."""
    travel: TravelTimes = field(default_factory=TravelTimes, compare=False)
    """The centre's table of ways, empty without one."""

    @classmethod
    def of(cls, posting: Posting, travel: TravelTimes | None = None) -> "Job":
        """Read a posting once."""
        words = " ".join(
            part
            for part in (posting.title, posting.working_condition, posting.employment_type)
            if part
        )
        pay, hours = posting.pay_range, posting.hours.week_hours
        points = places.find(posting.region)
        return cls(
            posting=posting,
            places=points,
            named=bool(points) and points == places.named(posting.region),
            employment=values.parse_employment_types(posting.employment_type or posting.title),
            licences=demanded(posting),
            month_pay=(pay.monthly(hours), pay.monthly_top(hours)),
            remote=True if REMOTE.search(f"{words} {posting.body or ''}") else None,
            night=bool(NIGHT.search(words)) or bool(posting.hours.night),
            everybody=bool(EVERYBODY.search(posting.title)),
            travel=travel or TravelTimes(),
        )

    @cached_property
    def asking(self) -> tuple[Piece, ...]:
        """What the posting says it must have (필수) and what it likes (우대)."""
        return pieces(self.posting)

    @property
    def newcomers_only(self) -> bool:
        """Only newcomers or interns are asked for (신입·인턴), by the field or by the title."""
        kind, title = self.posting.career_range.kind, self.posting.title
        said = NEWCOMERS.search(title) is not None and "경력" not in title
        return kind == "new" or (said and kind != "exp")


class JobTable:
    """All jobs in the index's row order, with the columns that masks are made of."""

    def __init__(
        self,
        postings: Sequence[Posting | None],
        cleared: Cleared = NOTHING_CLEARED,
        travel: TravelTimes | None = None,
    ) -> None:
        self.travel = travel or TravelTimes()
        self.jobs = [
            None if posting is None else Job.of(posting, self.travel) for posting in postings
        ]
        known = [job.posting if job else None for job in self.jobs]
        self.gone: Mask = np.array([posting is None for posting in known], dtype=bool)
        self.flags = Flags(known, cleared)
        """What the checks say; a limit for everybody."""
        self.licensed = _licensed(self.jobs)
        self._copies = _copies(known)

    def __len__(self) -> int:
        return len(self.jobs)

    def __getitem__(self, row: int) -> Job:
        job = self.jobs[row]
        if job is None:
            raise KeyError(f"row {row} is indexed but no longer in the store; run: ieum index")
        return job

    def copies(self, row: int) -> list[int]:
        """The other rows that are the same job (같은 일자리), the one to show first."""
        return [other for other in self._copies.get(row, ()) if other != row]

    def shown(self, row: int, allowed: Mask) -> int:
        """The allowed row that stands for a row's job."""
        return next((other for other in self._copies.get(row, ()) if allowed[other]), row)


def _licensed(jobs: Sequence[Job | None]) -> list[list[int]]:
    """Rows of the jobs that ask for a licence, those that ask for the same ones together."""
    rows: dict[tuple[object, ...], list[int]] = {}
    for row, job in enumerate(jobs):
        if job and job.licences:
            asked = tuple((demand.licence, demand.group) for demand in job.licences)
            rows.setdefault(asked, []).append(row)
    return list(rows.values())


def _copies(postings: Sequence[Posting | None]) -> dict[int, tuple[int, ...]]:
    """The rows of each job that has several, by row, the one to show first."""
    rows = {posting.id: row for row, posting in enumerate(postings) if posting}
    faces = {posting.id: copies.Face.of(posting) for posting in postings if posting}
    groups = copies.grouped(list(faces.values()))
    ordered: dict[tuple[str, ...], tuple[int, ...]] = {}
    for ids in set(groups.values()):
        ranked = sorted(
            (copies.preference(posting, faces[id]), rows[id])
            for id in ids
            if (posting := postings[rows[id]])
        )
        ordered[ids] = tuple(row for _, row in ranked)
    return {rows[id]: ordered[ids] for id, ids in groups.items()}
