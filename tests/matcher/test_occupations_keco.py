"""Two editions of KECO are never mixed: codes of 2018, and 2025 by an equal name alone."""

import pytest

from matcher.occupations import Lexicon, keco_2018_of_jobs_cd, keco_2025_of
from matcher.occupations.keco import groups_2018, names_2025


@pytest.mark.parametrize(
    ("jobs_cd", "group"),
    [
        ("029500", "0295"),
        ("29500", "0295"),
        (" 231400 ", "2314"),
        ("615400", "6154"),
        ("0295", None),
        ("0295000", None),
        ("02950a", None),
        ("０２９５００", None),
        ("", None),
        (None, None),
    ],
)
def test_a_jobs_cd_begins_with_its_group_of_2018(jobs_cd: str | None, group: str | None) -> None:
    assert keco_2018_of_jobs_cd(jobs_cd) == group


def test_6154_means_another_thing_in_each_edition_and_is_not_carried_over() -> None:
    assert groups_2018()["6154"] == "상품 대여원"
    assert names_2025()["6154"] == "온라인 쇼핑 판매원"
    assert keco_2025_of("6154") != "6154"


def test_2025_is_reached_by_an_equal_official_name_alone() -> None:
    for code, name in groups_2018().items():
        later = keco_2025_of(code)
        same = [other for other, named in names_2025().items() if named == name and len(other) == 4]
        assert ([later] if later else []) == same


def test_a_group_without_an_equal_name_is_unknown_in_2025() -> None:
    # given 컴퓨터 강사, which 2025 calls 정보통신기술 강사
    assert groups_2018()["2142"] == "컴퓨터 강사"

    # then
    assert keco_2025_of("2142") is None
    assert keco_2025_of("9999") is None


def test_some_groups_keep_their_name_under_another_code() -> None:
    moved = {code for code in groups_2018() if keco_2025_of(code) not in (None, code)}

    assert moved


def test_the_lexicon_names_only_groups_that_it_knows() -> None:
    lexicon = Lexicon.packaged()

    assert {code for _, code in lexicon.names} == set(lexicon.groups)
    assert all(len(code) == 4 and code.isdigit() for code in lexicon.groups)
