"""Coverage: typed, rightly unknown or not understood, counted by field."""

import pytest

from matcher.evaluation.coverage import Coverage, measure
from matcher.records import Posting
from matcher.values import says_nothing


def _posting(number: int, **fields: object) -> Posting:
    known = {"id": f"P{number}", "source": "file", "title": "사무원", "company": "가상"}
    return Posting.model_validate(known | fields)


def test_a_field_is_counted_as_typed_rightly_unknown_or_rest() -> None:
    postings = [
        _posting(1, pay="월급 250만원", region="세종"),
        _posting(2, pay="회사내규에 따름", region="서울, 달나라"),
        _posting(3, pay="잘 드립니다"),
        _posting(4, pay="잘 드립니다", closes="내일마감"),
        _posting(5),
    ]
    found = {field.field: field for field in measure(postings)}
    assert found["pay"] == Coverage("pay", 4, 1, 1, (("잘 드립니다", 2),))
    assert found["pay"].understood == 0.5
    assert found["region"] == Coverage("region", 2, 1, 0, (("서울, 달나라", 1),))
    assert found["closing"] == Coverage("closing", 1, 0, 1, ())
    assert found["hours"].understood is None


def test_a_relative_day_is_typed_once_the_day_it_was_seen_is_known() -> None:
    posting = _posting(1, closes="내일마감", seen="2026-11-23")
    assert next(f for f in measure([posting]) if f.field == "closing").typed == 1


@pytest.mark.parametrize(
    ("field", "text", "nothing"),
    [
        ("pay", "면접 후 결정", True),
        ("pay", "면접후결정", True),
        ("pay", "회사 내규", True),
        ("pay", "추후협의", True),
        ("pay", "협의 (월 250만원 선)", False),
        ("closing", "내일 18시 마감", True),
        ("closing", "12월 중", False),
        ("hours", "기타", True),
        ("headcount", "○명", True),
        ("headcount", "두어 명", False),
        ("licences", "협의", False),
    ],
)
def test_only_listed_phrases_say_nothing(field: str, text: str, nothing: bool) -> None:
    assert says_nothing(field, text) is nothing
