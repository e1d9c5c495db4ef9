"""Reasons rest on spans that exist, vanish with their evidence, and quote nothing private."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.matching import Matcher
from matcher.records import Course, Posting, Trainee
from matcher.results import Match, Reason, Span

AS_OF = date(2026, 11, 24)
MakeMatcher = Callable[..., Matcher]
MakePosting = Callable[..., Posting]
Records = dict[str, Any]
WISHED = {
    "places": ["세종"],
    "hours_per_week_max": 45,
    "monthly_wage_min_manwon": 220,
    "employment_types": ["정규직"],
}


def _quoted(record: object, span: Span) -> str:
    """The words of a record that a span names; fails where there are none."""
    value = record
    for step in span.field.split("."):
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    if isinstance(value, Course):
        value = value.name
    text = value if isinstance(value, str) else f"{value:g}"
    assert 0 <= span.start < span.end <= len(text), span
    return text[span.start : span.end]


def _without(person: Trainee, field: str) -> Trainee:
    """The person with the piece of the record that a span's field names taken out."""
    name, *rest = field.split(".")
    if name == "desired":
        wished = getattr(person.desired, rest[0])
        left = _but(wished, int(rest[1])) if len(rest) > 1 else None
        desired = person.desired.model_copy(update={rest[0]: left})
        return person.model_copy(update={"desired": desired})
    return person.model_copy(update={name: _but(getattr(person, name), int(rest[0]))})


def _but(items: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    return items[:number] + items[number + 1 :]


def _all(matcher: Matcher, people: Records) -> list[tuple[Trainee, Match]]:
    return [
        (person, match)
        for person in people.values()
        for match in matcher.matches(person, as_of=AS_OF, top=50).matches
    ]


def _reason(matcher: Matcher, person: Trainee, job: str, start: str) -> Reason | None:
    found = matcher.matches(person, as_of=AS_OF, top=50).matches
    reasons = next((match.reasons for match in found if match.id == job), ())
    return next((reason for reason in reasons if reason.profile.field.startswith(start)), None)


@pytest.fixture(scope="module")
def wishing(people: Records) -> Records:
    """The town's people and their doubles, who wish for hours, pay and a place."""
    doubles = {}
    for id_, person in people.items():
        row = {**person.model_dump(), "id": f"{id_}-2", "courses": [], "career": [], "skills": []}
        row["desired"] = {**row["desired"], **WISHED}
        doubles[f"{id_}-2"] = Trainee.model_validate(row)
    return people | doubles


def test_every_reason_quotes_words_that_stand_in_both_records(
    matcher: Matcher, wishing: Records, jobs: Records
) -> None:
    seen = set()
    for person, match in _all(matcher, wishing):
        for reason in match.reasons:
            mine = _quoted(person, reason.profile)
            assert _quoted(jobs[match.id], reason.posting).strip()
            if "‘" in reason.text:
                label = reason.text.partition("‘")[2].partition("’")[0]
                assert label == mine
            seen.add(reason.profile.field.removeprefix("desired.").partition(".")[0])
    assert {"jobs", "courses", "career", "skills", "places", "hours_per_week_max"} <= seen


def test_every_reason_is_spoken_of_a_factor_that_the_match_shows(
    matcher: Matcher, wishing: Records
) -> None:
    for _, match in _all(matcher, wishing):
        assert len(match.reasons) <= 3
        assert len(set(match.reasons)) == len(match.reasons)
        assert {reason.factor for reason in match.reasons} <= set(match.factors)


def test_candidates_carry_the_reasons_of_the_same_pair(
    matcher: Matcher, people: Records, jobs: Records
) -> None:
    for job in ("lathe", "books", "phone-class"):
        for candidate in matcher.candidates(job, as_of=AS_OF).matches:
            assert candidate.reasons == matcher.why(candidate.id, job, as_of=AS_OF).reasons
            for reason in candidate.reasons:
                assert _quoted(people[candidate.id], reason.profile)
                assert _quoted(jobs[job], reason.posting)


def test_the_best_match_has_two_or_three_reasons_from_different_sides(matcher: Matcher) -> None:
    best = matcher.matches("turner", as_of=AS_OF).matches[0]
    assert [reason.profile.field for reason in best.reasons] == [
        "desired.jobs.0",
        "career.0.title",
        "skills.1",  # 도면 해독 (skills.0) tells less: another posting has 도면 too
    ]


def test_a_skill_is_a_reason_only_where_its_words_stand_in_the_posting(
    matcher: Matcher, wishing: Records, jobs: Records
) -> None:
    found = 0
    for person, match in _all(matcher, wishing):
        for reason in match.reasons:
            if reason.profile.field.startswith(("skills.", "licences.")):
                found += 1
                item = _quoted(person, reason.profile)
                assert _quoted(jobs[match.id], reason.posting) in item
                job = jobs[match.id]
                words = f"{job.title} {job.body} {job.working_condition}"
                assert all(word in words for word in item.split())
    assert found >= 2


def test_a_reason_vanishes_with_the_evidence_it_rests_on(
    matcher: Matcher, wishing: Records
) -> None:
    checked = set()
    for person, match in _all(matcher, wishing):
        for reason in match.reasons:
            less = _without(person, reason.profile.field)
            after = matcher.matches(less, as_of=AS_OF, top=50).matches
            left = next((one.reasons for one in after if one.id == match.id), ())
            assert reason.text not in {one.text for one in left}, reason
            checked.add(reason.profile.field.split(".")[0])
    assert checked == {"desired", "career", "courses", "skills"}


def test_a_reason_vanishes_with_the_words_of_the_posting(
    people: Records, jobs: Records, make_matcher: MakeMatcher
) -> None:
    cut = jobs["lathe"].model_copy(update={"body": "범용 선반과 밀링으로 금형 부품을 깎습니다."})
    matcher = make_matcher(people, jobs | {"lathe": cut})
    assert _reason(matcher, people["turner"], "lathe", "skills.") is None


def test_conditions_are_reasons_with_the_numbers_of_the_records(
    matcher: Matcher, people: Records, wishing: Records, jobs: Records
) -> None:
    person = _without(wishing["turner-2"], "desired.jobs.0")
    person = person.model_copy(update={"skills": ("경리",)})
    found = matcher.matches(person, as_of=AS_OF, top=50).matches
    reasons = next(match.reasons for match in found if match.id == "lathe")
    assert [(reason.factor, reason.text) for reason in reasons] == [
        ("place", "희망하신 근무지 ‘세종’에 있는 일자리입니다."),
        ("hours", "주 40시간 근무로, 원하신 시간 안입니다."),
        ("pay", "급여가 원하신 월 220만원 이상입니다."),
    ]
    assert [_quoted(person, reason.profile) for reason in reasons] == ["세종", "45", "220"]


def test_a_nationwide_posting_is_no_reason_of_place(matcher: Matcher, wishing: Records) -> None:
    assert _reason(matcher, wishing["labeller-2"], "labels", "desired.places") is None


def test_the_path_of_a_course_leads_to_its_name(matcher: Matcher, people: Records) -> None:
    reason = _reason(matcher, people["teacher"], "phone-class", "courses.")
    assert reason is not None
    assert reason.profile == Span("courses.0.name", 0, len("AI 강사"))


def test_only_a_finished_course_is_called_finished(matcher: Matcher, people: Records) -> None:
    said = {
        "수료": "과정을 마치셨고",
        "수강중": "과정을 듣고 계시고",
        None: "‘AI 강사’ 과정의 내용이 이",
    }
    for status, words in said.items():
        course = Course.model_validate({"name": "AI 강사", "status": status})
        person = people["teacher"].model_copy(update={"courses": (course,)})
        reason = _reason(matcher, person, "phone-class", "courses.")
        assert reason is not None
        assert words in reason.text


def test_what_is_missing_is_named(
    people: Records, jobs: Records, make_matcher: MakeMatcher, posting: MakePosting
) -> None:
    more = {
        "nurse2": posting("nurse2", title="간호사 채용", career="경력 3년 이상"),
        "poor": posting("poor", title="경리 사무원", pay="월급 220만원", region="부산"),
        "short": posting("short", title="경리 사무원", company="가상"),
        "bare": posting("bare", title="경리 사무원", pay="2,300,000원"),
        "later": posting("later", title="경리 사무원", pay="면접 후 결정"),
    }
    person = Trainee.model_validate(
        {
            "id": "t",
            "desired": {
                "jobs": ["경리"],
                "monthly_wage_min_manwon": 300,
                "places": ["세종"],
                "days": "주 3일",
            },
        }
    )
    matcher = make_matcher({"t": person}, jobs | more)
    assert matcher.why("t", "nurse2", as_of=AS_OF).missing[:2] == (
        "필요한 자격: 간호사 면허 (프로필에 없습니다)",
        "같은 분야 경력 3년 이상을 요구합니다.",
    )
    poor = matcher.why("t", "poor", as_of=AS_OF).missing
    assert "급여가 원하신 월 300만원보다 적습니다." in poor
    assert "희망하신 근무지 밖에 있습니다." in poor
    assert (
        "주 5일 근무로, 원하신 요일보다 많습니다." in matcher.why("t", "books", as_of=AS_OF).missing
    )
    assert "급여가 공고에 적혀 있지 않습니다." in matcher.why("t", "short", as_of=AS_OF).missing
    bare = matcher.why("t", "bare", as_of=AS_OF).missing
    assert "급여가 월급인지 시급인지 적혀 있지 않습니다: 2,300,000원" in bare
    later = matcher.why("t", "later", as_of=AS_OF).missing
    assert "급여 금액을 알 수 없습니다: 면접 후 결정" in later
    assert "신입 또는 인턴을 뽑는 공고입니다." in matcher.why("t", "newcomers", as_of=AS_OF).missing


def test_a_skill_that_the_posting_spells_otherwise_counts_as_held(
    make_matcher: MakeMatcher, people: Records, jobs: Records
) -> None:
    # given a person with 엑셀 and the same job asking for it in another spelling, or not at all
    turner = people["turner"].model_copy(update={"skills": ("엑셀",)})
    asking, silent = (
        make_matcher(
            people | {"turner": turner},
            jobs | {"lathe": jobs["lathe"].model_copy(update={"body": body})},
        )
        for body in ("선반 가공. MS Excel 능숙자 우대", "선반 가공. EXCELLENT 복지")
    )

    # when
    told = _reason(asking, turner, "lathe", "skills.")

    # then
    assert told is not None
    assert told.text == "공고에 나오는 기술 ‘엑셀’을 갖고 계십니다."
    assert told.posting == Span("body", 7, 15)
    assert _reason(silent, turner, "lathe", "skills.") is None
