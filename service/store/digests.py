"""The weekly digests on disk: their states, their items, and the ledger of what was mailed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from service.store.engine import writing
from service.store.tables import digests, items, mailed

State = Literal["prepared", "approved", "sending", "sent", "skipped"]
"""``sending`` outlives a crash: the mail may or may not be out, and is never sent again blindly."""


@dataclass(frozen=True)
class Item:
    """One job of a digest, as it was composed; ``dropped`` says why it was taken out later."""

    posting_id: str
    job: str
    dropped: str | None = None


@dataclass(frozen=True)
class DigestRow:
    """One digest as kept: one for each trainee and ISO week."""

    id: int
    trainee_id: str
    week: str
    state: State
    model: str
    hash: str
    approved_by: str | None
    approved_at: str | None
    sent_at: str | None
    receipt: str | None
    reason: str | None
    items: tuple[Item, ...]

    @property
    def shown(self) -> tuple[Item, ...]:
        """The items that are still to be mailed."""
        return tuple(item for item in self.items if item.dropped is None)


class ChangedSinceSeen(RuntimeError):  # noqa: N818 - what was found
    """What waits for approval is not what was looked at."""


def fingerprint(rows: Iterable[DigestRow]) -> str:
    """A short name of exactly these digests and what they show, in whatever order."""
    shown = sorted(
        [row.trainee_id, row.week, row.model, *(item.job for item in row.shown)] for row in rows
    )
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


class DigestBook:
    """Every change of state is one durable transaction that checks the state it starts from."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def mailed(self, trainee_id: str) -> frozenset[str]:
        """Ids of postings (near copies too) that were, or may have been, mailed to the person."""
        query = select(mailed.c.posting_id).where(mailed.c.trainee_id == trainee_id)
        with self._engine.begin() as connection:
            return frozenset(connection.scalars(query))

    def rows(self, *, week: str | None = None, state: State | None = None) -> list[DigestRow]:
        """Digests by week and trainee, of one week or state where asked."""
        query = select(digests).order_by(digests.c.week, digests.c.trainee_id)
        if week is not None:
            query = query.where(digests.c.week == week)
        if state is not None:
            query = query.where(digests.c.state == state)
        with self._engine.begin() as connection:
            return [_digest(connection, row) for row in connection.execute(query)]

    def counts(self, week: str) -> dict[State, int]:
        """How many digests of the week are in each state."""
        query = select(digests.c.state, func.count()).where(digests.c.week == week)
        with self._engine.begin() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(digests.c.state))}

    def save(
        self,
        trainee_id: str,
        week: str,
        *,
        model: str,
        hash: str,
        content: Iterable[Item],
        at: datetime,
    ) -> bool:
        """Keep a composed digest as ``prepared``; False where nothing had to change.

        An approved, sending or sent one stays as it is.
        """
        with writing(self._engine) as connection:
            found = connection.execute(
                select(digests.c.id, digests.c.state, digests.c.hash).where(
                    digests.c.trainee_id == trainee_id, digests.c.week == week
                )
            ).one_or_none()
            if found is not None:
                fixed = found.state not in ("prepared", "skipped")
                if fixed or (found.state, found.hash) == ("prepared", hash):
                    return False
                connection.execute(delete(digests).where(digests.c.id == found.id))
            _insert(connection, trainee_id, week, model, hash, content, at)
        return True

    def approve(
        self, week: str, trainee_ids: Iterable[str] | None, *, seen: str, by: str, at: datetime
    ) -> list[str]:
        """Approve prepared digests (all, or of the named trainees); ids of those approved.

        ``seen`` is the fingerprint of what was looked at; raises ChangedSinceSeen, and approves
        nothing, where that is no longer what waits.
        """
        which = (digests.c.week == week) & (digests.c.state == "prepared")
        if trainee_ids is not None:
            which &= digests.c.trainee_id.in_(list(trainee_ids))
        with writing(self._engine) as connection:
            found = connection.execute(select(digests).where(which)).all()
            rows = [_digest(connection, row) for row in found]
            if rows and fingerprint(rows) != seen:
                raise ChangedSinceSeen(
                    f"{len(rows)} messages wait, and they are not what the approval names"
                )
            change = {"state": "approved", "approved_by": by, "approved_at": _time(at)}
            connection.execute(update(digests).where(which).values(change))
        return sorted(row.trainee_id for row in rows)

    def drop(self, id: int, reasons: dict[str, str]) -> None:
        """Take items out of an approved digest, each posting with its reason."""
        with writing(self._engine) as connection:
            for posting_id, reason in reasons.items():
                which = (items.c.digest_id == id) & (items.c.posting_id == posting_id)
                connection.execute(update(items).where(which).values(dropped=reason))

    def claim(self, id: int, posting_ids: Iterable[str], *, at: datetime) -> bool:
        """Turn approved into ``sending`` and enter the ledger, durably, before anything is sent.

        ``posting_ids`` are the jobs and their near copies. False where somebody else was first.
        """
        with writing(self._engine) as connection:
            if not _move(connection, id, "approved", state="sending", sending_at=_time(at)):
                return False
            trainee = connection.scalar(select(digests.c.trainee_id).where(digests.c.id == id))
            known = set(
                connection.scalars(
                    select(mailed.c.posting_id).where(mailed.c.trainee_id == trainee)
                )
            )
            new = sorted(set(posting_ids) - known)
            rows = [{"trainee_id": trainee, "posting_id": p, "digest_id": id} for p in new]
            if rows:
                connection.execute(insert(mailed), rows)
        return True

    def sent(self, id: int, receipt: str, *, at: datetime) -> bool:
        """The relay took it: ``sending`` becomes ``sent``."""
        change = {"state": "sent", "sent_at": _time(at), "receipt": receipt, "reason": None}
        with writing(self._engine) as connection:
            return _move(connection, id, "sending", **change)

    def refused(self, id: int, reason: str, *, permanent: bool) -> bool:
        """The relay surely did not take it: the jobs leave the ledger again.

        A temporary refusal stays approved for the next run; a permanent one is skipped.
        """
        with writing(self._engine) as connection:
            state = "skipped" if permanent else "approved"
            moved = _move(connection, id, "sending", state=state, reason=reason, sending_at=None)
            if moved:
                connection.execute(delete(mailed).where(mailed.c.digest_id == id))
            return moved

    def skip(self, id: int, reason: str) -> bool:
        """A digest that must not go out: prepared or approved becomes ``skipped``."""
        with writing(self._engine) as connection:
            change: dict[str, Any] = {"state": "skipped", "reason": reason}
            return any(_move(connection, id, state, **change) for state in ("prepared", "approved"))


def _move(connection: Connection, id: int, start: str, **change: Any) -> bool:
    which = (digests.c.id == id) & (digests.c.state == start)
    return connection.execute(update(digests).where(which).values(change)).rowcount == 1


def _insert(
    connection: Connection,
    trainee_id: str,
    week: str,
    model: str,
    hash: str,
    content: Iterable[Item],
    at: datetime,
) -> None:
    row = {"trainee_id": trainee_id, "week": week, "state": "prepared", "model": model}
    done = connection.execute(
        insert(digests).values(row | {"hash": hash, "prepared_at": _time(at)})
    )
    key = done.inserted_primary_key
    number = key[0] if key else None
    connection.execute(
        insert(items),
        [
            {"digest_id": number, "position": n, "posting_id": item.posting_id, "job": item.job}
            for n, item in enumerate(content, start=1)
        ],
    )


def _digest(connection: Connection, row: Row[Any]) -> DigestRow:
    query = select(items).where(items.c.digest_id == row.id).order_by(items.c.position)
    content = tuple(Item(i.posting_id, i.job, i.dropped) for i in connection.execute(query))
    fields = set(DigestRow.__dataclass_fields__) - {"items"}
    return DigestRow(**{name: getattr(row, name) for name in fields}, items=content)


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
