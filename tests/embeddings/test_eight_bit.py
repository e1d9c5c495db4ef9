"""A model in eight bits: near the float model, a quarter of its size, used where it lies ready."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from embeddings.batches import in_shared_rows
from embeddings.bundled import stock
from embeddings.engines import write_eight_bits
from embeddings.models import EIGHT_BIT, GRAPH
from embeddings.openvino_engine import ov
from embeddings.sentence import SentenceEncoder
from embeddings.tokens import padded

WORDS = ["회계", "사무", "판매", "요양", "운전", "배송", "조리", "경비", "청소", "상담", "검수"]
TEXTS = [f"passage: {a}{b} {c} 일을 합니다." for a in WORDS for b in WORDS[:4] for c in WORDS[5:9]]


@pytest.fixture(scope="module")
def own(stock_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the stock model with its eight-bit form beside the weights."""
    folder = tmp_path_factory.mktemp("models") / "copy"
    shutil.copytree(stock_folder, folder)
    (folder / "seal.json").unlink()
    write_eight_bits(folder, TEXTS[:120])
    return folder


@pytest.mark.model
def test_texts_it_never_saw_lie_within_a_hundredth_of_the_float_vectors(
    own: Path, tmp_path: Path
) -> None:
    # given
    texts = [
        "세종시 아파트 경비원, 격일 근무",
        "AI 데이터 라벨링과 검수",
        "Warehouse clerk, nights",
    ]
    exact = SentenceEncoder.load(own, cache_folder=tmp_path, backend="torch")
    quick = SentenceEncoder.load(own, cache_folder=tmp_path)

    # when
    cosines = np.sum(exact.encode(texts, "query") * quick.encode(texts, "query"), axis=1)

    # then
    assert quick.backend == "int8"
    assert cosines.min() > 0.99
    assert np.linalg.norm(quick.encode(texts, "query"), axis=1) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.model
def test_floats_read_back_from_the_eight_bits_alone_agree_with_them(
    own: Path, tmp_path: Path
) -> None:
    # given a copy without the weights of which the eight bits were made, and texts of their kind
    alone = tmp_path / "alone"
    shutil.copytree(own, alone, ignore=shutil.ignore_patterns("model.safetensors"))
    texts = [text.removeprefix("passage: ") for text in TEXTS[120:]]

    # when
    floats, quick = (
        SentenceEncoder.load(alone, cache_folder=tmp_path / "cache", backend=backend)
        for backend in ("torch", "int8")
    )

    # then
    cosines = np.sum(floats.encode(texts, "passage") * quick.encode(texts, "passage"), axis=1)
    assert 0.99 <= cosines.min() < 1 - 1e-6
    assert len(list((tmp_path / "cache").glob("alone-*/model.safetensors"))) == 1


@pytest.mark.model
def test_padding_moves_no_vector(own: Path, tmp_path: Path) -> None:
    # given a short text alone, and in the row before that of a long one
    quick = SentenceEncoder.load(own, cache_folder=tmp_path)
    alone = quick.encode(["경리"], "query")[0]
    long = "회계 사무 보조와 자료 입력을 오래 하였습니다. " * 3

    # when
    rows = quick.tokens.ids(["query: 경리", "query: " + long])
    beside = quick.engine.run(*padded(rows, quick.tokens.pad))[0]

    # then
    assert float(alone @ beside) > 0.999


@pytest.mark.model
def test_texts_that_share_a_row_have_the_vectors_that_they_have_alone(
    own: Path, tmp_path: Path
) -> None:
    # given texts of which several fit into a row, in two orders of neighbours
    quick = SentenceEncoder.load(own, cache_folder=tmp_path)
    texts = [text.removeprefix("passage: ") for text in TEXTS[:40]]
    alone = np.concatenate([quick.encode([text], "passage") for text in texts])

    # when
    together = quick.encode(texts, "passage")
    others = quick.encode([*texts[20:], *texts[:20]], "passage")

    # then
    assert quick.engine.shares_rows
    lengths = [quick.tokens.count("passage: " + text) for text in texts]
    queues = in_shared_rows(lengths, quick.engine.streams)
    assert max(len(row) for queue in queues for batch in queue for row in batch.rows) > 1
    # (eight bits round differently at another place of a row; a leak between texts costs far more)
    assert np.sum(alone * together, axis=1).min() > 0.99
    assert np.sum(alone * np.roll(others, 20, axis=0), axis=1).min() > 0.99


@pytest.mark.model
def test_a_text_as_long_as_the_model_reads_and_short_ones_have_the_vectors_of_torch(
    own: Path, tmp_path: Path
) -> None:
    # given texts of some 500, 300 and 10 tokens
    quick, exact = (
        SentenceEncoder.load(own, cache_folder=tmp_path, backend=backend)
        for backend in ("int8", "torch")
    )
    spans = (97, 60, 1, 1, 1)
    texts = [" ".join(f"{word} 일을 합니다." for word in (WORDS * 9)[:n]) for n in spans]
    assert 450 < quick.tokens.count("passage: " + texts[0]) <= 512

    # when
    cosines = np.sum(quick.encode(texts, "passage") * exact.encode(texts, "passage"), axis=1)

    # then
    assert cosines.min() > 0.98


@pytest.mark.model
def test_the_unit_vector_of_the_graph_itself_is_that_of_a_row_with_one_text(
    own: Path, tmp_path: Path
) -> None:
    # given the graph as sentence-transformers' own backend reads it: the last output
    quick = SentenceEncoder.load(own, cache_folder=tmp_path)
    run = ov.Core().compile_model(own / EIGHT_BIT / GRAPH, "CPU")
    ids, mask = padded(quick.tokens.ids(["query: 경리", "query: 회계 사무 보조"]), quick.tokens.pad)

    # when
    found = run([ids, mask])["sentence_embedding"]

    # then
    cosines = np.sum(found * quick.encode(["경리", "회계 사무 보조"], "query"), axis=1)
    assert cosines.min() > 0.999


@pytest.mark.model
def test_the_file_holds_weights_and_word_table_in_single_bytes(own: Path) -> None:
    floats = (own / "model.safetensors").stat().st_size
    bytes_ = (own / EIGHT_BIT / GRAPH).with_suffix(".bin").stat().st_size

    assert bytes_ < 0.27 * floats


@pytest.mark.model
def test_an_encoder_in_eight_bits_says_so_in_its_revision(own: Path, tmp_path: Path) -> None:
    told = SentenceEncoder.describe(own, cache_folder=tmp_path)

    assert "int8" in told.revision
    assert told.revision == SentenceEncoder.load(own, cache_folder=tmp_path).revision
    assert json.loads((own / EIGHT_BIT / "check.json").read_text())["lowest_cosine"] > 0.99


@pytest.mark.model
@pytest.mark.usefixtures("stock_folder")
def test_a_model_without_its_eight_bits_refuses_them_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"backend int8: found no openvino/.*ieum train"):
        SentenceEncoder.load(stock.NAME, cache_folder=tmp_path, backend="int8")


@pytest.mark.model
def test_eight_bits_of_earlier_weights_are_not_used(own: Path, tmp_path: Path) -> None:
    # given weights that were trained further and saved into the same folder
    from safetensors.numpy import load_file, save_file

    later = tmp_path / "later"
    shutil.copytree(own, later)
    tensors = load_file(later / "model.safetensors")
    name = "encoder.layer.0.output.dense.bias"
    save_file({**tensors, name: tensors[name] + 1}, later / "model.safetensors")

    # then
    assert "int8" not in SentenceEncoder.describe(later, cache_folder=tmp_path).revision


def test_another_architecture_is_refused_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert", "hidden_act": "gelu"}')

    with pytest.raises(ValueError, match=r"another architecture.*without eight bits"):
        write_eight_bits(tmp_path, ["passage: 경리"])
