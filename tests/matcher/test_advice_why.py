"""For any pair it is told what would have to change, and changing that is enough."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.results import Change
from matcher.travel import TravelTimes
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
MakeMatcher = Callable[..., Matcher]
MakePosting = Callable[..., Posting]
Records = dict[str, Any]
HARD: Mapping[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "pay": (
        {"monthly_wage_min_manwon": 250},
        {"pay": "월급 220만원"},
        "희망 임금을 월 250만원에서 220만원으로 낮추시면 이 조건에 맞습니다.",
    ),
    "hours": (
        {"hours_per_week_max": 20},
        {"working_condition": "주 5일(월~금) 09:00~18:00, 주 40시간"},
        "근무시간을 주 20시간에서 40시간까지로 늘리시면 이 조건에 맞습니다.",
    ),
    "days": (
        {"days": "주 3일"},
        {"working_condition": "주 6일, 주 30시간"},
        "주 6일 일하는 자리입니다. 이 요일도 괜찮으시면 이 조건에 맞습니다.",
    ),
    "place": (
        {"places": ["세종"]},
        {"region": "대전광역시 유성구"},
        "희망 근무지에 ‘대전광역시 유성구’를 더하시면 이 조건에 맞습니다.",
    ),
    "employment": (
        {"employment_types": ["정규직"]},
        {"employment_type": "계약직"},
        "희망 고용형태에 ‘계약직’을 더하시면 이 조건에 맞습니다.",
    ),
    "remote": (
        {"remote_ok": False},
        {"title": "경리 사무원 (재택근무)"},
        "재택으로 일하는 자리입니다. 재택도 괜찮으시면 이 조건에 맞습니다.",
    ),
    "avoid": (
        {"avoid": ["야간 근무"]},
        {"title": "경리 사무원 (야간)"},
        "피하고 싶다고 하신 일 ‘야간 근무’에 가깝습니다. 이 일도 괜찮으시면 이 조건에 맞습니다.",
    ),
}
"""For each wish: a wish, a job that does not meet it, and what is told."""


def somebody(wishes: dict[str, Any], *hard: str) -> Trainee:
    desired = {"jobs": ["경리 사무원"], **wishes}
    return Trainee.model_validate({"id": "b", "desired": desired, "hard": hard})


def cured(trainee: Trainee, changes: tuple[Change, ...]) -> Trainee:
    """The record with everything set as the changes name it."""
    record = trainee.model_dump()
    for change in changes:
        for path, value in change.cure.items():
            place, _, name = path.rpartition(".")
            (record[place] if place else record)[name] = value
    return Trainee.model_validate(record)


@pytest.mark.parametrize("limit", HARD)
def test_for_each_wish_it_is_told_what_would_meet_it_and_that_is_enough(
    limit: str, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    wishes, fields, told = HARD[limit]
    person = somebody(wishes, limit)
    jobs = {"p": posting("p", **{"title": "경리 사무원", **fields})}
    verdict = make_matcher({"b": person}, jobs).why("b", "p", as_of=AS_OF)
    (change,) = verdict.changes
    assert (verdict.excluded_by, change.limit, change.text) == ((limit,), limit, told)
    then = make_matcher({"b": cured(person, verdict.changes)}, jobs).why("b", "p", as_of=AS_OF)
    assert (then.listed, then.changes) == (True, ())


def test_every_limit_of_a_pair_is_named_and_all_changes_together_are_enough(
    posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    person = somebody({"places": ["세종"], "monthly_wage_min_manwon": 250}, "place", "pay")
    job = posting(
        "p",
        title="경리 사무원",
        region="대전광역시 유성구",
        pay="월급 220만원",
        licences=["전산회계 1급"],
    )
    verdict = make_matcher({"b": person}, {"p": job}).why("b", "p", as_of=AS_OF)
    assert [change.limit for change in verdict.changes] == ["licence", "place", "pay"]
    assert verdict.changes[0].text.startswith("‘전산회계 1급’이 필요합니다.")
    better = cured(person, verdict.changes)
    assert make_matcher({"b": better}, {"p": job}).why("b", "p", as_of=AS_OF).listed


def test_of_licences_each_missing_one_is_told_once_and_what_is_held_is_not(
    posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    person = Trainee(id="b", licences=("한식조리기능사",))
    jobs = {
        "either": posting(
            "either",
            title="구내식당 조리원",
            licences=["한식조리기능사", "양식조리기능사"],
            body="지게차운전기능사 필수입니다.",
        ),
        "twice": posting("twice", title="의원 간호조무사", licences=["간호조무사"]),
    }
    matcher = make_matcher({"b": person}, jobs)
    for job, licence in (("either", "지게차운전기능사"), ("twice", "간호조무사 자격")):
        (change,) = matcher.why("b", job, as_of=AS_OF).changes
        assert (change.limit, change.text.split("’")[0]) == ("licence", f"‘{licence}")


@pytest.mark.parametrize(
    ("job", "limit", "told"),
    [
        ("unlawful", "unlawful", "만 35세 이하"),
        ("underpaid", "minimum_wage", "시급 9,000원"),
        ("closed", "closing", "2026-11-23"),
        ("nurse", "licence", "간호사 면허"),
    ],
)
def test_what_a_posting_would_have_to_change_names_the_words_held_against_it(
    matcher: Matcher, job: str, limit: str, told: str
) -> None:
    (change,) = matcher.why("turner", job, as_of=AS_OF).changes
    assert change.limit == limit
    assert f"‘{told}’" in change.text
    assert (change.cure != {}) is (limit == "licence")


def test_a_way_longer_than_wished_is_told_by_the_persons_own_setting_alone(
    tmp_path: Path, posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    table = tmp_path / "travel_times.csv"
    table.write_text("from,to,minutes\n세종 나성동,세종 도담동,40\n", "utf-8")
    desired = {"jobs": ["경리 사무원"], "max_commute_min": 30}
    person = Trainee.model_validate(
        {"id": "b", "desired": desired, "home_place": "세종 나성동", "hard": ["commute"]}
    )
    jobs = {"p": posting("p", title="경리 사무원", region="세종특별자치시 도담동")}

    def over(person: Trainee) -> Matcher:
        plain, times = make_matcher({"b": person}, jobs), TravelTimes.read(table)
        index, encoder = plain._scorer.index, plain._scorer.encoder
        weights = Weights(fair=0.01)
        return Matcher({"b": person}, jobs, index, encoder, weights=weights, travel=times)

    verdict = over(person).why("b", "p", as_of=AS_OF)
    (change,) = verdict.changes
    assert change.text == "통근 시간을 30분보다 길게 잡으셔야 이 조건에 맞습니다."
    assert over(cured(person, verdict.changes)).why("b", "p", as_of=AS_OF).listed
    (step,) = over(person).advice("b", as_of=AS_OF).what_ifs
    assert (step.wish, step.change) == ("commute", 1)
    assert "40분" not in step.text


def test_a_job_ranked_below_is_told_by_how_much_and_by_which_factor(
    posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    person = somebody({"monthly_wage_min_manwon": 300})
    jobs = {  # the same words twice: only pay sets them apart, (240 / 300) ** 2 = 0.64
        "full": posting("full", title="경리 사무원", pay="월급 300만원"),
        "less": posting("less", title="경리 사무원", pay="월급 240만원"),
    }
    matcher = make_matcher({"b": person}, jobs)
    fit = matcher.why("b", "full", as_of=AS_OF).factors["fit"]
    verdict = matcher.why("b", "less", as_of=AS_OF, top=1)
    (change,) = verdict.changes
    assert (verdict.excluded_by, change.limit) == (("ranked_below",), "ranked_below")
    short = round(fit, 3) - round(0.64 * fit, 3)
    assert change.text.startswith(f"점수가 {short:.3f} 모자랍니다(")
    assert f"이 일자리 {0.64 * fit:.3f}, 목록의 마지막인 1위 {fit:.3f}" in change.text
    assert "‘임금’(0.64, 1위는 1.00)" in change.text
    assert change.text.endswith("이것이 같았다면 목록에 들었습니다.")


def test_a_third_job_of_one_employer_is_told_as_such(
    posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    titles = ("경리 사무원", "총무 경리", "급여 경리 담당")
    jobs = {f"e{n}": posting(f"e{n}", title=t, company="보기상사") for n, t in enumerate(titles)}
    jobs["last"] = posting("last", title="화단 물 주기")
    matcher = make_matcher({"b": somebody({})}, jobs)
    shown = {match.id for match in matcher.matches("b", as_of=AS_OF).matches}
    (left_out,) = set(jobs) - shown
    (change,) = matcher.why("b", left_out, as_of=AS_OF).changes
    assert change.text == "같은 회사의 일자리 2개가 이미 목록에 있어 뺐습니다."


def test_a_pair_without_anything_in_the_way_needs_no_change(matcher: Matcher) -> None:
    assert matcher.why("turner", "lathe", as_of=AS_OF).changes == ()
