"""Which pieces of a posting ask, which only like, and which say nothing of either."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.asking import pieces
from matcher.licences import demanded
from matcher.records import Posting

MakePosting = Callable[..., Posting]


def _pieces(posting: MakePosting, body: str, **fields: Any) -> list[tuple[str, str]]:
    found = pieces(posting("p", **{"title": "사무원", "body": body, **fields}))
    return [(piece.wanted, piece.text.strip(" -·*:")) for piece in found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[자격요건]\n- 엑셀 가능자\n[우대사항]\n- 운전 가능자\n[근무조건]\n- 주 5일",
         [("must", "엑셀 가능자"), ("nice", "운전 가능자")]),
        ("■ 하는 일\n· 전표 입력\n■ 지원자격\n· 더존 사용\n■ 근무조건\n· 주 5일",
         [("must", "더존 사용")]),
        ("<필요역량>\n* 포토샵\n<우대>\n* 사진 촬영\n<기타>\n* 주차",
         [("must", "포토샵"), ("nice", "사진 촬영")]),
        ("4. 응시자격\n  - 엑셀\n5. 우대사항: ERP\n6. 접수기간: 12월 1일",
         [("must", "엑셀"), ("nice", "ERP")]),
        ("업무 소개[자격요건], 엑셀, 한글[채용절차], 서류", [("must", ", 엑셀, 한글")]),
        ("★ 이런 분을 찾아요\n- 엑셀\n★ 이런 분이면 더 좋아요\n- 운전",
         [("must", "엑셀"), ("nice", "운전")]),
        ("- 우대: 운전\n- 전표 입력을 합니다", [("nice", "운전")]),
        ("엑셀 필수, 포토샵 우대", [("must", "엑셀 필수"), ("nice", ", 포토샵 우대")]),
        ("반드시 엑셀을 다루셔야 합니다. 차는 없어도 됩니다",
         [("must", "엑셀을 다루셔야 합니다.")]),
        ("운전면허 소지자", [("must", "운전면허 소지자")]),
        ("운전면허 소지자 우대", [("nice", "운전면허 소지자 우대")]),
        ("엑셀 필수 아님", []),
        ("엑셀은 필수가 아닙니다", []),
        ("[자격요건]\n- 경력 무관\n- 한글 필수", [("must", "한글 필수")]),
        ("전표를 입력합니다. 엑셀을 씁니다.", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_heading_or_a_word_decides_what_is_asked(
    posting: MakePosting, body: str, found: list[tuple[str, str]]
) -> None:
    assert _pieces(posting, body) == found


def test_a_word_speaks_of_what_stands_shortly_before_it(posting: MakePosting) -> None:
    (found,) = _pieces(posting, f"포토샵 {'그리고 다른 일을 하며 '.strip() * 9} 엑셀 필수")
    assert found[1].endswith("엑셀 필수")
    assert "포토샵" not in found[1]


def test_the_field_of_preferences_is_only_liked(posting: MakePosting) -> None:
    assert _pieces(posting, "", preference="컴퓨터 활용 가능자") == [("nice", "컴퓨터 활용 가능자")]


def test_a_licence_among_the_preferences_is_no_hard_demand(posting: MakePosting) -> None:
    body = "[자격요건]\n- 직업상담사 소지자\n[우대사항]\n- 소방안전관리사 소지자"
    found = demanded(posting("p", title="상담원", body=body))
    assert [one.licence.name for one in found] == ["직업상담사"]


PARTS = st.sampled_from(
    [
        "[자격요건]",
        "우대사항:",
        "■ 근무조건",
        "엑셀 필수",
        "소지자 우대",
        "반드시",
        "\n",
        "- ",
        ". ",
    ]
)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_a_piece_is_the_text_at_its_place_and_none_overlap(body: str) -> None:
    posting = Posting(id="p", source="t", title="사무원", body=body)
    found, kept = pieces(posting), posting.body or ""
    assert all(piece.text == kept[piece.start : piece.end] for piece in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
