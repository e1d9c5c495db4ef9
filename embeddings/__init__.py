"""Text into vectors, vectors and tokens into neighbours; knows ids and strings, nothing else."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embeddings.bundled import default_model_folder
    from embeddings.cache import CachedEncoder, VectorCache
    from embeddings.description import Description
    from embeddings.encoder import Encoder
    from embeddings.faiss_index import FaissIndex
    from embeddings.hashing import HashingEncoder
    from embeddings.index import Hits, VectorIndex
    from embeddings.lexical import LexicalIndex
    from embeddings.manifest import open_snapshot, write_snapshot
    from embeddings.sentence import SentenceEncoder
    from embeddings.wal import write_ahead

__all__ = [
    "CachedEncoder",
    "Description",
    "Encoder",
    "FaissIndex",
    "HashingEncoder",
    "Hits",
    "LexicalIndex",
    "SentenceEncoder",
    "VectorCache",
    "VectorIndex",
    "default_model_folder",
    "open_snapshot",
    "write_ahead",
    "write_snapshot",
]

_HOMES = {
    "CachedEncoder": "embeddings.cache",
    "Description": "embeddings.description",
    "Encoder": "embeddings.encoder",
    "FaissIndex": "embeddings.faiss_index",
    "HashingEncoder": "embeddings.hashing",
    "Hits": "embeddings.index",
    "LexicalIndex": "embeddings.lexical",
    "SentenceEncoder": "embeddings.sentence",
    "VectorCache": "embeddings.cache",
    "VectorIndex": "embeddings.index",
    "default_model_folder": "embeddings.bundled",
    "open_snapshot": "embeddings.manifest",
    "write_ahead": "embeddings.wal",
    "write_snapshot": "embeddings.manifest",
}


def __getattr__(name: str) -> object:
    """Import a name's heavy module on its first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
