"""A small invented town whose right answers are plain by construction."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from embeddings.hashing import HashingEncoder
from matcher.indexing import MatchIndex
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
WEEK = "주 5일(월~금) 09:00~18:00, 휴게 60분"

JOBS: dict[str, dict[str, Any]] = {
    "lathe": {
        "title": "범용 선반공 모집",
        "body": "범용 선반과 밀링으로 금형 부품을 깎습니다. 도면 해독, 치수 측정.",
        "region": "세종특별자치시 금남면",
        "pay": "월급 280만원",
    },
    "books": {
        "title": "경리 사무원 채용",
        "body": "전표 입력과 결산, 부가세 신고, 급여 계산을 맡습니다. 더존 사용.",
        "region": "세종특별자치시 나성동",
        "pay": "월급 250만원",
    },
    "nurse": {
        "title": "정형외과 병동 간호사 채용",
        "body": "정형외과 병동에서 투약과 환자 간호, 간호 기록을 합니다.",
        "region": "세종특별자치시 도담동",
        "pay": "월급 300만원",
    },
    "phone-class": {
        "title": "어르신 스마트폰 교육 강사",
        "body": "복지관에서 어르신 스마트폰 교육과 키오스크 교육 수업을 합니다.",
        "region": "세종특별자치시 아름동",
        "pay": "시급 25,000원",
        "working_condition": "주 2일, 주 6시간",
        "employment_type": "위촉",
    },
    "labels": {
        "title": "데이터 라벨링 작업자 (재택근무)",
        "body": "사진에 네모를 치는 데이터 라벨링과 검수를 집에서 합니다.",
        "region": "전국",
        "pay": "건당 120원",
        "employment_type": "프리랜서",
        "working_condition": None,
    },
    "kitchen": {
        "title": "구내식당 조리원 모집",
        "body": "구내식당에서 한식 조리와 배식, 주방 청소를 합니다.",
        "region": "대전광역시 유성구",
        "pay": "월급 240만원",
    },
    "guard": {
        "title": "아파트 야간 경비원",
        "body": "아파트 단지 순찰과 출입 통제를 합니다.",
        "region": "세종특별자치시 보람동",
        "pay": "월급 260만원",
        "working_condition": "격일 24시간 교대",
        "employment_type": "계약직",
    },
    "strawberry": {
        "title": "딸기 스마트팜 재배원",
        "body": "하우스에서 딸기를 키우고 따서 포장합니다.",
        "region": "충청남도 논산시",
        "pay": "월급 230만원",
    },
    "closed": {
        "title": "기계 도면 설계원",
        "body": "AutoCAD로 금형 도면을 그립니다.",
        "closes": "2026-11-23",
    },
    "unlawful": {
        "title": "총무 사무보조 (만 35세 이하)",
        "body": "문서 작성과 전표 정리를 합니다.",
    },
    "underpaid": {
        "title": "의류 매장 판매원",
        "body": "매장에서 옷을 팔고 진열합니다.",
        "pay": "시급 9,000원",
    },
    "newcomers": {
        "title": "웹디자이너 신입 모집",
        "body": "쇼핑몰 배너와 상세페이지를 디자인합니다.",
        "career": "신입",
    },
}

OTHERS = (
    "지게차 없는 물류센터 상차", "택배 분류원", "도서관 사서 보조", "호텔 객실 정비원",
    "제과 제빵 판매", "미용실 스태프", "화훼 장식 작업", "세탁소 다림질",
    "통번역 프리랜서", "영상 편집자", "피아노 반주자", "수영장 안전요원",
    "산림 정비 작업", "건물 미화원", "주차 안내원", "전화 상담원",
    "보험 설계 영업", "부동산 중개 보조", "인쇄 제본 작업", "목공 가구 제작",
    "배관 보온 작업", "도장 페인트공", "용접 보조공", "반도체 장비 세정",
)  # fmt: skip

PEOPLE: dict[str, dict[str, Any]] = {
    "turner": {
        "career": [
            {
                "title": "선반공",
                "industry": "금형 제작",
                "years": 20,
                "duties": "범용 선반과 밀링으로 금형 부품을 깎았습니다.",
            }
        ],
        "skills": ["도면 해독", "치수 측정"],
        "desired": {"jobs": ["범용 선반공"], "places": ["세종"]},
    },
    "bookkeeper": {
        "career": [
            {"title": "경리", "years": 22, "duties": "전표 입력과 결산, 급여 계산을 했습니다."}
        ],
        "skills": ["더존", "부가세 신고"],
        "desired": {"jobs": ["경리 사무원"], "places": ["세종"], "monthly_wage_min_manwon": 230},
    },
    "nurse-kim": {
        "career": [
            {"title": "병동 간호사", "years": 25, "duties": "정형외과 병동에서 투약했습니다."}
        ],
        "licences": ["간호사 면허"],
        "desired": {"jobs": ["병동 간호사"], "avoid": ["야간 근무"]},
    },
    "teacher": {
        "courses": [{"name": "AI 강사", "status": "수료"}],
        "career": [{"title": "초등 교사", "years": 23, "duties": "학부모 상담과 수업을 했습니다."}],
        "desired": {"jobs": ["어르신 스마트폰 교육 강사"], "hours_per_week_max": 20},
    },
    "labeller": {
        "courses": [{"name": "AI 디지털라벨러", "status": "수강중"}],
        "desired": {"jobs": ["데이터 라벨링"], "remote_ok": True},
    },
    "cook": {
        "career": [{"title": "한식 조리사", "years": 15, "duties": "구내식당에서 조리했습니다."}],
        "desired": {"jobs": ["구내식당 조리원"], "places": ["대전 유성구"]},
    },
}


def a_posting(id_: str, **fields: Any) -> Posting:
    """A posting that is open and says nothing else, of an employer of its own."""
    known = {"source": "test", "company": f"가상 {id_} 상사", "closes": "2026-12-20"}
    return Posting.model_validate({"id": id_, **known, **fields})


def a_job(id_: str) -> Posting:
    """A posting of the town with its usual hours and kind of employment."""
    usual = {"employment_type": "정규직", "working_condition": WEEK}
    return a_posting(id_, **{**usual, **JOBS[id_]})


MakeMatcher = Callable[..., Matcher]


@pytest.fixture(scope="session")
def as_of() -> date:
    return AS_OF


@pytest.fixture(scope="session")
def jobs() -> dict[str, Posting]:
    others = {f"z{n:02}": a_posting(f"z{n:02}", title=name) for n, name in enumerate(OTHERS)}
    return {id_: a_job(id_) for id_ in JOBS} | others


@pytest.fixture(scope="session")
def people() -> dict[str, Trainee]:
    return {id_: Trainee.model_validate({"id": id_, **row}) for id_, row in PEOPLE.items()}


@pytest.fixture(scope="session")
def posting() -> Callable[..., Posting]:
    return a_posting


@pytest.fixture(scope="session")
def make_matcher() -> MakeMatcher:
    """Builds a matcher over given records with an encoder that needs no model."""

    def make(
        people: Mapping[str, Trainee], jobs: Mapping[str, Posting], weights: Weights | None = None
    ) -> Matcher:
        encoder = HashingEncoder()
        index = MatchIndex.build(people, jobs, encoder)
        return Matcher(people, jobs, index, encoder, weights=weights)

    return make


@pytest.fixture(scope="session")
def matcher(
    people: dict[str, Trainee], jobs: dict[str, Posting], make_matcher: MakeMatcher
) -> Matcher:
    return make_matcher(people, jobs)
