"""One measurement of one encoder in a process of its own: a job on stdin, figures on stdout."""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from embeddings.sentence import SentenceEncoder

Mode = Literal["prepare", "start", "batch"]
Backend = Literal["auto", "int8", "openvino", "torch"]
FIRST = "사무보조, 엑셀로 자료 입력"


@dataclass(frozen=True)
class Job:
    """What a process measures: ``prepare`` converts and describes, ``start`` waits for the first
    vector and for single texts, ``batch`` encodes all texts."""

    mode: Mode
    model: str | None
    backend: Backend
    cache_folder: str
    began: float
    threads: int | None = None
    texts: tuple[str, ...] = ()
    lengths: tuple[int, ...] = ()
    """Of ``prepare``: draw queries of so many tokens."""
    queries: tuple[tuple[str, ...], ...] = ()
    batch: int = 32
    passes: int = 1
    repeats: int = 1
    vectors: str = ""
    """Of ``batch``: where the vectors are written."""

    @property
    def folder(self) -> Path:
        """Where prepared models are kept."""
        return Path(self.cache_folder)

    def to_json(self) -> str:
        """For :func:`main` to read."""
        return json.dumps(asdict(self))


def main() -> None:
    """Do the job of stdin."""
    print(json.dumps(figures(Job(**json.load(sys.stdin)))))


def figures(job: Job) -> dict[str, Any]:
    """Do a job in this process."""
    from embeddings import SentenceEncoder

    encoder = SentenceEncoder.load(
        job.model, cache_folder=job.folder, backend=job.backend, threads=job.threads
    )
    return {"prepare": _prepared, "start": _started, "batch": _batched}[job.mode](job, encoder)


def _prepared(job: Job, encoder: "SentenceEncoder") -> dict[str, Any]:
    from embeddings.engines import PRECISION
    from embeddings.measure import disk_mb, mean_tokens, multiply_adds, queries_of

    texts = [encoder.sections(text)[0] for text in job.texts]
    tokens = mean_tokens(encoder, texts)
    return {
        "model": encoder.name,
        "revision": encoder.revision,
        "backend": encoder.backend,
        "precision": PRECISION[encoder.backend],
        "texts": texts,
        "mean_tokens": tokens,
        "multiply_adds": multiply_adds(encoder.card, job.folder, tokens),
        "disk_mb": disk_mb(encoder, job.folder),
        "queries": [queries_of(encoder, texts, length) for length in job.lengths],
    }


def _started(job: Job, encoder: "SentenceEncoder") -> dict[str, Any]:
    encoder.encode([FIRST], "query")
    seconds = time.time() - job.began
    from embeddings.measure import peak_memory_mb, waiting

    memory = peak_memory_mb()
    times = [
        waiting(encoder, texts, job.repeats) if _fit(encoder, texts) else None
        for texts in job.queries
    ]
    return {"load_seconds": seconds, "peak_memory_mb": memory, "one_text_ms": times}


def _fit(encoder: "SentenceEncoder", texts: Sequence[str]) -> bool:
    """Whether a model reads as much; the texts were drawn by the stock model's tokens."""
    return all(len(encoder.sections(text)) == 1 for text in texts)


def _batched(job: Job, encoder: "SentenceEncoder") -> dict[str, Any]:
    import numpy as np

    from embeddings.measure import peak_memory_mb, rate

    vectors, found = rate(encoder, job.texts, job.batch, job.passes)
    memory = peak_memory_mb()
    np.save(job.vectors, vectors)
    return {"texts_per_second": found, "peak_memory_mb": memory}


if __name__ == "__main__":
    main()
