"""Puts a trained model into the package, in the place of the encoder that it brings along.

For maintainers: ``make ship TRAINED=build/ieum-e5-ko``; the change is then to be committed.
"""

import json
import shutil
import sys
from pathlib import Path

from embeddings import bundled
from embeddings.models import WEIGHTS, eight_bits
from embeddings.sealed import SEAL, replace_sealed

MOST_MB = 48.0
"""So large may the shipped folder be."""

_RECORD, _CARD, _PROMPTS = "training.json", "README.md", "config_sentence_transformers.json"


def ship(trained: Path, shipped: Path) -> float:
    """Replace ``shipped`` by the folder of a finished training without its float weights; its MB.

    The model card (README.md) stays unless the trained folder has one. Raises ``ValueError`` for
    a folder without eight bits of its weights or without the record, and for one too large.
    """
    graph = eight_bits(trained)
    if graph is None or not (trained / _RECORD).is_file():
        raise ValueError(
            f"{trained}: found no eight bits of its weights or no {_RECORD}, expected a finished"
            " training; run `ieum train` to its end"
        )
    card = shipped / _CARD

    def build(folder: Path) -> None:
        if card.is_file():
            shutil.copyfile(card, folder / _CARD)
        left = shutil.ignore_patterns(WEIGHTS, SEAL)
        shutil.copytree(trained, folder, ignore=left, dirs_exist_ok=True)
        _name_documents(folder / _PROMPTS)
        if (size := _megabytes(folder)) > MOST_MB:
            raise ValueError(f"{trained}: found {size:.1f} MB to ship, expected at most {MOST_MB}")

    replace_sealed(shipped, build)
    return _megabytes(shipped)


def _name_documents(file: Path) -> None:
    """sentence-transformers looks for a passage's prompt under ``document``, and saves it empty."""
    config = json.loads(file.read_text("utf-8"))
    prompts = config["prompts"]
    prompts["document"] = prompts.get("document") or prompts.get("passage", "")
    file.write_text(json.dumps(config, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("give the folder of a finished training, as `make ship TRAINED=FOLDER` does")
    try:
        _size = ship(Path(sys.argv[1]), bundled.FOLDER)
    except (ValueError, OSError) as error:
        sys.exit(f"shipping: {error}")
    print(f"{bundled.FOLDER}: {_size:.1f} MB; commit it")
