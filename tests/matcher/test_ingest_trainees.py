"""Trainees from JSON lines and from the centre's roster; invented people only."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest

from matcher.ingest import read_trainees
from matcher.ingest.careers import years_of
from matcher.records import CareerEntry, Course

HEADER = (
    "번호,이름,이메일,전화,거주지,과정명,수료여부,경력,보유기술,자격증,학력,희망직종,희망근무지,"
    "희망임금,고용형태,근무시간,피하고 싶은 일,메일 동의,기업 공개 동의"
)
CAREER = (
    "창구 텔러(은행, 9년): 입출금, 환전; 의류 바이어(대리~차장); "
    "여신 / 은행 / 16년 6개월 / 대출 상담"
)
CELLS = ["T1", "가나다", "gana@example.com", "000-0000-0000", "세종 어진동"]
CELLS += [
    "AI 사무자동화; 디지털 마케터",
    "수료;수강중",
    CAREER,
    "엑셀;민원 처리",
    "은행텔러",
    "고졸",
]
CELLS += ["사무보조", "세종;대전 유성구", "월 230만원", "정규직;계약직", "주 20시간", "영업"]
CELLS += ["2026-11-01", ""]
ROW = ",".join(f'"{cell}"' for cell in CELLS)


def _roster(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def _cell(**changed: str) -> str:
    names = HEADER.split(",")
    cells = dict.fromkeys(names, "") | {"번호": "T9"} | changed
    return ",".join(f'"{cells[name]}"' for name in names)


def test_a_roster_row_becomes_a_trainee() -> None:
    intake = read_trainees(_roster(ROW), "명단.csv")
    (trainee,) = intake.records
    assert trainee.courses == (
        Course(name="AI 사무자동화", status="수료"),
        Course(name="디지털 마케터", status="수강중"),
    )
    assert trainee.career == (
        CareerEntry(title="창구 텔러", industry="은행", years=9, duties="입출금, 환전"),
        CareerEntry(title="의류 바이어(대리~차장)"),
        CareerEntry(title="여신", industry="은행", years=16.5, duties="대출 상담"),
    )
    assert trainee.skills == ("엑셀", "민원 처리")
    assert trainee.desired.places == ("세종", "대전 유성구")
    assert trainee.desired.monthly_wage_min_manwon == 230
    assert trainee.desired.hours_per_week_max == 20
    assert trainee.desired.avoid == ("영업",)
    assert trainee.consents.weekly_mail == dt.date(2026, 11, 1)
    assert trainee.consents.employer_search is None
    assert json.loads(intake.raw["T1"])["이름"] == "가나다"


def test_cp949_a_title_row_and_a_workbook_give_the_same_people() -> None:
    from openpyxl import Workbook

    expected = read_trainees(_roster(ROW), "a.csv").records
    titled = "\n".join(["2026년 명단,,,", "", HEADER, ROW]).encode("cp949")
    assert read_trainees(titled, "a.csv").records == expected

    book = Workbook()
    sheet = book.active
    sheet.append(["2026년 명단"])
    sheet.append([])
    sheet.append(HEADER.split(","))
    typed = {"월 230만원": 230, "주 20시간": 20, "2026-11-01": dt.datetime(2026, 11, 1), "": None}
    sheet.append([typed.get(cell, cell) for cell in CELLS])
    sheet.append([2, None, "not an address"])
    out = io.BytesIO()
    book.save(out)
    intake = read_trainees(out.getvalue(), "명단.xlsx")
    assert intake.records == expected
    assert [(one.row, one.field) for one in intake.rejected] == [(5, "이메일")]


@pytest.mark.parametrize(
    ("column", "found", "shape"),
    [
        ("이메일", "홍가상 010", "가가가 000"),
        ("수료여부", "아마도", "가가가"),
        ("희망임금", "많이", "가가"),
        ("메일 동의", "2026.13.45", "0000.00.00"),
        ("번호", "T 9", "a 0"),
    ],
)
def test_a_rejection_shows_the_shape_of_a_cell_and_never_its_content(
    column: str, found: str, shape: str
) -> None:
    row = _cell(**{"과정명": "AI 강사", column: found})
    intake = read_trainees(_roster(row, ROW), "a.csv")
    (rejection,) = intake.rejected
    assert (rejection.row, rejection.field, rejection.found) == (2, column, shape)
    assert rejection.cure.endswith("십시오.")
    assert [one.id for one in intake.records] == ["T1"]


def test_a_consent_counts_only_with_its_date() -> None:
    row = _cell(**{"메일 동의": "예", "기업 공개 동의": "2026.11.3 동의"})
    intake = read_trainees(_roster(row), "a.csv")
    assert intake.records[0].consents.weekly_mail is None
    assert intake.records[0].consents.employer_search == dt.date(2026, 11, 3)
    assert intake.notes == (
        "메일 동의: 동의한 날짜가 없어 동의로 적지 않았습니다. 날짜를 적어 주십시오: 2행",
    )


@pytest.mark.parametrize("cell", ["비동의", "X", "아니오", "동의하지 않음", ""])
def test_a_refused_consent_is_no_consent_and_no_bad_row(cell: str) -> None:
    intake = read_trainees(_roster(_cell(**{"기업 공개 동의": cell})), "a.csv")
    assert intake.rejected == ()
    assert intake.records[0].consents.employer_search is None


def test_without_a_column_for_matching_the_mail_consent_counts_for_it_and_says_so() -> None:
    intake = read_trainees(_roster(_cell(**{"메일 동의": "2026-11-01"})), "a.csv")
    assert intake.records[0].consents.matching == dt.date(2026, 11, 1)
    assert any("상담 동의 칸이 없어" in note for note in intake.notes)


def test_postings_are_not_taken_in_as_people() -> None:
    row = {"id": "J1", "source": "centre", "title": "사무보조", "company": "보기상사"}
    intake = read_trainees(json.dumps(row, ensure_ascii=False).encode(), "p.jsonl")
    assert intake.records == ()
    assert "ieum import postings" in intake.rejected[0].cure


@pytest.mark.parametrize(
    ("cell", "wage"),
    [
        ("230", 230),
        ("월 230만원", 230),
        ("월 200~250", 200),
        ("2,300,000원", 230),
        ("2300000", 230),
        ("월 250~280만원", 250),
        ("연봉 3,000만원", 250),
        ("협의", None),
        ("시급 11,000원", None),
    ],
)
def test_a_wage_wish_is_man_won_a_month(cell: str, wage: float | None) -> None:
    (trainee,) = read_trainees(_roster(_cell(희망임금=cell)), "a.csv").records
    assert trainee.desired.monthly_wage_min_manwon == wage


@pytest.mark.parametrize(
    ("cell", "hours", "days"),
    [
        ("주 20시간", 20, None),
        ("주 30시간 이내", 30, None),
        ("35", 35, None),
        ("주 5일 하루 4시간", 20, "주 5일 하루 4시간"),
        ("월~금 주간", None, "월~금 주간"),
        ("무관", None, None),
    ],
)
def test_an_hours_wish_is_hours_or_days(cell: str, hours: float | None, days: str | None) -> None:
    (trainee,) = read_trainees(_roster(_cell(근무시간=cell)), "a.csv").records
    assert (trainee.desired.hours_per_week_max, trainee.desired.days) == (hours, days)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("9년", 9.0),
        ("17년 10개월", 17.8),
        ("18개월", 1.5),
        ("1998.03 ~ 2015.12", 17.8),
        ("2015 ~ 1998", None),
        ("은행", None),
    ],
)
def test_years_of_a_spell(text: str, years: float | None) -> None:
    assert years_of(text) == years


def test_courses_and_their_states_belong_in_pairs() -> None:
    one = read_trainees(_roster(_cell(과정명="가;나;다", 수료여부="수료")), "a.csv").records[0]
    assert [course.status for course in one.courses] == ["수료"] * 3
    left = read_trainees(_roster(_cell(과정명="가;나", 수료여부="중도포기;수료")), "a.csv")
    assert [course.name for course in left.records[0].courses] == ["나"]
    too_many = read_trainees(_roster(_cell(과정명="가", 수료여부="수료;수료")), "a.csv")
    assert [one.field for one in too_many.rejected] == ["수료여부"]


def test_what_is_written_for_raters_is_never_read() -> None:
    line = json.dumps(
        {"id": "T1", "split": "dev", "note_for_raters": "비밀", "skills": ["엑셀", ""]}
    )
    intake = read_trainees(line.encode(), "p.jsonl")
    assert intake.records[0].skills == ("엑셀",)
    assert "비밀" not in intake.raw["T1"]
    assert "split" not in intake.raw["T1"]


def test_unknown_limits_and_wrong_numbers_in_json_are_rejected_with_a_cure() -> None:
    lines = [
        {"id": "A", "hard": ["pay", "mood"]},
        {"id": "B", "desired": {"hours_per_week_max": 200}},
        {"id": "C", "career": [{"title": "강사", "years": -1}]},
        {"name": "가나다"},
    ]
    data = "\n".join(map(json.dumps, lines)).encode()
    rejected = read_trainees(data, "p.jsonl").rejected
    assert [(one.row, one.field) for one in rejected] == [
        (1, "hard"),
        (2, "desired.hours_per_week_max"),
        (3, "career.years"),
        (4, "id"),
    ]
    assert rejected[1].cure == "84.0 이하의 수를 적어 주십시오."


def test_the_judged_profiles_go_in_whole_and_again_the_same(shared: Path) -> None:
    path = shared / "data" / "judged" / "dev" / "profiles.jsonl"
    intake = read_trainees(path)
    assert (len(intake.records), intake.rejected, intake.notes) == (28, (), ())
    assert read_trainees(path) == intake
    assert not any("note_for_raters" in raw for raw in intake.raw.values())


@pytest.mark.parametrize("number", ["660302-1234567", "6603021234567", "660302 - 2234567"])
def test_a_resident_number_in_any_cell_is_struck_out_before_anything_is_kept(number: str) -> None:
    row = _cell(과정명="AI 강사", 경력=f"경리: 장부 {number} 정리")
    line = json.dumps({"id": "T1", "career": [{"title": "경리", "duties": number}]})
    for intake in (
        read_trainees(_roster(row), "a.csv"),
        read_trainees(line.encode(), "p.jsonl"),
    ):
        (trainee,) = intake.records
        kept = trainee.model_dump_json() + intake.raw[trainee.id]
        assert "234567" not in kept
        assert "******-*******" in kept


def test_every_bad_cell_of_a_row_is_told() -> None:
    row = _cell(이메일="x", 수료여부="아마", 과정명="가", 희망임금="많이")
    rejected = read_trainees(_roster(row), "a.csv").rejected
    assert [(one.row, one.field) for one in rejected] == [
        (2, "수료여부"),
        (2, "희망임금"),
        (2, "이메일"),
    ]


def test_a_roster_can_make_wishes_limits() -> None:
    said = "희망 근무지; 임금, 통근 시간;근무요일;재택;고용형태;근무시간;피하고 싶은 일;임금"
    roster = f'{HEADER},꼭 지킬 조건\n{_cell()},"{said}"'
    (trainee,) = read_trainees(roster.encode(), "명단.csv").records
    assert trainee.hard == (
        "place", "pay", "commute", "days", "remote", "employment", "hours", "avoid",
    )  # fmt: skip


def test_a_limit_that_is_no_wish_is_rejected_with_what_may_stand_there() -> None:
    intake = read_trainees(f"{HEADER},꼭 지킬 조건\n{_cell()},분위기".encode(), "명단.csv")
    (rejection,) = intake.rejected
    assert (rejection.row, rejection.field, rejection.found) == (2, "꼭 지킬 조건", "가가가")
    assert "근무지, 통근시간, 임금" in rejection.cure
