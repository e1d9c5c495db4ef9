"""What is known about a model without loading it: its card, from constants or from its folder."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings import bundled
from embeddings.bundled.source import file_sha256
from embeddings.encoder import Role
from embeddings.sealed import is_whole, sealed_folder

_PROMPT_NAMES: dict[Role, tuple[str, ...]] = {
    "query": ("query",),
    "passage": ("passage", "document"),
}


@dataclass(frozen=True)
class ModelCard:
    """A model's public facts; ``digest`` is a hash of its weights, tokenizer and modules."""

    name: str
    digest: str
    dimension: int
    max_tokens: int
    prefixes: Mapping[Role, str]
    folder: Path | None

    @property
    def sure_characters(self) -> int:
        """Texts of at most so many characters (in compatibility form) fit with any prefix."""
        return self.max_tokens - max(len(prefix) for prefix in self.prefixes.values()) - 4

    def revision(self, precision: str) -> str:
        """A word that changes whenever the vectors would."""
        prefixes = json.dumps([self.prefixes["query"], self.prefixes["passage"]])
        return f"{self.digest[:12]}-{precision}-{hashlib.sha256(prefixes.encode()).hexdigest()[:6]}"


def read_card(
    model: str | Path | None, cache_folder: Path, prefixes: Mapping[Role, str] | None = None
) -> ModelCard:
    """The card of the bundled model (None), of a folder, or of a hub name, fetched once.

    Raises ``OSError`` for a name that is neither, ``ValueError`` for a folder that is no
    sentence-transformers model; both with the cure.
    """
    if model is None:
        return ModelCard(
            name=bundled.NAME,
            digest=bundled.TENSORS_SHA256,
            dimension=bundled.DIMENSION,
            max_tokens=bundled.MAX_TOKENS,
            prefixes=_both(prefixes or bundled.PREFIXES),
            folder=None,
        )
    if Path(model).is_dir():
        return _card_of_folder(Path(model), Path(model).resolve().name, prefixes)
    return _card_of_folder(_fetched(str(model), cache_folder), str(model), prefixes)


def model_folder(card: ModelCard, cache_folder: Path) -> Path:
    """The SentenceTransformer folder of a card; the bundled one is made where it is absent."""
    return card.folder or bundled.bundled_model(cache_folder)


def _fetched(name: str, cache_folder: Path) -> Path:
    def fetch(folder: Path) -> None:
        from embeddings.torch_engine import download

        download(name, folder)

    target = cache_folder / f"hub-{name.replace('/', '--')}"
    return target if is_whole(target) else sealed_folder(target, fetch)


def _card_of_folder(folder: Path, name: str, prefixes: Mapping[Role, str] | None) -> ModelCard:
    if not (folder / "modules.json").is_file():
        raise ValueError(
            f"model folder {folder.name}: found no modules.json, expected a sentence-transformers"
            " model; save it with SentenceTransformer.save(folder)"
        )
    config = _json(folder / "config.json")
    return ModelCard(
        name=name,
        digest=_digest(folder),
        dimension=_dimension(folder, config),
        max_tokens=_max_tokens(folder, config),
        prefixes=_both(prefixes or _own_prefixes(folder)),
        folder=folder,
    )


def _both(prefixes: Mapping[Role, str]) -> dict[Role, str]:
    return {"query": prefixes.get("query", ""), "passage": prefixes.get("passage", "")}


def _own_prefixes(folder: Path) -> dict[Role, str]:
    prompts: dict[str, str] = (
        _json(folder / "config_sentence_transformers.json").get("prompts") or {}
    )
    return {
        role: next((prompts[name] for name in names if prompts.get(name)), "")
        for role, names in _PROMPT_NAMES.items()
    }


def _dimension(folder: Path, config: dict[str, Any]) -> int:
    """Of the last module that changes it (Dense), else of the pooling, else of the encoder."""
    found = config.get("hidden_size", 0)
    for module in json.loads((folder / "modules.json").read_text("utf-8")):
        own = _json(folder / module["path"] / "config.json") if module["path"] else {}
        pooled = own.get("word_embedding_dimension", own.get("embedding_dimension", found))
        found = own.get("out_features", pooled)
    return int(found)


def _max_tokens(folder: Path, config: dict[str, Any]) -> int:
    stated = (
        _json(folder / "sentence_bert_config.json").get("max_seq_length"),
        _json(folder / "tokenizer_config.json").get("model_max_length"),
        config.get("max_position_embeddings"),
    )
    return int(min(int(value) for value in stated if value))


def _digest(folder: Path) -> str:
    parts = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".safetensors", ".bin", ".json", ".model", ".txt"}:
            parts.update(f"{file.relative_to(folder).as_posix()} {file_sha256(file)}\n".encode())
    return parts.hexdigest()


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found
