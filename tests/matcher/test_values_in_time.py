"""Places over time: names that moved, towns of Sejong, and the laws of both tables."""

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.values import (
    Address,
    lies_in,
    parse_address,
    parse_regions,
    parse_towns,
    region_name,
    town_name,
    unknown_places,
)
from matcher.values.names_in_time import Names, Span
from matcher.values.region import region_codes, region_names
from matcher.values.town import town_names

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2035, 1, 1))
WORDS = (
    "서울 강남구 세종 어진동 충남 연기군 전남광주 목포시 전국 재택 외 등 , / · ( ) 30103 도움4로 0"
)
TEXTS = st.text() | st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=3), max_size=8).map(
    " ".join
)


@pytest.mark.parametrize(
    ("raw", "on", "code"),
    [
        ("충남 연기군", dt.date(2012, 6, 30), "36110"),
        ("충남 연기군", dt.date(2026, 11, 24), "36110"),  # old addresses still appear
        ("세종", dt.date(2012, 7, 1), "36110"),
        ("충북 청원군", dt.date(2014, 6, 30), "43110"),
        ("청주시 청원구", dt.date(2014, 7, 1), "43114"),
        ("강원도 춘천시", dt.date(2018, 1, 1), "51110"),
        ("강원특별자치도 춘천시", dt.date(2026, 1, 1), "51110"),
        ("전라북도 전주시 덕진구", dt.date(2018, 1, 1), "52113"),
        ("경북 군위군", dt.date(2020, 1, 1), "27720"),
        ("대구 군위군", dt.date(2024, 1, 1), "27720"),
        ("인천 남구", dt.date(2018, 6, 30), "28177"),
        ("인천 미추홀구", dt.date(2018, 7, 1), "28177"),
        ("인천 중구", dt.date(2026, 6, 30), "28110"),
        ("인천 중구", dt.date(2026, 7, 1), "28000"),  # divided anew: only the city is certain
        ("경남 마산시", dt.date(2005, 1, 1), "48120"),
        ("경기 여주군", None, "41670"),
    ],
)
def test_a_name_leads_to_the_code_of_today(raw: str, on: dt.date | None, code: str) -> None:
    assert parse_regions(raw, on) == (code,)


def test_a_name_not_yet_given_is_unknown() -> None:
    assert parse_regions("세종", dt.date(2012, 6, 30)) == ()
    assert parse_regions("인천 미추홀구", dt.date(2018, 6, 30)) == ("28000",)


def test_a_merged_name_without_a_code_is_left_for_somebody_to_look_at() -> None:
    assert parse_regions("전남광주 목포시") == ()
    assert unknown_places("전남광주 목포시") == ("전남광주 목포시",)
    assert parse_regions("대전충남특별시 유성구") == ()
    assert unknown_places("서울, 대전충남특별시") == ("대전충남특별시",)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("서울 강남구 등", ()),
        ("서울, 경기 외", ()),
        ("재택근무", ()),
        ("전국", ()),
        ("경기 새빛시", ("경기 새빛시",)),
        ("광주시", ("광주시",)),  # of Gyeonggi, or the metropolis: never guessed
        ("서울/달나라", ("달나라",)),
        (None, ()),
    ],
)
def test_only_names_outside_the_table_are_listed(
    raw: str | None, expected: tuple[str, ...]
) -> None:
    assert unknown_places(raw) == expected


def test_districts_of_the_whole_country_have_their_codes() -> None:
    assert parse_regions("부산 강서구, 서울 강서구") == ("26440", "11500")
    assert parse_regions("경남 고성군 / 강원 고성군") == ("48820", "51820")
    assert parse_regions("경기 성남시 분당구") == parse_regions("분당구") == ("41135",)
    assert parse_regions("제주 서귀포시") == parse_regions("서귀포") == ("50130",)
    assert parse_regions("세 종") == ("36110",)  # tables space a name out
    assert region_name("51110") == "강원특별자치도 춘천시"
    assert region_name("28000") == "인천광역시"


def test_boroughs_lie_in_their_city_and_neighbours_do_not() -> None:
    assert lies_in("41135", "41130")
    assert lies_in("43113", "43000")
    assert not lies_in("43745", "43740")  # 증평군 begins like 영동군 and lies elsewhere
    assert not lies_in("43110", "43113")


@pytest.mark.parametrize(
    ("raw", "towns"),
    [
        ("세종 조치원읍", ["조치원읍"]),
        ("세종시 조치원", ["조치원읍"]),
        ("(30103) 세종특별자치시 도움4로 0 (어진동)", ["어진동"]),
        ("세종 가람동", ["한솔동"]),
        ("세종 집현동", ["반곡동"]),
        ("세종특별자치시 연기면 세종리", ["나성동"]),
        ("세종 연동면 다솜리", ["반곡동"]),
        ("충남 연기군 전의면", ["전의면"]),
        ("세종 나성동, 세종 보람동", ["나성동", "보람동"]),
        ("세종특별자치시", []),
        ("대전 유성구 한솔동", []),
        ("어진동", []),
    ],
)
def test_towns_of_sejong_by_new_and_old_names(raw: str, towns: list[str]) -> None:
    assert [town_name(code) for code in parse_towns(raw)] == towns


def test_a_town_has_the_ten_digits_of_its_office() -> None:
    assert parse_towns("세종 어진동") == ("3611052300",)
    assert parse_towns("세종 해밀동", dt.date(2019, 1, 1)) == ()  # it was 해밀리 then
    assert parse_towns("세종 해밀리", dt.date(2019, 1, 1)) == ("3611052500",)


def test_an_address_is_read_in_its_parts() -> None:
    assert parse_address("(30103) 세종특별자치시 도움4로 0 (어진동)") == Address(
        "30103", ("36110",), "도움4로 0", "어진동"
    )
    assert parse_address("서울특별시 종로구 세종대로 175") == Address(
        None, ("11110",), "세종대로 175", None
    )
    assert parse_address("세종 연기면 세종리") == Address(None, ("36110",), None, "세종리")
    assert parse_address(None) == Address()


@example(">", None)
@given(TEXTS, st.none() | DAYS)
def test_any_text_on_any_day_gives_codes_of_the_tables(raw: str, on: dt.date | None) -> None:
    assert set(parse_regions(raw, on)) <= region_codes()
    assert all(town_name(code) for code in parse_towns(raw, on))
    assert all(place.strip() for place in unknown_places(raw, on))
    assert parse_address(raw, on).regions == parse_regions(raw, on)


@pytest.mark.parametrize("names", [region_names(), town_names()])
def test_no_name_stands_for_two_places_on_one_day(names: Names) -> None:
    for name, spans in names.spans().items():
        for one, other in combinations(spans, 2):
            starts = max(one.first or dt.date.min, other.first or dt.date.min)
            ends = min(one.last or dt.date.max, other.last or dt.date.max)
            assert ends < starts, name


def test_every_name_of_the_table_leads_to_its_row_while_it_is_valid() -> None:
    for name, spans in region_names().spans().items():
        for span in spans:
            day = span.last or span.first or dt.date(2026, 11, 24)
            assert parse_regions(name, day) == ((span.code,) if span.code else ()), name
    for name, spans in town_names().spans().items():
        for span in spans:
            day = max(span.last or span.first or dt.date(2026, 11, 24), dt.date(2012, 7, 1))
            assert parse_towns(f"세종 {name}", day) == (span.code,), name


def test_a_lapsed_name_yields_to_the_one_that_holds() -> None:
    early = Span("old", None, dt.date(2000, 1, 1))
    late = Span("new", dt.date(2010, 1, 1))
    names = Names([("이름", late), ("이름", early)])
    assert names.code("이름", dt.date(2000, 1, 1)) == "old"
    assert names.code("이름", dt.date(2005, 1, 1)) == "old"
    assert names.code("이름", dt.date(2010, 1, 1)) == names.code("이름") == "new"
    assert names.code("다른 이름") is None
