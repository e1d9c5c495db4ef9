"""A clearance can be taken back, by name and with a reason; what was decided is all kept."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.store import Clearance, Store

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 3, tzinfo=UTC)
PRINT = "age|만 35세 이하|body"


def test_what_was_cleared_and_taken_back_holds_again_and_both_are_kept(store: Store) -> None:
    # given
    store.clear("P1", PRINT, "원문을 확인함", "가상달", NOON)
    store.clear("P1", "pay|시급|pay", "수습 아님", "가상달", NOON)
    before = store.generation()

    # when
    done = store.hold_again("P1", PRINT, " 구인기업이 나이를 물음 ", "가상별", LATER)

    # then
    assert done
    assert store.clearances() == {"P1": frozenset({"pay|시급|pay"})}
    assert store.generation() > before
    assert store.clearance_rows("P1")[::2] == (
        Clearance("P1", PRINT, "원문을 확인함", "가상달", NOON),
        Clearance("P1", PRINT, "구인기업이 나이를 물음", "가상별", LATER, "held"),
    )


def test_a_finding_may_be_cleared_again(store: Store) -> None:
    store.clear("P1", PRINT, "원문을 확인함", "가상달", NOON)
    store.hold_again("P1", PRINT, "다시 봄", "가상달", LATER)
    assert store.clearances() == {}

    store.clear("P1", PRINT, "고친 원문을 확인함", "가상달", LATER)

    assert store.clearances() == {"P1": frozenset({PRINT})}
    assert [row.state for row in store.clearance_rows("P1")] == ["cleared", "held", "cleared"]


def test_what_is_not_cleared_cannot_be_taken_back(store: Store) -> None:
    store.clear("P1", PRINT, "원문을 확인함", "가상달", NOON)
    before = store.generation()

    assert not store.hold_again("P2", PRINT, "다른 공고", "가상달", LATER)
    assert not store.hold_again("P1", "scam|보증금|body", "다른 표현", "가상달", LATER)

    assert store.clearances() == {"P1": frozenset({PRINT})}
    assert (len(store.clearance_rows("P1")), store.generation()) == (1, before)


@pytest.mark.parametrize(("reason", "by"), [("  ", "가상달"), ("다시 봄", " ")])
def test_taking_back_needs_a_reason_and_a_name(store: Store, reason: str, by: str) -> None:
    store.clear("P1", PRINT, "원문을 확인함", "가상달", NOON)

    with pytest.raises(ValueError, match="a reason and the name"):
        store.hold_again("P1", PRINT, reason, by, LATER)

    assert store.clearances() == {"P1": frozenset({PRINT})}


def as_version_two_wrote_it(new: Path, old: Path) -> None:
    """The same export without what version 3 has added."""
    with zipfile.ZipFile(new) as source, zipfile.ZipFile(old, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "store.json":
                text = json.dumps(json.loads(text) | {"version": "0002"})
            if name == "clearances.jsonl":
                rows = [json.loads(line) for line in text.splitlines()]
                assert [row.pop("state") for row in rows] == ["cleared"]
                text = "".join(f"{json.dumps(row)}\n" for row in rows)
            target.writestr(name, text)


def test_an_export_of_version_two_is_taken_over_with_its_clearances(
    store: Store, new_url: Callable[[], str], tmp_path: Path
) -> None:
    # given
    store.clear("P1", PRINT, "원문을 확인함", "가상달", NOON)
    store.export(tmp_path / "new.zip")
    as_version_two_wrote_it(tmp_path / "new.zip", tmp_path / "old.zip")

    # when
    other = Store.open(new_url())
    other.load(tmp_path / "old.zip")

    # then
    assert other.clearance_rows("P1") == store.clearance_rows("P1")
    assert other.hold_again("P1", PRINT, "다시 봄", "가상별", LATER)
    other.close()
