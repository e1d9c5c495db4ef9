"""What the checks say of all jobs at once: columns that limits are made of."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from embeddings.index import Mask
from matcher import values
from matcher.checks import Cleared, hides
from matcher.checks.closed import is_gone, open_until
from matcher.checks.pay import check_pay
from matcher.checks.posting import check_words
from matcher.records import Posting

_NONE: frozenset[str] = frozenset()
FLAGS = ("unlawful", "identity", "scam", "closed")


class Flags:
    """The findings that keep jobs from every list, less the cleared ones; ``None`` has none."""

    def __init__(self, postings: Sequence[Posting | None], cleared: Cleared) -> None:
        self._postings, self._cleared = postings, cleared
        kinds = [self._kinds(posting) for posting in postings]
        self._flagged = {name: _mask([name in found for found in kinds]) for name in FLAGS}
        self._open_until = np.array([_ordinal(posting) for posting in postings], dtype=np.int64)
        self._known = _mask([posting is not None for posting in postings])
        self._underpaid: dict[int | None, Mask] = {}

    def __getitem__(self, kind: str) -> Mask:
        """Jobs with a finding of a kind in what they say: ``unlawful``, ``identity``, ``scam``."""
        return self._flagged[kind]

    def withdrawn(self, as_of: date) -> Mask:
        """Jobs that have left the store, or that their source no longer has."""
        gone = _mask(
            [posting is not None and is_gone(posting, as_of) for posting in self._postings]
        )
        return ~self._known | gone

    def closed(self, as_of: date) -> Mask:
        """Jobs whose last day is past, that nobody has confirmed for long, or that are filled."""
        past: Mask = (self._open_until > 0) & (self._open_until < as_of.toordinal())
        return past | self._flagged["closed"]

    @property
    def undated(self) -> Mask:
        """Jobs with no date at all: nobody can say whether they are still open."""
        undated: Mask = (self._open_until == 0) & self._known
        return undated

    def underpaid(self, as_of: date) -> Mask:
        """Jobs below the legal minimum wage of the day (최저임금 미달)."""
        year = values.minimum_wage(as_of)
        if year not in self._underpaid:
            low = [self._is_low(posting, as_of) for posting in self._postings]
            self._underpaid[year] = _mask(low)
        return self._underpaid[year]

    def of(self, posting: str) -> frozenset[str]:
        """The fingerprints that are cleared for a posting."""
        return self._cleared.get(posting, _NONE)

    def _kinds(self, posting: Posting | None) -> frozenset[str]:
        if posting is None:
            return _NONE
        found = hides(check_words(posting), self.of(posting.id))
        return frozenset(finding.kind for finding in found)

    def _is_low(self, posting: Posting | None, as_of: date) -> bool:
        return posting is not None and bool(hides(check_pay(posting, as_of), self.of(posting.id)))


def _mask(values: Sequence[bool]) -> Mask:
    return np.array(values, dtype=bool)


def _ordinal(posting: Posting | None) -> int:
    """The last day a job counts as open; 0 where nobody can say."""
    last = open_until(posting) if posting else None
    return last.toordinal() if last else 0
