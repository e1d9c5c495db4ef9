"""``ieum train``: an encoder of one's own from occupation data and a centre's matches."""

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.models import ModelCard
    from embeddings.torch_trainer import Step
    from matcher.training.sources import Lesson

_STATE, _RECORD, _START = "state.pt", "training.json", "start"
_CALIBRATED_ON = 200
"""Pairs whose texts set the scales of the eight-bit form."""
_SAVED_EVERY = 20
"""Steps between two saved states."""


def train(
    out: Annotated[
        Path, typer.Option(help="Folder of the finished model; training goes on there.")
    ],
    occupations: Annotated[
        Path | None, typer.Option(help="Folder with entries.jsonl and, if there, en/onet_*.tsv.")
    ] = None,
    matches: Annotated[
        Path | None, typer.Option(help='Own matches: lines {"wanted", "accepted", "rejected"}.')
    ] = None,
    start: Annotated[
        str | None, typer.Option(help="Model to go on from; by default the bundled, cut down.")
    ] = None,
    epochs: Annotated[int, typer.Option(min=1)] = 1,
    batch: Annotated[int, typer.Option(min=8, help="Pairs in a step.")] = 256,
    learning_rate: Annotated[float, typer.Option(min=1e-7, max=1e-2)] = 1e-4,
    share: Annotated[float, typer.Option(min=0, max=1, help="Of the weights, trained.")] = 1.0,
    seed: int = 0,
) -> None:
    """Train an encoder; an interrupted training goes on when the same command is given again.

    Example: ieum train --occupations data/occupations --out models/ieum-e5-ko
    """
    from embeddings import default_model_folder
    from embeddings.torch_trainer import Trainer
    from embeddings.training.plan import Recipe
    from matcher.training.sources import lesson
    from service.settings import Settings

    if not (occupations or matches):
        raise typer.BadParameter("give --occupations, --matches or both: nothing to learn from")
    if (out / _RECORD).is_file():
        raise ValueError(f"{out.name}: found a finished model; give another --out or remove it")
    read = lesson(occupations, matches, seed)
    work = out.with_name(f"{out.name}.part")
    work.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(epochs=epochs, batch=batch, learning_rate=learning_rate, share=share, seed=seed)
    cache = Settings.read().models or default_model_folder()
    trainer = Trainer(_start(start, cache, read, work), read.pairs, recipe)
    if (work / _STATE).is_file():
        trainer.load_state(work / _STATE)
    began, before = time.monotonic(), trainer.done
    with _progress(len(trainer.order), trainer.done) as show:

        def report(step: "Step") -> None:
            show(step)
            if step.number % _SAVED_EVERY == 0:
                trainer.save_state(work / _STATE)

        trainer.run(report)
    trainer.save_state(work / _STATE)
    trainer.save_model(out)
    record = {
        "eight_bits_lowest_cosine": _eight_bits(out, trainer.card, read, seed),
        "start": trainer.card.name,
        "recipe": asdict(recipe),
        "pairs": read.kinds,
        "sources": read.sources,
        "steps": trainer.done,
        "seconds_of_last_run": round(time.monotonic() - began),
        "steps_of_last_run": trainer.done - before,
        "device": trainer.device,
    }
    (out / _RECORD).write_text(json.dumps(record, indent=1, ensure_ascii=False), "utf-8")
    shutil.rmtree(work)
    typer.echo(f"IEUM_MODEL={out}  # {trainer.done} steps over {len(read.pairs):,} pairs")


def _start(model: str | None, cache: Path, read: "Lesson", work: Path) -> "ModelCard":
    """What to train from: a model given, else the bundled one with a smaller vocabulary."""
    from embeddings.models import model_folder, read_card
    from embeddings.sealed import sealed_folder
    from embeddings.training.vocabulary import pruned_model

    card = read_card(model, cache)
    if model:
        return replace(card, folder=model_folder(card, cache))
    source = model_folder(card, cache)
    known = hashlib.sha256(repr(read.texts).encode()).hexdigest()[:12]
    pruned = sealed_folder(
        work / f"{_START}-{known}", lambda folder: pruned_model(source, read.texts, folder)
    )
    return replace(read_card(pruned, cache, card.prefixes), name=card.name)


def _eight_bits(out: Path, card: "ModelCard", read: "Lesson", seed: int) -> float | None:
    """Adds the quick form of the model; where it is not exact enough says so, and goes without."""
    from numpy.random import default_rng

    from embeddings.engines import write_eight_bits

    picked = default_rng(seed).permutation(len(read.pairs))[:_CALIBRATED_ON]
    some = [read.pairs[i] for i in picked]
    texts = [card.prefixes[pair.left_role] + pair.left for pair in some]
    texts += [card.prefixes[pair.right_role] + pair.right for pair in some]
    try:
        return write_eight_bits(out, texts)
    except ValueError as error:
        typer.echo(f"without eight bits: {error}", err=True)
        return None


@contextmanager
def _progress(total: int, done: int) -> "Iterator[Callable[[Step], None]]":
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("training", total=total, completed=done)
        yield lambda step: bar.update(
            task, completed=step.number, description=f"training, loss {step.loss:.3f}"
        )
