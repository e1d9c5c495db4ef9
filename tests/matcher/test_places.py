"""Places are found in free text, never guessed, and measured along the great circle."""

from math import acos, cos, radians, sin

import pytest

from matcher import places, values
from matcher.places import Place, distance_km, find, in_region, nearest_km
from matcher.values.region import region_codes


def _names(text: str | None) -> list[str]:
    return [place.name for place in find(text)]


def test_one_degree_of_latitude_is_a_three_hundred_sixtieth_of_the_circumference() -> None:
    # 2 * 3.14159265 * 6371 km / 360 = 40030.17 km / 360 = 111.195 km
    south, north = Place("남", "1", 36.0, 127.0, ()), Place("북", "1", 37.0, 127.0, ())
    assert distance_km(south, north) == pytest.approx(111.195, abs=0.001)


def test_jochiwon_to_boram_is_fourteen_and_a_half_kilometres() -> None:
    # dlat 36.6080 - 36.4778 = 0.1302 deg = 14.4776 km; dlon 0.0037 deg, at the mean latitude
    # 36.5429: 0.0037 * 111.195 * cos = 0.4114 * 0.80342 = 0.3305 km; hypot = 14.4814 km
    jochiwon, boram = find("조치원읍")[0], find("보람동")[0]
    assert distance_km(jochiwon, boram) == pytest.approx(14.481, abs=0.005)


def test_cheonan_station_to_daejeon_station_agrees_with_the_law_of_cosines() -> None:
    one, other = find("천안역")[0], find("대전역")[0]
    lat1, lat2 = radians(36.8084), radians(36.3327)
    turn = radians(127.4331 - 127.1477)
    expected = 6371.0 * acos(sin(lat1) * sin(lat2) + cos(lat1) * cos(lat2) * cos(turn))
    assert expected == pytest.approx(58.7, abs=0.2)
    assert distance_km(one, other) == pytest.approx(expected, abs=0.001)
    assert distance_km(other, one) == distance_km(one, other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("세종특별자치시 도담동", ["도담동"]),
        ("도담동", ["도담동"]),
        ("세종시 조치원", ["조치원읍"]),
        ("세종 나성동 123-4", ["나성동"]),
        ("대전광역시 유성구 봉명동", ["유성 봉명"]),
    ],
)
def test_a_named_dong_is_one_point(text: str, found: list[str]) -> None:
    assert _names(text) == found


def test_a_city_alone_means_every_point_of_it() -> None:
    sejong = [place.name for place in places.table() if place.region == "36110"]
    assert len(sejong) > 20
    assert _names("세종특별자치시") == sejong
    assert _names("청주시") == ["청주 강내", "청주 복대", "오창"]
    assert _names("대전 유성구") == ["대전 반석", "유성 봉명"]


def test_of_a_city_the_nearest_point_counts() -> None:
    home, cheongju = find("조치원읍"), find("청주시")
    ways = [distance_km(home[0], place) for place in cheongju]
    assert len(set(ways)) == 3
    assert nearest_km(home, cheongju) == min(ways)


@pytest.mark.parametrize(
    "text",
    [None, "", "전국", "지역무관", "부산광역시 해운대구", "해외", "미국", "아무 데나", "가까운 곳"],
)
def test_nationwide_abroad_and_unknown_places_are_no_point(text: str | None) -> None:
    assert find(text) == ()
    assert nearest_km(find(text), find("세종")) is None


def test_abroad_has_a_code_of_its_own_and_lies_in_no_wished_place() -> None:
    assert values.parse_regions("일본") == ("90000",)
    assert in_region("세종", ("90000",)) is False


@pytest.mark.parametrize(
    ("wished", "codes", "met"),
    [
        ("세종", ("36110",), True),
        ("대전", ("30200",), True),
        ("대전 유성구", ("30200",), True),
        ("대전 유성구", ("30170",), False),
        ("대전 유성구", ("30000",), None),
        ("청주", ("43113",), True),
        ("충북", ("43113",), True),
        ("충남", ("43113",), False),
        ("세종", ("30200", "36110"), True),
        ("도담동", ("36110",), True),
        ("세종", ("00000",), None),
        ("전국", ("26000",), True),
        ("세종", (), None),
        ("집 근처", ("36110",), None),
    ],
)
def test_a_region_lies_in_a_wished_place_or_not_or_nobody_knows(
    wished: str, codes: tuple[str, ...], met: bool | None
) -> None:
    assert in_region(wished, codes) is met


def test_every_point_of_the_table_lies_in_its_region_and_is_found_by_its_name() -> None:
    for place in places.table():
        assert place.region in region_codes()
        assert 35.9 < place.lat < 37.1
        assert 126.8 < place.lon < 127.7
        assert place in find(place.names[-1])
