"""What a résumé may never leave behind, in every disguise, and what only looks like it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resume_files import txt

from matcher.ingest.resumes import draft_of, read_resume
from matcher.ingest.resumes.document import Document
from matcher.ingest.resumes.masking import MASK, masked
from matcher.ingest.resumes.plain import read_text

SECRETS = [
    ("주민등록번호 680302-2034567", "2034567", "주민등록번호"),
    ("주민번호: 6803022034567", "2034567", "주민등록번호"),
    ("６８０３０２－２０３４５６７", "２０３４５６７", "주민등록번호"),
    ("680302 - 2034567", "2034567", "주민등록번호"),
    ("680302\n2034567", "2034567", "주민등록번호"),
    ("680302 2034567 입니다", "2034567", "주민등록번호"),
    ("680302-2******", "680302", "주민등록번호"),
    ("680302–2034567", "2034567", "주민등록번호"),
    ("6\u200b80302-20\u200b34567", "34567", "주민등록번호"),
    ("외국인등록번호 680302-6034567", "6034567", "주민등록번호"),
    ("6 8 0 3 0 2 - 2 0 3 4 5 6 7", "2 0 3 4", "주민등록번호"),
    ("여권번호 M12345678", "12345678", "여권번호"),
    ("여권 M123A4567", "123A4567", "여권번호"),
    ("운전면허 11-22-333333-44", "333333", "운전면허번호"),
    ("서울 12-345678-90", "345678", "운전면허번호"),
    ("카드 5310-1234-5678-9012", "5678", "카드번호"),
    ("4567123412341234", "45671234", "카드번호"),
    ("농협 302-1234-5678-91", "5678", "계좌번호"),
    ("국민은행 123456-01-234567", "234567", "계좌번호"),
    ("계좌번호: 1002-123-456789", "456789", "계좌번호"),
    ("결혼여부: 기혼", "기혼", "혼인"),
    ("저는 기혼입니다", "기혼", "혼인"),
    ("신장: 172cm", "172", "신체"),
    ("체중 70kg", "70", "신체"),
    ("175cm, 70kg", "175", "신체"),
    ("혈액형: A형", "A형", "신체"),
    ("시력: 좌 1.0 우 0.8", "1.0", "신체"),
    ("종교: 천주교", "천주교", "종교"),
    ("본적: 충남 공주시", "공주", "출신지"),
    ("고향은 충남 부여", "부여", "출신지"),
    ("2남 1녀 중 장남", "2남", "가족"),
    ("가족관계: 배우자, 자녀 2", "자녀", "가족"),
    ("재산: 아파트 1채", "아파트", "재산"),
]
HARMLESS = [
    "010-1234-5678",
    "044-123-4567",
    "1998.03.02-2015.12.31",
    "19980302-20151231",
    "연 매출 1,200,000,000원 관리",
    "사업자등록번호 123-45-67890",
    "키보드 입력 500타",
    "신장내과 간호조무사 10년",
    "체중계 조립",
    "2010-2015 기독교서점 근무",
    "결혼정보회사 상담 5년",
    "부동산 중개 사무소 7년",
    "혼인신고 접수 업무",
    "재산세 고지서 발송",
    "품번 1234567890123",
    "국민은행 2005년 3월 ~ 2015년 2월 근무",
    "하나은행 지점장 1998.03.02 ~ 2015.12.31",
    "농협 042-123-4567",
    "시력 측정 안경점 3년",
    "전세버스 운전 12년",
    "고향사랑기부제 업무",
    "ISBN 9788912345678",
    "180cm 폭 현수막 제작",
]


@pytest.mark.parametrize(("text", "secret", "kind"), SECRETS)
def test_what_may_not_be_kept_is_masked_and_counted(text: str, secret: str, kind: str) -> None:
    document, counts = masked(read_text(text.encode()))
    assert secret not in "\n".join(document.texts)
    assert counts == {kind: 1}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_it_stays(text: str) -> None:
    document = Document.of([text])
    assert masked(document) == (document, {})


NUMBER = st.from_regex(
    r"[4-9][0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]) ?[-~–. ]? ?[1-8][0-9]{6}", fullmatch=True
)


@given(
    NUMBER,
    st.sampled_from(
        [
            "성명: {}",
            "경력: 2010.01~2012.01 가상마트 {} 계산원",
            "자기소개\n{} 입니다",
            "{}",
            "이메일: {}",
        ]
    ),
)
def test_no_registration_number_is_left_anywhere_in_a_draft(number: str, where: str) -> None:
    draft = draft_of(read_text(where.format(number).encode()))
    assert re.sub(r"\D", "", number)[6:] not in re.sub(r"[^0-9]", "", draft.model_dump_json())
    assert draft.masked["주민등록번호"] == 1


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_masking_moves_nothing(text: str) -> None:
    document = Document.of([text])
    after = masked(document)[0]
    assert list(map(len, after.texts)) == list(map(len, document.texts))
    pairs = zip("".join(after.texts), "".join(document.texts), strict=True)
    assert all(new in (old, MASK) for new, old in pairs)


def test_nothing_masked_reaches_any_part_of_the_draft() -> None:
    lines = [
        "성명: 가나다 680302-2034567",
        "주소: 세종시 나성동 종교: 불교",
        "경력사항",
        "2010.01 ~ 2015.01 가상은행 110-234-567890 창구 직원",
        "자기소개",
        "저는 M12345678 여권을 갖고 있습니다. 우리 남편은 회사원입니다. 성실합니다.",
    ]
    draft = read_resume(txt(lines))
    written = json.dumps(draft.model_dump(mode="json"), ensure_ascii=False)
    for secret in ("2034567", "불교", "567890", "12345678", "남편", MASK):
        assert secret not in written
    assert draft.masked == {"가족": 1, "계좌번호": 1, "여권번호": 1, "종교": 1, "주민등록번호": 1}
    assert (draft.name, draft.summary) == ("가나다", "저는 여권을 갖고 있습니다. 성실합니다.")
