"""Which engine runs a model: its eight bits, OpenVINO where exact enough, else torch."""

import importlib.util
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.bundled.source import file_sha256
from embeddings.encoder import Vectors
from embeddings.models import ModelCard, model_folder
from embeddings.sealed import sealed_folder

Backend = Literal["int8", "openvino", "torch"]

PRECISION: dict[Backend, str] = {
    "int8": "openvino-int8",
    "openvino": "openvino-bf16",
    "torch": "torch-f32",
}
"""What stands in a revision for an engine."""

EXACT_ENOUGH = 0.999
"""Lowest cosine to torch in float32 that a faster engine may have."""

EIGHT_BIT_EXACT = 0.99
"""The same for eight bits: judged sets, not cosines, decide whether such a model is as good."""

EIGHT_BIT = "int8"
"""Folder inside a model's own in which its eight-bit graph lies ready, where it has one."""

_CHECK = "check.json"
_TOKENIZER, _WEIGHTS = "tokenizer.json", "model.safetensors"
_CHECKED_TOKENS = 128
_CHECK_TEXTS = (
    "세종시에서 회계 사무원을 찾습니다. 경력 3년 이상, 주 5일 근무.",
    "query: 파이썬으로 데이터를 분석하고 보고서를 씁니다.",
    "passage: Warehouse clerk, night shifts, forklift licence required.",
    "간호조무사 " * 60,
    "1",
)


class Engine(Protocol):
    """Padded token ids to unit vectors."""

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        """Vectors of shape ``(len(ids), dimension)``, float32, rows of length 1."""


def choose(card: ModelCard, cache_folder: Path, backend: Literal["auto"] | Backend) -> Backend:
    """The engine to use: eight bits where the model brings them, else OpenVINO, else torch.

    Converts the model once where OpenVINO is asked for or found.
    """
    if backend == "int8" and not _has_eight_bits(card):
        raise ValueError(
            f"backend int8: found no {EIGHT_BIT}/ in the model {card.name}, expected its eight-bit"
            " graph; `ieum train` writes one, or choose backend openvino"
        )
    if backend == "int8" or (backend == "auto" and _has_eight_bits(card)):
        return "int8"
    if backend == "torch" or not importlib.util.find_spec("openvino"):
        if backend == "openvino":
            raise ValueError("backend openvino: found no such package; run `pip install openvino`")
        return "torch"
    lowest = _lowest_cosine(_converted(card, cache_folder))
    if lowest >= EXACT_ENOUGH:
        return "openvino"
    if backend == "openvino":
        raise ValueError(
            f"backend openvino: found cosine {lowest:.5f} to torch for {card.name}, expected at"
            f" least {EXACT_ENOUGH}; use backend='torch'"
        )
    return "torch"


def likely(card: ModelCard, cache_folder: Path, backend: Literal["auto"] | Backend) -> Backend:
    """What :func:`choose` will answer, without converting or reading weights."""
    if backend != "auto":
        return backend
    if _has_eight_bits(card):
        return "int8"
    if not importlib.util.find_spec("openvino"):
        return "torch"
    check = _converted_path(card, cache_folder) / _CHECK
    exact = not check.is_file() or _lowest_cosine(check.parent) >= EXACT_ENOUGH
    return "openvino" if exact else "torch"


def tokenizer_file(card: ModelCard, cache_folder: Path, backend: Backend) -> Path:
    """The tokenizer beside the model that is going to run."""
    if backend == "openvino":
        return _converted_path(card, cache_folder) / _TOKENIZER
    return _own_tokenizer(model_folder(card, cache_folder))


def open_engine(
    card: ModelCard, cache_folder: Path, backend: Backend, threads: int | None
) -> Engine:
    """Read the weights; ``choose`` has prepared them."""
    if backend != "torch":
        from embeddings.openvino_engine import OpenVinoEngine

        ready = _eight_bits(card) if backend == "int8" else _converted_path(card, cache_folder)
        return OpenVinoEngine(ready, threads)
    from embeddings.torch_engine import TorchEngine

    return TorchEngine(model_folder(card, cache_folder), threads)


def write_eight_bits(folder: Path, texts: Sequence[str]) -> float:
    """Add the eight-bit graph to a SentenceTransformer folder; the lowest cosine to torch.

    ``texts``, prefixes included, are what it will read: four of five set its scales, the fifth
    checks it. Raises ``ValueError`` where eight bits are not exact enough.
    """
    from embeddings.eight_bit import quantise
    from embeddings.openvino_engine import OpenVinoEngine
    from embeddings.tokens import Tokens, padded
    from embeddings.torch_engine import TorchEngine

    shutil.rmtree(folder / EIGHT_BIT, ignore_errors=True)
    quantise(folder, [text for i, text in enumerate(texts) if i % 5], folder / EIGHT_BIT)
    tokens = Tokens(folder / _TOKENIZER)
    batch = padded([row[:_CHECKED_TOKENS] for row in tokens.ids(texts[::5])], tokens.pad)
    exact, found = TorchEngine(folder).run(*batch), OpenVinoEngine(folder / EIGHT_BIT).run(*batch)
    lowest = float(np.sum(exact * found, axis=1).min())
    if lowest < EIGHT_BIT_EXACT:
        shutil.rmtree(folder / EIGHT_BIT)
        raise ValueError(
            f"model {folder.name} in eight bits: found cosine {lowest:.4f} to torch, expected at"
            f" least {EIGHT_BIT_EXACT}; use it without"
        )
    check = {"lowest_cosine": lowest, "made_of": _source_of(folder)}
    (folder / EIGHT_BIT / _CHECK).write_text(json.dumps(check), "utf-8")
    return lowest


def _has_eight_bits(card: ModelCard) -> bool:
    """Whether they lie ready and were made of the weights beside them, not of earlier ones."""
    if card.folder is None or not (check := _eight_bits(card) / _CHECK).is_file():
        return False
    made_of: object = json.loads(check.read_text("utf-8")).get("made_of")
    return made_of == _source_of(card.folder)


def _source_of(folder: Path) -> dict[str, str]:
    return {name: file_sha256(folder / name) for name in (_WEIGHTS, _TOKENIZER)}


def _eight_bits(card: ModelCard) -> Path:
    if card.folder is None:
        raise ValueError(f"model {card.name}: found no folder, expected one with {EIGHT_BIT}/")
    return card.folder / EIGHT_BIT


def _converted_path(card: ModelCard, cache_folder: Path) -> Path:
    return cache_folder / f"openvino-{card.digest[:12]}"


def _converted(card: ModelCard, cache_folder: Path) -> Path:
    def build(folder: Path) -> None:
        _convert(model_folder(card, cache_folder), folder, card.max_tokens)

    return sealed_folder(_converted_path(card, cache_folder), build)


def _lowest_cosine(converted: Path) -> float:
    return float(json.loads((converted / _CHECK).read_text("utf-8"))["lowest_cosine"])


def _own_tokenizer(folder: Path) -> Path:
    if not (file := folder / _TOKENIZER).is_file():
        raise ValueError(
            f"model folder {folder.name}: found no {_TOKENIZER}, expected a fast tokenizer; save"
            " it with AutoTokenizer.from_pretrained(folder).save_pretrained(folder)"
        )
    return file


def _convert(source: Path, folder: Path, max_tokens: int) -> None:
    from embeddings.openvino_engine import OpenVinoEngine, convert
    from embeddings.tokens import Tokens, padded
    from embeddings.torch_engine import TorchEngine

    shutil.copyfile(_own_tokenizer(source), folder / _TOKENIZER)
    tokens, reference = Tokens(folder / _TOKENIZER), TorchEngine(source)
    rows = [row[:max_tokens] for row in tokens.ids(_CHECK_TEXTS)]
    batch = padded(rows, tokens.pad)
    exact = reference.run(*batch)
    try:
        convert(reference.pipeline, folder)
        lowest = float(np.sum(exact * OpenVinoEngine(folder).run(*batch), axis=1).min())
    except Exception as error:  # whatever OpenVINO cannot do, torch can
        check = {"lowest_cosine": -1.0, "error": str(error)[:500]}
    else:
        check = {"lowest_cosine": lowest}
    (folder / _CHECK).write_text(json.dumps(check), "utf-8")
