"""Pay, identity, signs of a false offer and closed postings: found, and what holds back what."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.hashing import HashingEncoder
from matcher.checks import Finding, check_posting, hides, holds, lint
from matcher.checks.closed import STILL_OPEN_DAYS
from matcher.checks.identity import valid_business_number
from matcher.checks.rules import Rule, tables
from matcher.indexing import MatchIndex
from matcher.matching import Matcher
from matcher.records import Posting, Trainee

TODAY = date(2026, 11, 24)
WEEK = "주 5일 근무, 평균근무시간 : 40"


def _posting(**fields: object) -> Posting:
    return Posting.model_validate(
        {"id": "P1", "source": "test", "title": "사무보조", "company": "가상상사"} | fields
    )


def _found(day: date = TODAY, **fields: object) -> list[tuple[str, str]]:
    return [(one.kind, one.rule) for one in check_posting(_posting(**fields), day)]


@pytest.mark.parametrize(
    ("pay", "hours", "found"),
    [
        ("시급 10,319원", None, [("pay", "minimum-wage")]),  # 10,320 won in 2026
        ("시급 10,320원", None, []),
        ("월급 2,156,870원", WEEK, [("pay", "minimum-wage")]),  # 10,320 * 209 = 2,156,880
        ("월급 2,156,880원", WEEK, []),
        ("월급 215만원", None, [("advice", "pay-unknown-hours")]),
        ("월급 216만원", None, []),
        ("최저시급", None, []),
        (None, None, []),
    ],
)
def test_pay_is_compared_with_the_minimum_and_unknown_hours_are_only_a_word(
    pay: str | None, hours: str | None, found: list[tuple[str, str]]
) -> None:
    assert _found(pay=pay, working_condition=hours) == found


def test_cleared_pay_is_held_again_when_the_minimum_wage_rises() -> None:
    posting = _posting(pay="시급 10,000원")
    (now,) = check_posting(posting, TODAY)
    cleared = frozenset({now.fingerprint})
    assert holds(check_posting(posting, date(2026, 12, 31)), cleared) == ()
    assert len(holds(check_posting(posting, date(2027, 1, 1)), cleared)) == 1


@pytest.mark.parametrize(
    "company",
    ["비공개", "상호 비공개", "(회사명 비공개)", "㈜○○", "○○전자", "OO산업", "㈜**", "헤드헌팅",
     "-", "미정", "ㅇㅇ회사", "개인", "모 기업"],
)  # fmt: skip
def test_a_posting_that_names_no_employer_is_held_back(company: str) -> None:
    assert _found(company=company) == [("identity", "employer-nameless")]


@pytest.mark.parametrize(
    "company",
    ["가상상사", "LG", "㈜엑스", "XO", "가상헤드헌팅㈜", "개인택시조합", "무명전자", "모두투어",
     "상호저축은행", "가상기업", "한국공개소프트웨어", "Z", "비공개정보보호㈜"],
)  # fmt: skip
def test_an_ordinary_firm_is_never_taken_for_nobody(company: str) -> None:
    assert _found(company=company) == []


def test_a_mere_persons_name_is_a_word_to_the_counsellor_only() -> None:
    assert _found(company="가상달 씨") == [("advice", "employer-person")]


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        # 1*1+2*3+3*7+4*1+5*3+6*7+7*1+8*3+9*5 = 165, and 9*5//10 = 4: 169 wants a 1
        ("123-45-67891", True),
        ("1234567891", True),
        ("123-45-67890", False),
        ("123-45-6789", False),
        ("0000000000", False),
    ],
)
def test_the_check_digit_of_a_business_number(number: str, valid: bool) -> None:
    assert valid_business_number(number) is valid
    stated = not number.startswith("000")
    expected = [("advice", "business-number")] if stated and not valid else []
    assert _found(business_number=number) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("출근 전 보증금 30만원 입금", "scam-deposit"),
        ("먼저 입금하시면 자리를 드립니다", "scam-deposit"),
        ("가입비 5만원 있습니다", "scam-fee"),
        ("교육비 본인 부담", "scam-fee"),
        ("알선료는 첫 달 급여에서 공제", "scam-fee"),
        ("문의는 카톡으로만", "scam-messenger"),
        ("텔레그램 ID 로 연락", "scam-messenger"),
        ("체크카드 대여 가능하신 분", "scam-account"),
        ("신분증 앞뒤 사진 전송", "scam-account"),
        ("고수익 보장", "scam-income"),
        ("고액 당일 지급 단기", "scam-income"),
        ("현금 수거 및 전달", "scam-courier"),
        ("수거책 모집", "scam-courier"),
        ("해외 고수익 숙식 제공", "scam-abroad"),
    ],
)
def test_a_sign_of_a_false_offer_is_found(text: str, rule: str) -> None:
    found = lint(f"성실한 분. {text}.", "body")
    assert [(one.kind, one.rule) for one in found] == [("scam", rule)]
    assert found[0].phrase in text


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"closes": "2026-11-23"}, ["closed-past"]),
        ({"closes": "2026-11-24"}, []),
        ({"gone": TODAY}, ["closed-gone"]),
        ({"gone": TODAY + timedelta(1)}, []),
        ({"closes": "채용시까지", "seen": TODAY - timedelta(STILL_OPEN_DAYS + 1)}, ["closed-aged"]),
        ({"closes": "채용시까지", "seen": TODAY - timedelta(STILL_OPEN_DAYS)}, []),
        ({"title": "[마감] 사무보조"}, ["closed-filled"]),
        ({"title": "사무보조 채용완료"}, ["closed-filled"]),
        ({"title": "경비원 모집완료"}, ["closed-filled"]),
        ({"headcount": "충원 완료"}, ["closed-filled"]),
        ({"body": "채용이 완료되었습니다."}, ["closed-said"]),
        ({"title": "결산 마감 담당 경리"}, []),
        ({"title": "마감조 주방보조"}, []),
        ({"title": "인테리어 마감 기능공"}, []),
        ({"title": "(11.30접수마감) 사무보조"}, []),
        ({"body": "채용 완료 시 조기 마감될 수 있습니다."}, []),
    ],
)
def test_a_closed_or_filled_posting_is_known_as_such(
    fields: dict[str, Any], rules: list[str]
) -> None:
    found = [one for one in check_posting(_posting(**fields), TODAY) if one.kind == "closed"]
    assert [one.rule for one in found] == rules


def test_no_clearance_opens_a_day_that_is_past_but_a_misread_word_can_be_cleared() -> None:
    past = check_posting(_posting(closes="2026-11-23"), TODAY)
    word = check_posting(_posting(title="[마감] 사무보조"), TODAY)
    everything = frozenset(one.fingerprint for one in (*past, *word))
    assert holds(past, everything) == past
    assert holds(word, everything) == ()


def test_a_programme_is_shown_but_held_from_mail_until_it_is_cleared() -> None:
    found = check_posting(_posting(title="청년인턴 채용 (만 15세~34세)"), TODAY)
    assert {one.kind for one in found} == {"programme"}
    assert hides(found) == ()
    assert holds(found) == found
    assert holds(found, frozenset(one.fingerprint for one in found)) == ()


def test_a_programmes_name_far_away_excuses_no_age() -> None:
    body = "청년내일채움공제 지원. " + "성실히 일할 분을 찾습니다. " * 6 + "만 35세 이하."
    assert [one.kind for one in lint(body, "body")] == ["programme", "unlawful"]


def test_a_clearance_holds_for_its_phrase_only_however_it_is_spaced() -> None:
    first = check_posting(_posting(preference="여성 우대"), TODAY)
    cleared = frozenset({first[0].fingerprint})
    respaced = check_posting(_posting(preference="컴퓨터 활용, 여성우대"), TODAY)
    changed = check_posting(_posting(preference="여성 우대, 만 35세 이하"), TODAY)
    moved = check_posting(_posting(body="여성 우대"), TODAY)
    assert holds(respaced, cleared) == ()
    assert [one.rule for one in holds(changed, cleared)] == ["age-limit"]
    assert holds(moved, cleared) == moved


def test_a_fingerprint_tells_kind_rule_field_and_words_and_stays_short() -> None:
    def finding(**more: Any) -> Finding:
        return Finding(
            **{"rule": "r", "phrase": "여성 우대", "start": 0, "end": 5, "field": "body",
               "law": "", "advice_ko": ""} | more
        )  # fmt: skip

    plain = finding().fingerprint
    assert plain == "unlawful|r|body|여성우대"
    others = [{"rule": "q"}, {"phrase": "남성"}, {"field": "title"}, {"kind": "programme"}]
    assert plain not in {finding(**one).fingerprint for one in others}
    assert finding(field="body.3", start=9, end=14).fingerprint == plain
    assert len(finding(phrase="가" * 5000).fingerprint) < 120


RULES = [pytest.param(rule, id=rule.id) for table in tables() for rule in table.rules]


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40)
@given(data=st.data())
def test_no_rule_finds_a_text_without_the_letters_that_it_needs(
    rule: Rule, data: st.DataObject
) -> None:
    assert rule.needs.search(data.draw(st.from_regex(rule.pattern)))


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_law_and_a_polite_advice(rule: Rule) -> None:
    assert rule.law
    assert rule.advice.endswith("십시오.")


def test_a_cleared_posting_is_in_the_list_and_why_names_the_phrase(
    posting: Callable[..., Posting],
) -> None:
    job = posting("P1", title="총무 사무보조 (만 35세 이하)")
    person = Trainee.model_validate({"id": "t", "desired": {"jobs": ["사무보조"]}})
    encoder = HashingEncoder()
    people, jobs = {"t": person}, {"P1": job}
    index = MatchIndex.build(people, jobs, encoder)
    held = Matcher(people, jobs, index, encoder)
    (finding,) = held.why("t", "P1", as_of=TODAY).findings
    assert (finding.phrase, finding.rule) == ("만 35세 이하", "age-limit")
    assert held.matches("t", as_of=TODAY).matches == ()
    assert held.candidates("P1", as_of=TODAY).matches == ()
    cleared = {"P1": frozenset({finding.fingerprint})}
    free = Matcher(people, jobs, index, encoder, cleared=cleared)
    assert [match.id for match in free.matches("t", as_of=TODAY).matches] == ["P1"]
    assert [match.id for match in free.candidates("P1", as_of=TODAY).matches] == ["t"]
    assert free.why("t", "P1", as_of=TODAY).findings == ()
