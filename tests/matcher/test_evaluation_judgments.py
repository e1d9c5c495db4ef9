from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation import JudgmentError, read_qrels, read_texts


def _file(folder: Path, content: str) -> Path:
    path = folder / "given.txt"
    path.write_text(content, "utf-8")
    return path


def test_judgments_are_read_by_query_with_blank_lines_and_tabs(tmp_path: Path) -> None:
    path = _file(tmp_path, "\ufeffT01 0 J1 3\r\n\nT01\t0\tJ2\t0\nT02 Q0 J1 1\n")

    assert read_qrels(path) == {"T01": {"J1": 3, "J2": 0}, "T02": {"J1": 1}}


@pytest.mark.parametrize("line", ["T01 0 J2", "T01 0 J2 4", "T01 0 J2 -1", "T01 0 J2 2.5", "a b"])
def test_a_malformed_judgment_is_named_by_its_row(tmp_path: Path, line: str) -> None:
    path = _file(tmp_path, f"T01 0 J1 3\n\n{line}\n")

    with pytest.raises(JudgmentError, match=r"given\.txt, row 3: .*grade of 0, 1, 2 or 3"):
        read_qrels(path)


def test_a_pair_judged_twice_has_to_agree(tmp_path: Path) -> None:
    assert read_qrels(_file(tmp_path, "T01 0 J1 3\nT01 0 J1 3\n")) == {"T01": {"J1": 3}}
    with pytest.raises(JudgmentError, match="row 2: T01 and J1 have grade 3 already"):
        read_qrels(_file(tmp_path, "T01 0 J1 3\nT01 0 J1 2\n"))


def test_empty_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(JudgmentError, match="no judgments"):
        read_qrels(_file(tmp_path, "\n"))
    with pytest.raises(JudgmentError, match="no texts"):
        read_texts(_file(tmp_path, ""))


def test_a_file_in_another_encoding_is_refused_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    path.write_bytes("가상 0 J1 3\n".encode("cp949"))

    with pytest.raises(JudgmentError, match="save it as UTF-8"):
        read_qrels(path)


def test_texts_are_read_by_id_and_further_fields_are_ignored(tmp_path: Path) -> None:
    path = _file(tmp_path, '{"id": "q1", "text": "경리", "note_for_raters": "x"}\n')

    assert read_texts(path) == {"q1": "경리"}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "b"}', '{"id": 2, "text": "x"}', '{"id": "b", "text": " "}']
)
def test_a_malformed_text_is_named_by_its_row(tmp_path: Path, line: str) -> None:
    path = _file(tmp_path, f'{{"id": "a", "text": "경리"}}\n{line}\n')

    with pytest.raises(JudgmentError, match=r"given\.txt, row 2: expected"):
        read_texts(path)


def test_a_repeated_text_id_is_refused(tmp_path: Path) -> None:
    line = '{"id": "a", "text": "경리"}\n'

    with pytest.raises(JudgmentError, match="row 2: id 'a' came before"):
        read_texts(_file(tmp_path, line * 2))


@given(content=st.text(max_size=60))
def test_any_text_is_either_judgments_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    path = tmp_path_factory.mktemp("qrels") / "any.tsv"
    path.write_text(content, "utf-8", errors="replace")

    outcome: str | set[int]
    try:
        outcome = {grade for grades in read_qrels(path).values() for grade in grades.values()}
    except JudgmentError as error:
        outcome = str(error)

    assert str(path) in outcome if isinstance(outcome, str) else outcome <= {0, 1, 2, 3}
