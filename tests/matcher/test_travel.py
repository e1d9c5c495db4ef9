"""A centre's travel times: read with care, told only where they were computed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher import places, wishes
from matcher.jobs import Job
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.skills.tables import TableError
from matcher.travel import TravelTimes, Trip
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
WEIGHTS = Weights(near_km=5, half_km=15, km_per_minute=0.5)
TABLE = """from,to,minutes,mode
조치원읍,나성동,40,대중교통
조치원읍,나성동,25,자가용
나성동,조치원읍,45,BRT
조치원읍,보람동,70,
조치원읍,대전 반석,80,버스
조치원읍,유성 봉명,90,버스
고운동,대전역,55,자가용
"""
MakePosting = Callable[..., Posting]
MakeMatcher = Callable[..., Matcher]
Records = dict[str, Any]


def _table(tmp_path: Path, text: str) -> TravelTimes:
    path = tmp_path / "travel_times.csv"
    path.write_text(text, "utf-8")
    return TravelTimes.read(path)


@pytest.fixture
def table(tmp_path: Path) -> TravelTimes:
    return _table(tmp_path, TABLE)


def _person(home: str | None = "세종 조치원읍", **desired: Any) -> Trainee:
    fields = {"id": "t", "home_place": home, "desired": desired, "hard": ["commute"]}
    return Trainee.model_validate(fields)


def _job(region: str | None, table: TravelTimes | None = None, **fields: Any) -> Job:
    row = {"id": "p", "source": "t", "title": "사무원", "region": region, **fields}
    return Job.of(Posting.model_validate(row), table)


def _trip(table: TravelTimes, start: str, end: str) -> Trip | None:
    return table.trip(places.named(start)[0], places.named(end)[0])


def test_what_everybody_can_take_counts_before_a_car_and_each_way_has_its_row(
    table: TravelTimes,
) -> None:
    assert _trip(table, "조치원읍", "나성동") == Trip(40, "대중교통")
    assert _trip(table, "나성동", "조치원읍") == Trip(45, "BRT")
    assert _trip(table, "보람동", "조치원읍") == Trip(70)  # no row of its own: the same way back
    assert _trip(table, "대전역", "고운동") == Trip(55, "자가용")
    assert _trip(table, "고운동", "나성동") is None
    assert Trip(35).told == "대중교통 35분"


def test_without_a_file_nothing_is_known() -> None:
    assert len(TravelTimes.read(None)) == 0


def test_the_column_of_modes_may_be_left_out(tmp_path: Path) -> None:
    table = _table(tmp_path, "from,to,minutes\n조치원읍,나성동,40\n")
    assert _trip(table, "조치원읍", "나성동") == Trip(40, "대중교통")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("가상동,나성동,40,", "row 2, from: found '가상동', no place of the table; write one"),
        ("조치원읍,세종,40,", "row 2, to: found '세종', no place"),
        ("조치원읍,조치원,40,", "row 2, to: found '조치원', where the way starts; write another"),
        ("조치원읍,나성동,사십,", "row 2, minutes: found '사십'; write a whole number from 1 to 3"),
        ("조치원읍,나성동,0,", "row 2, minutes: found '0'"),
        ("조치원읍,나성동,-5,", "row 2, minutes: found '-5'"),
        ("조치원읍,나성동,301,", "row 2, minutes: found '301'"),
        ("조치원읍,나성동,40,비행기", "row 2, mode: found '비행기'; write one of 대중교통, BRT"),
        ("조치원읍,나성동,40", "row 2, whole line: found too many or too few cells"),
        ("조치원읍,나성동,40,버스\n조치원읍,나성동,45,버스", "found 40 and 45 by 버스; keep one"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_row_and_field_with_its_cure(
    tmp_path: Path, row: str, told: str
) -> None:
    with pytest.raises(TableError) as refused:
        _table(tmp_path, f"from,to,minutes,mode\n{row}\n")
    assert told in str(refused.value)
    assert str(refused.value).startswith("travel_times.csv, ")


def test_every_bad_row_is_told_at_once_and_a_wrong_header_by_what_is_expected(
    tmp_path: Path,
) -> None:
    with pytest.raises(TableError) as refused:
        _table(tmp_path, "from,to,minutes\n가상동,나성동,40\n조치원읍,나성동,x\n")
    assert [line[:22] for line in str(refused.value).splitlines()] == [
        "travel_times.csv, row ", "travel_times.csv, row ",
    ]  # fmt: skip
    with pytest.raises(TableError, match="row 1: found the columns a, b; expected from, to, min"):
        _table(tmp_path, "a,b\n")


def test_minutes_of_the_table_take_the_place_of_the_estimate(table: TravelTimes) -> None:
    # 40 minutes at half a kilometre each are 20 km: 15 km past next door, one halving
    job = _job("세종특별자치시 나성동", table)
    free = wishes.place(_person(), job, WEIGHTS)
    assert free.value == pytest.approx(0.5)
    assert free.trip == Trip(40)
    # ten minutes longer than the wished thirty: three quarters of that
    assert wishes.place(_person(max_commute_min=30), job, WEIGHTS).value == pytest.approx(0.375)
    # the straight line: 13.64 km by hand, 0.1213 deg of latitude and 0.0227 of longitude
    estimate = wishes.place(_person(), _job("세종특별자치시 나성동"), WEIGHTS)
    assert estimate.km == pytest.approx(13.64, abs=0.02)
    assert estimate.value == pytest.approx(0.5 ** (8.64 / 15), abs=0.001)
    assert estimate.trip is None


@pytest.mark.parametrize(
    ("region", "longest", "met"),
    [
        ("세종특별자치시 나성동", 40, True),
        ("세종특별자치시 나성동", 39, False),
        ("세종특별자치시 고운동", 10, None),  # no row: nobody knows
        ("세종특별자치시 나성동, 보람동", 45, True),  # the nearest of two workplaces counts
        ("세종특별자치시 나성동, 보람동", 30, False),
        ("세종특별자치시 나성동, 고운동", 30, None),  # the other one may be nearer
        ("대전 유성구", 60, False),  # both points of the table are farther
        ("대전 유성구", 85, None),  # the nearest is not, and where it is nobody says
        ("대전광역시", 60, None),  # only some of its points have a row
        ("부산광역시", 60, None),
        ("전국", 60, None),
        (None, 60, None),
    ],
)
def test_the_longest_way_is_a_limit_only_where_minutes_are_known(
    table: TravelTimes, region: str | None, longest: int, met: bool | None
) -> None:
    person = _person(max_commute_min=longest)
    assert wishes.commute(person, _job(region, table), WEIGHTS).met is met
    assert wishes.commute(person, _job(region), WEIGHTS).met is None
    assert wishes.commute(_person(), _job(region, table), WEIGHTS).met is None
    nowhere = _person(None, max_commute_min=longest)
    assert wishes.commute(nowhere, _job(region, table), WEIGHTS).met is None


def test_of_a_city_the_nearest_point_counts_softly_and_no_minutes_are_told(
    table: TravelTimes,
) -> None:
    # 80 minutes to 반석 are 40 km, 35 past next door
    found = wishes.place(_person(), _job("대전 유성구", table), WEIGHTS)
    assert found.value == pytest.approx(max(0.5 ** (35 / 15), WEIGHTS.least_place))
    assert found.trip is None


def test_a_measured_way_within_the_longest_is_hardly_less_than_next_door(
    table: TravelTimes,
) -> None:
    # 40 minutes to 나성동 are 20 km: 0.5 ** (15 / 15) = 0.5 where nobody said how long is too long
    job = _job("세종특별자치시 나성동", table)
    assert wishes.place(_person(), job, WEIGHTS).value == pytest.approx(0.5)
    assert wishes.place(_person(max_commute_min=40), job, WEIGHTS).value == WEIGHTS.accepted_way
    assert wishes.place(_person(max_commute_min=39), job, WEIGHTS).value < 0.5


def test_work_from_home_has_no_way(table: TravelTimes) -> None:
    job = _job("세종특별자치시 보람동", table, body="재택근무")
    assert wishes.commute(_person(max_commute_min=30), job, WEIGHTS).met is None


def test_a_region_without_a_named_point_stays_beside_the_named_one() -> None:
    job = _job("세종특별자치시 나성동, 대전 유성구")
    assert [place.name for place in job.places] == ["나성동", "대전 반석", "유성 봉명"]
    assert not job.named


def test_the_limit_removes_by_name_is_lifted_by_name_and_is_told(
    people: Records, posting: MakePosting, make_matcher: MakeMatcher, table: TravelTimes
) -> None:
    jobs = {
        "near": posting("near", title="경리 사무원", region="세종특별자치시 나성동"),
        "far": posting("far", title="경리 사무원", region="세종특별자치시 보람동"),
        "unknown": posting("unknown", title="경리 사무원", region="세종특별자치시 고운동"),
    }
    person = people["bookkeeper"]
    wished = person.desired.model_copy(update={"max_commute_min": 60})
    strict = person.model_copy(
        update={"desired": wished, "home_place": "조치원읍", "hard": ("commute",)}
    )
    soft = strict.model_copy(update={"hard": ()})
    plain = make_matcher({"bookkeeper": strict}, jobs)
    timed = Matcher(
        {"bookkeeper": strict}, jobs, plain._scorer.index, plain._scorer.encoder, travel=table
    )

    def ids(matcher: Matcher, one: Trainee, **asked: Any) -> set[str]:
        return {match.id for match in matcher.matches(one, as_of=AS_OF, **asked).matches}

    assert ids(plain, strict) == {"near", "far", "unknown"}
    assert ids(timed, strict) == {"near", "unknown"}
    assert ids(timed, strict, ignore={"commute"}) == {"near", "far", "unknown"}
    assert timed.matches(strict, as_of=AS_OF).excluded == {"commute": 1}
    assert timed.candidates("far", as_of=AS_OF).excluded == {"commute": 1}
    told = {match.id: match for match in timed.matches(soft, as_of=AS_OF).matches}
    assert "집에서 대중교통 70분으로, 원하신 60분보다 깁니다." in told["far"].missing
    reasons = [reason.text for reason in told["near"].reasons]
    assert any("집에서 대중교통 40분" in text for text in reasons)
    assert not any("분" in text for text in told["unknown"].missing)
