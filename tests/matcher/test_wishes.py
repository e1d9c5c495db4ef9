"""Each wish against each job: met, unmet, or unknown and then neutral."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import places, wishes
from matcher.jobs import Job
from matcher.records import Posting, Trainee
from matcher.weights import Weights

WEIGHTS = Weights()
FULL: dict[str, Any] = {
    "id": "p",
    "source": "test",
    "title": "경리",
    "company": "보기상사",
    "region": "부산광역시",
    "pay": "월급 210만원",
    "working_condition": "주 6일, 주 48시간",
    "employment_type": "계약직",
    "body": "재택근무",
}
WISHES: dict[str, Any] = {
    "places": ["세종"],
    "monthly_wage_min_manwon": 300,
    "hours_per_week_max": 20,
    "days": "주 3일",
    "employment_types": ["정규직"],
    "remote_ok": False,
}
READS = {
    "place": ("region", "places"),
    "pay": ("pay", "monthly_wage_min_manwon"),
    "hours": ("working_condition", "hours_per_week_max"),
    "days": ("working_condition", "days"),
    "employment": ("employment_type", "employment_types"),
    "remote": ("body", "remote_ok"),
}
"""Of each wish: the field of the posting and the field of the wishes that it reads."""


def _job(**fields: Any) -> Job:
    return Job.of(Posting.model_validate({**FULL, **fields}))


def _person(home: str | None = None, **desired: Any) -> Trainee:
    return Trainee.model_validate({"id": "t", "home_place": home, "desired": desired})


def _check(name: str, person: Trainee, job: Job) -> wishes.Check:
    return wishes.CHECKS[name](person, job, WEIGHTS)


def test_the_full_posting_meets_none_of_the_wishes_that_the_laws_below_are_tried_on() -> None:
    verdicts = {name: _check(name, _person(**WISHES), _job()).met for name in wishes.CHECKS}
    assert verdicts == dict.fromkeys(READS, False)


@given(dropped=st.sets(st.sampled_from(sorted({field for field, _ in READS.values()}))))
def test_what_a_posting_leaves_unsaid_is_neutral_and_never_unmet(dropped: set[str]) -> None:
    job = _job(**dict.fromkeys(dropped))
    for name, (field, _) in READS.items():
        found = _check(name, _person(**WISHES), job)
        if field in dropped:
            assert (found.value, found.met) == (1.0, None), name
        else:
            assert found.value < 1, name
            assert found.met is False, name


@given(dropped=st.sets(st.sampled_from(sorted(WISHES))))
def test_what_a_person_does_not_wish_is_neutral(dropped: set[str]) -> None:
    person = _person(**{name: value for name, value in WISHES.items() if name not in dropped})
    for name, (_, wish) in READS.items():
        if wish in dropped and name != "place":
            assert _check(name, person, _job()) == wishes.NEUTRAL, name
    if "places" in dropped:
        assert _check("place", person, _job(body=None)) == wishes.NEUTRAL


@given(
    region=st.sampled_from([None, "세종특별자치시 도담동", "대전", "부산", "전국", "???"]),
    pay=st.sampled_from([None, "시급 12,000원", "월급 100만원", "연봉 3,600만원", "협의", "0"]),
    hours=st.sampled_from([None, "주 5일", "주 20시간", "주 6일, 주 52시간", "격일 교대"]),
    kind=st.sampled_from([None, "정규직", "일용직", "10", "???"]),
    home=st.sampled_from([None, "조치원읍", "서울"]),
    longest=st.sampled_from([None, 5, 90]),
)
def test_every_factor_lies_between_nought_and_one_and_met_means_no_loss(
    region: str | None, pay: str | None, hours: str | None, kind: str | None, home: str | None,
    longest: int | None,
) -> None:  # fmt: skip
    job = _job(region=region, pay=pay, working_condition=hours, employment_type=kind, body=None)
    person = _person(home, **WISHES, max_commute_min=longest)
    for name in wishes.CHECKS:
        found = _check(name, person, job)
        assert 0 < found.value <= 1, name
        assert found.met is not True or found.value == 1 or name == "place"


@pytest.mark.parametrize(
    ("pay", "value", "met"),
    [
        ("월급 300만원", 1.0, True),
        ("월급 250~320만원", 1.0, None),
        ("월급 270만원", 0.81, False),  # (270 / 300) squared
        ("월급 100만원", 0.4, False),  # never below the floor
        ("연봉 3,600만원", 1.0, True),  # 300 a month
        ("면접 후 협의", 1.0, None),
        ("시급 15,000원", 1.0, None),  # no hours stated: nobody can say
    ],
)
def test_pay_counts_by_its_square_below_the_wish(pay: str, value: float, met: bool | None) -> None:
    found = _check("pay", _person(monthly_wage_min_manwon=300), _job(pay=pay, working_condition=""))
    assert found.value == pytest.approx(value)
    assert found.met is met


def test_an_hourly_wage_is_counted_with_stated_hours_and_the_weekly_holiday() -> None:
    # 40 hours and 8 of holiday are 209 paid hours: 15,000 won an hour are 3,135,000 won a month
    job = _job(pay="시급 15,000원", working_condition="주 40시간")
    assert _check("pay", _person(monthly_wage_min_manwon=313), job).met is True
    assert _check("pay", _person(monthly_wage_min_manwon=314), job).met is False


@pytest.mark.parametrize(
    ("most", "value", "met"), [(48, 1.0, True), (60, 1.0, True), (36, 0.75, False), (5, 0.4, False)]
)
def test_longer_hours_than_wished_count_by_their_share(
    most: float, value: float, met: bool
) -> None:
    found = _check("hours", _person(hours_per_week_max=most), _job())
    assert found.value == pytest.approx(value)
    assert found.met is met


@pytest.mark.parametrize(
    ("wished", "stated", "met"),
    [
        ("평일", "주 5일", True),
        ("평일", "주 6일", False),
        ("월~금", "월~금 09:00~18:00", True),
        ("주 3일", "주 5일", False),
        ("주 2~3일", "주 3일", True),
        ("오전만", "주 5일", None),
        ("평일", "협의", None),
        ("평일 10시~16시", "주 5일", True),
    ],
)
def test_more_days_than_wished_are_unmet(wished: str, stated: str, met: bool | None) -> None:
    assert _check("days", _person(days=wished), _job(working_condition=stated)).met is met


@pytest.mark.parametrize(
    ("wished", "stated", "met"),
    [
        (["정규직"], "정규직", True),
        (["정규직", "시간제"], "시간제", True),
        (["정규직"], "계약직", False),
        (["시간제"], "11", True),  # the feed's code of a part-time permanent job
        (["정규직"], "비정규직", False),
        (["아무거나"], "계약직", None),
        (["정규직"], "면접 시 안내", None),
    ],
)
def test_one_wished_kind_of_employment_is_enough(
    wished: list[str], stated: str, met: bool | None
) -> None:
    job = _job(employment_type=stated)
    assert _check("employment", _person(employment_types=wished), job).met is met


def test_work_from_home_is_near_to_everybody_who_does_not_refuse_it() -> None:
    job = _job()
    assert _check("place", _person(places=["세종"]), job).met is True
    assert _check("place", _person(places=["세종"], remote_ok=False), job).met is False
    assert _check("remote", _person(remote_ok=True), job).met is True
    assert _check("remote", _person(remote_ok=False), job).met is False


def test_a_way_counts_as_next_door_up_to_five_kilometres_and_then_halves_every_fifteen() -> None:
    job, home = _job(region="대전광역시 동구 대전역", body=None), "조치원읍"
    km = places.nearest_km(places.find(home), job.places)
    assert km is not None
    assert km > 20
    found = _check("place", _person(home), job)
    assert found.km == km
    assert found.value == pytest.approx(0.5 ** ((km - 5) / 15))
    assert _check("place", _person("조치원읍"), _job(region="조치원읍", body=None)).value == 1


def test_a_longer_way_than_wished_falls_by_its_share_as_well() -> None:
    job = _job(region="세종특별자치시 보람동", body=None)
    free = _check("place", _person("조치원읍"), job)
    short = _check("place", _person("조치원읍", max_commute_min=20), job)
    long = _check("place", _person("조치원읍", max_commute_min=60), job)
    assert free.km is not None
    assert short.value == pytest.approx(free.value * 20 * 0.5 / free.km)
    assert long.value == free.value


def test_the_nearer_of_two_jobs_is_never_worth_less() -> None:
    home = _person("조치원읍")
    by_distance = sorted(
        (found.km, -found.value)
        for place in places.table()
        if (found := _check("place", home, _job(region=place.names[-1], body=None))).km is not None
    )
    assert len(by_distance) > 30
    assert [value for _, value in by_distance] == sorted(value for _, value in by_distance)


def test_a_nationwide_posting_lies_plainly_in_no_wished_place() -> None:
    person = _person(places=["세종"])
    assert wishes.place_met(person, _job(region="전국")) is None
    assert wishes.place_met(person, _job(region="대전, 세종")) == 0


@pytest.mark.parametrize(
    ("avoid", "condition", "number"),
    [
        (["영업", "야간 근무"], "격일 24시간 교대", 1),
        (["교대"], "주 5일 야간", 0),
        (["야간 근무"], "주 5일 09:00~18:00", None),
        (["영업"], "야간", None),
        ([], "야간", None),
    ],
)
def test_nights_and_shifts_are_seen_by_whoever_avoids_them(
    avoid: list[str], condition: str, number: int | None
) -> None:
    job = _job(working_condition=condition)
    assert wishes.avoids_nights(_person(avoid=avoid), job) == number


@pytest.mark.parametrize("make", [lambda: Weights(), lambda: Weights(elsewhere=0.5)])
def test_the_weight_of_a_place_far_away_is_the_one_that_was_given(
    make: Callable[[], Weights],
) -> None:
    weights = make()
    job = _job(body=None)
    assert wishes.place(_person(places=["세종"]), job, weights).value == weights.elsewhere
