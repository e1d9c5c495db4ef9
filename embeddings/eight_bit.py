"""A model in eight bits: int8 weights and activations, written as an OpenVINO graph.

The weights of the linear layers are int8 per output channel, the activations before them uint8 per
tensor after SmoothQuant (Xiao et al. 2023); the word table is int8 per row. Attention products,
softmax, LayerNorm, GELU and pooling stay in floating point. Scale and clipping are chosen per layer
by the error of its output on calibration texts. What was written so can be read back into floats.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file

from embeddings.bert_graph import (
    PLACES,
    SCALE,
    SMOOTHING,
    TYPES,
    Array,
    Graph,
    Linear,
    read_constants,
    shared_inputs,
)
from embeddings.models import WEIGHTS
from embeddings.openvino_engine import ov
from embeddings.sealed import SEAL
from embeddings.tokens import TOKENIZER_FILE, Tokens

SHARES = (0.0, 0.5, 0.7, 0.85)
"""How much of an activation's spread moves into the weights (alpha of SmoothQuant)."""
CLIPPING = (1.0, 0.9, 0.8, 0.65, 0.5)
"""Share of the range seen that the 256 steps cover."""
KEPT_TOKENS = 6000
"""Tokens of the calibration texts on which the two are chosen."""


def quantise(folder: Path, texts: Sequence[str], file: Path) -> None:
    """Write a SentenceTransformer folder's graph in eight bits into ``file``, an ``.xml``.

    The calibration ``texts`` carry their prefixes, as the model will meet them. Raises
    ``ValueError`` for another architecture than BERT with GELU and mean pooling.
    """
    weights, config = _read(folder)
    layers = _linear_layers(weights, config)
    plain = Graph(weights, config, layers)
    rows = Tokens(folder / TOKENIZER_FILE).ids(texts, config["max_position_embeddings"])
    seen = _activations(plain, rows)
    chosen: dict[str, dict[str, Any]] = {}
    for inputs, names in shared_inputs(config).items():
        chosen |= _quantised(names, layers, *seen[inputs])
    file.parent.mkdir(parents=True, exist_ok=True)
    model = Graph(weights, config, layers, chosen).model()
    ov.save_model(model, file, compress_to_fp16=False)


def read_back(folder: Path, file: Path, out: Path) -> None:
    """Write the model whose eight bits are in ``file`` with float32 weights, the rest as it is.

    Each weight lies within half a step of what was quantised; a bias keeps its correction, and
    the places have taken in the token type.
    """
    config = json.loads((folder / "config.json").read_text("utf-8"))
    left = shutil.ignore_patterns(file.parent.name, SEAL)
    shutil.copytree(folder, out, ignore=left, dirs_exist_ok=True)
    save_file(_weights(file, config), out / WEIGHTS, metadata={"format": "pt"})


def _weights(file: Path, config: Mapping[str, Any]) -> dict[str, Array]:
    found = read_constants(file)
    tensors: dict[str, Array] = {}
    for name, value in found.items():
        if not name.endswith((SCALE, SMOOTHING)):
            tensors[name] = value.astype(np.float32) * found.get(name + SCALE, np.float32(1))
    for first, names in shared_inputs(config).items():
        smoothing = found.get(first + SMOOTHING, np.float32(1)).reshape(1, -1)
        for name in names:
            tensors[name + ".weight"] *= smoothing
            if name.endswith("query"):
                tensors[name + ".weight"] *= _root(config)
                tensors[name + ".bias"] *= _root(config)
    shape = config["type_vocab_size"], tensors[PLACES].shape[1]
    return tensors | {TYPES: np.zeros(shape, np.float32)}


def _read(folder: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        pooling = json.loads((folder / "1_Pooling" / "config.json").read_text("utf-8"))
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
    except OSError:
        config, pooling, modules = {}, {}, []
    mean = pooling.get("pooling_mode", "mean") == "mean" and pooling.get(
        "pooling_mode_mean_tokens", True
    )
    kinds = [module["type"].rpartition(".")[2] for module in modules]
    bert = config.get("model_type") == "bert" and config.get("hidden_act") == "gelu"
    plain = kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
    if not (bert and mean and plain and (folder / WEIGHTS).is_file()):
        raise ValueError(
            f"model {folder.name}: found another architecture, expected BERT with GELU and mean"
            " pooling in one safetensors file; use it without eight bits"
        )
    weights = load_file(folder / WEIGHTS)
    return {k.removeprefix("bert."): v.astype(np.float32) for k, v in weights.items()}, config


def _linear_layers(weights: dict[str, Array], config: dict[str, Any]) -> Mapping[str, Linear]:
    layers = {
        n: (weights[n + ".weight"], weights[n + ".bias"])
        for names in shared_inputs(config).values()
        for n in names
    }
    root = _root(config)
    for name in layers:
        if name.endswith("query"):  # the division of the scores, done once here
            layers[name] = (layers[name][0] / root, layers[name][1] / root)
    return layers


def _root(config: Mapping[str, Any]) -> np.float32:
    return np.float32(np.sqrt(config["hidden_size"] // config["num_attention_heads"]))


def _activations(graph: Graph, rows: Sequence[list[int]]) -> dict[str, tuple[Array, Array, Array]]:
    """For each shared activation: some of its rows, and each channel's least and largest value."""
    run = ov.Core().compile_model(
        graph.model(taps=True), "CPU", {"INFERENCE_PRECISION_HINT": "f32"}
    )
    request, draw = run.create_infer_request(), np.random.default_rng(0)
    share = min(1.0, KEPT_TOKENS / sum(map(len, rows)))
    kept: dict[str, list[Array]] = {name: [] for name in graph.tapped}
    least: dict[str, Array] = {}
    most: dict[str, Array] = {}
    for row in rows:  # one by one: no padding to leave out
        ids = np.array([row], np.int64)
        found = request.infer([ids, np.ones_like(ids)])
        pick = draw.random(ids.size) < share
        for output, name in enumerate(graph.tapped):
            x = found[output][0]
            least[name] = np.minimum(least.get(name, 0), x.min(0))
            most[name] = np.maximum(most.get(name, 0), x.max(0))
            kept[name].append(x[pick])
    return {name: (np.concatenate(kept[name]), least[name], most[name]) for name in kept}


def _quantised(
    names: tuple[str, ...],
    layers: Mapping[str, Linear],
    x: Array,
    least: Array,
    most: Array,
) -> dict[str, dict[str, Any]]:
    """Smoothing and clipping with the least output error; weights, scales and a corrected bias."""
    w = np.concatenate([layers[n][0] for n in names])
    bias = np.concatenate([layers[n][1] for n in names])
    exact = x @ w.T
    large = np.maximum(np.maximum(-least, most), 1e-5)
    heavy = np.maximum(np.abs(w).max(0), 1e-5)
    best: tuple[float, dict[str, Any]] = (np.inf, {})
    for alpha in SHARES:
        smooth = large**alpha / heavy ** (1 - alpha) if alpha else np.ones_like(large)
        smooth = (smooth / np.exp(np.log(smooth).mean())).astype(np.float32)
        scale = np.abs(w * smooth).max(1, keepdims=True) / 127
        whole = np.rint(w * smooth / scale)  # within -127..127 by the choice of scale
        for clip in CLIPPING:
            low = min((least / smooth).min() * clip, 0)
            high = max((most / smooth).max() * clip, 1e-6)
            step = (high - low) / 255
            zero = np.rint(-low / step)  # the float 0 is exactly one of the 256 steps
            low, high = -zero * step, (255 - zero) * step
            seen = np.clip(np.rint(x / smooth / step), -zero, 255 - zero) * step
            error = exact - seen.astype(np.float32) @ (whole * scale).T
            mean = error.mean(0)
            if (loss := float(((error - mean) ** 2).mean())) < best[0]:
                kept = {"w": whole, "scale": scale, "bias": bias + mean}
                best = (loss, kept | {"smooth": smooth, "low": low, "high": high})
    parts, start = {}, 0
    for name in names:
        here = slice(start, start := start + len(layers[name][0]))
        parts[name] = best[1] | {k: best[1][k][here] for k in ("w", "scale", "bias")}
    return parts
