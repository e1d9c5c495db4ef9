"""What may be shown to a person: lawful open jobs, and no near copy of one mailed before."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from matcher.checks import NOTHING_CLEARED, Cleared, check_posting, holds
from matcher.copies import Face, grouped, proposed
from matcher.records import Posting

FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "closed": "마감됨",
        "unlawful": "법에 어긋나는 조건이 있음",
        "pay": "최저임금에 못 미침",
        "identity": "구인기업을 알 수 없음",
        "scam": "거짓 구인이 의심됨",
        "programme": "지원사업 공고로, 상담사의 확인이 필요함",
    }
)
"""Why a posting may not go out by itself, by the kind of finding, the gravest first."""


def fault(posting: Posting, day: date, cleared: Cleared = NOTHING_CLEARED) -> str | None:
    """Why a posting may not be mailed on a day; unknown dates and pay are no fault."""
    known = cleared.get(posting.id, frozenset())
    kinds = {finding.kind for finding in holds(check_posting(posting, day), known)}
    return next((reason for kind, reason in FAULTS.items() if kind in kinds), None)


@dataclass(frozen=True)
class Copies:
    """Which postings are the same job; members are compared, since a group's id may change.

    Each posting is read once, when first asked for; those that left the store are left out."""

    postings: Mapping[str, Posting]
    _read: dict[str, Face] = field(default_factory=dict)

    def count(self, ids: Iterable[str]) -> int:
        """How many jobs stand behind some postings."""
        faces = self._faces(ids)
        groups = grouped(faces)
        return len({groups.get(face.id, (face.id,)) for face in faces})

    def repeated(self, ids: Iterable[str], mailed: Set[str]) -> frozenset[str]:
        """Which postings are copies of a mailed one."""
        if not mailed:
            return frozenset()
        pairs = [(edge.one, edge.other) for edge in proposed(self._faces({*ids, *mailed}))]
        return frozenset(
            one for a, b in pairs for one, other in ((a, b), (b, a)) if other in mailed
        )

    def _faces(self, ids: Iterable[str]) -> list[Face]:
        known = [id for id in dict.fromkeys(ids) if id in self.postings]
        for id in known:
            if id not in self._read:
                self._read[id] = Face.of(self.postings[id])
        return [self._read[id] for id in known]
