"""Employers' tags ask for the titles that they wrote."""

from pathlib import Path

import pytest

from matcher.evaluation import JudgmentError
from matcher.evaluation.posting_tags import read_posting_tags

HEADER = "title,company,dept1,dept2,dept3\n"
BOOKS = ["경리 모집", "장부 담당", "회계팀 채용", "세무 보조", "결산 담당자"]


def _table(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_a_tag_of_five_titles_asks_for_those_that_bear_it(tmp_path: Path) -> None:
    # given five titles of one tag, one of them beside another tag, and one written twice
    rows = [f"{title},가게,경리·회계,," for title in BOOKS]
    rows += ["빵집  직원,빵집,판매,경리·회계 외,", "빵집 직원,빵집,제빵,,"]

    queries, documents, qrels = read_posting_tags(_table(tmp_path / "p.csv", *rows), set())

    assert queries == {"q0": "경리·회계"}
    assert sorted(documents.values()) == sorted([*BOOKS, "빵집 직원"])
    bearing = {documents[id_] for id_ in qrels["q0"]}
    assert bearing == {*BOOKS, "빵집 직원"}
    assert set(qrels["q0"].values()) == {1}


def test_titles_without_the_tag_are_documents_but_not_to_be_found(tmp_path: Path) -> None:
    rows = [f"{title},가게,경리·회계,," for title in BOOKS] + ["기사 모집,택배,운전,,"]

    _, documents, qrels = read_posting_tags(_table(tmp_path / "p.csv", *rows), set())

    assert "기사 모집" in documents.values()
    assert "기사 모집" not in {documents[id_] for id_ in qrels["q0"]}


def test_a_tag_that_training_knows_as_a_name_asks_nothing(tmp_path: Path) -> None:
    rows = [f"{title},가게,경리·회계,경리 원," for title in BOOKS]

    queries, _, _ = read_posting_tags(_table(tmp_path / "p.csv", *rows), {"경리원"})

    assert list(queries.values()) == ["경리·회계"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("title,dept1,dept2\n가,나,다\n".encode(), r"row 1: no column dept3; get"),
        (f"{HEADER}경리 모집,가게,경리,,\n".encode(), "no tag stands beside 5 different titles"),
        ("title,dept1,dept2,dept3\n경리\n".encode("cp949"), "not UTF-8 text; save"),
    ],
)
def test_another_table_is_refused_with_the_cure(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(content)

    with pytest.raises(JudgmentError, match=rf"p\.csv.*{told}"):
        read_posting_tags(path, set())
