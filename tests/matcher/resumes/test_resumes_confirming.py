"""From a draft to a trainee: only by a person, validated, with edits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from resume_cases import CASES
from resume_files import docx, hwpx

from matcher.ingest.careers import spell_in, years_of
from matcher.ingest.resumes import ProfileDraft, confirmed, read_resume
from matcher.records import Trainee
from matcher.records.trainee import Wishes

TODAY = date(2026, 11, 24)


def test_a_confirmed_draft_is_a_trainee_with_the_edits() -> None:
    draft = read_resume(docx(CASES[3].blocks), as_of=TODAY)
    made = confirmed(
        draft, "T0001", {"name": "너더러", "desired.places": ["세종시"], "summary": None}
    )
    assert made == Trainee(
        id="T0001",
        name="너더러",
        phone="010 0000 0004",
        skills=("엑셀", "한글", "파워포인트"),
        desired=Wishes(
            jobs=("사무보조", "데이터 입력"),
            places=("세종시",),
            monthly_wage_min_manwon=210,
            hours_per_week_max=25,
            days="월~금",
            employment_types=("시간제",),
            max_commute_min=60,
            remote_ok=True,
        ),
    )


def test_the_record_refuses_a_bad_edit() -> None:
    with pytest.raises(ValidationError, match="birth_year"):
        confirmed(ProfileDraft(), "T0001", {"birth_year": 1066})


def test_each_field_has_its_source_and_the_source_tells_no_more_than_the_field() -> None:
    draft = read_resume(hwpx(CASES[0].blocks), as_of=TODAY)
    assert draft.sources == {
        "name": "성 명: 가나다 (假羅多)",
        "phone": "휴대전화: 010-0000-0001",
        "email": "E-mail: ganada@example.com",
        "home_place": "주소: 세종특별자치시 어진동 (아래는 적지 않음)",
        "education": "1987.03 ~ 1991.02  가상대학교  국어국문학과  졸업",
        "career.0": "1998.03 ~ 2015.12 (17년 10개월)  ㈜가상상사  총무팀장  "
        "급여, 4대보험, 비품 관리",
        "career.1": "2016.03 ~ 현재  가상도서관  사서보조  대출과 반납",
        "licences.0": "컴퓨터활용능력 2급  2003.05.12  대한상공회의소",
        "licences.1": "사회복지사 2급  2017. 8.  보건복지부",
    }


def test_a_wish_may_be_named_like_a_label() -> None:
    draft = read_resume(docx([[["근무형태", "재택"], ["근무시간", "주 99시간"]]]))
    assert draft.desired == Wishes(employment_types=("재택",))


def test_labels_in_a_row_are_no_values_of_each_other() -> None:
    rows = [["희망직종", "희망근무지"], ["상담원", "세종"]]
    draft = read_resume(docx([rows, [["성명", "연락처", "010-0000-0001"]]]))
    assert draft.desired == Wishes(jobs=("상담원",), places=("세종",))
    assert (draft.name, draft.phone) == (None, "010-0000-0001")


def test_columns_told_by_blanks_alone_are_not_guessed_where_one_is_empty() -> None:
    lines = ["경력사항", "기간\t회사명\t직위\t담당업무", "2010.01 ~ 2012.01\t㈜가상\t계산원"]
    (spell,) = read_resume("\n".join(lines).encode()).career
    assert (spell.title, spell.duties, spell.years) == ("계산원", None, 2.0)


def test_a_draft_goes_through_json_unchanged() -> None:
    draft = read_resume(docx(CASES[0].blocks), as_of=TODAY)
    assert ProfileDraft.model_validate_json(draft.model_dump_json()) == draft


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1998.03 ~ 2015.12 (17년 10개월)", 17.8),
        ("'98. 3. ~ '15. 12.", 17.8),
        ("98.03~15.12", 17.8),
        ("1998년 3월 2일부터 2015년 12월 31일까지", 17.8),
        ("199803 ~ 201512", 17.8),
        ("2010.05.01.-2012.04.30. (총 2년)", 2.0),
        ("2020.03 - 현재", 6.7),
        ("2020. 3. ~ 재직중", 6.7),
        ("2020. 3. ~", None),
        ("2015.12 ~ 1998.03", None),
        ("2010 ~ 2015", 5.0),
    ],
)
def test_a_date_range_in_any_spelling(text: str, years: float | None) -> None:
    assert years_of(text, TODAY) == years
    found = spell_in(f"㈜가상상사  {text}", TODAY)
    assert found is not None
    assert found.years == years


def test_until_now_is_unknown_without_a_day() -> None:
    assert years_of("2020.03 ~ 현재") is None


@pytest.mark.parametrize(
    "text", ["010-1234-5678", "세종시 2-3", "엑셀 2016", "5년 이상 근무", "10:00~15:00", "03.05"]
)
def test_what_is_no_date_range(text: str) -> None:
    assert spell_in(text, TODAY) is None


@given(
    st.integers(1960, 2025),
    st.integers(1, 12),
    st.integers(0, 600),
    st.sampled_from([".", "-", "/", "년 "]),
)
def test_the_months_between_two_dates_are_its_years(
    year: int, month: int, months: int, dot: str
) -> None:
    end = year * 12 + month - 1 + months
    text = f"{year}{dot}{month:02} ~ {end // 12}{dot}{end % 12 + 1:02}"
    assert years_of(text) == round(months / 12, 1)
