"""The lane of neighbouring occupations, in a small invented town where what is right is plain."""

from typing import Any

import pytest
from lane_town import AS_OF, CLERK, JOBS, OFFICE, MakePosting, a_job, a_market, a_person, lane_of

from matcher.results import Demand


def test_work_that_was_done_before_and_has_more_jobs_is_shown_beside_the_list(
    posting: MakePosting,
) -> None:
    kim = a_person()
    lane = a_market(posting, [kim]).matches(kim, as_of=AS_OF, top=1).lane
    assert [one.demand for one in lane] == [Demand(OFFICE, "총무 사무원 및 대학 행정조교", 3, 1)]
    assert lane[0].wished == Demand(CLERK, "경리 사무원", 1, 1)
    assert [match.rank for match in lane[0].matches] == [1, 2]
    assert {match.id for match in lane[0].matches} < {"office0", "office1", "office2"}


def test_every_job_of_the_lane_has_a_reason_in_what_the_person_brings_and_none_in_the_wish(
    posting: MakePosting,
) -> None:
    kim = a_person()
    matches = a_market(posting, [kim]).matches(kim, as_of=AS_OF, top=1).lane[0].matches
    for match in matches:
        fields = [reason.profile.field for reason in match.reasons]
        assert any(field.startswith(("career.", "skills.")) for field in fields)
        assert not any(field.startswith("desired.jobs") for field in fields)
        assert all(reason.posting.end > reason.posting.start for reason in match.reasons)


def test_demand_is_jobs_for_each_person_who_seeks_them(posting: MakePosting) -> None:
    # given three jobs, which four others seek as well: fewer than one for each
    kim = a_person()
    crowd = [a_person(f"p{n}", desired={"jobs": ["총무"]}, career=[]) for n in range(4)]
    assert Demand(OFFICE, "총무", 3, 5).each == pytest.approx(0.6)
    assert lane_of(a_market(posting, [kim, *crowd]), kim) == []
    # and with one other there are 1.5 jobs for each, more than the one of the wish
    (entry,) = lane_of(a_market(posting, [kim, crowd[0]]), kim)
    assert entry[0] == OFFICE


def test_nothing_is_called_better_than_a_wish_that_is_not_understood(posting: MakePosting) -> None:
    vague = a_person(desired={"jobs": ["부장"]})
    none = a_person(desired={})
    assert lane_of(a_market(posting, [vague]), vague) == []
    assert lane_of(a_market(posting, [none]), none) == []


def test_the_wished_occupation_is_never_in_the_lane(posting: MakePosting) -> None:
    both = a_person(desired={"jobs": ["경리 사무원", "총무 사무원"]})
    assert lane_of(a_market(posting, [both]), both) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "총무 담당 야간 전담"},
        {"title": "총무 담당 (만 35세 이하)"},
        {"title": "총무 등 전 부문 신입·경력 공개채용"},
        {"career": "신입"},
        {"closes": "2026-11-01"},
        {"pay": "시급 9,000원"},
        {"licences": ("간호사 면허",)},
    ],
)
def test_jobs_that_are_held_back_or_avoided_or_for_others_leave_no_lane(
    posting: MakePosting, fields: dict[str, Any]
) -> None:
    kim = a_person(desired={"jobs": ["경리 사무원"], "avoid": ["야간 근무"]})
    assert lane_of(a_market(posting, [kim]), kim)
    broken = [{**job, **fields} if job["id"].startswith("office") else job for job in JOBS]
    assert lane_of(a_market(posting, [kim], broken), kim) == []


def test_what_the_list_shows_is_not_shown_again(posting: MakePosting) -> None:
    kim = a_person()
    whole = a_market(posting, [kim]).matches(kim, as_of=AS_OF, top=100)
    assert {"office0", "office1", "office2"} < {match.id for match in whole.matches}
    assert whole.lane == ()


def test_a_good_place_alone_is_no_reason_to_show_other_work(posting: MakePosting) -> None:
    stranger = a_person(career=[], skills=[], desired={"jobs": ["경리 사무원"], "places": ["세종"]})
    assert lane_of(a_market(posting, [stranger]), stranger) == []


def test_near_copies_are_one_job_of_the_demand(posting: MakePosting) -> None:
    kim = a_person()
    same = {"company": "보기상사", "body": "비품 구매와 문서 수발, 차량 관리"}
    jobs = [JOBS[0], *(a_job(f"o{n}", "총무 담당", OFFICE, **same) for n in range(3))]
    assert lane_of(a_market(posting, [kim], jobs), kim) == []


def test_the_lane_can_be_switched_off_and_is_no_part_of_a_search(posting: MakePosting) -> None:
    kim = a_person()
    matcher = a_market(posting, [kim])
    assert lane_of(matcher, kim)
    assert lane_of(matcher.without("lane"), kim) == []
    assert matcher.search("경리 사무원", as_of=AS_OF).lane == ()


def test_a_changed_wish_counts_as_it_is_now(posting: MakePosting) -> None:
    kim = a_person()
    matcher = a_market(posting, [kim])
    assert [code for code, _ in lane_of(matcher, kim)] == [OFFICE]
    assert lane_of(matcher, a_person(desired={"jobs": ["총무 사무원"]})) == []


def test_the_published_shape_tells_the_figure_and_what_it_is_made_of(posting: MakePosting) -> None:
    kim = a_person()
    ranking = a_market(posting, [kim]).matches(kim, as_of=AS_OF, top=1)
    (entry,) = ranking.to_json()["lane"]
    assert entry["occupation"] == {
        "code": OFFICE,
        "name": "총무 사무원 및 대학 행정조교",
        "open": 3,
        "seekers": 1,
        "jobs_per_person": 3.0,
    }
    assert entry["wished"]["jobs_per_person"] == 1.0
    assert [match["rank"] for match in entry["matches"]] == [1, 2]
    assert "lane" not in ranking.to_json("query")
