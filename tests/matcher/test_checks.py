"""Unlawful conditions are found, and what only looks like one is let pass."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.checks import Finding, check_posting, lint
from matcher.records import Posting


def _posting(**fields: object) -> Posting:
    return Posting.model_validate(
        {"id": "P1", "source": "test", "title": "사무보조", "company": "가상상사"} | fields
    )


def find_in_posting(posting: Posting) -> tuple[Finding, ...]:
    return check_posting(posting, date(2026, 11, 24))


def find_unlawful(posting: Posting) -> tuple[Finding, ...]:
    return tuple(one for one in find_in_posting(posting) if one.kind == "unlawful")


def test_every_lint_case_is_flagged_or_let_pass_as_expected(shared: Path) -> None:
    lines = (shared / "data" / "parse_cases.jsonl").read_text("utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["field"] == "lint"]
    flagged = {case["raw"]: bool(find_unlawful(_posting(title=case["raw"]))) for case in cases}
    assert flagged == {case["raw"]: case["expect"] == "flag" for case in cases}
    assert set(flagged.values()) == {True, False}


@pytest.mark.parametrize(
    ("text", "rule", "phrase"),
    [
        ("사무직 모집 (만35세이하)", "age-limit", "만35세이하"),
        ("지원자격: 만 25세 ~ 만 39세", "age-limit", "만 25세 ~ 만 39세"),
        ("나이: 35 이하", "age-limit", "나이: 35 이하"),
        ("２５～３９세 모집", "age-limit", "２５～３９세"),
        ("20대 여성 모집", "age-decade", "20대 여성"),
        ("2,30대 직원 구합니다", "age-decade", "2,30대 직원"),
        ("서른이 넘으신 분은 사절", "age-limit", "서른이 넘으신"),
        ("주민등록등본 제출(서류단계)", "family", "주민등록등본 제출"),
        ("전라도 출신 우대", "origin", "전라도 출신"),
        ("보조(女) 1명", "gender", "보조(女)"),
        ("30대 초반", "age-decade", "30대 초반"),
        ("90년생 이후", "age-birth-year", "90년생 이후"),
        ("젊고 유능한 인재를 찾습니다", "age-young", "젊고 유능한 인재"),
        ("2025년 2월 졸업예정자", "age-graduation", "2025년 2월 졸업예정자"),
        ("경영지원 경력 사원 채용(남직원)", "gender", "남직원"),
        ("사무원 모집(여)", "gender", "모집(여)"),
        ("여자 강사 구합니다", "gender", "여자 강사"),
        ("신장 165cm 이상", "appearance", "신장 165cm"),
        ("기혼자 우대", "marriage", "기혼자"),
        ("부모 직업 기재", "family", "부모 직업"),
        ("본인 재산", "origin", "본인 재산"),
        ("출신지", "origin", "출신지"),
        ("여자사원 모집", "gender", "여자사원"),
        ("단순포장 여자 사원", "gender", "여자 사원"),
        ("기독교인 우대", "religion", "기독교인 우대"),
        ("남자 2명", "gender", "남자 2명"),
        ("여성 텔레마케터", "gender", "여성 텔레마케터"),
        ("남자 월 250만원", "gender", "남자 월 250만원"),
        ("여자는 시급 11,000원", "gender", "여자는 시급 11,000원"),
        ("만 3\u200b5세 이하", "age-limit", "만 3\u200b5세 이하"),
        ("여\u3164직원 모집", "gender", "여\u3164직원"),
        ("만 𝟯𝟱세 이하", "age-limit", "만 𝟯𝟱세 이하"),
        ("꼭 \u1102\u1161\u200b\u11b7자 사원", "gender", "\u1102\u1161\u200b\u11b7자 사원"),
    ],
)
def test_an_unlawful_condition_is_found_with_its_words(text: str, rule: str, phrase: str) -> None:
    found = [one for one in lint(text) if one.kind == "unlawful"]
    assert [(one.rule, one.phrase) for one in found] == [(rule, phrase)]
    assert text[found[0].start : found[0].end] == phrase


@pytest.mark.parametrize(
    "text",
    [
        "여성복 MD 채용",
        "남성의류 영업",
        "여성가족재단 시설관리",
        "여성기업 우대",
        "미혼모 시설 생활지도원",
        "미혼남녀 만남 행사 기획",
        "대졸 신입 채용",
        "20대 서버 관리",
        "30대 이상의 서버",
        "20대 타깃 브랜드 MD",
        "2018 하반기 신입사원 채용",
        "2005년 생산 설비 점검",
        "2019년 2월 졸업예정자 포함",
        "기졸업자 및 2026년 2월 졸업예정자",
        "젊은 감각의 브랜드",
        "스키 165cm 판매",
        "신장내과 간호조무사",
        "남녀무관, 나이/성별 : 무관",
        "정년 60세까지 근무",
        "만 60세 이상 채용",
        "13~24세 청소년 상담",
        "만 24세 이하 자녀 학자금",
        "가족관계, 혼인여부 등 채용과 관련 없는 정보를 요구하지 않습니다",
        "결혼정보회사 상담",
        "청년몰 관리",
        "디지털 배움터 참여자 모집",
        "사업 참여자 채용 공고",
        "급여자 관리자 과정 안내",
        "기여자 모집",
        "제품군 필요 역량",
        "요금 미필 안내",
        "병역필요 여부 무관한 직무",
        "주부 대상 상품 상담",
        "주부모니터링 결과 분석",
        "여성의류 판매",
        "이용자 가운데 여성 12명 중 3명",
        "참여자 2명",
        "근로자 월 250만원",
        "여자화장실 2개소",
        "만 50세 이상 우대",
        "신중년·중장년 우대",
        "(준)고령자(50세이상)",
        "만 19세 이상(청소년 보호법)",
        "40세대 아파트",
        "장애인 우대",
        "보훈 우대",
        "장애인 활동지원사 모집",
        "신규 사회공헌활동 기획 담당",
        "최종합격자는 주민등록등본을 제출",
        "자가 차량 소지자 우대",
        "삼성 출신 우대",
        "남성도 지원 가능",
        "성별, 나이와 관계없이 채용",
        "기숙사 보증금 지원",
        "교육비 전액 지원",
        "카카오톡 채널 운영 업무",
        "보이스피싱 예방 홍보",
        "재활용품 수거 및 운반",
        "급여 통장 사본",
        "신분증 지참",
        "카톡 또는 전화로 문의",
    ],
)
def test_what_only_looks_like_a_condition_is_let_pass(text: str) -> None:
    assert lint(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026년 체험형 청년인턴 채용", "programme"),
        ("청년(체험형)인턴 채용", "programme"),
        ("만 34세 이하 미취업 청년", "programme"),
        ("사무보조 (경력단절여성우대)", "programme"),
        ("60세 이상(노인일자리사업)", "programme"),
        ("특성화고 졸업(예정)자 제한 경쟁 채용", "programme"),
        ("만 65세 이하", "advice"),
        ("사진 부착", "advice"),
        ("주부사원 모집", "advice"),
        ("가정주부 환영", "advice"),
        ("군필자 우대", "advice"),
        ("자격: 군필 또는 면제자", "advice"),
        ("군 미필자 지원 불가", "advice"),
        ("병역필", "advice"),
        ("병역의무를 마친 분", "advice"),
    ],
)
def test_programmes_and_advice_are_shown_but_hold_nothing_back(text: str, kind: str) -> None:
    posting = _posting(title=text)
    assert {one.kind for one in find_in_posting(posting)} == {kind}
    assert find_unlawful(posting) == ()


def test_every_text_of_a_posting_is_read_and_the_field_is_named() -> None:
    posting = _posting(preference="남성 우대", body="성실한 분.\n만 40세 미만.")
    assert [(one.field, one.rule) for one in find_unlawful(posting)] == [
        ("preference", "gender"),
        ("body", "age-limit"),
    ]
    for one in find_unlawful(posting):
        assert one.law
        assert one.advice_ko.endswith("십시오.")


@pytest.mark.parametrize(
    ("field", "value", "named", "rule", "kind"),
    [
        ("headcount", "남자 2명", "headcount", "gender", "unlawful"),
        ("employment_type", "정규직 (만 35세 이하)", "employment_type", "age-limit", "unlawful"),
        ("functions", ("고객상담", "여성 텔레마케터"), "functions.1", "gender", "unlawful"),
        ("pay", "여자 월 260만원", "pay", "gender", "unlawful"),
        ("licences", ("군필자",), "licences.0", "gender-military", "advice"),
        ("preference", "여성 우대", "preference", "gender", "unlawful"),
    ],
)
def test_a_condition_is_found_in_whichever_field_it_hides(
    field: str, value: object, named: str, rule: str, kind: str
) -> None:
    found = find_in_posting(_posting(**{field: value}))
    assert [(one.field, one.rule, one.kind) for one in found] == [(named, rule, kind)]


def test_two_wages_for_two_genders_are_both_found() -> None:
    found = find_unlawful(_posting(pay="여자 월 200만원 남자 월 250만원"))
    assert [one.phrase for one in found] == ["여자 월 200만원", "남자 월 250만원"]


def test_the_name_and_the_trade_of_a_company_are_no_conditions() -> None:
    assert find_in_posting(_posting(company="여성 채용 연구소", industry="여성 강사 알선업")) == ()


HIDDEN = st.sampled_from(["\u200b", "\u3164", "\ufeff", "\u00ad", "\u2060", "\ufe0f", ""])


@given(st.data())
def test_invisible_characters_hide_no_condition_wherever_they_stand(data: st.DataObject) -> None:
    text = "".join(letter + data.draw(HIDDEN) for letter in "성실한 분, 만 35세 이하")
    (found,) = lint(text)
    assert found.rule == "age-limit"
    assert text[found.start : found.end] == found.phrase
    assert [letter for letter in found.phrase if letter in "만 35세이하"] == list("만 35세 이하")


def test_an_exception_excuses_its_own_words_only() -> None:
    found = lint("연령무관, 남자 사원 모집. 정년 60세. 만 35세 이하")
    assert [one.rule for one in found] == ["gender", "age-limit"]


def test_decomposed_letters_hide_nothing() -> None:
    assert [one.rule for one in lint("\u1102\u1161\u11b7\u110c\u1161 사원")] == ["gender"]


@given(st.text())
def test_a_finding_is_always_a_piece_of_the_text(text: str) -> None:
    for one in lint(text):
        assert 0 <= one.start < one.end
