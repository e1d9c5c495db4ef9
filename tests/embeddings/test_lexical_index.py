"""LexicalIndex against BM25 worked out from its definition."""

import hashlib
import math
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import bm25s
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from embeddings.lexical import LexicalIndex
from embeddings.rows import UnknownId

Documents = list[list[str]]
TOKENS = st.lists(st.sampled_from(["요양", "보호", "사무", "보조", "엑셀", "코딩"]), max_size=8)
CORPORA = st.lists(TOKENS, min_size=1, max_size=12)


def bm25(corpus: Documents, query: Sequence[str]) -> list[float]:
    """Lucene's form: the sum over query tokens of idf · tf / (tf + k1 (1 - b + b·len / avg))."""
    average = sum(map(len, corpus)) / len(corpus)
    scores = [0.0] * len(corpus)
    for token in query:
        df = sum(token in document for document in corpus)
        idf = math.log(1 + (len(corpus) - df + 0.5) / (df + 0.5))
        for row, document in enumerate(corpus):
            if tf := document.count(token):
                norm = 1.5 * (1 - 0.75 + 0.75 * len(document) / average)
                scores[row] += idf * tf / (tf + norm)
    return scores


def named(corpus: Documents) -> LexicalIndex:
    return LexicalIndex.build([f"d{row:02d}" for row in range(len(corpus))], corpus)


def town() -> LexicalIndex:
    """Lengths 3, 2, 4: average 3."""
    return named([["요양", "보호", "요양"], ["사무", "보조"], ["요양", "사무", "보조", "엑셀"]])


def test_scores_are_those_worked_by_hand() -> None:
    # given: N = 3. 요양 is in 2: idf = ln(1 + 1.5 / 2.5) = 0.470004.
    #   d00: tf 2, length 3 of 3: 2 / (2 + 1.5) · idf = 0.571429 · 0.470004 = 0.268574
    #   d02: tf 1, length 4 of 3: 1 / (1 + 1.5 (0.25 + 0.75 · 4/3)) = 1 / 2.875; · idf = 0.163480
    # 보호 is in 1: idf = ln(1 + 2.5 / 1.5) = 0.980829; d00: 1 / 2.5 · idf = 0.392332
    index = town()
    # then
    assert index.idf("요양") == pytest.approx(0.470004, abs=1e-6)
    assert index.idf("보호") == pytest.approx(0.980829, abs=1e-6)
    assert index.scores(["요양"]) == pytest.approx([0.268574, 0, 0.163480], abs=1e-6)
    assert index.scores(["요양", "보호"]) == pytest.approx([0.660906, 0, 0.163480], abs=1e-6)


def test_a_weight_multiplies_what_its_token_adds() -> None:
    # given: 2 · 0.268574 + 0.5 · 0.392332 = 0.733314; 2 · 0.163480 = 0.326960
    # (each to within the rounding of its six places)
    scores = town().scores(["요양", "보호", "모름"], weights=[2, 0.5, 9])
    assert scores == pytest.approx([0.733314, 0, 0.326960], abs=2e-6)
    with pytest.raises(ValueError, match="2 weights for 1 tokens"):
        town().scores(["요양"], weights=[1, 2])


def test_unknown_tokens_add_nothing() -> None:
    index = town()
    assert "보호" in index
    assert "모름" not in index
    assert index.idf("모름") == 0
    assert index.scores(["모름", ""]).tolist() == [0, 0, 0]
    assert index.scores([]).tolist() == [0, 0, 0]


@settings(deadline=None)
@given(corpus=CORPORA, query=TOKENS)
def test_scores_follow_the_definition(corpus: Documents, query: list[str]) -> None:
    index = named(corpus)
    assert index.scores(query) == pytest.approx(bm25(corpus, query), rel=1e-5, abs=1e-6)


def test_a_repeated_query_token_counts_as_often_as_bm25s_counts_it() -> None:
    corpus = [["요양", "보호", "요양"], ["사무", "보조"], ["요양", "사무", "보조", "엑셀"]]
    peer = bm25s.BM25()
    peer.index(corpus, show_progress=False)
    query = ["요양", "요양", "사무", "요양", "엑셀"]
    np.testing.assert_array_equal(town().scores(query), peer.get_scores(query))


@settings(deadline=None)
@given(corpus=CORPORA, query=TOKENS, k=st.integers(1, 15), data=st.data())
def test_a_filtered_search_is_the_sorted_list_of_what_passes(
    corpus: Documents, query: list[str], k: int, data: st.DataObject
) -> None:
    # given: ids whose order is not the order of the rows
    ids = [f"d{(row * 7) % 13:02d}" for row in range(len(corpus))]
    index = LexicalIndex.build(ids, corpus)
    size = len(corpus)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), np.bool_)
    # when
    hits = index.search(query, k, mask)
    # then
    scores = index.scores(query).tolist()
    passing = [(-scores[row], ids[row]) for row in range(size) if mask[row]]
    expected = sorted(passing)[:k]
    assert hits.ids == tuple(id_ for _, id_ in expected)
    assert hits.scores.tolist() == [-negative for negative, _ in expected]


def test_equal_scores_come_in_the_order_of_their_ids() -> None:
    index = LexicalIndex.build(["c", "a", "b", "d"], [["요양"]] * 3 + [["사무"]])
    assert index.search(["요양"], 2).ids == ("a", "b")
    assert index.search(["모름"], 9).ids == ("a", "b", "c", "d")


@settings(deadline=None, max_examples=40)
@given(first=CORPORA, second=CORPORA, data=st.data())
def test_any_change_equals_a_fresh_index(
    first: Documents, second: Documents, data: st.DataObject
) -> None:
    # given
    index = named(first)
    expected = dict(zip(index.ids, first, strict=True))
    # when: new documents come, some change, some go
    new = {f"n{row}": document for row, document in enumerate(second)}
    index.add(list(new), list(new.values()))
    expected |= new
    changed = data.draw(st.lists(st.sampled_from(index.ids), unique=True))
    index.update(changed, [["코딩", "엑셀"]] * len(changed))
    expected |= {id_: ["코딩", "엑셀"] for id_ in changed}
    gone = data.draw(st.lists(st.sampled_from(index.ids), unique=True))
    index.remove(gone)
    expected = {id_: document for id_, document in expected.items() if id_ not in gone}
    # then
    fresh = LexicalIndex.build(list(expected), list(expected.values()))
    assert index.ids == tuple(expected)
    assert [list(index.tokens(id_)) for id_ in index.ids] == list(expected.values())
    query = ["요양", "코딩", "엑셀", "사무"]
    np.testing.assert_array_equal(index.scores(query), fresh.scores(query))


def test_wrong_ids_and_lengths_are_refused() -> None:
    index = town()
    with pytest.raises(ValueError, match="known id 'd00'"):
        index.add(["d00"], [["요양"]])
    with pytest.raises(ValueError, match="twice"):
        LexicalIndex.build(["a", "a"], [[], []])
    with pytest.raises(ValueError, match="1 ids for 2 documents"):
        LexicalIndex.build(["a"], [[], []])
    for change in (lambda: index.update(["who"], [[]]), lambda: index.remove(["who"])):
        with pytest.raises(UnknownId, match="who"):
            change()
    assert index.ids == ("d00", "d01", "d02")


@settings(deadline=None, max_examples=30)
@given(corpus=st.lists(TOKENS, max_size=8), query=TOKENS)
def test_saved_then_loaded_answers_the_same(
    corpus: Documents, query: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("lexical") / "lexical.npz"
    index = named(corpus)
    index.save(path)
    loaded = LexicalIndex.load(path)
    assert loaded.ids == index.ids
    assert [loaded.tokens(id_) for id_ in index.ids] == [index.tokens(id_) for id_ in index.ids]
    assert [loaded.idf(token) for token in query] == [index.idf(token) for token in query]
    np.testing.assert_array_equal(loaded.scores(query), index.scores(query))


def test_equal_contents_are_saved_as_equal_bytes_in_every_process(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from embeddings.lexical import LexicalIndex;"
        "words = [f'w{i}' for i in range(50)];"
        "LexicalIndex.build(['a', 'b'], [words, words[::3] * 2]).save(pathlib.Path(sys.argv[1]));"
        "assert not {'numba', 'jax', 'torch', 'faiss'} & set(sys.modules)"
    )
    digests = set()
    for seed in ("1", "2"):
        path = tmp_path / seed
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        run = subprocess.run(
            [sys.executable, "-c", program, str(path)],
            env=environment,
            capture_output=True,
            check=True,
        )
        assert run.stderr == b""
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1
