"""What an encoder costs: every figure that can be worked out by hand is."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_sentence_encoder import tiny_tokenizer, tiny_weights

from embeddings import HashingEncoder, SentenceEncoder
from embeddings.bundled.folder import write_folder
from embeddings.encoder import Role, Vectors
from embeddings.measure import (
    disk_mb,
    mean_tokens,
    multiply_adds,
    peak_memory_mb,
    queries_of,
    rate,
    waiting,
)
from embeddings.models import EIGHT_BIT, GRAPH


class Counting(HashingEncoder):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(16)
        self.asked: list[tuple[tuple[str, ...], Role]] = []

    def encode(
        self, texts: Sequence[str], role: Role, *, progress: bool = False, keep: bool = True
    ) -> Vectors:
        self.asked.append((tuple(texts), role))
        return super().encode(texts, role, progress=progress, keep=keep)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    """One layer, 8 wide, 16 within, ten words, up to 16 tokens."""
    place = tmp_path_factory.mktemp("measured")
    (folder := place / "tiny-model").mkdir()
    prompts = {"query": "find ", "document": "give "}
    write_folder(folder, tiny_weights(), tiny_tokenizer(place / "tokenizer.json"), prompts)
    return SentenceEncoder.load(folder, cache_folder=place, backend="torch")


def test_texts_go_in_batches_in_their_order_as_often_as_asked() -> None:
    # given
    encoder, texts = Counting(), ["가", "나", "다"]

    # when
    vectors, found = rate(encoder, texts, batch=2, passes=2)

    # then one batch to warm up, and every text twice
    halves: list[tuple[tuple[str, ...], Role]] = [(("가", "나"), "passage"), (("다",), "passage")]
    assert encoder.asked == [halves[0], *halves, *halves]
    np.testing.assert_array_equal(vectors, HashingEncoder(16).encode(texts, "passage"))
    assert found > 0


def test_single_texts_take_turns_and_their_middle_is_no_more_than_their_95th_percentile() -> None:
    encoder = Counting()

    found = waiting(encoder, ["가", "나"], repeats=5)

    assert [texts for texts, _ in encoder.asked[-5:]] == [
        ("가",),
        ("나",),
        ("가",),
        ("나",),
        ("가",),
    ]
    assert {role for _, role in encoder.asked} == {"query"}
    assert 0 < found["median"] <= found["p95"]


def test_multiply_adds_are_those_of_the_layers_and_of_attention(
    tiny: SentenceEncoder, tmp_path: Path
) -> None:
    # given three tokens: four matrices of 8 x 8 and two of 8 x 16 each, and twice 3 x 3 x 8
    assert multiply_adds(tiny.card, tmp_path, 3) == 3 * (4 * 64 + 2 * 128) + 2 * 72
    assert multiply_adds(tiny.card, tmp_path, 0.5) == 0.5 * 512 + 2 * 2


def test_a_model_that_tells_no_widths_has_no_multiply_adds(
    tiny: SentenceEncoder, tmp_path: Path
) -> None:
    assert multiply_adds(replace(tiny.card, folder=tmp_path), tmp_path, 3) is None


def test_tokens_are_counted_with_prefix_and_ends(tiny: SentenceEncoder) -> None:
    # given <s> give a b </s>, and <s> give d </s>
    assert mean_tokens(tiny, ["a b", "d"]) == 4.5


def test_queries_have_exactly_as_many_tokens_as_asked(tiny: SentenceEncoder) -> None:
    found = queries_of(tiny, ["a b c d a c", "b d b b a a d d c"], 7, most=3)

    assert len(set(found)) == len(found) == 3
    assert {tiny.tokens.count(f"find {text}") for text in found} == {7}
    with pytest.raises(ValueError, match="found no 7 tokens in 1 texts"):
        queries_of(tiny, ["a b c"], 7)


def test_disk_is_what_the_engine_reads(tiny: SentenceEncoder, tmp_path: Path) -> None:
    # given the folder of torch, in which an eight-bit graph lies, and the one made for OpenVINO
    folder = tiny.card.folder
    assert folder is not None
    size = _bytes(folder)
    converted = SentenceEncoder.load(folder, cache_folder=tmp_path, backend="openvino")
    (folder / EIGHT_BIT).mkdir()
    (folder / EIGHT_BIT / GRAPH).write_bytes(b"x" * 1_000_000)
    tokenizer = (folder / "tokenizer.json").stat().st_size

    # then
    assert disk_mb(tiny, tmp_path) == pytest.approx(size / 1e6)
    assert disk_mb(converted, tmp_path) == pytest.approx(_bytes(tmp_path) / 1e6)
    quick = SentenceEncoder(tiny.card, cache_folder=tmp_path, backend="int8")
    assert disk_mb(quick, tmp_path) == pytest.approx(1 + tokenizer / 1e6)


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_a_process_tells_its_own_memory_though_a_larger_one_started_it() -> None:
    # given some 300 MB here, now given back
    held = np.ones(40_000_000)
    assert peak_memory_mb() > held.nbytes / 1e6
    del held
    code = "from embeddings.measure import peak_memory_mb; print(peak_memory_mb())"

    # when
    bare = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    filled = subprocess.run(
        [sys.executable, "-c", f"import numpy; x = numpy.ones(40_000_000); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )

    # then
    assert 10 < float(bare.stdout) < 250
    assert float(filled.stdout) - float(bare.stdout) == pytest.approx(320, abs=30)
