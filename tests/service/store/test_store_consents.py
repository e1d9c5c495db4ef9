"""A withdrawn consent comes back by an edit or a later day, never because an old roster has it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from matcher.records import Consents
from service.store import Change, Origin, Plan, Store
from service.store.consents import withheld_note
from service.store.engine import writing
from service.store.tables import trainee_edits

GIVEN = date(2026, 9, 1)
NOTHING = {"matching": None, "weekly_mail": None, "employer_search": None}
Withdraw = Callable[[Store], object]


def roster(make: SimpleNamespace, **consents: object) -> list[object]:
    """One row of a roster, with a column for each consent that is named."""
    return [make.person("T1", consents=consents)]


def by_an_import(store: Store) -> None:
    person = store.trainee("T1")
    refused = Consents.model_validate(NOTHING)
    store.put_trainees([person.model_copy(update={"consents": refused})], {})


WITHDRAWALS: dict[str, Withdraw] = {
    "self": lambda store: store.edit_trainee("T1", {"consents.matching": None}, Origin("self")),
    "counsellor": lambda store: store.edit_trainee(
        "T1", {"consents.matching": None}, Origin("counsellor", "가상달")
    ),
    "import": by_an_import,
}


@pytest.mark.parametrize("who", WITHDRAWALS)
def test_an_old_roster_does_not_restore_what_was_withdrawn(
    store: Store, make: SimpleNamespace, who: str
) -> None:
    # given
    store.put_trainees(roster(make, matching=GIVEN), {})
    WITHDRAWALS[who](store)

    # when
    dry = store.plan_trainees(roster(make, matching=GIVEN))
    plan = store.put_trainees(roster(make, matching=GIVEN), {"T1": "the row"})

    # then it is told, today and with every later import of that roster
    assert store.trainee("T1").consents.matching is None
    withheld = (Change("T1", "consents.matching", None, '"2026-09-01"'),)
    assert plan == dry == Plan(unchanged=("T1",), withheld=withheld)
    assert store.put_trainees(roster(make, matching=GIVEN), {"T1": "the row"}) == plan
    note = withheld_note(plan)
    assert note is not None
    assert "T1(상담·추천)" in note


def test_the_rest_of_a_row_goes_in_beside_a_consent_that_is_withheld(
    store: Store, make: SimpleNamespace
) -> None:
    store.put_trainees(roster(make, matching=GIVEN), {})
    WITHDRAWALS["self"](store)

    again = make.person("T1", consents={"matching": GIVEN}, education="고졸")
    plan = store.put_trainees([again], {})

    assert plan.changes == (Change("T1", "education", None, '"고졸"'),)
    assert store.trainee("T1").education == "고졸"
    assert store.trainee("T1").consents.matching is None


def days_ago(days: int) -> date:
    return datetime.now(ZoneInfo("Asia/Seoul")).date() - timedelta(days)


@pytest.mark.parametrize(("agreed", "counts"), [(20, False), (10, False), (9, True), (-1, False)])
def test_only_a_day_after_the_withdrawal_that_has_come_is_a_new_consent(
    store: Store, make: SimpleNamespace, agreed: int, counts: bool
) -> None:
    # given a withdrawal ten days ago
    store.put_trainees(roster(make, matching=GIVEN), {})
    WITHDRAWALS["self"](store)
    then = datetime.now(UTC) - timedelta(days=10)
    with writing(store._engine) as connection:
        connection.execute(update(trainee_edits).values(at=then.isoformat(timespec="seconds")))

    # when
    plan = store.put_trainees(roster(make, matching=days_ago(agreed)), {})

    # then
    assert store.trainee("T1").consents.matching == (days_ago(agreed) if counts else None)
    assert bool(plan.withheld) is not counts


def test_a_counsellors_edit_gives_the_consent_back(store: Store, make: SimpleNamespace) -> None:
    store.put_trainees(roster(make, matching=GIVEN), {})
    WITHDRAWALS["self"](store)

    given = {"consents.matching": "2026-09-01"}
    store.edit_trainee("T1", given, Origin("counsellor", "가상달"))
    store.unlock("trainee", "T1", "consents.matching", Origin("counsellor", "가상달"))
    plan = store.put_trainees(roster(make, matching=date(2026, 8, 1)), {})

    assert plan.withheld == ()
    assert store.trainee("T1").consents.matching == date(2026, 8, 1)


def test_taking_a_lock_off_does_not_turn_a_withdrawn_consent_on(
    store: Store, make: SimpleNamespace
) -> None:
    store.put_trainees(roster(make, matching=GIVEN), {})
    WITHDRAWALS["counsellor"](store)

    store.unlock("trainee", "T1", "consents.matching", Origin("counsellor", "가상달"))
    store.put_trainees(roster(make, matching=GIVEN), {})

    assert store.trainee("T1").consents.matching is None


def test_a_roster_without_the_columns_withdraws_nothing(
    store: Store, make: SimpleNamespace
) -> None:
    # given
    store.put_trainees(roster(make, matching=GIVEN, weekly_mail=GIVEN), {})

    # when neither column is there, then one of them, saying no
    without = store.put_trainees([make.person("T1")], {})
    refused = store.put_trainees(roster(make, weekly_mail=None), {})

    # then
    assert without == Plan(unchanged=("T1",))
    assert refused.changes == (Change("T1", "consents.weekly_mail", '"2026-09-01"', None),)
    assert store.trainee("T1").consents == Consents(matching=GIVEN)


def test_a_first_consent_of_somebody_who_never_gave_one_goes_in(
    store: Store, make: SimpleNamespace
) -> None:
    store.put_trainees(roster(make, matching=None), {})

    plan = store.put_trainees(roster(make, matching=GIVEN), {})

    assert plan.withheld == ()
    assert store.trainee("T1").consents.matching == GIVEN
    assert withheld_note(plan) is None


def test_a_lock_on_a_consent_that_was_never_given_is_no_withdrawal(
    store: Store, make: SimpleNamespace
) -> None:
    # given
    counsellor = Origin("counsellor", "가상달")
    store.put_trainees(roster(make, matching=None), {})
    store.edit_trainee("T1", {"consents.matching": None}, counsellor)
    locked = store.put_trainees(roster(make, matching=GIVEN), {})

    # when
    store.unlock("trainee", "T1", "consents.matching", counsellor)
    free = store.put_trainees(roster(make, matching=GIVEN), {})

    # then
    assert [change.field for change in locked.withheld] == ["consents.matching"]
    assert free.withheld == ()
    assert store.trainee("T1").consents.matching == GIVEN


def test_a_withdrawal_goes_with_an_export_into_another_store(
    store: Store, make: SimpleNamespace, new_url: Callable[[], str], tmp_path: Path
) -> None:
    # given
    store.put_trainees(roster(make, matching=GIVEN), {})
    WITHDRAWALS["self"](store)
    store.export(tmp_path / "all.zip")

    # when
    other = Store.open(new_url())
    other.load(tmp_path / "all.zip")
    plan = other.put_trainees(roster(make, matching=GIVEN), {})

    # then
    assert [change.field for change in plan.withheld] == ["consents.matching"]
    assert other.trainee("T1").consents.matching is None
    other.close()
