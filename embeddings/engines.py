"""Which engine runs a model: its eight bits, OpenVINO where exact enough, else torch."""

import importlib.util
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings import bundled
from embeddings.encoder import Vectors
from embeddings.models import (
    CHECK,
    EIGHT_BIT,
    GRAPH,
    TOKENIZER,
    ModelCard,
    eight_bits,
    made_of,
    model_folder,
    read_card,
)
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

_CONVERTED = "openvino.xml"
_CHECKED_TOKENS = 128
_CHECK_TEXTS = (
    "세종시에서 회계 사무원을 찾습니다. 경력 3년 이상, 주 5일 근무.",
    "query: 파이썬으로 데이터를 분석하고 보고서를 씁니다.",
    "passage: Warehouse clerk, night shifts, forklift licence required.",
    "간호조무사 " * 60,
    "1",
)


class Engine(Protocol):
    """Rows of token ids to unit vectors."""

    @property
    def streams(self) -> int:
        """How many threads may well call ``run`` at the same time."""

    @property
    def shares_rows(self) -> bool:
        """Whether a row may hold several texts, which do not see one another."""

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        """Vectors of shape ``(texts, dimension)``, float32, of length 1, row after row.

        The mask is 1 on tokens and 0 on padding; where rows are shared, n on a row's nth text."""


def choose(card: ModelCard, cache_folder: Path, backend: Literal["auto"] | Backend) -> Backend:
    """The engine to use: eight bits where the model brings them, else OpenVINO, else torch.

    Converts the model once where OpenVINO is asked for or found. Raises ``ShippedModelError``
    where the shipped model is damaged.
    """
    if card.folder == bundled.FOLDER:
        bundled.check()
    ready = eight_bits(card.folder)
    if backend == "int8" and not ready:
        raise ValueError(
            f"backend int8: found no {EIGHT_BIT}/ of its weights in the model {card.name}, expected"
            " its eight-bit graph; `ieum train` writes one, or choose backend openvino"
        )
    if backend == "int8" or (backend == "auto" and ready):
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
    if eight_bits(card.folder):
        return "int8"
    if not importlib.util.find_spec("openvino"):
        return "torch"
    check = _converted_path(card, cache_folder) / CHECK
    exact = not check.is_file() or _lowest_cosine(check.parent) >= EXACT_ENOUGH
    return "openvino" if exact else "torch"


def tokenizer_file(card: ModelCard, cache_folder: Path, backend: Backend) -> Path:
    """The tokenizer beside the model that is going to run."""
    if backend == "openvino":
        return _converted_path(card, cache_folder) / TOKENIZER
    return _own_tokenizer(card.folder or model_folder(card, cache_folder))


def graph_file(card: ModelCard, cache_folder: Path, backend: Backend) -> Path:
    """OpenVINO's graph of a model, in eight bits or as ``choose`` has converted it."""
    if backend == "int8" and card.folder:
        return card.folder / EIGHT_BIT / GRAPH
    return _converted_path(card, cache_folder) / _CONVERTED


def open_engine(
    card: ModelCard, cache_folder: Path, backend: Backend, threads: int | None
) -> Engine:
    """Read the weights; ``choose`` has prepared them."""
    if backend != "torch":
        from embeddings.openvino_engine import OpenVinoEngine

        return OpenVinoEngine(graph_file(card, cache_folder, backend), threads)
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

    graph = folder / EIGHT_BIT / GRAPH
    shutil.rmtree(graph.parent, ignore_errors=True)
    quantise(folder, [text for i, text in enumerate(texts) if i % 5], graph)
    tokens, reads = Tokens(folder / TOKENIZER), read_card(folder, folder).max_tokens
    batch = padded(tokens.ids(texts[::5], min(_CHECKED_TOKENS, reads)), tokens.pad)
    exact, found = TorchEngine(folder).run(*batch), OpenVinoEngine(graph).run(*batch)
    lowest = float(np.sum(exact * found, axis=1).min())
    if lowest < EIGHT_BIT_EXACT:
        shutil.rmtree(graph.parent)
        raise ValueError(
            f"model {folder.name} in eight bits: found cosine {lowest:.4f} to torch, expected at"
            f" least {EIGHT_BIT_EXACT}; use it without"
        )
    check = {"lowest_cosine": lowest, "made_of": made_of(folder)}
    (graph.parent / CHECK).write_text(json.dumps(check), "utf-8")
    return lowest


def _converted_path(card: ModelCard, cache_folder: Path) -> Path:
    return cache_folder / f"openvino-{card.digest[:12]}"


def _converted(card: ModelCard, cache_folder: Path) -> Path:
    def build(folder: Path) -> None:
        _convert(model_folder(card, cache_folder), folder, card.max_tokens)

    return sealed_folder(_converted_path(card, cache_folder), build)


def _lowest_cosine(converted: Path) -> float:
    return float(json.loads((converted / CHECK).read_text("utf-8"))["lowest_cosine"])


def _own_tokenizer(folder: Path) -> Path:
    if not (file := folder / TOKENIZER).is_file():
        raise ValueError(
            f"model folder {folder.name}: found no {TOKENIZER}, expected a fast tokenizer; save"
            " it with AutoTokenizer.from_pretrained(folder).save_pretrained(folder)"
        )
    return file


def _convert(source: Path, folder: Path, max_tokens: int) -> None:
    from embeddings.openvino_engine import OpenVinoEngine, convert
    from embeddings.tokens import Tokens, padded
    from embeddings.torch_engine import TorchEngine

    shutil.copyfile(_own_tokenizer(source), folder / TOKENIZER)
    tokens, reference = Tokens(folder / TOKENIZER), TorchEngine(source)
    rows = tokens.ids(_CHECK_TEXTS, max_tokens)
    batch = padded(rows, tokens.pad)
    exact = reference.run(*batch)
    try:
        convert(reference.pipeline, folder / _CONVERTED)
        lowest = float(
            np.sum(exact * OpenVinoEngine(folder / _CONVERTED).run(*batch), axis=1).min()
        )
    except Exception as error:  # whatever OpenVINO cannot do, torch can
        check = {"lowest_cosine": -1.0, "error": str(error)[:500]}
    else:
        check = {"lowest_cosine": lowest}
    (folder / CHECK).write_text(json.dumps(check), "utf-8")
