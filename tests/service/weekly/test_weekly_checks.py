"""What the checks hold back goes into no mail, and a clearance lets it go."""

from datetime import date
from typing import Any

import pytest

from matcher.checks import check_posting, holds
from matcher.records import Posting
from service.emails.showable import FAULTS, fault

DAY = date(2026, 11, 24)
HELD: dict[str, dict[str, Any]] = {
    "closed": {"closes": "2026-11-23"},
    "unlawful": {"preference": "여성 우대"},
    "pay": {"pay": "시급 9,000원"},
    "identity": {"company": "비공개"},
    "scam": {"body": "문의는 텔레그램으로만"},
    "programme": {"title": "청년인턴 채용"},
}


def _posting(**fields: Any) -> Posting:
    base = {"id": "J1", "source": "work24", "title": "일자리", "company": "가상상사"}
    return Posting.model_validate(base | fields)


@pytest.mark.parametrize("kind", HELD)
def test_each_kind_of_finding_is_a_fault_with_its_own_reason(kind: str) -> None:
    assert fault(_posting(**HELD[kind]), DAY) == FAULTS[kind]


@pytest.mark.parametrize("kind", [kind for kind in HELD if kind != "closed"])
def test_a_cleared_finding_is_no_fault_but_for_that_posting_only(kind: str) -> None:
    posting = _posting(**HELD[kind])
    prints = frozenset(one.fingerprint for one in holds(check_posting(posting, DAY)))
    assert fault(posting, DAY, {"J1": prints}) is None
    assert fault(posting, DAY, {"J2": prints}) == FAULTS[kind]


def test_nobody_can_clear_a_day_that_is_past() -> None:
    posting = _posting(**HELD["closed"])
    prints = frozenset(one.fingerprint for one in check_posting(posting, DAY))
    assert fault(posting, DAY, {"J1": prints}) == FAULTS["closed"]


def test_a_programme_is_mailed_only_once_it_is_cleared(town) -> None:
    programme = town.job("P1", title="청년인턴 채용")
    town.store.put_postings([programme], {})
    ranks = town.ranks([town.match("P1")])
    assert town.prepare(ranks).composed == ()

    (held,) = holds(check_posting(programme, DAY))
    town.store.clear("P1", held.fingerprint, "연령 제한 없음을 확인", "김상담", town.now)
    assert town.prepare(ranks).composed == ("T1", "T2")
    town.approve()
    postman = town.postman()
    town.send(postman)
    assert postman.to == ["t1@town.example", "t2@town.example"]


def test_a_clearance_lets_nothing_pass_that_came_after_it(town) -> None:
    job = town.job("P1", preference="여성 우대")
    (held,) = holds(check_posting(job, DAY))
    town.store.clear("P1", held.fingerprint, "여성새로일하기센터 사업", "김상담", town.now)
    town.store.put_postings([job], {})
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()

    town.store.put_postings([town.job("P1", preference="여성 우대, 만 35세 이하")], {})
    postman = town.postman()
    assert town.send(postman).dropped_jobs == 2
    assert postman.to == []


def test_a_clearance_that_is_taken_back_after_approval_stops_the_mail(town) -> None:
    job = town.job("P1", preference="여성 우대")
    (held,) = holds(check_posting(job, DAY))
    town.store.clear("P1", held.fingerprint, "여성새로일하기센터 사업", "김상담", town.now)
    town.store.put_postings([job], {})
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()

    assert town.store.hold_again("P1", held.fingerprint, "사업이 아니었음", "김상담", town.now)
    postman = town.postman()
    assert town.send(postman).dropped_jobs == 2
    assert postman.to == []
