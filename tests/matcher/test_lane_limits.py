"""No job of the lane ever breaks a limit, is avoided, or stands in the list beside it."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lane_town import AS_OF, JOBS, OFFICE, MakePosting, a_job, a_market, a_person

from matcher.eligibility import LIFTABLE

LIMITS = st.sets(st.sampled_from(["place", "pay", "hours", "employment", "avoid"]))
FIELDS: dict[str, list[Any]] = {
    "closes": ["2026-12-20", "2026-11-01", None],
    "region": ["세종특별자치시 나성동", "부산광역시 해운대구", None],
    "pay": ["월급 250만원", "월급 190만원", "시급 9,000원", None],
    "working_condition": ["주 5일, 주 40시간", "주 20시간", "격일 24시간 교대", None],
    "employment_type": ["정규직", "계약직", None],
    "title": ["총무 담당", "총무 담당 (만 35세 이하)", "총무 담당 야간 전담"],
    "licences": [(), ("간호사 면허",)],
    "career": ["경력무관", "신입", None],
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    drawn=st.lists(
        st.fixed_dictionaries({k: st.sampled_from(v) for k, v in FIELDS.items()}),
        min_size=2,
        max_size=6,
    ),
    hard=LIMITS,
    ignore=st.sets(st.sampled_from(LIFTABLE), max_size=2),
)
def test_no_job_of_the_lane_breaks_a_limit_or_is_avoided_or_stands_in_the_list(
    posting: MakePosting, drawn: list[dict[str, Any]], hard: set[str], ignore: set[str]
) -> None:
    wishes = {
        "jobs": ["경리 사무원"],
        "places": ["세종"],
        "monthly_wage_min_manwon": 230,
        "hours_per_week_max": 40,
        "employment_types": ["정규직"],
        "avoid": ["야간 근무"],
    }
    kim = a_person(desired=wishes, hard=tuple(sorted(hard)))
    body = str(JOBS[1]["body"])
    jobs = [
        JOBS[0],
        *(a_job(f"j{n}", code=OFFICE, body=body, **fields) for n, fields in enumerate(drawn)),
    ]
    matcher = a_market(posting, [kim], jobs)
    ranking = matcher.matches(kim, as_of=AS_OF, top=2, ignore=ignore)
    shown = [match.id for one in ranking.lane for match in one.matches]
    assert len(shown) == len(set(shown))
    assert not set(shown) & {id_ for m in ranking.matches for id_ in (m.id, *m.copies)}
    for one in ranking.lane:
        for match in one.matches:
            verdict = matcher.why(kim.id, match.id, as_of=AS_OF, ignore=ignore)
            assert verdict.excluded_by in ((), ("ranked_below",))
            assert match.factors["avoid"] == 1
            assert matcher.postings[match.id].career != "신입"
