"""The particles (조사) of a reason's sentence are those that are spoken."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.matching import Matcher
from matcher.records import Posting, Trainee

AS_OF = date(2026, 11, 24)
MakeMatcher = Callable[..., Matcher]
MakePosting = Callable[..., Posting]
Records = dict[str, Any]


def _only_reason(matcher: Matcher, person: str, job: str) -> str:
    (reason,) = matcher.why(person, job, as_of=AS_OF).reasons
    return reason.text


@pytest.mark.parametrize(
    ("wish", "particle"),
    [
        ("경리 사무원", "과"),
        ("한식 조리사", "와"),
        ("기계 도면 CAD", "와"),
        ("기계 도면 AutoCAD 2", "와"),
        ("기계 도면 AutoCAD 3", "과"),
        ("온라인몰 PM", "과"),
        ("온라인몰 MD", "와"),
        ("경리 (더존)", "과"),
        ("경리 (시간제 1)", "과"),
    ],
)
def test_with_takes_the_form_that_is_spoken(
    people: Records, jobs: Records, make_matcher: MakeMatcher, posting: MakePosting, wish: str,
    particle: str,
) -> None:  # fmt: skip
    exact = posting("exact", title=wish)
    person = Trainee.model_validate({"id": "t", "desired": {"jobs": [wish]}})
    matcher = make_matcher({"t": person}, jobs | {"exact": exact})
    assert (
        _only_reason(matcher, "t", "exact")
        == f"희망하신 일 ‘{wish}’{particle} 가까운 일자리입니다."
    )


@pytest.mark.parametrize(
    ("skill", "particle"),
    [("엑셀", "을"), ("포토샵", "을"), ("사진 보정", "을"), ("더존", "을"), ("전산회계", "를"),
     ("Excel", "을"), ("AutoCAD", "를"), ("Premiere", "를")],
)  # fmt: skip
def test_having_takes_the_form_that_is_spoken(
    jobs: Records, make_matcher: MakeMatcher, posting: MakePosting, skill: str, particle: str
) -> None:
    asked = posting("asked", title="사무원", body=f"{skill} 하실 분")
    person = Trainee(id="t", skills=(skill,))
    matcher = make_matcher({"t": person}, jobs | {"asked": asked})
    assert (
        _only_reason(matcher, "t", "asked")
        == f"공고에 나오는 기술 ‘{skill}’{particle} 갖고 계십니다."
    )
