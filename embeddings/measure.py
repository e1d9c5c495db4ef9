"""Speed and exactness of each engine on given texts: the figures behind the default."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import numpy as np

from embeddings.batches import in_batches
from embeddings.encoder import Vectors
from embeddings.engines import Engine, choose, open_engine, tokenizer_file
from embeddings.models import ModelCard, read_card
from embeddings.tokens import Tokens, padded

_SINGLE_TEXTS = 20


@dataclass(frozen=True)
class Speed:
    """What one engine does on one machine; the cosine is to torch in float32."""

    texts_per_second: float
    one_text_ms: float
    lowest_cosine: float
    load_seconds: float


def measure_engines(
    texts: Sequence[str], cache_folder: Path, threads: int | None = None
) -> dict[str, Speed]:
    """Each engine of the bundled model over the same token rows, torch first as the measure."""
    card = read_card(None, cache_folder)
    choose(card, cache_folder, "openvino")
    tokens = Tokens(tokenizer_file(card, cache_folder, "openvino"))
    rows = tokens.ids([card.prefixes["passage"] + text for text in texts])
    found: dict[str, Speed] = {}
    exact: Vectors | None = None
    for name, make in _makers(card, cache_folder, threads).items():
        start = time.perf_counter()
        engine = make()
        load = time.perf_counter() - start
        vectors, rate = _timed(engine, rows, tokens.pad)
        exact = vectors if exact is None else exact
        cosine = float((vectors * exact).sum(axis=1).min())
        found[name] = Speed(rate, _one_text_ms(engine, rows, tokens.pad), cosine, load)
    return found


def _makers(
    card: ModelCard, cache_folder: Path, threads: int | None
) -> dict[str, Callable[[], Engine]]:
    from embeddings.openvino_engine import OpenVinoEngine

    folder = tokenizer_file(card, cache_folder, "openvino").parent
    return {
        "torch-f32": lambda: open_engine(card, cache_folder, "torch", threads),
        "openvino-f32": lambda: OpenVinoEngine(folder, threads, precision="f32"),
        "openvino-bf16": lambda: OpenVinoEngine(folder, threads, precision="bf16"),
    }


def as_table(found: dict[str, Speed]) -> dict[str, dict[str, float]]:
    """The same as plain numbers, for JSON."""
    return {name: asdict(speed) for name, speed in found.items()}


def _timed(engine: Engine, rows: Sequence[list[int]], pad: int) -> tuple[Vectors, float]:
    engine.run(*padded(rows[:1], pad))
    start = time.perf_counter()
    parts, order = [], []
    for where in in_batches([len(row) for row in rows]):
        parts.append(engine.run(*padded([rows[i] for i in where], pad)))
        order += where
    rate = len(rows) / (time.perf_counter() - start)
    return np.concatenate(parts)[np.argsort(order)], rate


def _one_text_ms(engine: Engine, rows: Sequence[list[int]], pad: int) -> float:
    seconds = []
    for row in rows[:_SINGLE_TEXTS]:
        start = time.perf_counter()
        engine.run(*padded([row], pad))
        seconds.append(time.perf_counter() - start)
    return 1000 * median(seconds)
