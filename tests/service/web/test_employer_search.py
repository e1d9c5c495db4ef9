"""The employer's search: what stops it, and which matches it shows."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from matcher.checks.pay import check_pay
from matcher.results import Ranking
from service.pages.employer import pasted_posting

DAY = date(2026, 11, 24)


def _post(web: Any, text: str) -> str:
    return web.post("/employers", data={"text": text}).text


@pytest.mark.parametrize(
    "text",
    [
        "사무원 모집\n만 3\u200b5세 이하",
        "사무원 모집\n여\u3164직원",
        "사무원 모집\n만 &#8203;35세 이하",
        "사무원 모집\n만   ３５세 이하",
        "사무원 모집\n만 𝟯𝟱세 이하",
        "사무원\n급여: 여자 월 230만원 남자 월 250만원",
    ],
)
def test_an_unlawful_condition_cannot_be_hidden_by_how_it_is_typed(web: Any, text: str) -> None:
    assert "먼저 고치셔야 할 표현이 있습니다" in _post(web, text)
    assert web.services.asked == []


def test_a_text_of_nothing_but_invisible_letters_is_empty(web: Any) -> None:
    assert "공고 내용을 적어 주십시오" in _post(web, "\u200b\u3164\n\ufeff")


def test_a_text_that_grows_when_it_is_composed_is_asked_to_be_shorter(web: Any) -> None:
    assert "지금은 30,002자입니다" in _post(web, "가" + "\n" + "\ufb2a" * 15_000)


def test_what_is_read_of_a_pasted_advertisement_is_clean(web: Any) -> None:
    _post(web, "서류 보조\u200b 모집\n월\u200b급 25\u200b0만원")
    posting = web.services.asked[0]["posting"]
    assert (posting.title, posting.pay) == ("서류 보조 모집", "월급 250만원")


@pytest.mark.parametrize(
    "text",
    [
        "카페 직원\n시급 9,000원",
        "카페 직원 시급 9,000원\n음료를 만듭니다.",
        "카페 직원\n근무시간: 주 5일 주 40시간\n급여: 월급 200만원",
    ],
)
def test_pay_below_the_minimum_wage_is_answered_with_the_legal_amount(web: Any, text: str) -> None:
    html = _post(web, text)
    assert "먼저 고치셔야 할 표현이 있습니다" in html
    assert "2026년 최저임금은 시간당 10,320원(주 40시간이면 월 2,156,880원)입니다." in html
    assert "최저임금법" in html
    assert web.services.asked == []


@pytest.mark.parametrize(
    "text",
    [
        "카페 직원\n시급 10,320원",
        "카페 직원\n시급 최저임금",
        "카페 직원\n월급 100만원",
        "카페 직원\n급여 협의",
    ],
)
def test_lawful_or_unknown_pay_stops_nothing(web: Any, text: str) -> None:
    assert "먼저 고치셔야 할 표현이 있습니다" not in _post(web, text)
    assert len(web.services.asked) > 0


def test_an_advertisement_with_signs_of_fraud_goes_back_before_anybody_is_shown(web: Any) -> None:
    html = _post(
        web, "사무보조 모집\n입사 전 보증금 50만원을 먼저 입금하셔야 합니다.\n월급 300만원"
    )

    assert "먼저 고치셔야 할 표현이 있습니다" in html
    assert web.services.asked == []


def test_the_minimum_wage_is_that_of_the_year(web: Any) -> None:
    posting = pasted_posting("카페 직원\n시급 10,400원", DAY)
    assert [one.kind for one in check_pay(posting, DAY)] == []
    (found,) = check_pay(posting, date(2027, 1, 1))
    assert found.phrase == "시급 10,400원"
    assert "2027년 최저임금은 시간당 10,700원" in found.advice_ko


def _banded(town: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, band: str) -> None:
    ask = town.matcher.candidates

    def weaker(*asked: Any, **options: Any) -> Ranking:
        ranking = ask(*asked, **options)
        matches = tuple(replace(match, band=band) for match in ranking.matches)
        return replace(ranking, matches=matches)

    monkeypatch.setattr(town.matcher, "candidates", weaker)


@pytest.mark.parametrize("band", ["강함", "보통"])
def test_an_employer_sees_people_who_fit(
    web: Any, town: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, band: str
) -> None:
    _banded(town, monkeypatch, band)
    assert "가까운 인재 1명" in _post(web, "서류 보조 모집\n서류를 정리합니다.")


@pytest.mark.parametrize("band", ["약함", "정보 부족"])
def test_where_nobody_fits_the_employer_is_told_what_to_add(
    web: Any, town: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, band: str
) -> None:
    _banded(town, monkeypatch, band)
    html = _post(web, "서류 보조 모집\n서류를 정리합니다.")
    assert "지금은 이 공고에 잘 맞는 분이 없습니다." in html
    assert "조금 더 적어 주시거나 센터로 전화해 주십시오." in html
    assert 'id="card-1"' not in html
