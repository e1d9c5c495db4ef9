"""Clearances (확인 후 허용): a finding need not hold a posting back, unless taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Engine, insert, select

from service.store.changes import storable
from service.store.engine import reading, writing
from service.store.meta import next_generation
from service.store.tables import clearances


@dataclass(frozen=True)
class Clearance:
    """A finding that was cleared, or ``held`` again, with why and by whom; kept for ever."""

    posting_id: str
    fingerprint: str
    reason: str
    by: str
    at: datetime
    state: Literal["cleared", "held"] = "cleared"


class ClearanceBook:
    """Every clearance ever given or taken back."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, clearance: Clearance) -> None:
        """Keep a clearance; raises ValueError for a blank reason or nobody's name."""
        row = _row(clearance)
        with writing(self._engine) as connection:
            connection.execute(insert(clearances), [row])
            next_generation(connection)

    def take_back(self, held: Clearance) -> bool:
        """Keep that a finding holds again; False where it is not cleared. Raises as ``add``."""
        row = _row(held)
        with writing(self._engine) as connection:
            cleared = _cleared(connection).get(held.posting_id, set())
            if row["fingerprint"] not in cleared:
                return False
            connection.execute(insert(clearances), [row])
            next_generation(connection)
        return True

    def fingerprints(self) -> dict[str, frozenset[str]]:
        """The cleared fingerprints of each posting that has any."""
        with reading(self._engine) as connection:
            found = _cleared(connection)
        return {id: frozenset(prints) for id, prints in found.items() if prints}

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
                    row.state,
                )
                for row in connection.execute(query.order_by(clearances.c.id))
            )


def _row(clearance: Clearance) -> dict[str, str]:
    reason, by = storable(clearance.reason).strip(), storable(clearance.by).strip()
    if not reason or not by:
        raise ValueError("a clearance needs a reason and the name of who gave it")
    return {
        "posting_id": clearance.posting_id,
        "fingerprint": storable(clearance.fingerprint),
        "reason": reason,
        "by": by,
        "at": clearance.at.isoformat(timespec="seconds"),
        "state": clearance.state,
    }


def _cleared(connection: Connection) -> dict[str, set[str]]:
    """What is cleared of each posting, once every decision was followed in turn."""
    found: dict[str, set[str]] = {}
    for row in connection.execute(select(clearances).order_by(clearances.c.id)):
        prints = found.setdefault(row.posting_id, set())
        (prints.add if row.state == "cleared" else prints.discard)(row.fingerprint)
    return found
