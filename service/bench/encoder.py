"""``ieum bench encoder``: encoders beside the stock model in float32, in one run.

Each measurement is a process of its own, one after another, and the thread counts are the
product's: all for a batch, those of serving for one text."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from service.bench.encoder_process import Backend, Job

if TYPE_CHECKING:
    from embeddings.encoder import Vectors

Figures = dict[str, Any]
LENGTHS = (16, 32, 64, 256)
"""Tokens of the single texts, prefix and special ones included, as the stock model counts."""


@dataclass(frozen=True)
class Effort:
    """How often everything is done."""

    batch: int = 32
    passes: int = 3
    repeats: int = 100
    starts: int = 3


@dataclass(frozen=True)
class System:
    """One model on one engine, found ready, with its texts."""

    model: str | None
    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its name in the figures."""
        return f"{self.facts['model']}, {self.facts['precision']}"

    @property
    def weights(self) -> str:
        """The same for all engines of a model."""
        return str(self.facts["revision"]).partition("-")[0]


class Bench:
    """The texts, and what every process is told alike."""

    def __init__(
        self,
        texts: Sequence[str],
        cache_folder: Path,
        effort: Effort,
        serving_threads: int,
        on_step: Callable[[str], None],
    ) -> None:
        self._effort, self._serving_threads = effort, serving_threads
        self._job = Job("prepare", None, "auto", str(cache_folder), 0.0, texts=tuple(texts))
        self._tell = on_step

    def prepare(self, model: str | None, backend: Backend, lengths: tuple[int, ...] = ()) -> System:
        """Make a model ready, so that no figure holds its making."""
        self._tell(f"preparing {model or 'the default model'}, {backend}")
        job = replace(self._job, model=model, backend=backend, lengths=lengths)
        return System(model, _done(job))

    def measure(
        self, system: System, queries: Sequence[Sequence[str]]
    ) -> tuple[Figures, "Vectors"]:
        """All figures of one system but its agreement, and the vectors of the texts."""
        started = self._starts(system, tuple(map(tuple, queries)))
        batched, vectors = self._batch(system)
        facts, speed = system.facts, batched["texts_per_second"]
        work: float | None = facts["multiply_adds"]
        figures = {
            "model": facts["model"],
            "revision": facts["revision"],
            "engine": facts["precision"],
            "texts_per_second": speed,
            "one_text_ms": dict(zip(map(str, LENGTHS), started[0]["one_text_ms"], strict=True)),
            "load_seconds": median(one["load_seconds"] for one in started),
            "peak_memory_mb": {
                "first_vector": median(one["peak_memory_mb"] for one in started),
                "batches": batched["peak_memory_mb"],
            },
            "disk_mb": facts["disk_mb"],
            "mean_tokens": facts["mean_tokens"],
            "multiply_adds_per_text": work,
            "achieved_gops": 2 * work * speed / 1e9 if work else None,
        }
        return figures, vectors

    def _starts(self, system: System, queries: tuple[tuple[str, ...], ...]) -> list[Figures]:
        """Fresh processes up to the first vector; the first of them then reads single texts."""
        job = self._told(system, mode="start", texts=(), threads=self._serving_threads)
        jobs = [replace(job, queries=queries), *[job] * (self._effort.starts - 1)]
        self._tell(f"{system.name}: {len(jobs)} starts, single texts")
        return [_done(one) for one in jobs]

    def _batch(self, system: System) -> tuple[Figures, "Vectors"]:
        import numpy as np

        self._tell(f"{system.name}: batches")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "vectors.npy")
            job = self._told(system, mode="batch", vectors=str(file))
            return _done(job), np.load(file)

    def _told(self, system: System, **more: Any) -> Job:
        facts, effort = system.facts, self._effort
        given = {"texts": tuple(facts["texts"]), "backend": facts["backend"]}
        often = {"batch": effort.batch, "passes": effort.passes, "repeats": effort.repeats}
        return replace(self._job, model=system.model, **(given | often | more))


def run(
    texts: Sequence[str],
    cache_folder: Path,
    stock: str | None,
    models: Sequence[str | None],
    *,
    backend: Backend = "auto",
    serving_threads: int = 2,
    effort: Effort | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Figures:
    """Figures of the stock model on torch (the base of all ratios) and OpenVINO, and of each model
    on torch and on the engine that is chosen for it; what is the same is measured once."""
    effort = effort or Effort()
    bench = Bench(texts, cache_folder, effort, serving_threads, on_step)
    base = bench.prepare(stock, "torch", LENGTHS)
    systems = {base.facts["revision"]: base}
    for model, engine in ((stock, "openvino"), *product(models, ("torch", backend))):
        one = bench.prepare(model, engine)
        systems.setdefault(one.facts["revision"], one)
    measured = {
        name: (one, *bench.measure(one, base.facts["queries"]))
        for name, one in _named(list(systems.values())).items()
    }
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "texts": len(texts),
        "batch": effort.batch,
        "threads": {"batches": "all", "one_text": serving_threads},
        "base": next(iter(measured)),
        "systems": _beside_each_other(measured),
    }


def _beside_each_other(measured: Mapping[str, tuple[System, Figures, "Vectors"]]) -> Figures:
    """Each system's figures with its agreement and its ratios to the first."""
    exact = {
        one.weights: (name, vectors)
        for name, (one, _, vectors) in measured.items()
        if one.facts["backend"] == "torch"
    }
    _, base, _ = next(iter(measured.values()))
    return {
        name: figures
        | {"agreement": _agreement(vectors, *exact[one.weights])}
        | {"times_base": _times_base(figures, base)}
        for name, (one, figures, vectors) in measured.items()
    }


def _named(systems: Sequence[System]) -> dict[str, System]:
    """Systems by name; one that others share has the weights added."""
    names = [one.name for one in systems]
    return {
        one.name if names.count(one.name) == 1 else f"{one.name} ({one.weights})": one
        for one in systems
    }


def _agreement(vectors: "Vectors", name: str, exact: "Vectors") -> Figures:
    """Cosines to the same model on torch in float32."""
    cosines = (vectors * exact).sum(axis=1)
    return {"with": name, "lowest": float(cosines.min()), "mean": float(cosines.mean())}


def _times_base(figures: Figures, base: Figures) -> Figures:
    """Ratios: above 1 is quicker for texts a second, slower or larger for all others."""
    memory, base_memory = figures["peak_memory_mb"], base["peak_memory_mb"]
    waits, base_waits = figures["one_text_ms"], base["one_text_ms"]
    plain = ("texts_per_second", "load_seconds", "disk_mb")
    return {name: figures[name] / base[name] for name in plain} | {
        "one_text_ms": {
            length: wait["median"] / base_waits[length]["median"]
            for length, wait in waits.items()
            if wait
        },
        "peak_memory_mb": {name: memory[name] / base_memory[name] for name in memory},
    }


def _done(job: Job) -> Figures:
    """Run one job to its end; raises ``ValueError`` with the last line of what went wrong."""
    command = [sys.executable, "-m", "service.bench.encoder_process"]
    given = replace(job, began=time.time()).to_json()
    done = subprocess.run(  # noqa: S603 # our own interpreter and module
        command, input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stderr.strip() or f"exit status {done.returncode}").splitlines()[-1]
        raise ValueError(f"measuring {job.model or 'the default model'}, {job.backend}: {told}")
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found
