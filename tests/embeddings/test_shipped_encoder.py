"""An encoder that the package brings along: whole, the default, and replaced by one command."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_sentence_encoder import tiny_tokenizer, tiny_weights

from embeddings import SentenceEncoder, bundled
from embeddings.bundled import stock
from embeddings.bundled.folder import write_folder
from embeddings.bundled.shipping import MOST_MB, ship
from embeddings.engines import Backend, write_eight_bits
from embeddings.models import eight_bits, model_folder, read_card
from embeddings.openvino_engine import ov
from embeddings.sealed import is_whole

TEXTS = ["find a b", "find c", "give d d a", "give b c d", "find c a", "give a", "find d c b"]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished training: one layer, ten words."""
    place = tmp_path_factory.mktemp("training")
    folder = place / "trained"
    folder.mkdir()
    prompts = {"query": "find ", "document": "", "passage": "give "}
    write_folder(folder, tiny_weights(), tiny_tokenizer(place / "tokenizer.json"), prompts)
    write_eight_bits(folder, TEXTS)
    (folder / "training.json").write_text('{"start": "somewhere"}')
    return folder


@pytest.fixture
def shipped(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as the shipped encoder of an installation."""
    folder = tmp_path / "package" / bundled.NAME
    folder.parent.mkdir()
    ship(finished, folder)
    monkeypatch.setattr(bundled, "FOLDER", folder)
    return folder


def revision(cache: Path) -> str:
    return SentenceEncoder.describe(cache_folder=cache).revision


def test_it_is_the_default_in_eight_bits_and_prepares_nothing(
    shipped: Path, finished: Path, tmp_path: Path
) -> None:
    # when
    told = SentenceEncoder.describe(cache_folder=tmp_path / "cache")
    encoder = SentenceEncoder.load(cache_folder=tmp_path / "cache")
    found = encoder.encode(["a b", "d"], "passage")

    # then it is the trained one, and nothing was made in the cache
    trained = SentenceEncoder.load(finished, cache_folder=tmp_path / "other")
    assert np.array_equal(found, trained.encode(["a b", "d"], "passage"))
    assert (told.name, told.revision) == (bundled.NAME, encoder.revision)
    assert "openvino-int8" in told.revision
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("name", ["openvino/openvino_model.bin", "tokenizer.json"])
def test_a_damaged_file_is_named_with_the_cure(shipped: Path, tmp_path: Path, name: str) -> None:
    content = bytearray((shipped / name).read_bytes())
    content[len(content) // 2] ^= 1
    (shipped / name).write_bytes(content)

    with pytest.raises(bundled.ShippedModelError, match=f"{name} changed.*install ieum again"):
        SentenceEncoder.load(cache_folder=tmp_path)


def test_the_floats_of_a_damaged_one_are_not_read_back(shipped: Path, tmp_path: Path) -> None:
    card = read_card(None, tmp_path)
    graph = shipped / "openvino" / "openvino_model.bin"
    graph.write_bytes(graph.read_bytes()[::-1])

    with pytest.raises(bundled.ShippedModelError, match=r"model.bin changed.*install ieum again"):
        model_folder(card, tmp_path / "cache")


def test_a_graph_beside_another_tokenizer_is_not_taken(shipped: Path) -> None:
    assert eight_bits(shipped) == shipped / "openvino" / "openvino_model.xml"

    (shipped / "tokenizer.json").write_text("{}")

    assert eight_bits(shipped) is None


def test_its_name_means_the_shipped_one_too(shipped: Path, tmp_path: Path) -> None:
    assert read_card(bundled.NAME, tmp_path) == read_card(None, tmp_path)


def test_a_package_without_it_says_so_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "FOLDER", tmp_path / "nowhere")

    with pytest.raises(bundled.ShippedModelError, match=r"found no seal.json.*install ieum again"):
        SentenceEncoder.describe(cache_folder=tmp_path)


def test_other_shipped_files_are_another_revision_but_not_another_card_for_people(
    shipped: Path, finished: Path, tmp_path: Path
) -> None:
    # given
    first = revision(tmp_path)

    # when
    (shipped / "README.md").write_text("A card for people.")
    after_the_card = revision(tmp_path)
    SentenceEncoder.load(cache_folder=tmp_path)
    other = tmp_path / "other"
    shutil.copytree(finished, other)
    (other / "training.json").write_text('{"start": "elsewhere"}')
    ship(other, shipped)

    # then
    assert after_the_card == first
    assert revision(tmp_path) != first
    assert (shipped / "README.md").read_text() == "A card for people."


@pytest.mark.parametrize("backend", ["torch", "openvino"])
def test_another_engine_runs_the_floats_which_are_read_back_once(
    shipped: Path, tmp_path: Path, backend: Backend
) -> None:
    # when
    floats = SentenceEncoder.load(cache_folder=tmp_path / "cache", backend=backend)
    vectors = floats.encode(TEXTS, "query")
    (made,) = (tmp_path / "cache").glob(f"{bundled.NAME}-*/model.safetensors")
    when = made.stat().st_mtime_ns
    again = SentenceEncoder.load(cache_folder=tmp_path / "cache", backend=backend)

    # then
    quick = SentenceEncoder.load(cache_folder=tmp_path / "cache")
    assert np.sum(vectors * quick.encode(TEXTS, "query"), axis=1).min() > 0.99
    assert np.array_equal(again.encode(TEXTS, "query"), vectors)
    assert made.stat().st_mtime_ns == when


def test_what_is_shipped_is_the_trained_folder_without_its_floats(
    shipped: Path, finished: Path
) -> None:
    files = {path.relative_to(shipped) for path in shipped.rglob("*") if path.is_file()}
    trained = {path.relative_to(finished) for path in finished.rglob("*") if path.is_file()}

    assert files == trained - {Path("model.safetensors")} | {Path("seal.json")}
    assert is_whole(shipped)


def test_sentence_transformers_finds_its_prompts_inputs_and_output(shipped: Path) -> None:
    prompts = json.loads((shipped / "config_sentence_transformers.json").read_text())["prompts"]
    graph = ov.Core().read_model(shipped / "openvino" / "openvino_model.xml")

    assert prompts == {"query": "find ", "passage": "give ", "document": "give "}
    assert [put.any_name for put in graph.inputs] == ["input_ids", "attention_mask"]
    assert graph.output("last_hidden_state").partial_shape.rank.get_length() == 3


@pytest.mark.parametrize("lost", ["openvino", "training.json"])
def test_an_unfinished_training_is_not_shipped(finished: Path, tmp_path: Path, lost: str) -> None:
    trained, target = tmp_path / "trained", tmp_path / "shipped"
    shutil.copytree(finished, trained, ignore=shutil.ignore_patterns(lost))

    with pytest.raises(ValueError, match=r"expected a finished training.*ieum train"):
        ship(trained, target)
    assert not target.exists()


def test_one_too_large_is_not_shipped_and_the_earlier_one_stays(
    shipped: Path, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.bundled.shipping.MOST_MB", 0.001)

    with pytest.raises(ValueError, match=r"MB to ship, expected at most 0.001"):
        ship(finished, shipped)
    assert is_whole(shipped)


def test_the_command_names_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(  # our own module
        [sys.executable, "-m", "embeddings.bundled.shipping", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith(f"shipping: {tmp_path}: found no eight bits")


@pytest.mark.model
def test_the_encoder_of_this_package_needs_no_wheel_of_the_stock_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WEIGHTS", "TOKENIZER"):
        monkeypatch.setattr(stock, name, replace(getattr(stock, name), package="no_such_package"))

    encoder = SentenceEncoder.load(cache_folder=tmp_path / "cache")
    clerk, accountant, driver = encoder.encode(["경리 사무원", "회계 담당자", "덤프 기사"], "query")

    assert encoder.name == bundled.NAME
    assert clerk @ accountant > clerk @ driver
    assert not (tmp_path / "cache").exists()


def test_threads_that_encode_at_once_get_their_own_vectors(shipped: Path, tmp_path: Path) -> None:
    # given batches of many shapes, and their vectors one after another
    batches = [[f"{text} " * (1 + i % 3) for text in TEXTS[: 1 + i % 7]] for i in range(60)]
    encoder = SentenceEncoder.load(cache_folder=tmp_path)
    expected = [encoder.encode(batch, "query") for batch in batches]

    # when
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda batch: encoder.encode(batch, "query"), batches))

    # then
    assert all(np.allclose(a, b, atol=1e-6) for a, b in zip(found, expected, strict=True))


def test_the_encoder_of_this_package_is_whole_and_not_too_large() -> None:
    bundled.check()

    size = sum(file.stat().st_size for file in bundled.FOLDER.rglob("*") if file.is_file())
    assert size <= MOST_MB * 1e6
    record = json.loads((bundled.FOLDER / "training.json").read_text("utf-8"))
    assert record["eight_bits_lowest_cosine"] >= 0.99
    assert record["start"] == stock.NAME
    assert set(record["sources"]) == {
        "entries.jsonl",
        "esco_occupations.csv",
        "jobs.tsv",
        "occupations.tsv",
        "onet_alternate_titles.tsv",
        "onet_occupations.tsv",
        "onet_tasks.tsv",
        "sentences.tsv",
        "titles.tsv",
    }
    card = (bundled.FOLDER / "README.md").read_text("utf-8")
    assert all(
        word in card
        for word in ("MIT", "CC BY 4.0", "ESCO", "ieum train", f"{record['steps']} steps")
    )


@pytest.mark.model
def test_the_shipped_encoder_itself_reads_short_texts_in_shared_rows(tmp_path: Path) -> None:
    # given short texts of two trades, which fill each other's rows
    encoder = SentenceEncoder.load(cache_folder=tmp_path)
    texts = [f"{n}동 아파트 경비원" if n % 2 else f"{n}번 온라인 강의 영상 편집" for n in range(40)]

    # when
    together = encoder.encode(texts, "passage")
    alone = np.concatenate([encoder.encode([text], "passage") for text in texts])

    # then each has its own vector, and none of its neighbours' is as near to it
    assert encoder.engine.shares_rows
    # (eight bits round differently at another place of a row; a leak between texts costs far more)
    assert np.sum(alone * together, axis=1).min() > 0.99
    assert np.sum(alone * np.roll(together, 1, axis=0), axis=1).max() < 0.95
