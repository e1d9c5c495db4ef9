"""A model in eight bits: int8 weights and activations, written as an OpenVINO graph.

The weights of the linear layers are int8 per output channel, the activations before them uint8 per
tensor after SmoothQuant (Xiao et al. 2023); the word table is int8 per row. Attention products,
softmax, LayerNorm, GELU and pooling stay in floating point. Nothing is traced: the graph is written
down here, without the mask of all pairs of tokens that tracing brings in. Scale and clipping are
chosen per layer by the error of its output on calibration texts.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from embeddings.openvino_engine import MODEL_FILE, ov
from embeddings.tokens import TOKENIZER_FILE, Tokens

op = ov.opset13
Array = NDArray[np.float32]
Linear = tuple[Array, Array]
"""Weight ``(out, in)`` and bias ``(out,)``."""

SMOOTHING = (0.0, 0.5, 0.7, 0.85)
"""How much of an activation's spread moves into the weights (alpha of SmoothQuant)."""
CLIPPING = (1.0, 0.9, 0.8, 0.65, 0.5)
"""Share of the range seen that the 256 steps cover."""
KEPT_TOKENS = 1500
"""Tokens of the calibration texts on which the two are chosen."""


def quantise(folder: Path, texts: Sequence[str], out: Path) -> None:
    """Write a SentenceTransformer folder in eight bits: (ids, mask) int64 to unit vectors.

    The calibration ``texts`` carry their prefixes, as the model will meet them. Raises
    ``ValueError`` for another architecture than BERT with GELU and mean pooling.
    """
    weights, config = _read(folder)
    layers = _linear_layers(weights, config)
    plain = _Graph(weights, config, layers)
    seen = _activations(plain, Tokens(folder / TOKENIZER_FILE).ids(texts), config)
    chosen: dict[str, dict[str, Any]] = {}
    for inputs, names in _groups(config).items():
        chosen |= _quantised(names, layers, *seen[inputs])
    out.mkdir(parents=True, exist_ok=True)
    model = _Graph(weights, config, layers, chosen).model()
    ov.save_model(model, out / MODEL_FILE, compress_to_fp16=False)


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
    if not (bert and mean and plain and (folder / "model.safetensors").is_file()):
        raise ValueError(
            f"model {folder.name}: found another architecture, expected BERT with GELU and mean"
            " pooling in one safetensors file; use it without eight bits"
        )
    weights = load_file(folder / "model.safetensors")
    return {k.removeprefix("bert."): v.astype(np.float32) for k, v in weights.items()}, config


def _groups(config: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The linear layers by the activation that they share (named by the first of them)."""
    groups: dict[str, tuple[str, ...]] = {}
    for i in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{i}."
        query, key, value = (f"{at}attention.self.{n}" for n in ("query", "key", "value"))
        groups[query] = (query, key, value)
        for name in ("attention.output.dense", "intermediate.dense", "output.dense"):
            groups[at + name] = (at + name,)
    return groups


def _linear_layers(weights: dict[str, Array], config: dict[str, Any]) -> Mapping[str, Linear]:
    layers = {
        n: (weights[n + ".weight"], weights[n + ".bias"])
        for names in _groups(config).values()
        for n in names
    }
    root = np.sqrt(np.float32(config["hidden_size"] // config["num_attention_heads"]))
    for name in layers:
        if name.endswith("query"):  # the division of the scores, done once here
            layers[name] = (layers[name][0] / root, layers[name][1] / root)
    return layers


def _activations(
    graph: "_Graph", rows: Sequence[list[int]], config: Mapping[str, Any]
) -> dict[str, tuple[Array, Array, Array]]:
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
        ids = np.array([row[: config["max_position_embeddings"]]], np.int64)
        found = request.infer([ids, np.ones_like(ids)])
        pick = draw.random(ids.size) < share
        for output, name in enumerate(graph.tapped, start=1):
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
    for alpha in SMOOTHING:
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


def _floats(array: Any, *shape: int) -> Any:
    return op.constant(np.asarray(array, np.float32).reshape(shape or np.shape(array)))


def _whole(*numbers: int) -> Any:
    return op.constant(np.array(numbers, np.int64))


class _Graph:
    """BERT with mean pooling in OpenVINO's operations; int8 where ``chosen`` is given."""

    def __init__(
        self,
        weights: dict[str, Array],
        config: dict[str, Any],
        layers: Mapping[str, Linear],
        chosen: Mapping[str, dict[str, Any]] | None = None,
    ) -> None:
        self.weights, self.config, self.layers, self.chosen = weights, config, layers, chosen
        self.tapped: dict[str, Any] = {}

    def model(self, *, taps: bool = False) -> ov.Model:
        heads = self.config["num_attention_heads"]
        ids = op.parameter([-1, -1], ov.Type.i64, name="ids")
        mask = op.parameter([-1, -1], ov.Type.i64, name="mask")
        ones = op.convert(mask, "f32")
        # 0 for a token, -30000 for padding, broadcast over heads and queries
        closed = op.multiply(op.subtract(ones, _floats(1.0)), _floats(30000.0))
        closed = op.unsqueeze(closed, _whole(1, 2))
        split = _whole(0, 0, heads, self.config["hidden_size"] // heads)
        join = _whole(0, 0, self.config["hidden_size"])
        x = self._embedded(ids)
        for i in range(self.config["num_hidden_layers"]):
            at = f"encoder.layer.{i}."
            names = [f"{at}attention.self.{n}" for n in ("query", "key", "value")]
            query, key, value = (op.reshape(y, split, True) for y in self._linear(x, *names))
            scores = op.matmul(
                op.transpose(query, _whole(0, 2, 1, 3)),
                op.transpose(key, _whole(0, 2, 3, 1)),
                False,
                False,
            )
            shares = op.softmax(op.add(scores, closed), -1)
            y = op.matmul(shares, op.transpose(value, _whole(0, 2, 1, 3)), False, False)
            y = op.reshape(op.transpose(y, _whole(0, 2, 1, 3)), join, True)
            (y,) = self._linear(y, at + "attention.output.dense")
            x = self._normed(op.add(y, x), at + "attention.output.LayerNorm")
            (y,) = self._linear(x, at + "intermediate.dense")
            (y,) = self._linear(op.gelu(y, "ERF"), at + "output.dense")
            x = self._normed(op.add(y, x), at + "output.LayerNorm")
        # a mean and a sum have the same direction
        total = op.reduce_sum(op.multiply(x, op.unsqueeze(ones, _whole(2))), _whole(1), False)
        unit = op.normalize_l2(total, _whole(-1), 1e-12, "max")
        outputs = [unit, *(self.tapped.values() if taps else ())]
        return ov.Model([op.result(o) for o in outputs], [ids, mask], "sentence_encoder")

    def _embedded(self, ids: Any) -> Any:
        first, small = op.constant(np.int64(0)), op.convert(ids, "i32")
        words = self.weights["embeddings.word_embeddings.weight"]
        if self.chosen is None:
            x = op.gather(_floats(words), small, first)
        else:  # rows are gathered as int8 and only then scaled: the table stays int8 in memory too
            scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-12) / 127
            table = op.constant(np.rint(words / scale).astype(np.int8))
            x = op.convert(op.gather(table, small, first), "f32")
            x = op.multiply(x, op.gather(_floats(scale), small, first))
        places = self.weights["embeddings.position_embeddings.weight"]
        places = places + self.weights["embeddings.token_type_embeddings.weight"][0]
        tokens = op.gather(op.shape_of(ids, "i64"), _whole(1), first)
        place = op.slice(_floats(places), _whole(0), tokens, _whole(1), _whole(0))
        return self._normed(op.add(x, op.unsqueeze(place, _whole(0))), "embeddings.LayerNorm")

    def _normed(self, x: Any, name: str) -> Any:
        x = op.mvn(x, _whole(-1), True, self.config["layer_norm_eps"], "INSIDE_SQRT")
        x = op.multiply(x, _floats(self.weights[name + ".weight"]))
        return op.add(x, _floats(self.weights[name + ".bias"]))

    def _linear(self, x: Any, *names: str) -> list[Any]:
        """Layers that read the same ``x``, which is quantised once for all of them."""
        self.tapped[names[0]] = x
        if self.chosen is None:
            pairs = [self.layers[n] for n in names]
            return [op.add(op.matmul(x, _floats(w), False, True), _floats(b)) for w, b in pairs]
        one = self.chosen[names[0]]
        if not np.all(one["smooth"] == 1):  # runs in one pass with the quantisation after it
            x = op.multiply(x, _floats(1 / one["smooth"], 1, 1, -1))
        low, high = _floats(one["low"], 1, 1, 1), _floats(one["high"], 1, 1, 1)
        x = op.fake_quantize(x, low, high, low, high, 256)
        found = []
        for part in (self.chosen[n] for n in names):
            w = op.convert(op.constant(part["w"].astype(np.int8)), "f32")
            w = op.multiply(w, _floats(part["scale"], -1, 1))
            found.append(op.add(op.matmul(x, w, False, True), _floats(part["bias"])))
        return found
