"""Any sentence-transformers model, on either engine, from a cache that heals itself."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from embeddings import SentenceEncoder
from embeddings.bundled.folder import write_folder
from embeddings.bundled.q4 import Shape, Weights
from embeddings.openvino_engine import MOST_STREAMS

WORDS = ("<s>", "<pad>", "</s>", "<unk>", "find", "give", "a", "b", "c", "d")
TINY = Shape(8, 1, 2, 16, len(WORDS), 16, 2, 1e-12)


def tiny_weights() -> Weights:
    random = np.random.default_rng(7)
    h, f = TINY.hidden, TINY.feed_forward
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (TINY.vocabulary, h),
        "embeddings.position_embeddings.weight": (TINY.positions, h),
        "embeddings.token_type_embeddings.weight": (TINY.token_types, h),
        "embeddings.LayerNorm.weight": (h,),
        "embeddings.LayerNorm.bias": (h,),
    }
    layer = {"intermediate.dense": (f, h), "output.dense": (h, f), "output.LayerNorm": (h,)}
    layer |= {f"attention.self.{part}": (h, h) for part in ("query", "key", "value")}
    layer |= {"attention.output.dense": (h, h), "attention.output.LayerNorm": (h,)}
    for name, shape in layer.items():
        shapes[f"encoder.layer.0.{name}.weight"] = shape
        shapes[f"encoder.layer.0.{name}.bias"] = shape[:1]
    return Weights(
        TINY, {k: random.normal(0.1, 0.5, v).astype(np.float32) for k, v in shapes.items()}
    )


def tiny_tokenizer(file: Path) -> Path:
    words = {word: i for i, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(file))
    return file


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of one layer and ten words, with its own prompts."""
    place = tmp_path_factory.mktemp("tiny")
    folder = place / "tiny-model"
    folder.mkdir()
    prompts = {"query": "find ", "document": "give "}
    write_folder(folder, tiny_weights(), tiny_tokenizer(place / "tokenizer.json"), prompts)
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


def reference(folder: Path, texts: list[str]) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu").encode(texts)


@pytest.mark.parametrize("backend", ["torch", "openvino", "auto"])
def test_both_engines_equal_sentence_transformers_with_the_models_own_prefixes(
    tiny: Path, cache: Path, backend: str
) -> None:
    texts = ["a b c", "d", "c c c a b unknown", "b a"]

    encoder = SentenceEncoder.load(tiny, cache_folder=cache, backend=backend)
    vectors = encoder.encode(texts, "passage")

    expected = reference(tiny, [f"give {text}" for text in texts])
    assert (vectors * expected).sum(axis=1).min() > 0.999
    assert encoder.backend == ("torch" if backend == "torch" else "openvino")


def test_given_prefixes_replace_the_models_own(tiny: Path, cache: Path) -> None:
    plain = SentenceEncoder.load(
        tiny, cache_folder=cache, backend="torch", prefixes={"query": "", "passage": ""}
    )
    own = SentenceEncoder.load(tiny, cache_folder=cache, backend="torch")

    np.testing.assert_allclose(plain.encode(["find a"], "query"), own.encode(["a"], "query"))
    assert plain.revision != own.revision


def test_a_folder_is_described_without_reading_it_into_an_engine(tiny: Path, cache: Path) -> None:
    described = SentenceEncoder.describe(tiny, cache_folder=cache)
    loaded = SentenceEncoder.load(tiny, cache_folder=cache)

    assert described.name == "tiny-model"
    assert (described.revision, described.dimension) == (loaded.revision, 8)


def test_other_weights_are_another_revision(tiny: Path, cache: Path, tmp_path: Path) -> None:
    weights = tiny_weights()
    weights.tensors["embeddings.LayerNorm.bias"][0] += 1
    write_folder(tmp_path, weights, tiny / "tokenizer.json", {})

    other = SentenceEncoder.describe(tmp_path, cache_folder=cache)

    assert other.revision != SentenceEncoder.describe(tiny, cache_folder=cache).revision


def test_a_damaged_converted_model_is_made_again(tiny: Path, tmp_path: Path) -> None:
    before = SentenceEncoder.load(tiny, cache_folder=tmp_path).encode(["a b"], "query")
    weights = next(tmp_path.glob("openvino-*/openvino.bin"))
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)

    after = SentenceEncoder.load(tiny, cache_folder=tmp_path).encode(["a b"], "query")

    assert weights.read_bytes() != content
    assert before.tobytes() == after.tobytes()


def test_an_inexact_conversion_falls_back_to_torch(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.engines.EXACT_ENOUGH", 1.1)

    assert SentenceEncoder.load(tiny, cache_folder=tmp_path).backend == "torch"
    assert "torch" in SentenceEncoder.describe(tiny, cache_folder=tmp_path).revision
    with pytest.raises(ValueError, match=r"found cosine .*expected at least 1.1.*'torch'"):
        SentenceEncoder.load(tiny, cache_folder=tmp_path, backend="openvino")


def test_text_longer_than_the_model_reads_is_refused(tiny: Path, cache: Path) -> None:
    encoder = SentenceEncoder.load(tiny, cache_folder=cache)

    assert encoder.encode(["a " * 13], "query").shape == (1, 8)
    with pytest.raises(ValueError, match="text 0: found 17 tokens, expected at most 16"):
        encoder.encode(["a " * 14], "query")
    assert encoder.sections("a " * 14) == [("a " * 13).strip(), "a"]


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(ValueError, match=r"found no modules.json.*SentenceTransformer.save"):
        SentenceEncoder.load(tmp_path, cache_folder=cache)


def test_a_name_that_cannot_be_fetched_is_refused_with_the_cure(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from embeddings import SentenceEncoder\n"
        "SentenceEncoder.load('nobody/no-such-model', cache_folder=Path(sys.argv[1]))\n"
    )

    run = in_process(code, tmp_path, offline=True)

    assert run.returncode == 1
    assert "OSError: model 'nobody/no-such-model': found neither" in run.stderr
    assert "give its path" in run.stderr


@pytest.mark.model
def test_a_second_start_imports_no_torch_and_calls_nobody(
    bundled_encoder: SentenceEncoder, model_folder: Path
) -> None:
    code = (
        "import json, socket, sys; from pathlib import Path\n"
        "def refuse(*_): raise RuntimeError('a call to the network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from embeddings import SentenceEncoder\n"
        "e = SentenceEncoder.load(cache_folder=Path(sys.argv[1]), threads=1)\n"
        "v = e.encode(['경리 사무원'], 'query')\n"
        "heavy = ['torch', 'transformers', 'sentence_transformers', 'openvino_telemetry']\n"
        "print(json.dumps([v[0].tolist(), [m for m in heavy if sys.modules.get(m)]]))\n"
    )

    run = in_process(code, model_folder)

    vector, loaded = json.loads(run.stdout)
    assert loaded == []
    expected = bundled_encoder.encode(["경리 사무원"], "query")[0]
    assert float(np.dot(vector, expected)) > 0.9999


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, embeddings\n"
        "heavy = ['torch', 'transformers', 'openvino', 'tokenizers', 'faiss', 'safetensors']\n"
        "print([m for m in heavy if m in sys.modules])\n"
    )

    assert in_process(code, tmp_path).stdout.strip() == "[]"


def in_process(
    code: str, folder: Path, *, offline: bool = False
) -> subprocess.CompletedProcess[str]:

    env = os.environ | ({"HF_HUB_OFFLINE": "1"} if offline else {})
    return subprocess.run(  # our own code
        [sys.executable, "-c", code, str(folder)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.model
def test_many_texts_on_all_cores_have_the_vectors_of_one_thread_in_order(
    bundled_encoder: SentenceEncoder, model_folder: Path
) -> None:
    # given texts of many lengths, far more than one batch
    texts = [f"{n}번 공고. " + "창고에서 상품을 나릅니다. " * (n % 9) for n in range(120)]
    alone = SentenceEncoder.load(cache_folder=model_folder, threads=1)

    # when
    found, expected = bundled_encoder.encode(texts, "passage"), alone.encode(texts, "passage")

    # then
    cores = min(len(os.sched_getaffinity(0)), MOST_STREAMS)
    assert 1 <= bundled_encoder.engine.streams <= cores
    assert bundled_encoder.engine.streams > 1 or cores == 1
    assert alone.engine.streams == 1
    assert float((found * expected).sum(axis=1).min()) > 0.9999


@pytest.mark.parametrize("shared", [False, True])
def test_batches_run_at_the_same_time_on_as_many_threads_as_the_engine_has_streams(
    model_folder: Path, shared: bool
) -> None:
    # given an engine whose two streams wait for each other, and the lengths of the rows as vectors
    class Meeting:
        streams, shares_rows = 2, shared

        def __init__(self) -> None:
            self.both = threading.Barrier(2, timeout=20)
            self.room = threading.BoundedSemaphore(2)
            self.crowded = False

        def run(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
            if not self.room.acquire(blocking=False):
                self.crowded = True
                self.room.acquire()
            self.both.wait()
            time.sleep(0.05)  # a third, if there were one, would come in now
            self.room.release()
            return np.repeat(mask.sum(axis=1, keepdims=True), 384, axis=1).astype(np.float32)

    encoder = SentenceEncoder.load(cache_folder=model_folder)
    encoder.__dict__["engine"] = engine = Meeting()
    texts = ["가 " * 200, "나 " * 150, "다 " * 180, "라 " * 140]  # a batch each

    # when
    lengths = encoder.encode(texts, "query")[:, 0]

    # then
    prefix = "query: "
    assert lengths.tolist() == [encoder.tokens.count(prefix + text) for text in texts]
    assert not engine.crowded
