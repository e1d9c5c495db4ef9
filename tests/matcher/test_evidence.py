"""The span of a posting that a reason rests on."""

import pytest

from matcher.evidence import PostingWords
from matcher.records import Posting
from matcher.results import Span


def _words(title: str, *functions: str, idf: float = 0.0) -> PostingWords:
    """Of a posting whose words are all as rare as said; at 0 none of them tells."""
    said = {"id": "p", "source": "s", "title": title, "functions": functions}
    posting = Posting.model_validate(said)
    return PostingWords(posting, lambda _: idf)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("인바운드 상담원", Span("functions.1", 0, 9)),
        ("소프트웨어 시험", Span("functions.0", 0, 10)),
        ("분야별 모집 상담", Span("title", 0, 13)),
        ("도배", Span("title", 0, 13)),  # nothing is spelled alike
        ("인바운 도배", Span("functions.1", 0, 9)),  # a part of a word is
        ("자재와 창고", Span("functions.3", 0, 5)),  # the fourth tag
        ("경비원", Span("title", 0, 13)),  # shares with 안내원 no more than its end
    ],
)
def test_where_no_word_tells_the_heading_that_is_spelled_most_alike_is_cited(
    text: str, cited: Span
) -> None:
    tags = ("소프트웨어·하드웨어", "고객상담·인바운드", "안내원", "구매·자재")
    words = _words("각 분야 신입/경력 모집", *tags)

    assert words.span_for(text) == cited


def test_a_telling_word_goes_before_a_heading_that_is_spelled_alike() -> None:
    words = _words("경리 모집", "회계·경리", idf=9.0)

    assert words.span_for("경리") == Span("title", 0, 2)
