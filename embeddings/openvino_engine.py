"""The only file that meets OpenVINO: convert once from torch, afterwards run without it."""

import os
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors

# OpenVINO reports each import and conversion to a web service unless this module is absent.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type] # None forbids an import

import openvino as ov  # noqa: E402 # after the line that keeps it from calling home

__all__ = ["OpenVinoEngine", "convert", "ov"]


MOST_STREAMS = 8
"""Each takes some 120 MB of its own; with more cores than this some share one."""


SHARES_ROWS = "shares_rows"
"""What a graph bears that keeps the texts of a row apart; its first output are states of tokens."""


class OpenVinoEngine:
    """Token ids to unit vectors through a graph: its last output, or sums of its first.

    With ``threads`` each text has them all; without, the cores work on batches of their own."""

    def __init__(self, file: Path, threads: int | None = None) -> None:
        cores = os.cpu_count() or 1
        cores_each = -(-cores // MOST_STREAMS)
        options: dict[str, Any] = {
            "INFERENCE_PRECISION_HINT": "bf16",
            "NUM_STREAMS": 1 if threads else cores // cores_each,
            "INFERENCE_NUM_THREADS": threads or cores,
        }
        core = ov.Core()
        model = core.read_model(file)
        self.shares_rows = bool(model.has_rt_info(SHARES_ROWS))
        results = model.get_results()
        results.pop(0 if self.shares_rows else -1)
        for unread in results:
            model.remove_result(unread)
        self._model = core.compile_model(model, "CPU", options)
        # fewer than asked for where the process may not use every core
        self.streams = int(self._model.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS"))
        self._kept = threading.local()

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        """Unit vectors ``(texts, dimension)``, row after row."""
        # what is shared is the request's own: read before its next call, and at each call alike
        found = self._request().infer([ids, mask], share_inputs=True, share_outputs=True)[0]
        if self.shares_rows:
            found = sums_of_texts(found, mask)
        vectors: Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
        return vectors.astype(np.float32, copy=False)

    def _request(self) -> Any:
        """Each thread's own, made once: a new one would ask for all its memory anew."""
        if not hasattr(self._kept, "request"):
            self._kept.request = self._model.create_infer_request()
        return self._kept.request


def sums_of_texts(states: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Over the tokens of each text; a mean and a sum have the same direction."""
    begins = np.flatnonzero(np.diff(mask, axis=1, prepend=-1))
    sums = np.add.reduceat(states.reshape(mask.size, -1), begins, axis=0)
    found: NDArray[np.float32] = sums[mask.reshape(-1)[begins] > 0]
    return found


def convert(pipeline: Any, file: Path) -> None:
    """Trace a torch module of ``(ids, mask)`` into ``file``, as float16."""
    import torch

    ids = torch.tensor([[0, 5, 6, 2], [0, 7, 2, 1]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # the tracer doubts each branch; the check decides
        model = ov.convert_model(
            pipeline,
            example_input=(ids, mask),
            input=[ov.PartialShape([-1, -1]), ov.PartialShape([-1, -1])],
        )
    ov.save_model(model, file, compress_to_fp16=True)
