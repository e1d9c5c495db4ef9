"""No reason quotes a private sentence, and none shows the gap that it left."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.matching import Matcher
from matcher.records import Trainee
from matcher.results import Span
from matcher.text.private import private_topics

AS_OF = date(2026, 11, 24)
MakeMatcher = Callable[..., Matcher]
Records = dict[str, Any]


def _quoted(record: object, span: Span) -> str:
    """The words of a record that a span names; fails where there are none."""
    value = record
    for step in span.field.split("."):
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    text = value if isinstance(value, str) else f"{value:g}"
    assert 0 <= span.start < span.end <= len(text), span
    return text[span.start : span.end]


PRIVATE = "허리가 아파서 앉아서 하는 경리 사무원"


@pytest.mark.parametrize(
    "change",
    [
        {"skills": (PRIVATE,)},
        {"licences": (PRIVATE,)},
        {"desired": {"jobs": [PRIVATE]}},
        {"desired": {"jobs": ["경리 사무원"], "avoid": [PRIVATE]}},
        {"career": [{"title": PRIVATE, "years": 3}]},
        {"career": [{"title": "경리", "duties": f"{PRIVATE}을 했습니다."}]},
        {"summary": f"{PRIVATE}을 찾습니다."},
        {"desired": {"places": ["세종, 허리가 아파서 가까운 곳"]}, "skills": ["경리"]},
    ],
)
def test_no_reason_quotes_a_private_sentence(
    people: Records, jobs: Records, make_matcher: MakeMatcher, change: dict[str, Any]
) -> None:
    told = jobs["books"].model_copy(
        update={"body": f"{PRIVATE}을 찾습니다. 허리가 아파서 좋습니다."}
    )
    person = Trainee.model_validate({"id": "told", **change})
    matcher = make_matcher(people | {"told": person}, jobs | {"books": told})
    verdict = matcher.why("told", "books", as_of=AS_OF)
    for reason in verdict.reasons:
        assert private_topics(reason.text) == ()
        assert private_topics(_quoted(person, reason.profile)) == ()
    assert not any(private_topics(line) for line in verdict.missing)


def test_without_the_filter_a_reason_would_quote_it(
    jobs: Records, make_matcher: MakeMatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.text.private.private_topics", lambda sentence: ())
    told = jobs["books"].model_copy(update={"body": f"{PRIVATE}을 찾습니다."})
    person = Trainee.model_validate({"id": "told", "desired": {"jobs": [PRIVATE]}})
    matcher = make_matcher({"told": person}, jobs | {"books": told})
    reasons = matcher.why("told", "books", as_of=AS_OF).reasons
    assert any(PRIVATE in reason.text for reason in reasons)


@pytest.mark.parametrize("where", ["wish", "search"])
def test_a_label_has_no_gap_where_a_private_sentence_was(
    matcher: Matcher, people: Records, where: str
) -> None:
    text = "허리가 아파서요. 경리 사무원"
    if where == "search":
        found = matcher.search(text, as_of=AS_OF, top=1).matches[0].reasons[0]
    else:
        wish = people["bookkeeper"].desired.model_copy(update={"jobs": (text,)})
        person = people["bookkeeper"].model_copy(update={"desired": wish})
        found = matcher.matches(person, as_of=AS_OF, top=1).matches[0].reasons[0]
    assert "‘경리 사무원’" in found.text
    assert found.profile.start == text.index("경리")
