"""Each kind of text comes from the fields it names, and from nobody's identity."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.records import Posting, Trainee
from matcher.text.kinds import (
    KindText,
    avoid_texts,
    posting_document,
    posting_heading,
    posting_texts,
    profile_document,
    profile_texts,
)
from matcher.text.profile import Profile

PERSON = Trainee.model_validate(
    {
        "id": "T1",
        "name": "보기솔",
        "email": "trainee@example.com",
        "phone": "010-0000-0000",
        "birth_year": 1968,
        "home_place": "해밀동",
        "counsellor": "상담사 예시",
        "education": "보기여자상업고등학교 졸업",
        "courses": [{"name": "AI 강사", "status": "수료"}, {"name": "AI 사무자동화"}],
        "career": [
            {"title": "의류 바이어", "industry": "백화점", "years": 9, "duties": "입점 협상."},
            {"title": "남편 가게 운영", "duties": "장부 정리."},
            {"title": "점장"},
        ],
        "skills": ["엑셀", "허리가 아파서 쉬는 중", "스마트스토어 상품 등록"],
        "licences": ["유통관리사"],
        "desired": {"jobs": ["온라인몰 MD"], "avoid": ["서서 하는 판매직"], "places": ["세종"]},
        "summary": "옷을 압니다. 올해 만 58세입니다. 보기솔이 추천합니다.",
    }
)


def _everything(trainee: Trainee) -> str:
    profile = Profile.of(trainee)
    texts = [one.text for one in (*profile_texts(profile), *avoid_texts(profile))]
    return " ".join([*texts, profile_document(profile)])


def test_each_text_of_a_person_is_named_with_its_kind_and_its_field() -> None:
    assert profile_texts(Profile.of(PERSON)) == [
        KindText("wish", "desired.jobs.0", "온라인몰 MD"),
        KindText("course", "courses.0.name", "AI 강사"),
        KindText("course", "courses.1.name", "AI 사무자동화"),
        KindText("career", "career.0", "의류 바이어 (백화점). 입점 협상."),
        KindText("career", "career.2", "점장"),
        KindText("skills", "skills", "엑셀, 스마트스토어 상품 등록, 유통관리사"),
    ]


def test_the_document_of_a_person_holds_all_that_the_person_brings_and_wants() -> None:
    row = {
        "id": "T3",
        "courses": [{"name": "AI 강사"}],
        "career": [{"title": "점장", "industry": "백화점", "duties": "입점 협상."}],
        "skills": ["엑셀"],
        "licences": ["유통관리사"],
        "desired": {"jobs": ["온라인몰 MD"], "avoid": ["영업"], "days": "평일"},
        "summary": "옷을 압니다.",
    }
    document = profile_document(Profile.of(Trainee.model_validate(row)))
    expected = "온라인몰 MD AI 강사 점장 백화점 엑셀 유통관리사 입점 협상. 옷을 압니다."
    assert document == expected


def test_what_is_avoided_is_never_a_text_to_search_with() -> None:
    profile = Profile.of(PERSON)
    assert avoid_texts(profile) == [KindText("avoid", "desired.avoid.0", "서서 하는 판매직")]
    assert "avoid" not in {text.kind for text in profile_texts(profile)}
    assert "판매직" not in profile_document(profile)


@pytest.mark.parametrize(
    "identity",
    [
        "보기솔",
        "trainee@example.com",
        "010-0000-0000",
        "1968",
        "해밀동",
        "상담사 예시",
        "여자상업고등학교",
        "만 58세",
        "남편",
        "허리",
    ],
)
def test_identity_schooling_and_private_facts_are_in_no_text(identity: str) -> None:
    assert identity not in _everything(PERSON)


def test_a_profile_has_no_field_for_identity_or_schooling() -> None:
    forbidden = {"id", "name", "email", "phone", "birth_year", "home_place", "counsellor"}
    forbidden |= {"education", "consents", "hard"}
    assert {field.name for field in fields(Profile)} & forbidden == set()
    assert forbidden < set(Trainee.model_fields)


def test_a_private_item_keeps_the_numbers_of_the_items_behind_it() -> None:
    profile = Profile.of(PERSON)
    assert profile.skills == ("엑셀", None, "스마트스토어 상품 등록")
    assert [entry and entry.title for entry in profile.career] == ["의류 바이어", None, "점장"]


def test_a_blanked_summary_still_points_at_the_same_characters() -> None:
    blanked = Profile.of(PERSON).summary
    assert blanked is not None
    assert PERSON.summary is not None
    assert len(blanked) == len(PERSON.summary)
    assert blanked.index("추천") == PERSON.summary.index("추천")


def test_a_posting_gives_a_head_and_a_body_led_by_its_title() -> None:
    posting = Posting(
        id="P1",
        source="test",
        title="온라인몰 MD 채용",
        company="보기상사",
        business_number="000-00-00000",
        functions=("상품기획·MD", "소싱"),
        industry="패션",
        body="상품 소싱과 상세페이지.",
    )
    assert posting_texts(posting) == [
        KindText("duties", "title", "온라인몰 MD 채용 / 상품기획·MD, 소싱 / 패션"),
        KindText("body", "body", "온라인몰 MD 채용 / 상품 소싱과 상세페이지."),
    ]
    document = "온라인몰 MD 채용 / 상품기획·MD 소싱 / 패션 / 상품 소싱과 상세페이지."
    assert posting_document(posting) == document


def test_a_posting_with_only_a_title_gives_one_text() -> None:
    posting = Posting(id="P1", source="test", title="경리", company="보기상사")
    assert posting_texts(posting) == [KindText("duties", "title", "경리")]
    assert posting_document(posting) == "경리"


def test_a_person_who_says_nothing_has_no_text() -> None:
    assert profile_texts(Profile.of(Trainee(id="T2"))) == []
    assert profile_document(Profile.of(Trainee(id="T2"))) == ""


WORDS = st.lists(st.sampled_from(["경리", "도면 설계", "Excel", "요양 행정"]), max_size=3)


@given(jobs=WORDS, skills=WORDS, avoid=WORDS)
def test_every_text_names_a_field_that_the_record_has_and_is_never_empty(
    jobs: list[str], skills: list[str], avoid: list[str]
) -> None:
    row = {"id": "T", "skills": skills, "desired": {"jobs": jobs, "avoid": avoid}}
    person = Trainee.model_validate(row)
    profile = Profile.of(person)
    for text in (*profile_texts(profile), *avoid_texts(profile)):
        assert text.text.strip()
        value: object = person
        for step in text.field.split("."):
            value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
        assert value == text.text or text.kind == "skills"


def test_a_course_that_tells_something_private_is_no_text() -> None:
    person = Trainee.model_validate(
        {"id": "T", "courses": [{"name": "당뇨가 있어서 쉬엄쉬엄 듣는 과정"}, {"name": "AI 강사"}]}
    )
    assert [text.text for text in profile_texts(Profile.of(person))] == ["AI 강사"]


def test_the_own_name_is_masked_however_it_is_spaced() -> None:
    person = Trainee.model_validate({"id": "T", "name": "가온별", "skills": ["가 온 별 엑셀"]})
    assert [text.text for text in profile_texts(Profile.of(person))] == ["엑셀"]


@pytest.mark.parametrize(
    ("title", "company", "heading"),
    [
        ("보기요양병원 조리사 채용", "보기요양병원", "조리사 채용 조리"),
        ("[㈜ 보기 상사] 경리", "주식회사 보기상사", "[㈜ ] 경리 조리"),
        ("경리", "㈜가", "경리 조리"),
        ("가나다 가구 배송", "㈜가", "가나다 가구 배송 조리"),
        ("경리", None, "경리 조리"),
    ],
)
def test_a_heading_is_the_title_without_the_firm_s_name_and_the_functions(
    title: str, company: str | None, heading: str
) -> None:
    posting = Posting(id="p", source="t", title=title, company=company, functions=("조리",))
    assert posting_heading(posting) == heading
