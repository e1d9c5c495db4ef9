"""BERT with mean pooling as an OpenVINO graph, in floating point or with int8 weights.

Nothing is traced: the graph is written down here. A mask of all pairs of tokens keeps the texts of
a row apart. Inputs and the first output bear the names that sentence-transformers' own
OpenVINO backend asks for. Every weight is a constant under the name that ``BertModel`` gives it; a
quantised one has its steps beside it (``….scale``), and where the channels of a layer's input were
smoothed, what they are multiplied by (``….smoothing``).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.openvino_engine import SHARES_ROWS, ov

op = ov.opset13
Array = NDArray[np.float32]
Linear = tuple[Array, Array]
"""Weight ``(out, in)`` and bias ``(out,)``."""

INPUTS = ("input_ids", "attention_mask")
OUTPUTS = ("last_hidden_state", "sentence_embedding")
SCALE, SMOOTHING = ".scale", ".smoothing"
WORDS = "embeddings.word_embeddings.weight"
PLACES = "embeddings.position_embeddings.weight"
TYPES = "embeddings.token_type_embeddings.weight"


def shared_inputs(config: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The linear layers by the activation that they share (named by the first of them)."""
    groups: dict[str, tuple[str, ...]] = {}
    for i in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{i}."
        query, key, value = (f"{at}attention.self.{n}" for n in ("query", "key", "value"))
        groups[query] = (query, key, value)
        for name in ("attention.output.dense", "intermediate.dense", "output.dense"):
            groups[at + name] = (at + name,)
    return groups


def read_constants(file: Path) -> dict[str, NDArray[Any]]:
    """Every named weight of a graph that was saved, with steps and smoothing."""
    nodes = ov.Core().read_model(file).get_ops()
    constants = (node for node in nodes if node.get_type_name() == "Constant")
    found = {node.get_friendly_name(): np.array(node.data) for node in constants}
    return {n: v for n, v in found.items() if n.startswith(("embeddings.", "encoder."))}


def _floats(array: Any, *shape: int, name: str = "") -> Any:
    return _constant(np.asarray(array, np.float32).reshape(shape or np.shape(array)), name)


def _whole(*numbers: int) -> Any:
    return op.constant(np.array(numbers, np.int64))


def _constant(array: NDArray[Any], name: str) -> Any:
    constant = op.constant(array)
    if name:
        constant.set_friendly_name(name)
    return constant


def _told(node: Any, name: str) -> Any:
    node.output(0).tensor.set_names({name})
    return node


class Graph:
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
        """(ids, mask) int64 to token vectors and the unit vector; ``taps``: shared activations.

        Texts that share a row, by the mask, see themselves alone; the unit vector is of rows that
        hold one."""
        ids, mask = (_told(op.parameter([-1, -1], ov.Type.i64, name=n), n) for n in INPUTS)
        texts = op.convert(mask, "i32")
        same = op.equal(op.unsqueeze(texts, _whole(2)), op.unsqueeze(texts, _whole(1)))
        same = op.logical_and(same, op.unsqueeze(op.convert(mask, "boolean"), _whole(2)))
        # 0 between tokens of one text, -30000 elsewhere, broadcast over heads
        closed = op.multiply(op.subtract(op.convert(same, "f32"), _floats(1.0)), _floats(30000.0))
        closed = op.unsqueeze(closed, _whole(1))
        x = self._embedded(ids, same)
        for i in range(self.config["num_hidden_layers"]):
            x = self._layer(x, closed, f"encoder.layer.{i}.")
        # a mean and a sum have the same direction
        ones = op.convert(op.unsqueeze(mask, _whole(2)), "f32")
        total = op.reduce_sum(op.multiply(x, ones), _whole(1), False)
        unit = op.normalize_l2(total, _whole(-1), 1e-12, "max")
        outputs = [_told(node, name) for node, name in zip((x, unit), OUTPUTS, strict=True)]
        if taps:
            outputs = [*self.tapped.values()]
        model = ov.Model([op.result(o) for o in outputs], [ids, mask], "sentence_encoder")
        model.set_rt_info("yes", SHARES_ROWS)
        return model

    def _layer(self, x: Any, closed: Any, at: str) -> Any:
        y = self._attention(
            x, closed, [f"{at}attention.self.{n}" for n in ("query", "key", "value")]
        )
        (y,) = self._linear(y, at + "attention.output.dense")
        x = self._normed(op.add(y, x), at + "attention.output.LayerNorm")
        (y,) = self._linear(x, at + "intermediate.dense")
        (y,) = self._linear(op.gelu(y, "ERF"), at + "output.dense")
        return self._normed(op.add(y, x), at + "output.LayerNorm")

    def _attention(self, x: Any, closed: Any, names: list[str]) -> Any:
        heads, hidden = self.config["num_attention_heads"], self.config["hidden_size"]
        split, join = _whole(0, 0, heads, hidden // heads), _whole(0, 0, hidden)
        turn = _whole(0, 2, 1, 3)
        query, key, value = (op.reshape(y, split, True) for y in self._linear(x, *names))
        pairs = op.transpose(query, turn), op.transpose(key, turn)
        shares = op.softmax(op.add(op.matmul(*pairs, False, True), closed), -1)
        y = op.matmul(shares, op.transpose(value, turn), False, False)
        return op.reshape(op.transpose(y, turn), join, True)

    def _embedded(self, ids: Any, same: Any) -> Any:
        first, small = op.constant(np.int64(0)), op.convert(ids, "i32")
        words = self.weights[WORDS]
        if self.chosen is None:
            x = op.gather(_floats(words), small, first)
        else:  # rows are gathered as int8 and only then scaled: the table stays int8 in memory too
            scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-12) / 127
            table = _constant(np.rint(words / scale).astype(np.int8), WORDS)
            x = op.convert(op.gather(table, small, first), "f32")
            x = op.multiply(x, op.gather(_floats(scale, name=WORDS + SCALE), small, first))
        places = _floats(self.weights[PLACES] + self.weights[TYPES][0], name=PLACES)
        # a token's place in its text: how many of the text stand before it
        second = op.constant(np.int64(1))
        numbers = op.range(first, op.gather(op.shape_of(ids), second, first), second, ov.Type.i64)
        earlier = op.less(op.unsqueeze(numbers, first), op.unsqueeze(numbers, second))
        before = op.logical_and(same, earlier)
        place = op.reduce_sum(op.convert(before, "i32"), _whole(2), False)  # bf16 ends at 256
        return self._normed(op.add(x, op.gather(places, place, first)), "embeddings.LayerNorm")

    def _normed(self, x: Any, name: str) -> Any:
        x = op.mvn(x, _whole(-1), True, self.config["layer_norm_eps"], "INSIDE_SQRT")
        for act, part in ((op.multiply, ".weight"), (op.add, ".bias")):
            x = act(x, _floats(self.weights[name + part], name=name + part))
        return x

    def _linear(self, x: Any, *names: str) -> list[Any]:
        """Layers that read the same ``x``, which is quantised once for all of them."""
        self.tapped[names[0]] = x
        if self.chosen is None:
            pairs = [self.layers[n] for n in names]
            return [op.add(op.matmul(x, _floats(w), False, True), _floats(b)) for w, b in pairs]
        one = self.chosen[names[0]]
        if not np.all(one["smooth"] == 1):  # runs in one pass with the quantisation after it
            inverse = _floats(1 / one["smooth"], 1, 1, -1, name=names[0] + SMOOTHING)
            x = op.multiply(x, inverse)
        low, high = _floats(one["low"], 1, 1, 1), _floats(one["high"], 1, 1, 1)
        x = op.fake_quantize(x, low, high, low, high, 256)
        return [self._quantised(x, name, self.chosen[name]) for name in names]

    def _quantised(self, x: Any, name: str, part: Mapping[str, Any]) -> Any:
        w = op.convert(_constant(part["w"].astype(np.int8), name + ".weight"), "f32")
        w = op.multiply(w, _floats(part["scale"], -1, 1, name=name + ".weight" + SCALE))
        return op.add(op.matmul(x, w, False, True), _floats(part["bias"], name=name + ".bias"))
