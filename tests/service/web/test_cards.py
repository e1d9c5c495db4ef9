"""Blind cards: by construction there is no place on them for an identity."""

from dataclasses import fields, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.records import CareerEntry, Consents, Course, Trainee, Wishes
from matcher.results import Match, Reason, Span
from service.cards import (
    CAREER_FITS,
    ELSEWHERE,
    MASK,
    REGIONS,
    BlindCard,
    CareerBand,
    blind_card,
    mask,
    token,
    years_band,
)

SECRET = b"only this store knows it"
PLANTED = (
    "가온누리",
    "010-0000-1234",
    "01000001234",
    "gaon.nuri@example.com",
    "gaon.nuri",
    "680101-1234567",
    "없는동",
    "T0417",
    "없는대학교",
    "1968년생",
)
NOISE = " ".join(("가온 누리", *PLANTED))


def a_person(**changes: object) -> Trainee:
    given = {
        "id": "T0417",
        "name": "가온누리",
        "email": "gaon.nuri@example.com",
        "phone": "010-0000-1234",
        "birth_year": 1968,
        "home_place": "세종 없는동",
        "education": "없는대학교 졸업 " + NOISE,
        "summary": NOISE,
        "courses": (Course(name="AI 사무자동화 " + NOISE),),
        "career": (
            CareerEntry(
                title="여신 과장 " + NOISE, industry="은행 " + NOISE, years=27, duties=NOISE
            ),
        ),
        "skills": ("엑셀 " + NOISE,),
        "licences": ("전산회계 2급 " + NOISE,),
        "desired": Wishes(
            places=("세종 없는동", "없는동 12"),
            employment_types=("계약직 " + NOISE,),
            hours_per_week_max=20,
        ),
        "consents": Consents(matching=date(2026, 9, 1), employer_search=date(2026, 9, 1)),
    }
    return Trainee(**{**given, **changes})


def a_match(*reasons: Reason) -> Match:
    return Match(1, "T0417", 0.7, "강함", {"fit": 0.8}, reasons, ("확인: " + NOISE,))


def reason(text: str, field: str) -> Reason:
    return Reason(text, "fit", Span(field, 0, 2), Span("title", 0, 2))


def test_the_fields_of_a_card_are_an_allow_list() -> None:
    assert {field.name for field in fields(BlindCard)} == {
        "token", "band", "courses", "skills", "licences", "career", "employment_types",
        "hours_per_week_max", "regions", "reasons", "missing",
    }  # fmt: skip
    assert {field.name for field in fields(CareerBand)} == {"title", "industry", "years"}


def test_identity_planted_in_every_text_of_a_record_never_reaches_the_card() -> None:
    reasons = [
        reason(NOISE, field)
        for field in (
            "summary",
            "skills.0",
            "career.0.duties",
            "career.0.title",
            "name",
            "education",
        )
    ]
    card = blind_card(a_person(), a_match(*reasons), SECRET)
    shown = orjson.dumps(card.to_json()).decode()
    assert [word for word in (*PLANTED, "가온 누리") if word in shown] == []
    assert "엑셀" in shown
    assert "여신 과장" in shown


def test_identity_planted_in_every_text_never_reaches_the_employers_page(
    web: Any, town: SimpleNamespace
) -> None:
    town.store.put_trainees([a_person()], {})
    town.matcher.trainees.update(town.store.trainees())
    html = web.post("/employers", data={"text": "서류 보조\n엑셀로 서류를 정리합니다."}).text
    assert "가까운 인재 2명" in html
    assert [word for word in (*PLANTED, "가온 누리", "T001") if word in html] == []


def test_a_reason_is_quoted_only_where_it_rests_on_the_card_itself() -> None:
    match = a_match(
        reason("엑셀이 쓰입니다.", "skills.0"),
        reason("대출을 심사하셨습니다.", "career.0.duties"),
        reason("‘여신 과장’ 27년 경력이 이어집니다.", "career.0.title"),
        reason("꼼꼼하다고 하셨습니다.", "summary"),
        reason("급여가 원하신 월 230만원 이상입니다.", "desired.monthly_wage_min_manwon"),
    )
    assert blind_card(a_person(), match, SECRET).reasons == ("엑셀이 쓰입니다.", CAREER_FITS)


def test_what_a_person_wishes_beyond_the_card_is_not_told_as_missing():
    missing = (
        "필요한 자격: 지게차운전기능사 (프로필에 없습니다)",
        "급여가 원하신 월 230만원보다 적습니다.",
        "희망하신 근무지 밖에 있습니다.",
        "피하고 싶다고 하신 야간·교대 근무가 있을 수 있습니다.",
        "그 지역의 가장 가까운 곳도 집에서 30분보다 오래 걸립니다.",
        "주당 근무시간을 알 수 없습니다.",
    )
    card = blind_card(a_person(), replace(a_match(), missing=missing), SECRET)
    assert card.missing == missing[:1]


def test_wished_places_become_city_names_from_a_fixed_list() -> None:
    wishes = Wishes(places=("대전 유성구 없는동", "세종시", "바닷가"))
    card = blind_card(a_person(desired=wishes), a_match(), SECRET)
    assert card.regions == ("세종", "대전", ELSEWHERE)
    assert set(card.regions) <= {*REGIONS, ELSEWHERE}


def test_a_number_in_wide_letters_is_blotted_out_too() -> None:
    assert mask("０１０－１２３４－５６７８") == MASK


def test_a_token_is_steady_for_one_store_and_different_for_another() -> None:
    assert token("T0417", SECRET) == token("T0417", SECRET)
    assert token("T0417", SECRET) != token("T0418", SECRET)
    assert token("T0417", SECRET) != token("T0417", b"another store")
    assert "0417" not in token("T0417", SECRET)


@pytest.mark.parametrize(
    ("years", "band"),
    [
        (None, None),
        (0.5, "1년 미만"),
        (1, "1~3년"),
        (3, "3~5년"),
        (5, "5~10년"),
        (9.9, "5~10년"),
        (10, "10년 이상"),
        (40, "10년 이상"),
    ],
)
def test_years_end_in_a_band_that_tells_no_age(years: float | None, band: str | None) -> None:
    assert years_band(years) == band


@pytest.mark.parametrize(
    "text", ["엑셀 2021", "주 40시간", "전산회계 2급", "2018 개정 세법", "채용공고 작성"]
)
def test_ordinary_skills_are_left_alone(text: str) -> None:
    assert mask(text) == text


@given(
    st.tuples(
        st.sampled_from(["010", "+82 10", "+82-10", "011"]),
        st.sampled_from(["-", " ", ".", ""]),
        st.from_regex(r"[0-9]{4}", fullmatch=True),
        st.from_regex(r"[0-9]{4}", fullmatch=True),
    )
)
def test_a_mobile_number_is_blotted_out_however_it_is_written(
    parts: tuple[str, str, str, str],
) -> None:
    head, gap, middle, last = parts
    assert mask(f"연락 {head}{gap}{middle}{gap}{last} 주십시오") == f"연락 {MASK} 주십시오"


@given(
    st.from_regex(
        r"[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9])[- ]{0,3}[1-4][0-9]{6}", fullmatch=True
    )
)
def test_a_resident_number_is_blotted_out(number: str) -> None:
    shown = mask(f"번호 {number} 끝")
    assert number not in shown
    assert MASK in shown
