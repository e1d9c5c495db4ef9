"""A plain sentence is read as work and wishes, says how, and finds the job despite slips."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.matching import Matcher
from matcher.query import NothingToSearch, Reading, read_query
from matcher.spelling import Spelling, distance

AS_OF = date(2026, 11, 24)
MARKET = Spelling(["데이터", "라벨링", "경리", "사무보조", "냉장", "계산원"])


def _read(text: str) -> Reading:
    return read_query(text, MARKET)


def _wishes(text: str) -> dict[str, Any]:
    return {name: value for name, value in _read(text).wishes.model_dump().items() if value}


@pytest.mark.parametrize(
    ("text", "work", "wishes"),
    [
        (
            "세종 나성동 근처 주3일 경리 월 200이상 야간 안되요",
            "경리",
            {
                "places": ("세종 나성동",),
                "days": "주 3일",
                "monthly_wage_min_manwon": 200,
                "avoid": ("야간",),
            },
        ),
        ("세종나성동근처 경리구해요", "경리", {"places": ("세종 나성동",)}),
        (
            "대전 유성구나 세종에서 평일만 하는 사무보조 찾아요",
            "사무보조",
            {"places": ("대전 유성구", "세종"), "days": "평일"},
        ),
        (
            "집에서할수있는 디자인알바",
            "디자인",
            {"remote_ok": True, "employment_types": ("알바",)},
        ),
        (
            "영업 말고 사무직 연봉 3000 이상",
            "사무직",
            {"avoid": ("영업",), "monthly_wage_min_manwon": 250},
        ),
        (
            "주 5일 하루 4시간 요양보호사",
            "요양보호사",
            {"days": "주 5일", "hours_per_week_max": 20},
        ),
        ("사회복지사 주 20시간 이내", "사회복지사", {"hours_per_week_max": 20}),
        (
            "서울에서 개발자 정규직 월급 350",
            "개발자",
            {
                "places": ("서울",),
                "employment_types": ("정규직",),
                "monthly_wage_min_manwon": 350,
            },
        ),
        ("조리원", "조리원", {}),
    ],
)
def test_a_sentence_is_read_as_work_and_wishes(
    text: str, work: str, wishes: dict[str, Any]
) -> None:
    assert (_read(text).work, _wishes(text)) == (work, wishes)


def test_working_from_home_can_be_refused() -> None:
    found = _read("재택 말고 출근하는 경리")
    assert found.wishes.remote_ok is False
    assert [one.told for one in found.criteria] == ["재택근무 아님"]


def test_the_answer_says_what_was_read_corrected_and_not_understood() -> None:
    assert _read("세종 데이타 라벨링 시급 12000원 이상").told == (
        "이렇게 읽었습니다: 찾는 일 ‘데이터 라벨링’, 근무지 세종. "
        "고쳐 읽은 말: ‘데이타’ → ‘데이터’. "
        "조건으로 읽지 못한 말: ‘시급 12000원 이상’."
    )


def test_private_sentences_are_neither_read_nor_told() -> None:
    found = _read("허리가 아파서 야간은 안 됩니다. 경리 사무")
    assert "허리" not in found.told
    assert found.work == "경리 사무"


@pytest.mark.parametrize("text", ["허리가 아파서요.", "…", "  "])
def test_a_sentence_with_nothing_to_look_for_is_refused(text: str) -> None:
    with pytest.raises(NothingToSearch, match="찾으실 일"):
        _read(text)


@given(st.text(alphabet="세종월주일이상200만원 야간안되요말고.평하루시급재택", max_size=40))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        found = _read(text)
    except NothingToSearch:
        return
    assert found.work
    assert found.told.startswith("이렇게 읽었습니다: ")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("데이타", "데이터"),  # one vowel
        ("라벨닝", "라벨링"),  # one consonant
        ("사무버조", "사무보조"),
        ("계산언", "계산원"),
        ("데이터", None),  # known
        ("농장", None),  # too short to tell from 냉장
        ("디자인", None),  # nothing near
    ],
)
def test_a_slip_is_corrected_by_the_words_of_the_market(word: str, meant: str | None) -> None:
    assert MARKET.correct(word) == meant


def test_between_two_words_as_near_nothing_is_guessed() -> None:
    assert Spelling(["가나다", "가나더"]).correct("가나도") is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abcd", 1), ("abc", "xbz", 2), ("a", "bcde", 3)],
)
def test_letters_apart_are_counted_up_to_the_most(one: str, other: str, apart: int) -> None:
    assert distance(one, other, 2) == apart


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("집에서하는 데이타 라벨링", "labels"),
        ("세종 나성동 근처 주5일 경리 월 200이상 야간 안되요", "books"),
        ("대전 구내식당조리원 구합니다", "kitchen"),
    ],
)
def test_a_search_finds_the_job_and_says_how_it_was_read(
    matcher: Matcher, text: str, job: str
) -> None:
    found = matcher.search(text, as_of=AS_OF)
    assert found.matches[0].id == job
    assert found.reading is not None
    assert found.to_json("query")["reading"]["told"] == found.reading.told


def test_what_a_search_avoids_stands_lower_than_without(matcher: Matcher) -> None:
    plain = matcher.search("아파트 경비", as_of=AS_OF, top=40).matches
    warned = matcher.search("아파트 경비 야간 안되요", as_of=AS_OF, top=40).matches
    scores = [{m.id: m.score for m in found}["guard"] for found in (plain, warned)]
    assert scores[1] < scores[0] * 0.6


@pytest.mark.parametrize("amount", ["2500000원", "2,500,000원", "250만원", "250"])
def test_pay_in_won_is_the_same_as_in_ten_thousands(amount: str) -> None:
    assert _wishes(f"월 {amount} 이상 경리") == {"monthly_wage_min_manwon": 250}


@pytest.mark.parametrize("amount", ["999,999,999,999", "99999999원", "9" * 8])
def test_pay_beyond_all_measure_is_no_wish_and_no_crash(amount: str) -> None:
    found = _read(f"월 {amount} 이상 경리")
    assert (found.wishes.monthly_wage_min_manwon or 0) <= 10_000


def test_a_month_s_pay_is_read_beside_an_hour_s() -> None:
    found = _read("경리 월 220 이상, 시급 11000원 이상")
    assert found.wishes.monthly_wage_min_manwon == 220
    assert (found.work, found.unread) == ("경리", ("시급 11000원 이상",))


@pytest.mark.parametrize(
    "pay",
    [
        *(
            "시급은 12000원 이상",
            "시급 최소 12000원 이상",
            "시급이 11000 이상이면",
            "시간당 12000원 이상",
        ),
        *(
            "시급 1만 2000원 이상",
            "시급 12000원~13000원 이상",
            "일당으로 15만원 이상",
            "주급 50만원 이상",
        ),
        *(
            "하루에 최소 10만원 이상",
            "일당은 하루 15만원 이상",
            "시급 1만2천원 이상",
            "시급 좋은 곳, 12000원 이상",
        ),
    ],
)
def test_pay_of_another_period_is_never_a_month_s(pay: str) -> None:
    found = _read(f"{pay} 경리")
    assert found.wishes.monthly_wage_min_manwon is None
    assert found.unread


def test_a_wish_said_twice_is_told_as_it_holds() -> None:
    found = _read("세종 경리 세종 월 200 이상 월급 250")
    assert found.wishes.monthly_wage_min_manwon == 200
    assert [one.told for one in found.criteria] == ["월 200만원 이상", "근무지 세종"]


@pytest.mark.parametrize(
    "text", ["경리 엑셀 말고, 사무", "경리 주 5일 , 사무", "경리 월 220 이상, 사무"]
)
def test_a_comma_after_a_criterion_brings_it_not_back(text: str) -> None:
    assert _read(text).written.split() == ["경리", "사무"]


def test_a_slip_before_a_comma_is_corrected() -> None:
    assert _read("사무보죠, 경리").work == "사무보조, 경리"


def test_half_a_sign_from_a_terminal_is_read_past() -> None:
    assert "경리" in _read("\udcff 경리").work


def test_the_text_that_reasons_cite_holds_the_work_alone() -> None:
    text = "데이터 라벨링, 월 220 이상, 주 5일 사무보조"
    written = _read(text).written
    assert written.split() == ["데이터", "라벨링", "사무보조"]
    assert written.index("사무보조") == text.index("사무보조")


def test_a_slip_inside_a_compound_is_corrected_as_one_word() -> None:
    found = _read("사무보죠 구해요")
    assert (found.work, found.corrected) == ("사무보조", (("사무보죠", "사무보조"),))


def test_a_compound_of_known_words_is_never_corrected() -> None:
    market = Spelling(["재고관리사", "요양보호자"])
    assert read_query("재고관리자 요양보호사", market).corrected == ()


def test_a_day_s_pay_is_not_taken_for_a_month_s() -> None:
    assert _wishes("하루 10만원 이상 경리") == {}


@pytest.mark.parametrize(
    "text", ["경력 없는 사람도 되는 경리", "상관없는 경리", "나이 제한 없는 경리", "학력 무관 경리"]
)
def test_what_does_not_matter_is_nothing_to_avoid(text: str) -> None:
    assert _wishes(text) == {}
    assert "경리" in _read(text).work


def test_a_very_long_search_is_read_up_to_its_length() -> None:
    assert _wishes("세종 " * 400 + "경리").keys() <= {"places"}
    assert "경리" not in _read("사무보조 " + "가나 " * 300 + "경리").work
