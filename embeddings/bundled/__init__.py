"""The encoder that the package brings along, which is the default, and the cache folder."""

import hashlib
import os
from pathlib import Path

from embeddings.sealed import SEAL, damaged

__all__ = [
    "FOLDER",
    "NAME",
    "ShippedModelError",
    "check",
    "default_model_folder",
    "digest",
]

NAME = "ieum-e5-ko"
"""The encoder used where none is named."""

FOLDER = Path(__file__).parent / NAME
"""Where ``make ship`` puts it: sealed, an ordinary sentence-transformers folder in eight bits."""


class ShippedModelError(RuntimeError):
    """The encoder of this installation is missing or is not the one that was shipped."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"encoder {NAME} in {FOLDER.parent}: found {found}, expected the shipped files;"
            " install ieum again (`pip install --force-reinstall --no-deps` and its wheel; in a"
            " checkout `git restore embeddings/bundled`)"
        )


def default_model_folder() -> Path:
    """``IEUM_MODELS``, else ``ieum/models`` in the user's cache folder."""
    if chosen := os.environ.get("IEUM_MODELS"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "ieum", "models")


def digest() -> str:
    """Of the shipped files, by their seal alone; raises ``ShippedModelError`` where it is gone."""
    try:
        return hashlib.sha256((FOLDER / SEAL).read_bytes()).hexdigest()
    except OSError:
        raise ShippedModelError(f"no {SEAL}") from None


def check() -> None:
    """Hash every shipped file; raises ``ShippedModelError`` naming one that is not as shipped."""
    if changed := damaged(FOLDER):
        raise ShippedModelError(f"{changed[0]} changed or gone")
