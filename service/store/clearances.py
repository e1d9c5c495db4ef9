"""Clearances (확인 후 허용): a counsellor's word that a finding need not hold a posting back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select

from service.store.changes import storable
from service.store.engine import reading, writing
from service.store.meta import next_generation
from service.store.tables import clearances


@dataclass(frozen=True)
class Clearance:
    """One finding that was cleared, with why and by whom; kept for ever."""

    posting_id: str
    fingerprint: str
    reason: str
    by: str
    at: datetime


class ClearanceBook:
    """Every clearance ever given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, clearance: Clearance) -> None:
        """Keep a clearance; raises ValueError for a blank reason or nobody's name."""
        reason, by = storable(clearance.reason).strip(), storable(clearance.by).strip()
        if not reason or not by:
            raise ValueError("a clearance needs a reason and the name of who gave it")
        row = {
            "posting_id": clearance.posting_id,
            "fingerprint": storable(clearance.fingerprint),
            "reason": reason,
            "by": by,
            "at": clearance.at.isoformat(timespec="seconds"),
        }
        with writing(self._engine) as connection:
            connection.execute(insert(clearances), [row])
            next_generation(connection)

    def fingerprints(self) -> dict[str, frozenset[str]]:
        """The cleared fingerprints of each posting that has any."""
        found: dict[str, set[str]] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(select(clearances)):
                found.setdefault(row.posting_id, set()).add(row.fingerprint)
        return {id: frozenset(prints) for id, prints in found.items()}

    def rows(self, posting_id: str) -> tuple[Clearance, ...]:
        """The clearances of a posting, the oldest first."""
        query = select(clearances).where(clearances.c.posting_id == posting_id)
        with reading(self._engine) as connection:
            return tuple(
                Clearance(
                    row.posting_id,
                    row.fingerprint,
                    row.reason,
                    row.by,
                    datetime.fromisoformat(row.at),
                )
                for row in connection.execute(query.order_by(clearances.c.id))
            )
