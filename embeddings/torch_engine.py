"""The only file that meets torch, transformers and sentence-transformers."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from transformers import logging

from embeddings.encoder import Vectors


class TorchEngine:
    """Token ids to unit vectors through torch, in float32: the reference of every other engine."""

    streams = 1
    shares_rows = False

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        if threads is not None:
            torch.set_num_threads(threads)
        self.pipeline = Pipeline(open_model(folder)).eval()

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        """Vectors of shape ``(len(ids), dimension)`` for padded ids and their mask."""
        with torch.inference_mode():
            out: Vectors = self.pipeline(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
        return out


class Pipeline(torch.nn.Module):
    """A whole sentence-transformer, pooling and normalisation included, as one traceable call."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Unit vectors ``(batch, dimension)`` for ids and mask ``(batch, tokens)``."""
        features: dict[str, Any] = {"input_ids": input_ids, "attention_mask": attention_mask}
        for module in self.model:
            features = module(features)
        return torch.nn.functional.normalize(features["sentence_embedding"].float(), dim=-1)


def open_model(folder: Path) -> SentenceTransformer:
    """The model of a folder, on the CPU."""
    return _read(str(folder), local=True)


def download(name: str, folder: Path) -> None:
    """Fetch a model from the hub and save it as a folder; raises ``OSError`` with the cure."""
    try:
        model = _read(name, local=False)
    except (OSError, ValueError) as error:
        raise OSError(
            f"model {name!r}: found neither a folder of that name nor a reachable hub, expected"
            " one of the two; check the spelling and HF_HUB_OFFLINE, or copy the model's folder"
            " to this machine and give its path"
        ) from error
    model.save(str(folder), create_model_card=False)


def _read(name: str, *, local: bool) -> SentenceTransformer:
    logging.set_verbosity_error()  # type: ignore[no-untyped-call] # the package has no types here
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(name, device="cpu", local_files_only=local)
