"""Pairs of invented postings: each kind of evidence joins, each stated difference keeps apart."""

from collections.abc import Callable
from typing import Any

import pytest

from matcher.copies import Face, conflict, grouped, strength
from matcher.records import Posting

MakePosting = Callable[..., Posting]
DUTIES = (
    "입고 수량 확인과 적치\n박스 포장과 송장 부착\n재고 실사와 반품 분류\n"
    "지게차 상하차 보조\n작업장 정리정돈과 안전 점검\n전산 시스템에 출고 내역 입력\n"
    "반품 상품의 상태 확인과 재포장"
)
BOOKS = (
    "전표 입력과 결산 보조, 부가세 신고 자료 준비, 거래처 대금 지급, 급여 계산과 명세서 발송, "
    "연말정산 안내, 법인카드 내역 정리, 증빙 서류 보관과 감사 자료 준비를 맡습니다"
)
OFFER = {
    "title": "물류센터 입출고 사원 모집",
    "company": "㈜가상물류",
    "region": "대전 서구 둔산동",
    "pay": "월급 250만원",
    "career": "경력무관",
    "education": "고졸",
    "employment_type": "정규직",
    "working_condition": "주 5일 09:00~18:00",
    "closes": "2026-12-20",
}


def _two(posting: MakePosting, one: dict[str, Any], two: dict[str, Any]) -> tuple[Face, Face]:
    first, second = posting("a", **OFFER | one), posting("b", **OFFER | two)
    return Face.of(first), Face.of(second)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({}, {"company": "가상물류 주식회사"}),
        ({}, {"title": "[급구] 물류센터 입출고 사원 모집합니다"}),
        ({}, {"title": "물류센터 입출고 사원 모집 (재공고)"}),
        ({}, {"title": "[가상물류] 물류센터 입출고 직원 구합니다"}),
        ({}, {"title": "[둔산동] 물류센터 입출고 사원 채용"}),
        ({}, {"closes": "2027-01-20", "registered": "2026-12-01"}),
        ({}, {"pay": None, "education": None, "region": "대전", "working_condition": None}),
        ({}, {"career": "신입·경력"}),
        ({"title": "사무보조 모집"}, {"title": "사무보조원 모집"}),
        ({"title": "매장 관리 / 상품 진열"}, {"title": "상품 진열, 매장 관리"}),
        (
            {"title": "대전 서구 둔산 물류센터 새벽 입출고 및 재고 관리 사원 모집"},
            {"title": "[가상물류] 대전 서구 둔산 물류센터 새벽 입출고 및 재..."},
        ),
        ({"title": "물류센터 입출고와 포장", "body": DUTIES}, {"body": DUTIES}),
    ],
    ids=[
        "legal form", "urgent", "announced again", "employer in brackets", "place in brackets",
        "registered again", "unknown beside known", "newcomers or experienced is anyone",
        "사무보조원", "other order", "cut at 30 letters", "near title over one body",
    ],
)  # fmt: skip
def test_one_job_under_another_face_is_one_job(
    posting: MakePosting, one: dict[str, Any], two: dict[str, Any]
) -> None:
    a, b = _two(posting, one, two)
    assert conflict(a, b) is None
    assert strength(a, b) > 0


@pytest.mark.parametrize(
    ("two", "name"),
    [
        ({"business_number": "111-11-11111"}, "employer"),
        ({"region": "부산광역시"}, "place"),
        ({"region": "대전 서구 월평동"}, "place"),
        ({"career": "신입"}, "career"),
        ({"education": "대졸"}, "education"),
        ({"employment_type": "계약직"}, "employment"),
        ({"pay": "월급 260만원"}, "pay"),
        ({"pay": "시급 11,000원"}, "pay"),
        ({"working_condition": "주 5일 22:00~07:00"}, "hours"),
        ({"working_condition": "주 3일"}, "hours"),
        ({"functions": ("회계",)}, "duties"),
        ({"body": BOOKS}, "duties"),
    ],
)
def test_a_stated_difference_is_another_job(
    posting: MakePosting, two: dict[str, Any], name: str
) -> None:
    one = {"business_number": "000-00-00000", "functions": ("물류",), "body": DUTIES}
    a, b = _two(posting, one, one | two)
    assert conflict(a, b) == conflict(b, a) == name
    assert strength(a, b) == strength(b, a) == 0


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("생산직 사원 모집(1공장)", "생산직 사원 모집(2공장)"),
        ("카페 오전 근무자 모집", "카페 오후 근무자 모집"),
        ("검사원 신입 채용", "검사원 경력 채용"),
        ("판매사원 채용 / 은하점", "판매사원 채용 / 별빛점"),
        ("제7차 연구직 채용", "제8차 연구직 채용"),
        ("택배 기사 모집", "택배 기사 파트타임 모집"),
        ("경리 사무원 모집", "총무 사무원 모집"),
        ("상온 물류센터 신입 모집", "저온 물류센터 신입 모집"),
        ("야간 경비원", "주간 경비원"),
        ("상담 (세종/과천)", "상담 (세종/서초)"),
    ],
)
def test_two_jobs_of_one_employer_stay_two_even_over_one_body(
    posting: MakePosting, one: str, two: str
) -> None:
    bare = {"employment_type": None, "region": "경기", "body": DUTIES}
    assert strength(*_two(posting, bare | {"title": one}, bare | {"title": two})) == 0


def test_shifts_that_only_the_bodies_name_are_two_jobs(posting: MakePosting) -> None:
    bodies = [f"{DUTIES}\n근무시간은 {shift}조 입니다" for shift in ("오전", "오후")]
    a, b = _two(posting, {"body": bodies[0]}, {"body": bodies[1]})
    assert conflict(a, b) == "duties"


def test_an_agency_is_the_same_job_only_where_it_names_the_employer_or_copies_the_body(
    posting: MakePosting,
) -> None:
    named = f"가상물류의 채용을 대행합니다.\n{DUTIES}"
    agency = {"company": "가상아웃소싱㈜", "title": "[채용대행] 물류센터 입출고 사원 모집"}
    a, b = _two(posting, {"body": DUTIES}, agency | {"body": named})
    assert strength(a, b) > 0
    a, b = _two(posting, {}, agency | {"body": "다른물류의 채용을 대행합니다."})
    assert strength(a, b) == 0


def test_two_clients_of_one_agency_are_two_jobs(posting: MakePosting) -> None:
    agency = {"company": "가상아웃소싱㈜", "title": "[채용대행] 사무보조"}
    bodies = [f"{name}의 채용을 대행합니다." for name in ("가상전자", "가상화학")]
    a, b = _two(posting, agency | {"body": bodies[0]}, agency | {"body": bodies[1]})
    assert strength(a, b) == 0


def test_a_recruitment_that_names_no_job_needs_the_same_round(posting: MakePosting) -> None:
    every = {"title": "각 부문 신입 및 경력 채용", "functions": ("영업", "회계")}
    a, b = _two(posting, every, every | {"closes": "2026-12-27"})
    assert strength(a, b) > 0
    a, b = _two(posting, every, every | {"closes": "2027-02-20"})
    assert strength(a, b) == 0


def test_the_official_number_in_a_link_is_enough(posting: MakePosting) -> None:
    link = "https://work.example/detail?wantedAuthNo=K120001"
    a, b = _two(posting, {"url": link}, {"url": f"{link}&from=m", "title": "창고 관리 인원"})
    assert strength(a, b) > 0


def test_months_later_is_a_new_vacancy_but_monthly_announcements_are_one(
    posting: MakePosting,
) -> None:
    days = ("2026-01-10", "2026-04-10", "2026-07-10")
    faces = [Face.of(posting(f"p{n}", **OFFER | {"closes": day})) for n, day in enumerate(days)]
    assert strength(faces[0], faces[2]) == 0
    assert grouped([faces[0], faces[2]]) == {}
    assert set(grouped(faces)) == {"p0", "p1", "p2"}
