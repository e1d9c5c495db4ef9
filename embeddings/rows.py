"""Which id sits in which row of an index."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


class UnknownId(LookupError):  # noqa: N818 - the trade's word; callers catch it by name
    """An id that the index does not hold."""

    def __init__(self, unknown: Sequence[str], held: int) -> None:
        super().__init__(
            f"found {len(unknown)} id(s) that the index does not hold, the first {unknown[0]!r}; "
            f"expected some of its {held} ids; run: ieum index"
        )


class Rows:
    """An immutable list of distinct ids, each at its row."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self.ids = tuple(ids)
        self._row = {id_: row for row, id_ in enumerate(self.ids)}
        if len(self._row) != len(self.ids):
            raise ValueError(f"found the id {_repeated(self.ids)!r} twice, expected distinct ids")

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """Rank of each row's id among all ids in ascending order."""
        rank = np.empty(len(self.ids), dtype=np.int64)
        rank[sorted(range(len(self.ids)), key=self.ids.__getitem__)] = np.arange(len(self.ids))
        return rank

    def of(self, ids: Sequence[str]) -> NDArray[np.int64]:
        """Row numbers of known, distinct or repeated ids; raises ``UnknownId``."""
        unknown = [id_ for id_ in ids if id_ not in self._row]
        if unknown:
            raise UnknownId(unknown, len(self))
        return np.fromiter((self._row[id_] for id_ in ids), dtype=np.int64, count=len(ids))

    def with_added(self, ids: Sequence[str]) -> "Rows":
        """These rows and new ones below; raises ``ValueError`` on a known or repeated id."""
        known = next((id_ for id_ in ids if id_ in self._row), None)
        if known is not None:
            raise ValueError(f"found the known id {known!r}, expected new ids; use update for it")
        return Rows((*self.ids, *ids))

    def without(self, ids: Sequence[str]) -> "Rows":
        """The other rows, in their order; raises ``UnknownId``."""
        gone = set(self.of(ids).tolist())
        return Rows(id_ for row, id_ in enumerate(self.ids) if row not in gone)


def _repeated(ids: Sequence[str]) -> str:
    """An id that occurs more than once."""
    return Counter(ids).most_common(1)[0][0]
