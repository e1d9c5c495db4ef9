"""Names beside a contact go with it; firms, offices, towns and plain words stay."""

import pytest

from matcher.ingest.feeds.contacts import AWAY, without_contacts

MOBILE, OFFICE, MAIL = "010-1234-5678", "044-123-4567", "apply@gasang.example"
SURNAMES = (
    "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍 고 문 양 손 배 남궁 황보 선우"
)
GIVEN = (
    "영희 철수 가람 민지 은서 하윤 도현 예은 지호 서연 채민 길동 세라 유나 동수 나래 인호 성길 "
    "미경 현식 재형 소미 수아 은별 정희 민수 혜정 재덕"
)
PEOPLE = [one + two for one, two in zip(SURNAMES.split(), GIVEN.split(), strict=True)]
"""Invented: common surnames and given names, put together by their order."""


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize(
    "text",
    [
        f"{{}} {MOBILE}",
        f"{{}} 대리 ({OFFICE})",
        f"문의: {{}} 팀장님 ☎ {OFFICE}",
        f"지원서는 {{}}({MAIL})",
        f"{MOBILE} ({{}})",
        f"담당 {OFFICE} {{}} 과장에게",
    ],
)
def test_a_name_directly_beside_a_contact_is_struck_with_it(name: str, text: str) -> None:
    told = without_contacts(text.format(name))
    assert name not in told
    assert AWAY in told


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"문의: 박과장 {MOBILE}", f"문의: {AWAY}"),
        (f"김 대리 {OFFICE}", AWAY),
        (f"이 팀장님 T. {OFFICE}", f"{AWAY} T. {AWAY}"),
        (f"홍길동 대리 ({OFFICE})", f"{AWAY} ({AWAY})"),
        (f"허준 대리 {OFFICE}", AWAY),
        (f"접수: 인사과 김 주무관 {OFFICE}", f"접수: 인사과 {AWAY}"),
        (f"김영희({MOBILE}), 박철수({MOBILE})", f"{AWAY}({AWAY}), {AWAY}({AWAY})"),
        (f"본사 김영희 {MOBILE} 로 문의", f"본사 {AWAY} 로 문의"),
        (f"김영희 님 휴대폰: {MOBILE}", f"{AWAY} 휴대폰: {AWAY}"),
        (f"김영희 팀장 ☎{OFFICE}, 이메일 {MAIL}", f"{AWAY} ☎{AWAY}, 이메일 {AWAY}"),
    ],
)
def test_what_is_left_reads_as_a_sentence(text: str, left: str) -> None:
    assert without_contacts(text) == left


@pytest.mark.parametrize(
    "word",
    [
        *("세종지점", "인사팀", "채용팀", "총무과", "고객센터", "가상상사", "한국전력", "이마트"),
        *("나성동", "고운동", "조치원", "유성구", "전의면", "강남점", "대전", "오송역"),
        *("문의", "전화", "문자", "연락 주세요", "이메일", "이력서", "채용 담당자", "민원 담당"),
        *("현장소장", "지점장", "지부장", "현 대표", "전 직원", "원장", "조리원", "경비원 모집"),
        *("장애인", "도우미", "전라도", "여의도", "지원서", "이용한", "유치원", "주민센터"),
    ],
)
@pytest.mark.parametrize("contact", [MOBILE, OFFICE, MAIL])
def test_a_firm_an_office_a_town_or_a_word_before_a_contact_stays(word: str, contact: str) -> None:
    assert without_contacts(f"{word} {contact}") == f"{word} {AWAY}"
    assert without_contacts(f"{contact} {word} 쪽") == f"{AWAY} {word} 쪽"


@pytest.mark.parametrize(
    "text",
    [
        "김영희 대표가 세운 회사입니다.",
        "홍길동 과장 2,300,000원",
        "김영희\n경리 모집",
        "문의: 박과장",
    ],
)
def test_without_a_contact_beside_it_a_name_is_not_looked_for(text: str) -> None:
    assert without_contacts(text) == text


def test_a_word_that_begins_a_sentence_after_a_contact_is_no_name() -> None:
    assert without_contacts(f"{OFFICE} 정다운 직장입니다.") == f"{AWAY} 정다운 직장입니다."


def test_a_name_further_away_stays_for_nobody_can_tell_whose_the_number_is() -> None:
    text = f"김영희 대표가 세운 회사입니다. 전화 {OFFICE}"
    assert without_contacts(text) == f"김영희 대표가 세운 회사입니다. 전화 {AWAY}"
