"""Wordings that a review found to be read wrongly: open vacancies, papers, subjects, groups."""

from datetime import date

import pytest

from matcher.checks import check_posting
from matcher.records import Posting

DAY = date(2026, 11, 24)


def kinds(**fields: object) -> set[str]:
    base = {"id": "P1", "source": "s", "title": "사무원", "company": "가상", "seen": DAY}
    posting = Posting.model_validate({**base, **fields})
    return {finding.kind for finding in check_posting(posting, DAY)}


@pytest.mark.parametrize(
    "closes",
    [
        "2026-12-01 접수마감",
        "접수마감: 2026-12-01",
        "모집마감 : 12월 1일",
        "12.1(월) 접수마감",
        "2026년 12월 1일 18시 접수마감",
    ],
)
def test_a_last_day_that_is_ahead_is_no_closed_vacancy(closes: str) -> None:
    assert kinds(closes=closes, registered=DAY) == set()


@pytest.mark.parametrize(
    "title", ["모집마감 2026-12-10 사무원", "[접수마감 12/15] 사무원", "홀서빙(마감)"]
)
def test_a_title_with_a_last_day_or_a_closing_shift_is_open(title: str) -> None:
    assert kinds(title=title) == set()


@pytest.mark.parametrize("title", ["[마감] 사무원", "사무원(채용완료)", "사무원 모집마감"])
def test_a_title_that_says_so_is_closed(title: str) -> None:
    assert kinds(title=title) == {"closed"}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("노인일자리 담당 사회복지사", "만 40세 이하만 채용"),
        ("청년 일자리 상담사", "만 35세 이하만 지원"),
        ("장애인 채용", "만 35세 이하만 지원 가능"),
        ("경력단절여성 상담원", "남자는 지원 불가"),
    ],
)
def test_a_programme_that_is_the_work_excuses_no_condition(title: str, body: str) -> None:
    assert "unlawful" in kinds(title=title, body=body)


def test_a_programme_for_the_young_still_sets_its_own_age() -> None:
    assert "unlawful" not in kinds(title="청년인턴 모집", body="만 15~34세 미취업 청년")


@pytest.mark.parametrize("title", ["경비원(남성)", "미화원(여성)", "미화원 (여자)"])
def test_a_trade_with_a_sex_in_brackets_is_unlawful(title: str) -> None:
    assert kinds(title=title) == {"unlawful"}


@pytest.mark.parametrize(
    "preference", ["여성", "남자", "여성, 장애인", "청년층", "젊은 층", "30대", "우대: 여성"]
)
def test_a_favoured_sex_or_young_age_is_unlawful(preference: str) -> None:
    assert "unlawful" in kinds(preference=preference)


@pytest.mark.parametrize(
    "preference",
    ["장애인", "보훈대상자", "50대", "(준)고령자(50세이상)", "여성가장", "인근 거주자"],
)
def test_a_favour_that_the_law_allows_is_not(preference: str) -> None:
    assert "unlawful" not in kinds(preference=preference)


@pytest.mark.parametrize(
    "body",
    [
        "제출서류: 신분증 사본, 통장 사본 제출",
        "교육비 10만원 지급",
        "월급은 본인 명의 계좌로 입금된다",
        "우체국 서류 전달 및 수거",
        "카드 전달 및 수거 배송원",
    ],
)
def test_ordinary_papers_and_pay_are_no_fraud(body: str) -> None:
    assert "scam" not in kinds(body=body)


@pytest.mark.parametrize(
    "body", ["체크카드와 비밀번호를 보내 주셔야 합니다", "현금 수거 및 전달, 건당 10만원"]
)
def test_a_card_to_be_sent_or_cash_to_be_fetched_still_is(body: str) -> None:
    assert "scam" in kinds(body=body)
