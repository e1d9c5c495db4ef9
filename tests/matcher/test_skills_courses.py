"""A finished course verifies its skills, one under way never does, and courses have their days."""

from datetime import date
from pathlib import Path

import pytest

from matcher.records import Course, Trainee
from matcher.skills import (
    CourseTable,
    HeldSkill,
    TableError,
    packaged_skills,
    skills_of,
    verified_skills,
)

HEADER = "course,aliases,valid_from,valid_to,goal,hours,skills,trades\n"
TODAY = date(2026, 11, 24)


def person(status: str | None, *skills: str, course: str = "매듭 강사") -> Trainee:
    return Trainee.model_validate(
        {"id": "T1", "courses": [{"name": course, "status": status}], "skills": skills}
    )


@pytest.fixture
def courses() -> CourseTable:
    lines = (
        "매듭 강사,매듭강사 과정,2025-01-01,2025-12-31,,40,매듭,강의\n"
        "매듭 강사,매듭강사 과정,2026-01-01,,,60,매듭|Excel,강의\n"
    )
    return CourseTable.parse(HEADER + lines, name="courses.csv")


def held(found: tuple[HeldSkill, ...]) -> list[tuple[str, str, str]]:
    return [(one.name, one.standing, one.source) for one in found]


def test_a_finished_course_verifies_and_the_table_names_the_skill(courses: CourseTable) -> None:
    assert held(verified_skills(person("수료"), TODAY, courses=courses)) == [
        ("매듭", "verified", "매듭 강사"),
        ("엑셀", "verified", "매듭 강사"),
    ]


def test_a_course_under_way_verifies_nothing(courses: CourseTable) -> None:
    # given
    learner = person("수강중", "엑셀")

    # then
    assert verified_skills(learner, TODAY, courses=courses) == ()
    assert held(skills_of(learner, TODAY, courses=courses)) == [
        ("매듭", "learning", "매듭 강사"),
        ("엑셀", "learning", "매듭 강사"),
    ]


def test_a_course_of_unknown_state_or_name_says_nothing(courses: CourseTable) -> None:
    assert skills_of(person(None), TODAY, courses=courses) == ()
    assert skills_of(person("수료", course="꽃꽂이"), TODAY, courses=courses) == ()


def test_a_claimed_skill_stays_claimed_until_a_course_verifies_it(courses: CourseTable) -> None:
    # given one skill spelled as the course does not, and one of no course
    claims = person("수료", "MS엑셀", "포토샵", "서예")

    # then
    assert held(skills_of(claims, TODAY, courses=courses)) == [
        ("매듭", "verified", "매듭 강사"),
        ("엑셀", "verified", "매듭 강사"),
        ("포토샵", "claimed", "skills.1"),
        ("서예", "claimed", "skills.2"),
    ]


def test_of_a_course_taught_twice_the_last_before_the_day_counts(courses: CourseTable) -> None:
    assert [row.hours for row in courses.courses] == [40, 60]
    for day, hours in ((date(2025, 6, 1), 40), (date(2026, 6, 1), 60)):
        taught = courses.course("매듭 강사", day)
        assert taught is not None
        assert taught.hours == hours
    assert courses.course("매듭 강사", date(2024, 12, 31)) is None


def test_a_course_is_found_by_any_of_its_names(courses: CourseTable) -> None:
    assert courses.course("매듭강사  과정", TODAY) == courses.courses[1]


def test_a_course_is_offered_on_its_days_only(courses: CourseTable) -> None:
    assert courses.offered(date(2025, 12, 31)) == courses.courses[:1]
    assert courses.offered(date(2026, 1, 1)) == courses.courses[1:]
    assert courses.offered(date(2024, 12, 31)) == ()


def test_the_packaged_table_has_the_courses_of_the_centre_and_its_pilots() -> None:
    table = CourseTable.read()

    assert {row.name for row in table.offered(TODAY)} == {
        "AI 디지털라벨러",
        "AI 콘텐츠마케터",
        "AI 강사",
        "AI 이커머스 관리자",
    }
    assert {row.name for row in table.offered(date(2025, 12, 1))} == {
        "데이터 라벨러",
        "총괄관리자",
        "디지털 마케터",
    }


def test_every_skill_of_a_packaged_course_is_a_skill_of_the_table() -> None:
    skills = packaged_skills().skills

    assert [s for row in CourseTable.read().courses for s in row.skills if s not in skills] == []


def test_a_pilot_that_is_no_longer_taught_still_verifies() -> None:
    graduate = Trainee(id="T1", courses=(Course(name="데이터 라벨러", status="수료"),))

    assert {one.name for one in verified_skills(graduate, TODAY)} == {
        "데이터 라벨링",
        "데이터 검수",
    }


def test_a_centres_file_replaces_all_lines_of_a_course(tmp_path: Path) -> None:
    # given
    own = tmp_path / "own.csv"
    own.write_text(f"{HEADER}AI 강사,,2026-03-01,,,100,강의,강의\n", "utf-8")

    # when
    table = CourseTable.read(own)

    # then
    assert [row.hours for row in table.courses if row.name == "AI 강사"] == [100]
    assert len(table.courses) == len(CourseTable.read().courses)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",,,,,,,\n", "row 2, course: found nothing"),
        ("매듭,,26-1-1,,,,,\n", "row 2, valid_from: found '26-1-1'; write 2026-01-27"),
        ("매듭,,2026-02-01,2026-01-01,,,,\n", "row 2, valid_to: found 2026-01-01, before"),
        ("매듭,,,,,많이,,\n", "row 2, hours: found '많이'"),
        pytest.param(f"매듭,,,,,{'9' * 5000},,\n", "row 2, hours: found '999", id="many digits"),
        ('매듭,,,,,,"엑셀"x,\n', "row 2: .*; put texts with commas in quotes"),
    ],
)
def test_a_bad_line_of_courses_is_named(line: str, told: str) -> None:
    with pytest.raises(TableError, match=told):
        CourseTable.parse(HEADER + line, name="courses.csv")


@pytest.mark.parametrize("header", ['"course"x,aliases\n', '"cour', "course\raliases\n", ""])
def test_a_damaged_header_is_refused_as_the_first_row(header: str) -> None:
    with pytest.raises(TableError, match=r"courses.csv, row 1: "):
        CourseTable.parse(header, name="courses.csv")
