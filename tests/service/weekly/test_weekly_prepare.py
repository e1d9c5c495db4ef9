"""What goes into a weekly mail: consent, novelty, and the rules of the centre."""

from datetime import UTC, date, datetime

import pytest

from matcher.records import Consents
from service.emails.digest import Rules
from service.emails.weekly import LAST_WEEK
from service.store import Origin

TUESDAY = date(2026, 11, 24)
NEXT_TUESDAY = date(2026, 12, 1)
IN_TWO_WEEKS = date(2026, 12, 8)
LONG_AGO = date(2026, 3, 2)


def test_nobody_without_both_consents_and_an_address_gets_a_digest(town) -> None:
    # when
    done = town.prepare(town.ranks([town.match("P1")]))
    # then
    assert done.composed == ("T1", "T2")
    assert done.without_consent == 3
    assert [r.trainee_id for r in town.store.digests.rows()] == ["T1", "T2"]


def test_a_consent_given_for_a_later_day_does_not_count_yet(town) -> None:
    # given
    later = Consents(matching=LONG_AGO, weekly_mail=date(2026, 11, 25))
    town.store.put_trainees([town.person("T1", later)], {})
    # when / then
    assert town.prepare(town.ranks([town.match("P1")])).composed == ("T2",)


def test_the_same_job_or_a_near_copy_of_it_is_never_mailed_twice_across_weeks(town) -> None:
    # given: P1, which stood for its copy P2, went out
    town.prepare(town.ranks([town.match("P1", copies=("P2",))]))
    town.approve()
    town.send(town.postman())
    # when: a week later P1, P2 and P3 (which now stands for P2) come up again, and a new P4
    again = [town.match("P1"), town.match("P2"), town.match("P3", copies=("P2",)), town.match("P4")]
    town.prepare(town.ranks(again), NEXT_TUESDAY)
    # then
    assert town.jobs_of("T1", "2026-W49") == ["P4"]


@pytest.mark.parametrize(
    ("change", "mailed_again"),
    [({}, False), ({"title": "[급구] 일자리 P1"}, False), ({"region": "부산광역시"}, True)],
    ids=["as it was", "with an urgent mark", "elsewhere"],
)
def test_a_mailed_job_registered_again_under_a_new_id_is_not_mailed_again(
    town, change: dict[str, str], mailed_again: bool
) -> None:
    # given: P1 went out and closed
    first = {"title": "일자리 P1", "company": "㈜가상회사", "region": "세종특별자치시"}
    town.store.put_postings([town.job("P1", **first)], {})
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    town.send(town.postman())
    town.store.put_postings([town.job("P1", **first | {"closes": "2026-11-30"})], {})
    # when: two weeks later it stands in the list as P9, beside a new P2
    town.store.put_postings([town.job("P9", **first | change)], {})
    town.prepare(town.ranks([town.match("P9"), town.match("P2")]), IN_TWO_WEEKS)
    # then
    expected = ["P9", "P2"] if mailed_again else ["P2"]
    assert town.jobs_of("T1", "2026-W50") == expected


def test_a_mailed_job_takes_one_place_of_the_list_however_often_it_was_registered(town) -> None:
    # given: P1 to P3 are one job, P4 another, and all of them were mailed; one left the store
    same = {"title": "자료 입력", "company": "㈜가상회사"}
    town.store.put_postings([town.job(f"P{n}", **same) for n in (1, 2, 3)], {})
    ranks = town.ranks([town.match("P1", copies=("P2", "P3", "GONE")), town.match("P4")])
    town.prepare(ranks)
    town.approve()
    town.send(town.postman())
    # when
    town.prepare(ranks, NEXT_TUESDAY)
    # then: the matcher is asked for two more, not for five
    assert [top for *_, top in ranks.asked] == [50, 50, 52, 52]


def test_a_job_that_may_not_be_shown_is_left_out_even_when_it_is_listed(town) -> None:
    # given: closed yesterday, asks for an age, pays 시급 9,000원
    bad = [{"closes": "2026-11-23"}, {"preference": "만 35세 이하"}, {"pay": "시급 9,000원"}]
    town.store.put_postings([town.job(f"P{n}", **more) for n, more in enumerate(bad, 1)], {})
    # when
    town.prepare(town.ranks([town.match(f"P{n}") for n in (1, 2, 3, 4)]))
    # then
    assert town.jobs_of("T1") == ["P4"]


def test_what_was_mailed_does_not_crowd_out_what_is_new(town) -> None:
    # given: one job was mailed
    ranks = town.ranks([town.match("P1")])
    town.prepare(ranks)
    town.approve()
    town.send(town.postman())
    # when
    town.prepare(ranks, NEXT_TUESDAY)
    # then: the matcher is asked for one more
    assert [top for *_, top in ranks.asked] == [50, 50, 51, 51]


def test_an_empty_week_makes_no_mail(town) -> None:
    # when
    done = town.prepare(town.ranks([town.match("P1", "약함"), town.match("P2", "정보 부족")]))
    # then
    assert done.empty == ("T1", "T2")
    assert town.store.digests.rows() == []


def test_at_most_five_jobs_and_two_of_one_firm(town) -> None:
    # given: three names of one firm, then many others
    names = ["㈜ 가상데이터", "가상데이터 주식회사", "(주)가상데이터", "나", "다", "라", "마", "바"]
    town.store.put_postings([town.job(f"P{n}", name) for n, name in enumerate(names, 1)], {})
    # when
    town.prepare(town.ranks([town.match(f"P{n}") for n in range(1, 9)]))
    # then
    assert town.jobs_of("T1") == ["P1", "P2", "P4", "P5", "P6"]


def test_preparing_twice_changes_nothing(town) -> None:
    # given
    ranks = town.ranks([town.match("P1"), town.match("P2")])
    town.prepare(ranks)
    before = town.store.digests.rows()
    # when
    done = town.prepare(ranks, date(2026, 11, 26), now=datetime(2026, 11, 26, tzinfo=UTC))
    # then
    assert done.unchanged == ("T1", "T2")
    assert town.store.digests.rows() == before


def test_what_is_approved_or_sent_stays_and_the_rest_is_composed_again(town) -> None:
    # given
    town.prepare(town.ranks([town.match("P1")]))
    town.approve(by="김상담", trainees=["T1"])
    # when
    done = town.prepare(town.ranks([town.match("P2")]))
    # then
    assert (done.released, done.composed) == (("T1",), ("T2",))
    assert (town.jobs_of("T1"), town.jobs_of("T2")) == (["P1"], ["P2"])


def test_consent_withdrawn_before_approval_leaves_nothing_to_approve(town) -> None:
    # given
    ranks = town.ranks([town.match("P1")])
    town.prepare(ranks)
    town.store.edit_trainee("T1", {"consents.matching": None}, Origin("self"))
    # when
    town.prepare(ranks)
    # then
    assert town.approve() == ["T2"]


def test_last_weeks_unsent_mail_expires_and_its_jobs_come_again(town) -> None:
    # given
    ranks = town.ranks([town.match("P1")])
    town.prepare(ranks)
    town.approve()
    # when
    done = town.prepare(ranks, NEXT_TUESDAY)
    # then
    assert done.expired == 2
    assert town.row("T1").reason == LAST_WEEK
    assert town.jobs_of("T1", "2026-W49") == ["P1"]


def test_the_rules_of_the_centre_can_be_narrower(town) -> None:
    # given
    rules = Rules(jobs=1, bands=("보통",))
    # when
    town.prepare(town.ranks([town.match("P1"), town.match("P2", "보통")]), TUESDAY, rules=rules)
    # then
    assert town.jobs_of("T1") == ["P2"]
