"""What a posting asks for, who covers it, and what that is worth."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.jobs import Job
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.requirements import Coverage, Covered, coverage, lacking_lines, needs, required
from matcher.results import Match
from matcher.skills import CourseTable, packaged_skills
from matcher.text.profile import Profile
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
BODY = (
    "[자격요건]\n- 엑셀 가능자\n- 포토샵 또는 일러스트레이터 사용\n[우대사항]\n- 운전 가능자\n- ERP"
)
MakePosting = Callable[..., Posting]
MakeMatcher = Callable[..., Matcher]
Records = dict[str, Any]
COURSES = CourseTable.parse(
    "course,aliases,valid_from,valid_to,goal,hours,skills,trades\n엑셀 반,,,,,,엑셀,사무\n",
    name="courses.csv",
)
WEIGHTS = Weights(least_coverage=0.8, claimed_skill=0.9)


def _covered(posting: Posting, **person: Any) -> tuple[Covered, ...]:
    trainee = Trainee.model_validate({"id": "t", **person})
    return Coverage(courses=COURSES).of(trainee, Profile.of(trainee), Job.of(posting), AS_OF)


def _standings(posting: Posting, **person: Any) -> dict[str, str]:
    return {one.requirement.name: one.standing for one in _covered(posting, **person)}


@pytest.fixture
def job(posting: MakePosting) -> Posting:
    return posting("p", title="사무원", body=BODY)


def test_each_requirement_has_its_place_in_the_posting(job: Posting) -> None:
    found = required(Job.of(job), packaged_skills())
    told = [(one.wanted, one.name, BODY[one.span.start : one.span.end]) for one in found]
    assert told == [
        ("must", "엑셀", "엑셀"),
        ("must", "포토샵", "포토샵"),
        ("must", "일러스트레이터", "일러스트레이터"),
        ("nice", "운전", "운전 가능자"),
        ("nice", "ERP", "ERP"),
    ]
    assert found[1].group == found[2].group != found[0].group


@pytest.mark.parametrize(
    ("person", "standings", "value"),
    [
        ({"skills": ["영어"]}, ("missing", "missing"), 0.8),
        ({"skills": ["Excel"]}, ("claimed", "missing"), 0.89),  # 0.8 + 0.2 * (0.9 + 0) / 2
        ({"skills": ["엑셀", "일러스트레이터"]}, ("claimed", "claimed"), 0.98),  # 0.8 + 0.2 * 0.9
        ({"skills": ["엑셀 피벗테이블"]}, ("claimed", "missing"), 0.89),  # who pivots has Excel
        ({"courses": [{"name": "엑셀 반", "status": "수료"}]}, ("verified", "unknown"), 1.0),
        ({"courses": [{"name": "엑셀 반", "status": "수강중"}]}, ("learning", "unknown"), 0.98),
        (
            {"courses": [{"name": "엑셀 반", "status": "수료"}], "skills": ["Excel"]},
            ("verified", "missing"), 0.9,
        ),
        ({}, ("unknown", "unknown"), 1.0),
        ({"career": [{"title": "경리"}]}, ("unknown", "unknown"), 1.0),
        (
            {"career": [{"title": "경리", "duties": "엑셀로 장부를 맞춤"}]},
            ("claimed", "unknown"), 0.98,
        ),
    ],
)  # fmt: skip
def test_a_need_is_verified_claimed_missing_or_unsaid(
    job: Posting, person: Records, standings: tuple[str, str], value: float
) -> None:
    found = _covered(job, **person)
    by_name = {one.requirement.name: one.standing for one in found}
    assert (by_name["엑셀"], by_name["포토샵"]) == standings
    assert by_name["포토샵"] == by_name["일러스트레이터"]  # either is enough
    assert coverage(found, WEIGHTS) == pytest.approx(value)


def test_a_skill_past_those_that_are_read_is_still_had_and_a_stuffed_one_never_is(
    job: Posting,
) -> None:
    others = [f"가상 기술 {number}호" for number in range(25)]
    assert _standings(job, skills=[*others, "엑셀"])["엑셀"] == "claimed"
    assert _standings(job, skills=[*others[:3], "엑셀 " * 50])["엑셀"] == "missing"


def test_a_preference_is_told_and_never_counts(posting: MakePosting) -> None:
    liked = posting("p", title="사무원", body="[우대사항]\n- 운전 가능자\n- 직업상담사")
    found = _covered(liked, skills=["영어"])
    assert coverage(found, WEIGHTS) == 1.0
    assert sorted(lacking_lines(found)) == [
        "우대: 운전 (프로필에 없습니다)",
        "우대: 직업상담사 (프로필에 없습니다)",
    ]


def test_what_is_missing_is_told_needs_first_and_alternatives_together(job: Posting) -> None:
    assert list(lacking_lines(_covered(job, skills=["ERP"]))) == [
        "필수: 엑셀 (프로필에 없습니다)",
        "필수: 포토샵 또는 일러스트레이터 (프로필에 없습니다)",
        "우대: 운전 (프로필에 없습니다)",
    ]
    assert list(lacking_lines(_covered(job))) == []


def test_a_licence_is_a_need_and_no_need_where_its_limit_is_lifted(posting: MakePosting) -> None:
    nurse = posting("p", title="병동 간호사 채용")
    found = _covered(nurse, skills=["영어"])
    assert coverage(found, WEIGHTS) == 0.8
    assert coverage(found, WEIGHTS, licences=False) == 1.0
    assert list(lacking_lines(found)) == ["필요한 자격: 간호사 면허 (프로필에 없습니다)"]
    assert _standings(nurse, licences=["간호사 면허"]) == {"간호사 면허": "claimed"}


def test_of_licences_listed_together_one_is_enough(posting: MakePosting) -> None:
    either = posting("p", title="상담원", body="[자격요건]\n- 직업상담사 또는 청소년상담사")
    found = _covered(either, licences=["청소년상담사 2급"])
    assert {one.standing for one in found if one.requirement.demand} == {"claimed"}
    assert not [line for line in lacking_lines(found) if "자격" in line]


def test_a_private_sentence_claims_nothing(job: Posting) -> None:
    told = _standings(
        job, skills=["영어"], career=[{"title": "경리", "duties": "58세 여성이고 엑셀을 합니다."}]
    )
    assert told["엑셀"] == "missing"


def test_an_answer_shows_each_need_with_its_span(job: Posting) -> None:
    first = needs(_covered(job, skills=["엑셀"]))[0]
    assert (first.name, first.wanted, first.standing) == ("엑셀", "must", "claimed")
    assert BODY[first.posting.start : first.posting.end] == "엑셀"


@pytest.fixture
def two(people: Records, posting: MakePosting, make_matcher: MakeMatcher) -> Matcher:
    known = "[자격요건]\n- 더존 사용 가능자"
    jobs = {
        "has": posting("has", title="경리 사무원", body=known),
        "lacks": posting("lacks", title="경리 사무원", body=known.replace("더존", "포토샵")),
    }
    return make_matcher(people, jobs, WEIGHTS)


def _by_id(matcher: Matcher, person: str, **asked: Any) -> dict[str, Match]:
    return {one.id: one for one in matcher.matches(person, as_of=AS_OF, **asked).matches}


def test_the_factor_is_exposed_lifted_by_name_and_switched_off(two: Matcher) -> None:
    found = _by_id(two, "bookkeeper")  # has claimed 더존, and tells of other skills
    assert found["has"].factors["coverage"] == pytest.approx(0.98)
    assert found["lacks"].factors["coverage"] == pytest.approx(0.8)
    assert "필수: 포토샵 (프로필에 없습니다)" in found["lacks"].missing
    assert [need.standing for need in found["lacks"].needs] == ["missing"]
    lifted = _by_id(two, "bookkeeper", ignore={"coverage"})
    assert {one.factors["coverage"] for one in lifted.values()} == {1.0}
    off = _by_id(two.without("coverage"), "bookkeeper")
    assert {one.factors["coverage"] for one in off.values()} == {1.0}


def test_a_sentence_tells_of_no_skills_and_is_held_against_nobody(two: Matcher) -> None:
    found = two.search("경리 사무원", as_of=AS_OF).matches
    assert {one.factors["coverage"] for one in found} == {1.0}


def test_the_same_factor_counts_where_people_are_sought(two: Matcher) -> None:
    for job, value in (("has", 0.98), ("lacks", 0.8)):
        found = {one.id: one for one in two.candidates(job, as_of=AS_OF).matches}
        assert found["bookkeeper"].factors["coverage"] == pytest.approx(value)
        assert found["labeller"].factors["coverage"] <= 1
