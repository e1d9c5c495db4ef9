"""Code tables of the feeds: what a code means, on which day."""

import datetime as dt
from itertools import combinations

import pytest

from matcher import codes
from matcher.codes import Code


@pytest.mark.parametrize(
    ("table", "code", "name"),
    [
        ("work24.education", "04", "대졸(2~3년)"),
        ("work24.pay", "H", "시급"),
        ("work24.employment", "21", "기간의 정함이 있는 근로계약(시간선택제)"),
        ("work24.preference", "B", "(준)고령자(50세이상)"),
        ("work24.holiday", "3", "토요격주"),
        ("senuri.employment", "CM0103", "시간제일자리"),
        ("alio.employment", "R1030", "무기계약직"),
        ("alio.ncs", "R600020", "정보통신"),
        ("alio.ncs", "R600002", "경영·회계·사무"),
        ("ncs.major", "20", "정보통신"),
        ("saramin.closing", "2", "채용시"),
        ("work24.education", "99", None),
        ("work24.education", None, None),
    ],
)
def test_a_code_means_its_official_name(table: str, code: str | None, name: str | None) -> None:
    assert codes.meaning(table, code) == name


def test_a_name_leads_back_to_its_code_unless_two_codes_share_it() -> None:
    assert codes.code_of("work24.education", "고졸") == "03"
    assert codes.code_of("alio.employment", "청년인턴") is None  # R1060 and R1070


def test_an_unknown_table_names_those_that_exist() -> None:
    with pytest.raises(KeyError, match=r"work24\.education"):
        codes.meaning("work24.nothing", "1")


def test_a_code_is_valid_from_its_first_to_its_last_day() -> None:
    code = Code("1", "하나", dt.date(2024, 1, 1), dt.date(2024, 12, 31), True)
    assert not code.valid(dt.date(2023, 12, 31))
    assert code.valid(dt.date(2024, 1, 1))
    assert code.valid(dt.date(2024, 12, 31))
    assert not code.valid(dt.date(2025, 1, 1))
    assert not code.valid(None)  # it has lapsed, so it is not what the code means today


@pytest.mark.parametrize("table", sorted(codes.tables()))
def test_no_code_means_two_things_on_one_day(table: str) -> None:
    for one, other in combinations(codes.rows(table), 2):
        if one.code == other.code:
            starts = max(one.valid_from or dt.date.min, other.valid_from or dt.date.min)
            ends = min(one.valid_to or dt.date.max, other.valid_to or dt.date.max)
            assert ends < starts, (one, other)
    assert all(row.name and row.code for row in codes.rows(table))


def test_the_education_codes_are_those_of_the_parser() -> None:
    from matcher.values.education import CODES

    assert tuple(codes.meanings("work24.education")) == CODES
