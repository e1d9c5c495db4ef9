"""What one encoder costs on this machine: rate, waiting time, memory, disk and arithmetic."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from embeddings.encoder import Encoder, Vectors
from embeddings.engines import graph_file, tokenizer_file
from embeddings.models import EIGHT_BIT, ModelCard, model_folder
from embeddings.sentence import SentenceEncoder
from embeddings.tokens import Tokens

MB = 1e6
_WARM = 3


def rate(encoder: Encoder, texts: Sequence[str], batch: int, passes: int) -> tuple[Vectors, float]:
    """Vectors of the texts as passages, and texts a second in the middle one of some passes."""
    encoder.encode(texts[:batch], "passage")
    seconds = []
    for _ in range(passes):
        began = time.perf_counter()
        parts = [
            encoder.encode(texts[start : start + batch], "passage")
            for start in range(0, len(texts), batch)
        ]
        seconds.append(time.perf_counter() - began)
    return np.concatenate(parts), len(texts) / median(seconds)


def waiting(encoder: Encoder, queries: Sequence[str], repeats: int) -> dict[str, float]:
    """Milliseconds for one text alone, tokenising included: the middle and the 95th percentile."""
    for text in queries[:_WARM]:
        encoder.encode([text], "query")
    seconds = []
    for turn in range(repeats):
        began = time.perf_counter()
        encoder.encode([queries[turn % len(queries)]], "query")
        seconds.append(time.perf_counter() - began)
    return {
        "median": 1000 * float(np.median(seconds)),
        "p95": 1000 * float(np.percentile(seconds, 95)),
    }


def peak_memory_mb() -> float:
    """The most memory this process has held.

    On Linux not ``getrusage``: its figure begins at what the starting process held."""
    status = Path("/proc/self/status")
    if status.is_file():
        (peak,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) * 1024 / MB
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB  # bytes on macOS


def disk_mb(encoder: SentenceEncoder, cache_folder: Path) -> float:
    """What the encoder's engine keeps on disk: weights or graph, and the tokenizer."""
    if encoder.backend == "torch":
        folder = model_folder(encoder.card, cache_folder)
        return _size_mb(folder) - _size_mb(folder / EIGHT_BIT)
    graph = graph_file(encoder.card, cache_folder, encoder.backend)
    tokenizer = tokenizer_file(encoder.card, cache_folder, encoder.backend)
    beside = tokenizer.parent == graph.parent
    return _size_mb(graph.parent) + (0 if beside else tokenizer.stat().st_size / MB)


def multiply_adds(card: ModelCard, cache_folder: Path, tokens: float) -> float | None:
    """Of one text of so many tokens: the linear layers, and queries by keys and shares by values.

    ``None`` where the model's ``config.json`` does not tell layers and widths."""
    file = (card.folder or model_folder(card, cache_folder)) / "config.json"
    config: Mapping[str, int] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    names = ("num_hidden_layers", "hidden_size", "intermediate_size")
    if not all(isinstance(config.get(name), int) for name in names):
        return None
    layers, wide, inner = (config[name] for name in names)
    linear = tokens * (4 * wide * wide + 2 * wide * inner)
    return layers * (linear + 2 * tokens * tokens * wide)


def mean_tokens(encoder: SentenceEncoder, texts: Sequence[str]) -> float:
    """Tokens of a text as a passage, prefix and special tokens included."""
    prefix = encoder.card.prefixes["passage"]
    return float(np.mean([len(row) for row in encoder.tokens.ids([prefix + t for t in texts])]))


def queries_of(
    encoder: SentenceEncoder, texts: Sequence[str], length: int, most: int = 8
) -> list[str]:
    """Up to ``most`` different runs of words of exactly ``length`` tokens as queries.

    Raises ``ValueError`` where the texts have none."""
    words = " ".join(texts).split()
    found = dict.fromkeys(_runs(encoder.tokens, encoder.card.prefixes["query"], words, length))
    if not found:
        raise ValueError(
            f"found no {length} tokens in {len(texts)} texts, expected some; take more"
        )
    chosen = list(found)
    return chosen[:: max(1, len(chosen) // most)][:most]


def _runs(tokens: Tokens, prefix: str, words: Sequence[str], length: int) -> Iterator[str]:
    """Each run that is as long, from starts an eighth of that apart in words; they may overlap."""
    for start in range(0, len(words), max(1, length // 8)):
        low, high = 1, min(length, len(words) - start)
        while low < high:  # the fewest words that are long enough
            middle = (low + high) // 2
            enough = tokens.count(prefix + " ".join(words[start : start + middle])) >= length
            low, high = (low, middle) if enough else (middle + 1, high)
        text = " ".join(words[start : start + low])
        if tokens.count(prefix + text) == length:
            yield text


def _size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / MB
