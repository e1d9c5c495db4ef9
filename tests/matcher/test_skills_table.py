"""One skill however it is spelled, never inside another word, and a centre's own lines on top."""

from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.skills import SkillTable, TableError, packaged_skills
from matcher.skills.spelling import compact

HEADER = "skill,kind,variants,within,context\n"
TABLE = packaged_skills()
PLAIN = [row for row in TABLE.rows if not row.context]
PAIRS = [(a, b) for row in PLAIN for a in row.spellings for b in row.spellings]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.csv"


def found(text: str) -> list[tuple[str, str]]:
    """Skills of a text with the words that name them."""
    return [(one.skill, text[one.start : one.end]) for one in TABLE.skills_in(text)]


def test_the_table_has_more_than_150_skills() -> None:
    assert len(TABLE.skills) > 150


def test_a_spelling_has_one_skill() -> None:
    owners = {(compact(text), row.name) for row in PLAIN for text in row.spellings}

    assert [text for text, count in Counter(text for text, _ in owners).items() if count > 1] == []


def test_every_spelling_resolves_to_its_skill() -> None:
    assert [
        (row.name, text)
        for row in PLAIN
        for text in row.spellings
        if TABLE.resolve(text) != row.name
    ] == []


def test_no_skill_is_broader_than_itself() -> None:
    for skill in TABLE.skills:
        above = TABLE.with_broader([skill]) - {skill}
        assert all(skill not in TABLE.with_broader([one]) for one in above), skill


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Excel", "엑셀"),
        ("MS엑셀", "엑셀"),
        ("ＭＳ　ＥＸＣＥＬ", "엑셀"),
        ("엑셀을", "엑셀"),
        ("엑셀활용능력", "엑셀"),
        ("어노테이션", "데이터 라벨링"),
        ("annotation", "데이터 라벨링"),
        ("데이터  라벨링", "데이터 라벨링"),
        ("온라인 쇼핑몰", "전자상거래"),
        ("E-Commerce", "전자상거래"),
        ("스마트 스토어", "스마트스토어"),
        ("ChatGPT", "챗GPT"),
        ("챗 지피티", "챗GPT"),
        ("PPT", "파워포인트"),
        (normalize("NFD", "엑셀"), "엑셀"),
        ("체육강사", "체육 지도"),
        ("한글날", None),
        ("AIR", None),
        ("영업이익", None),
        ("기타 사항", None),
        ("", None),
    ],
)
def test_a_name_is_read_however_it_is_written(text: str, skill: str | None) -> None:
    assert TABLE.resolve(text) == skill


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MS Excel 능숙자 우대", [("엑셀", "MS Excel")]),
        ("문서작성·엑셀은 필수입니다", [("문서작성", "문서작성"), ("엑셀", "엑셀")]),
        ("AI 활용", [("인공지능", "AI")]),
        ("AIR 필터, 한글날 휴무, 영업이익", []),
        ("체육강사 모집", [("체육 지도", "체육강사")]),
        ("JavaScript 개발", [("자바스크립트", "JavaScript")]),
        ("한 글을 쓰는 일, 비엑셀 업무", []),
        ("라벨링작업자를 찾습니다", [("데이터 라벨링", "라벨링")]),
    ],
)
def test_skills_are_found_in_a_text_as_words_of_their_own(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


def test_places_of_a_decomposed_text_are_places_of_that_text() -> None:
    # given
    text = normalize("NFD", "우대: 엑셀 사용")

    # then
    assert [normalize("NFC", word) for _, word in found(text)] == ["엑셀"]


def test_md_is_a_merchandiser_only_where_goods_are_sold() -> None:
    assert TABLE.resolve("MD") is None
    assert TABLE.resolve("MD", context="온라인몰 상품 소싱") == "상품기획"
    assert found("병원 MD 모집") == []
    assert found("쇼핑몰 MD 모집") == [("상품기획", "MD")]


@given(st.sampled_from(PAIRS), st.sampled_from(["{}", " {} ", "{}를", "{} 가능자"]))
def test_a_held_skill_is_never_missing_however_either_side_spells_it(
    pair: tuple[str, str], written: str
) -> None:
    asked, held = pair

    assert TABLE.missing_skills([written.format(asked)], [held]) == ()


def test_no_pair_of_spellings_leaves_a_held_skill_missing() -> None:
    assert [pair for pair in PAIRS if TABLE.missing_skills([pair[0]], [pair[1]])] == []


def test_the_narrower_skill_covers_the_broader_and_not_the_other_way() -> None:
    assert TABLE.missing_skills(["Excel"], ["피벗 테이블"]) == ()
    assert TABLE.missing_skills(["피벗 테이블"], ["Excel"]) == ("피벗 테이블",)


def test_what_the_table_does_not_know_is_held_only_by_its_own_words() -> None:
    assert TABLE.missing_skills(["매듭 공예", "Excel", "SQL"], ["매듭공예", "엑셀"]) == ("SQL",)
    assert TABLE.missing_skills(["매듭 공예"], ["엑셀"]) == ("매듭 공예",)


def test_an_item_that_names_two_skills_is_held_with_both_only() -> None:
    assert TABLE.missing_skills(["엑셀, 포토샵"], ["Excel"]) == ("엑셀, 포토샵",)
    assert TABLE.missing_skills(["엑셀, 포토샵"], ["Excel", "Photoshop"]) == ()


def test_a_centres_line_replaces_the_packaged_one_and_takes_its_spellings(own: Path) -> None:
    # given
    own.write_text(f"{HEADER}표 계산 프로그램,tool,엑셀|Excel,,\n캡컷,tool,컷앱,,\n", "utf-8-sig")

    # when
    table = SkillTable.read(own)

    # then
    assert table.resolve("Excel") == table.resolve("액셀") == "표 계산 프로그램"
    assert table.missing_skills(["엑셀"], ["피벗테이블"]) == ()
    assert table.resolve("컷앱") == "캡컷"
    assert table.resolve("CapCut") is None
    assert table.resolve("포토샵") == "포토샵"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (",tool,가나,,\n", r"own.csv, row 2, skill: found nothing"),
        ("매듭,공예,,,\n", r"row 2, kind: found '공예'; write one of tool, task, trade"),
        ("매듭,tool,가|·,,\n", r"row 2, variants: found '·' without a letter"),
        ("매듭,tool,,없는 기술,\n", r"skill 매듭, within: found '없는 기술'"),
        ("매듭,tool,끈,,\n풀기,tool,끈,,\n", r"skill 풀기, variants: found '끈', .* means 매듭"),
        ("매듭,tool\n", r"row 2, whole line: found too many or too few cells"),
        ("매듭,tool,,,상품\n", r"row 2, variants: found none beside a context"),
    ],
)
def test_a_bad_line_is_named_with_its_field_and_cure(own: Path, lines: str, told: str) -> None:
    own.write_text(HEADER + lines, "utf-8")

    with pytest.raises(TableError, match=told):
        SkillTable.read(own)


def test_all_bad_lines_are_told_at_once(own: Path) -> None:
    own.write_text(f"{HEADER},tool,,,\n매듭,공예,,,\n", "utf-8")

    with pytest.raises(TableError, match=r"row 2, skill(.|\n)*row 3, kind"):
        SkillTable.read(own)


def test_a_file_of_other_columns_or_another_encoding_is_refused(own: Path) -> None:
    own.write_text("기술,종류\n", "utf-8")
    with pytest.raises(TableError, match="expected skill, kind, variants"):
        SkillTable.read(own)
    own.write_bytes(f"{HEADER}매듭,tool,끈,,\n".encode("cp949"))
    with pytest.raises(TableError, match="UTF-8"):
        SkillTable.read(own)
