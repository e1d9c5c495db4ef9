"""Approval and sending: released by a person, checked once more, and never twice."""

from datetime import UTC, date, datetime

import pytest

from service.emails.mailer import MailInDoubt, MailRefused, MailUnreachable
from service.emails.weekly import approve, seen, status
from service.store import Origin

TUESDAY = date(2026, 11, 24)
NEXT_TUESDAY = date(2026, 12, 1)
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)


def test_nothing_goes_out_without_approval(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    # when
    postman = town.postman()
    outcome = town.send(postman)
    # then
    assert (postman.taken, outcome.sent) == ([], [])


def test_only_the_approved_ones_go_out_and_the_approver_is_kept(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve(by=" 김상담 ", trainees=["T2", "NOMAIL"])
    # when
    postman = town.postman()
    town.send(postman)
    # then
    assert postman.to == ["t2@town.example"]
    kept = town.row("T2")
    assert (kept.state, kept.approved_by, kept.receipt) == ("sent", "김상담", "250")
    assert kept.approved_at == kept.sent_at == NOON.isoformat()
    assert town.row("T1").state == "prepared"


@pytest.mark.parametrize("by", ["", "  ", "김\n상담"])
def test_an_approval_without_a_name_is_refused(town, by: str) -> None:
    town.prepare(town.ranks([town.match("P1")]))
    with pytest.raises(ValueError, match="--by"):
        town.approve(by=by)


def test_sending_twice_sends_once(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    postman = town.postman()
    # when
    town.send(postman)
    town.send(postman)
    # then
    assert postman.to == ["t1@town.example", "t2@town.example"]


def test_an_approval_of_other_people_than_were_seen_is_refused(town) -> None:
    # given what one person would get was looked at
    town.prepare(town.ranks([town.match("P1")]))
    number = seen(town.store, as_of=TUESDAY, trainees=["T1"])
    assert number is not None
    # when everybody, or another, is to be approved with it
    for trainees in (None, ["T2"], ["T1", "T2"]):
        with pytest.raises(ValueError, match="미리 보신"):
            approve(
                town.store, as_of=TUESDAY, by="김상담", seen=number, now=town.now, trainees=trainees
            )
    # then nobody was, and the one who was seen can be
    assert {row.state for row in town.store.digests.rows()} == {"prepared"}
    one = approve(
        town.store, as_of=TUESDAY, by="김상담", seen=number, now=town.now, trainees=["T1"]
    )
    assert one == ["T1"]


def test_consent_withdrawn_after_approval_stops_the_mail(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    town.store.edit_trainee("T1", {"consents.weekly_mail": None}, Origin("self"))
    # when
    postman = town.postman()
    outcome = town.send(postman)
    # then
    assert postman.to == ["t2@town.example"]
    assert outcome.skipped == {"T1": "동의가 없음"}
    assert town.row("T1").state == "skipped"


CLOSED = {"closes": "2026-11-23"}


@pytest.mark.parametrize(
    "change", [CLOSED, {"pay": "시급 10,320원"}, {"preference": "만 35세 이하"}], ids=str
)
def test_a_job_that_no_longer_holds_is_dropped_and_the_header_counts_the_rest(
    town, change: dict[str, str]
) -> None:
    # given
    town.prepare(town.ranks([town.match("P1"), town.match("P2")]))
    town.approve()
    town.store.put_postings([town.job("P1", **change)], {})
    # when
    postman = town.postman()
    outcome = town.send(postman)
    # then
    assert outcome.dropped_jobs == 2
    assert "1건입니다" in postman.taken[0]["Subject"]
    assert town.store.digests.mailed("T1") == {"P2"}


NEW_YEARS_EVE = date(2026, 12, 31)
NEW_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(("day", "jobs"), [(NEW_YEARS_EVE, {"P1", "P2"}), (NEW_YEAR, {"P2"})])
def test_the_minimum_wage_is_that_of_the_day_of_sending(town, day: date, jobs: set[str]) -> None:
    # given: one ISO week with the minimum of 2026 (10,320 won) and that of 2027 (10,700 won)
    pays = {"P1": "시급 10,320원", "P2": "시급 10,700원"}
    open_jobs = [town.job(id, pay=pay, closes="2027-01-29") for id, pay in pays.items()]
    town.store.put_postings(open_jobs, {})
    town.prepare(town.ranks([town.match("P1"), town.match("P2")]), NEW_YEARS_EVE)
    town.approve(day=NEW_YEARS_EVE)
    # when
    town.send(town.postman(), day)
    # then
    assert town.store.digests.mailed("T1") == jobs


def test_a_digest_whose_every_job_has_closed_is_skipped(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    town.store.put_postings([town.job("P1", **CLOSED)], {})
    # when
    postman = town.postman()
    outcome = town.send(postman)
    # then
    assert postman.taken == []
    assert set(outcome.skipped) == {"T1", "T2"}


def test_a_new_day_of_being_seen_is_no_change_of_the_job(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    town.store.put_postings([town.job("P1", seen="2026-11-24")], {})
    # when / then
    assert town.send(town.postman()).sent == ["T1", "T2"]


def test_a_temporary_refusal_is_kept_with_its_reason_and_tried_again(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    postman = town.postman(failing={"t1@town.example": MailRefused("SMTP 451", permanent=False)})
    # when
    outcome = town.send(postman)
    # then
    assert outcome.refused == {"T1": "SMTP 451"}
    assert not outcome.clean
    assert (town.row("T1").state, town.row("T1").reason) == ("approved", "SMTP 451")
    assert town.store.digests.mailed("T1") == frozenset()
    # and when the relay has recovered
    assert town.send(town.postman()).sent == ["T1"]
    assert town.row("T1").reason is None


def test_a_permanent_refusal_is_listed_and_not_tried_again(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    refusal = MailRefused("SMTP 550 5.1.1", permanent=True)
    town.send(town.postman(failing={"t1@town.example": refusal}))
    # when
    postman = town.postman()
    town.send(postman)
    # then
    assert postman.taken == []
    assert [(r.trainee_id, r.reason) for r in status(town.store, as_of=TUESDAY).failed] == [
        ("T1", "SMTP 550 5.1.1")
    ]


def test_a_relay_that_cannot_be_reached_ends_the_run_and_loses_nothing(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    down = MailUnreachable("no connection")
    # when
    outcome = town.send(town.postman(failing={"t1@town.example": down}))
    # then
    assert (outcome.sent, outcome.stopped) == ([], "no connection")
    assert town.send(town.postman()).sent == ["T1", "T2"]


@pytest.mark.parametrize("error", [MailInDoubt("broke"), RuntimeError("bug")])
def test_a_break_between_sending_and_sent_is_listed_and_never_sent_again(
    town, error: Exception
) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    failing = town.postman(failing={"t1@town.example": error})
    # when
    if isinstance(error, MailInDoubt):
        assert town.send(failing).in_doubt == ["T1"]
    else:
        with pytest.raises(RuntimeError):
            town.send(failing)
    # then: neither this week
    postman = town.postman()
    town.send(postman)
    assert "t1@town.example" not in postman.to
    assert [r.trainee_id for r in status(town.store, as_of=TUESDAY).in_doubt] == ["T1"]
    # nor, for the same job, the next, when it is still listed
    done = town.prepare(town.ranks([town.match("P1")]), NEXT_TUESDAY)
    assert done.empty == ("T1", "T2")
    assert [r.trainee_id for r in status(town.store, as_of=NEXT_TUESDAY).in_doubt] == ["T1"]


def test_the_ledger_itself_refuses_a_second_claim(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    number = town.row("T1").id
    # when / then
    assert town.store.digests.claim(number, ["P1"], at=NOON)
    assert not town.store.digests.claim(number, ["P1"], at=NOON)


def test_the_days_left_are_counted_from_the_day_of_sending(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    # when
    postman = town.postman()
    town.send(postman, date(2026, 11, 27))
    # then: 3 days of November and 31 of December
    body = postman.taken[0].get_body(("plain",))
    assert body is not None
    assert "12월 31일(목)까지 · 34일 남음" in body.get_content()
