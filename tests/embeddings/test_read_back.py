"""What was written in eight bits can be read back as the float model that it is."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from test_sentence_encoder import TINY, tiny_tokenizer, tiny_weights

from embeddings import SentenceEncoder
from embeddings.bundled.folder import write_folder
from embeddings.bundled.q4 import Weights
from embeddings.eight_bit import quantise, read_back

TEXTS = ["find a b", "find c", "give d d a", "give b c d", "find unknown a"]
STEP = np.float32(1 / 64)
"""A power of two, so that products with whole numbers are exact."""


def there_and_back(
    weights: Weights, place: Path, texts: Sequence[str] = TEXTS
) -> dict[str, np.ndarray]:
    """The tensors of a model after it went through eight bits."""
    source, out = place / "source", place / "out"
    source.mkdir()
    write_folder(source, weights, tiny_tokenizer(place / "tokenizer.json"), {"query": "find "})
    graph = source / "openvino" / "openvino_model.xml"
    quantise(source, texts, graph)
    read_back(source, graph, out)
    return load_file(out / "model.safetensors")


def matrices(weights: Weights) -> list[str]:
    """Names of what is quantised."""
    return [
        name
        for name, value in weights.tensors.items()
        if value.ndim == 2 and "position" not in name and "token_type" not in name
    ]


def test_weights_that_are_whole_steps_come_back_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given rows of whole numbers of steps, the largest 127, and no smoothing
    monkeypatch.setattr("embeddings.eight_bit.SHARES", (0.0,))
    weights, draw = tiny_weights(), np.random.default_rng(1)
    for name in matrices(weights):
        whole = draw.integers(-127, 128, weights.tensors[name].shape)
        whole[:, 3] = 127
        weights.tensors[name] = whole.astype(np.float32) * STEP

    # when
    found = there_and_back(weights, tmp_path)

    # then
    for name in matrices(weights):
        np.testing.assert_allclose(found[name], weights.tensors[name], rtol=1e-6, err_msg=name)


def test_each_weight_lies_within_half_a_step_of_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given no smoothing: a step is the 127th part of a row's largest weight
    monkeypatch.setattr("embeddings.eight_bit.SHARES", (0.0,))
    weights = tiny_weights()

    # when
    found = there_and_back(weights, tmp_path)

    # then
    for name in matrices(weights):
        before = weights.tensors[name]
        half = np.abs(before).max(axis=1, keepdims=True) / 127 / 2
        assert (np.abs(found[name] - before) <= half * 1.0001).all(), name
        assert np.abs(found[name] - before).max() > 0


def test_with_smoothing_a_step_is_measured_on_the_smoothed_channels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given smoothing by the weights alone (share 0.0001): each channel is divided by its largest
    monkeypatch.setattr("embeddings.eight_bit.SHARES", (1e-4,))
    weights = tiny_weights()
    weights.tensors["encoder.layer.0.intermediate.dense.weight"][:, 0] *= 100

    # when
    found = there_and_back(weights, tmp_path)["encoder.layer.0.intermediate.dense.weight"]

    # then a small channel keeps its fineness beside one a hundred times as large
    before = weights.tensors["encoder.layer.0.intermediate.dense.weight"]
    largest = np.abs(before).max(axis=0)
    smoothed = before / largest
    half = np.abs(smoothed).max(axis=1, keepdims=True) / 127 / 2 * largest
    assert (np.abs(found - before) <= half * 1.01).all()
    assert np.abs(found - before)[:, 1:].max() < np.abs(before).max() / 127 / 2 / 10


def test_norms_are_as_they_were_and_places_have_taken_in_the_token_type(tmp_path: Path) -> None:
    weights = tiny_weights()

    found = there_and_back(weights, tmp_path)

    assert found.keys() == weights.tensors.keys()
    for name in (name for name in found if "LayerNorm" in name):
        assert np.array_equal(found[name], weights.tensors[name])
    before, after = (
        tensors["embeddings.position_embeddings.weight"]
        + tensors["embeddings.token_type_embeddings.weight"][0]
        for tensors in (weights.tensors, found)
    )
    assert np.array_equal(before, after)
    assert found["embeddings.token_type_embeddings.weight"].shape == (TINY.token_types, TINY.hidden)


def test_the_folder_is_an_ordinary_one_without_the_graph(tmp_path: Path) -> None:
    there_and_back(tiny_weights(), tmp_path)

    encoder = SentenceEncoder.load(tmp_path / "out", cache_folder=tmp_path, backend="torch")

    assert encoder.encode(["a b"], "query").shape == (1, TINY.hidden)
    assert encoder.card.prefixes["query"] == "find "
    assert not (tmp_path / "out" / "openvino").exists()
    config = json.loads((tmp_path / "out" / "config.json").read_text("utf-8"))
    assert config["type_vocab_size"] == TINY.token_types
