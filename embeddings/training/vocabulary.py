"""A smaller vocabulary: the pieces that chosen texts and scripts use, with their embeddings.

A unigram tokenizer cuts a text into the pieces whose log-probabilities add up highest. Where all
the pieces of that cut are kept it stays the highest, so such a text keeps its cut and its vector.
"""

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from embeddings.tokens import TOKENIZER_FILE, Tokens

HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_WORD_START = "▁"
_ENGLISH = re.compile(f"{_WORD_START}?[\x21-\x7e]+")


SIZE = 35_000
"""Pieces that are kept at least: what Korean and English need, with room."""

_WEIGHTS, _CONFIG, _TABLE = "model.safetensors", "config.json", "word_embeddings.weight"


def pruned_model(source: Path, texts: Sequence[str], out: Path, size: int = SIZE) -> None:
    """Copy a SentenceTransformer folder to ``out`` with the pieces that ``texts`` and Hangul need.

    A text whose pieces are all kept has the same vector as before.
    """
    used = {i for row in Tokens(source / TOKENIZER_FILE).ids(texts) for i in row}
    kept = kept_pieces(source / TOKENIZER_FILE, used, size)
    left = shutil.ignore_patterns(_WEIGHTS, TOKENIZER_FILE, "seal.json")
    shutil.copytree(source, out, ignore=left, dirs_exist_ok=True)
    prune_tokenizer(source / TOKENIZER_FILE, kept, out / TOKENIZER_FILE)
    tensors = load_file(source / _WEIGHTS)
    (table,) = (name for name in tensors if name.endswith(_TABLE))
    tensors[table] = np.ascontiguousarray(tensors[table][kept])
    save_file(tensors, out / _WEIGHTS, metadata={"format": "pt"})
    config = json.loads((out / _CONFIG).read_text("utf-8"))
    config |= {
        "vocab_size": len(kept),
        "pad_token_id": int(np.searchsorted(kept, config["pad_token_id"])),
    }
    (out / _CONFIG).write_text(json.dumps(config, indent=1), "utf-8")


def kept_pieces(tokenizer: Path, used: Iterable[int], size: int) -> NDArray[np.int64]:
    """Ids to keep, ascending: specials, Hangul, single signs, ``used``, then English by frequency.

    ``size`` is how many are kept at least; the pieces of the file stand in order of frequency.
    Raises ``ValueError`` for a tokenizer that is not a unigram model.
    """
    file = _read(tokenizer)
    pieces = [piece for piece, _ in file["model"]["vocab"]]
    special = {int(token["id"]) for token in file["added_tokens"]}
    chosen = {i for i in (*special, *used) if i < len(pieces)}
    for i, piece in enumerate(pieces):
        if HANGUL.search(piece) or len(piece.removeprefix(_WORD_START)) <= 1:
            chosen.add(i)
    for i, piece in enumerate(pieces):
        if len(chosen) >= size:
            break
        if _ENGLISH.fullmatch(piece):
            chosen.add(i)
    return np.array(sorted(chosen), dtype=np.int64)


def prune_tokenizer(tokenizer: Path, kept: NDArray[np.int64], out: Path) -> None:
    """Write the tokenizer of the ``kept`` pieces, numbered anew in their order."""
    file = _read(tokenizer)
    new_id = {int(old): new for new, old in enumerate(kept)}
    model = file["model"]
    model["vocab"] = [model["vocab"][int(old)] for old in kept]
    model["unk_id"] = new_id[model["unk_id"]]
    for token in file["added_tokens"]:
        token["id"] = new_id[token["id"]]
    for token in file["post_processor"]["special_tokens"].values():
        token["ids"] = [new_id[old] for old in token["ids"]]
    out.write_text(json.dumps(file, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _read(tokenizer: Path) -> dict[str, Any]:
    file: dict[str, Any] = json.loads(tokenizer.read_text("utf-8"))
    if (kind := file["model"]["type"]) != "Unigram":
        raise ValueError(
            f"{tokenizer.name}: found a {kind} model, expected Unigram; its vocabulary stays whole"
        )
    return file
