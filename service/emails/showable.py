"""What may be shown to a person: lawful open jobs, and no near copy of one mailed before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from matcher.checks import find_unlawful
from matcher.records import Posting
from matcher.values import below_minimum

CopyKey = tuple[str, ...]
"""Equal for near copies of one job."""


def fault(posting: Posting, day: date) -> str | None:
    """Why a posting may not be shown on a day; unknown dates and pay are no fault."""
    closes = posting.closing.date
    if closes is not None and closes < day:
        return "마감됨"
    if find_unlawful(posting):
        return "법에 어긋나는 조건이 있음"
    if below_minimum(posting.pay_range, posting.hours.week_hours, day):
        return "최저임금에 못 미침"
    return None


@dataclass(frozen=True)
class Copies:
    """Which postings are near copies of each other; each is read once, when first asked for."""

    postings: Mapping[str, Posting]
    _read: dict[str, CopyKey] = field(default_factory=dict)

    def keys(self, ids: Iterable[str]) -> frozenset[CopyKey]:
        """The jobs behind some postings, less those that have left the store."""
        return frozenset(self._key(id) for id in ids if id in self.postings)

    def _key(self, id: str) -> CopyKey:
        from matcher.jobs import Job

        if id not in self._read:
            self._read[id] = Job.of(self.postings[id]).copy_key
        return self._read[id]
