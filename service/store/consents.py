"""Consents in an import (동의): what it does not say stays, and what was withdrawn stays withdrawn.

A consent that was withdrawn – by the person, a counsellor or an import – comes back by an edit,
or with a day after the withdrawal; never because an old roster still has it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from matcher.records import Consents, Trainee
from matcher.records.trainee import Use
from service.store.changes import Plan
from service.store.history import History

USES: tuple[Use, ...] = get_args(Use)
_PATHS = {f"consents.{use}": use for use in USES}
_NAMES: Mapping[Use, str] = {
    "matching": "상담·추천",
    "weekly_mail": "주간 메일",
    "employer_search": "구인기업 공개",
}
_SEOUL = ZoneInfo("Asia/Seoul")
_TOLD = (
    "동의를 거두신 뒤라 이 파일의 예전 동의로 되돌리지 않았습니다: {rows}. 다시 동의하셨으면 "
    "‘정보 고치기’에서 동의하신 날짜를 적어 주십시오."
)


@dataclass(frozen=True)
class ConsentKeeper:
    """Turns what an import has into what it may write."""

    history: History

    def __call__(
        self, connection: Connection, pairs: Mapping[str, tuple[Trainee, Trainee]]
    ) -> dict[str, Trainee]:
        """The new records by id, given before and as the import has them."""
        returning = [id for id, (old, new) in pairs.items() if _given_anew(old, new)]
        withdrawn = self._withdrawn(connection, returning)
        today = datetime.now(_SEOUL).date()
        return {
            id: _kept(old, new, withdrawn.get(id, {}), today) for id, (old, new) in pairs.items()
        }

    def _withdrawn(self, connection: Connection, ids: Iterable[str]) -> dict[str, dict[Use, date]]:
        """The day of each withdrawal after which nobody has agreed again."""
        edits = self.history.edits
        query = (
            select(edits.c.record_id, edits.c.field, edits.c.old, edits.c.new, edits.c.at)
            .where(edits.c.record_id.in_(list(ids)), edits.c.field.in_(list(_PATHS)))
            .order_by(edits.c.id)
        )
        found: dict[str, dict[Use, date]] = {}
        for row in connection.execute(query):
            if row.old == row.new:
                continue  # a lock that was taken off
            days, use = found.setdefault(row.record_id, {}), _PATHS[row.field]
            if row.new is None:
                days[use] = datetime.fromisoformat(row.at).astimezone(_SEOUL).date()
            else:
                days.pop(use, None)
        return found


def withheld_note(plan: Plan) -> str | None:
    """Whose consents an import could not turn on again, for who imports; ``None`` for nobody."""
    rows: dict[str, list[str]] = {}
    for one in plan.withheld:
        if one.field in _PATHS:
            rows.setdefault(one.id, []).append(_NAMES[_PATHS[one.field]])
    told = ", ".join(f"{id}({', '.join(names)})" for id, names in rows.items())
    return _TOLD.format(rows=told) if rows else None


def _given_anew(old: Trainee, new: Trainee) -> bool:
    return any(
        getattr(old.consents, use) is None and getattr(new.consents, use) is not None
        for use in USES
    )


def _kept(old: Trainee, new: Trainee, withdrawn: Mapping[Use, date], today: date) -> Trainee:
    days = {use: getattr(old.consents, use) for use in USES}
    for use in _said(new):
        given = getattr(new.consents, use)
        since = withdrawn.get(use)
        if days[use] is None and given and since and not since < given <= today:
            continue
        days[use] = given
    return new.model_copy(update={"consents": Consents.model_validate(days)})


def _said(new: Trainee) -> list[Use]:
    """The consents that an import speaks of: a column that is not there withdraws nothing."""
    if "consents" not in new.model_fields_set:
        return []
    return [use for use in USES if use in new.consents.model_fields_set]
