"""What is read of a posting once: remote work, nights and the ends of its pay."""

from collections.abc import Callable

import pytest

from matcher import wishes
from matcher.jobs import Job
from matcher.records import Posting, Trainee
from matcher.weights import Weights

MakePosting = Callable[..., Posting]


@pytest.mark.parametrize(
    ("body", "remote"),
    [
        ("재택근무 가능", True),
        ("주 2회 재택", True),
        ("재택근무 불가", None),
        ("재택근무 없음", None),
        ("원격근무 솔루션 영업", None),
        ("사무실 근무", None),
    ],
)
def test_remote_work_that_is_ruled_out_is_not_offered(
    posting: MakePosting, body: str, remote: bool | None
) -> None:
    assert Job.of(posting("p", title="상담원", body=body)).remote is remote


@pytest.mark.parametrize(
    ("condition", "night"),
    [
        ("야간근무", True),
        ("3교대", True),
        ("야간근무 없음", False),
        ("주 5일 (교대 없음)", False),
        ("주 5일", False),
    ],
)
def test_nights_and_shifts_that_are_ruled_out_are_none(
    posting: MakePosting, condition: str, night: bool
) -> None:
    assert Job.of(posting("p", title="상담원", working_condition=condition)).night is night


@pytest.mark.parametrize(
    ("pay", "met"),
    [
        ("월급 250만원", True),
        ("월급 240만원 이상", True),
        ("월 180~260만원", None),
        ("월급 220만원 이상", None),
        ("월급 220만원", False),
        ("면접 후 결정", None),
    ],
)
def test_a_wished_pay_is_met_only_where_the_lower_end_reaches_it(
    posting: MakePosting, pay: str, met: bool | None
) -> None:
    person = Trainee.model_validate({"id": "t", "desired": {"monthly_wage_min_manwon": 240}})
    check = wishes.pay(person, Job.of(posting("p", title="상담원", pay=pay)), Weights())
    assert check.met is met


@pytest.mark.parametrize(
    ("wished", "region", "met"),
    [
        ("천안", "충남", None),
        ("천안", "충남 천안시 서북구", True),
        ("조치원읍", "세종 한솔동", False),
        ("조치원읍", "세종 조치원읍", True),
        ("조치원읍", "세종", None),
        ("세종", "세종 한솔동", True),
        ("세종", "전국", None),
        ("세종", "부산", False),
    ],
)
def test_a_wished_place_is_met_only_where_the_job_plainly_lies_there(
    posting: MakePosting, wished: str, region: str, met: bool | None
) -> None:
    person = Trainee.model_validate({"id": "t", "desired": {"places": [wished]}})
    check = wishes.place(person, Job.of(posting("p", title="상담원", region=region)), Weights())
    assert check.met is met


@pytest.mark.parametrize(
    ("title", "career", "only"),
    [
        ("2026년 신입사원 모집", None, True),
        ("하반기 신규 간호사 채용", "경력무관", True),
        ("채용형 인턴", "신입·경력", True),
        ("신입사원 및 경력사원 모집", None, False),
        ("인턴 관리 담당", "경력 3년", False),
        ("경리 신입", None, False),
        ("경리", "신입", True),
    ],
)
def test_a_posting_for_newcomers_alone_is_known_by_its_field_or_its_title(
    posting: MakePosting, title: str, career: str | None, only: bool
) -> None:
    assert Job.of(posting("p", title=title, career=career)).newcomers_only is only
