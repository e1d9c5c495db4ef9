"""What the rules need to know of each posting, read once and kept beside the index."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from embeddings.index import Mask
from matcher import places, values
from matcher.checks import find_unlawful
from matcher.licences import Demand, demanded
from matcher.records import Posting

NOT = r"(?!\s?(근무)?(은|는|이)?\s?(불가|없|안\s?함|아님|아닙|아니|X|x|×))"
NIGHT = re.compile(rf"(야간|심야|철야|교대|새벽|당직|격일){NOT}")
REMOTE = re.compile(
    rf"(재택(\s?근무)?|원격\s?근무(?!\s?(솔루션|시스템|프로그램))|비대면\s?근무){NOT}"
)
EVERYBODY = re.compile(
    r"각\s?(부문|분야|직무|부서)|전\s?(부문|분야|직군|직종)|부문별|분야별|대규모\s?(채용|모집)"
    r"|(신입|경력|정규|공채|하반기|상반기).{0,12}(공개채용|공채)|신입사원\s?(채용|모집)"
)
STILL_OPEN_DAYS = 60
"""How long a posting without a last day (채용시까지, 상시) counts as open once confirmed."""
BRACKETS = re.compile(r"\[[^\]]*\]|\([^)]*\)|[^0-9A-Za-z가-힣]")


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
    copy_key: tuple[str, ...]
    """Equal for near copies of one job: employer, bare title, career level, province."""

    @classmethod
    def of(cls, posting: Posting) -> "Job":
        """Read a posting once."""
        words = " ".join(
            part
            for part in (posting.title, posting.working_condition, posting.employment_type)
            if part
        )
        pay, hours = posting.pay_range, posting.hours.week_hours
        return cls(
            posting=posting,
            places=places.find(posting.region),
            named=bool(places.named(posting.region)),
            employment=values.parse_employment_types(posting.employment_type or posting.title),
            licences=demanded(posting),
            month_pay=(pay.monthly(hours), pay.monthly_top(hours)),
            remote=True if REMOTE.search(f"{words} {posting.body or ''}") else None,
            night=bool(NIGHT.search(words)) or bool(posting.hours.night),
            everybody=bool(EVERYBODY.search(posting.title)),
            copy_key=(
                posting.employer.key,
                _title_key(posting.title),
                posting.career_range.kind or "",
                *sorted({code[:2] for code in posting.regions}),
            ),
        )

    @property
    def newcomers_only(self) -> bool:
        """Only newcomers or interns are asked for (신입·인턴)."""
        career = self.posting.career_range
        return career.kind == "new"


class JobTable:
    """All jobs in the index's row order, with the columns that masks are made of."""

    def __init__(self, postings: Sequence[Posting | None]) -> None:
        self.jobs = [None if posting is None else Job.of(posting) for posting in postings]
        known = [job.posting if job else None for job in self.jobs]
        self.gone: Mask = np.array([posting is None for posting in known], dtype=bool)
        self.unlawful: Mask = np.array([bool(p and _unlawful(p)) for p in known], dtype=bool)
        self._closes = np.array(
            [p.closing.date.toordinal() if p and p.closing.date else 0 for p in known],
            dtype=np.int64,
        )
        self._confirmed = np.array([_confirmed(p) for p in known], dtype=np.int64)
        self._known = known
        self._underpaid: dict[int | None, Mask] = {}
        self.licensed = [row for row, job in enumerate(self.jobs) if job and job.licences]
        """Rows of the jobs that ask for a licence."""
        self._copies: dict[tuple[str, ...], list[int]] = {}
        for row, job in enumerate(self.jobs):
            if job:
                self._copies.setdefault(job.copy_key, []).append(row)

    def __len__(self) -> int:
        return len(self.jobs)

    def __getitem__(self, row: int) -> Job:
        job = self.jobs[row]
        if job is None:
            raise KeyError(f"row {row} is indexed but no longer in the store; run: ieum index")
        return job

    def copies(self, row: int) -> list[int]:
        """The other rows that are near copies of a row's job."""
        return [other for other in self._copies[self[row].copy_key] if other != row]

    def closed(self, as_of: date) -> Mask:
        """Postings whose last day is past, or that nobody has confirmed for ``STILL_OPEN_DAYS``."""
        today = as_of.toordinal()
        past = (self._closes > 0) & (self._closes < today)
        old = (self._closes == 0) & (self._confirmed > 0)
        aged: Mask = past | (old & (self._confirmed < today - STILL_OPEN_DAYS))
        return aged

    @property
    def undated(self) -> Mask:
        """Postings with no date at all: nobody can say whether they are still open."""
        undated: Mask = (self._closes == 0) & (self._confirmed == 0) & ~self.gone
        return undated

    def underpaid(self, as_of: date) -> Mask:
        """Postings below the legal minimum wage of the day (최저임금 미달)."""
        year = values.minimum_wage(as_of)
        if year not in self._underpaid:
            self._underpaid[year] = np.array(
                [
                    bool(p and values.below_minimum(p.pay_range, p.hours.week_hours, as_of))
                    for p in self._known
                ],
                dtype=bool,
            )
        return self._underpaid[year]


def _confirmed(posting: Posting | None) -> int:
    """The last day a posting is known to have stood open, as an ordinal; 0 where unknown."""
    days = [day for day in (posting.registered, posting.seen) if day] if posting else []
    return max(days).toordinal() if days else 0


def _unlawful(posting: Posting) -> bool:
    return any(finding.kind == "unlawful" for finding in find_unlawful(posting))


def _title_key(title: str) -> str:
    """A title without brackets, spaces and marks, cut as portals cut it (30 characters)."""
    return BRACKETS.sub("", title).lower()[:18]
