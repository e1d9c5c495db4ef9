"""``ieum train``: an encoder of one's own from occupation data and a centre's matches."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.models import ModelCard
    from embeddings.torch_trainer import Step, Trainer
    from matcher.training.sources import Lesson

_STATE, _RECORD, _START = "state.pt", "training.json", "start"
_CALIBRATED_ON = 300
"""So many texts of any length set the scales of the eight-bit form, and as many long ones."""
_LONG = 40
"""Characters from which on a text is long."""
_SAVED_EVERY = 20
"""Steps between two saved states."""

_Out = Annotated[Path, typer.Option(help="Folder of the finished model; training goes on there.")]
_Occupations = Annotated[
    Path | None,
    typer.Option(help="Folder of entries.jsonl, and of en/ if there."),
]
_Written = Annotated[
    bool,
    typer.Option("--written", help="Two more runs, on what was written for training; averaged."),
]
_Matches = Annotated[
    Path | None, typer.Option(help='Own matches: lines {"wanted", "accepted", "rejected"}.')
]
_From = Annotated[
    str | None,
    typer.Option(help="Go on from this; else from the bundled one, for --occupations from stock."),
]
_Temperature = Annotated[
    float, typer.Option(min=0.001, max=1, help="Smaller weighs near misses more.")
]
_MostPairs = Annotated[
    int | None, typer.Option(min=8, help="So many pairs of each run, drawn; all unless said.")
]


def train(
    out: _Out,
    occupations: _Occupations = None,
    written: _Written = False,
    matches: _Matches = None,
    start: _From = None,
    epochs: Annotated[int, typer.Option(min=1)] = 1,
    batch: Annotated[int, typer.Option(min=8, help="Pairs in a step.")] = 128,
    learning_rate: Annotated[float, typer.Option(min=1e-7, max=1e-2)] = 5e-5,
    temperature: _Temperature = 0.03,
    most_pairs: _MostPairs = None,
    share: Annotated[float, typer.Option(min=0, max=1, help="Of the weights, trained.")] = 1.0,
    seed: int = 0,
) -> None:
    """Train an encoder; an interrupted training goes on when the same command is given again.

    Example: ieum train --occupations data/occupations --written --out models/my-encoder
    """
    from embeddings import default_model_folder
    from embeddings.torch_trainer import Trainer
    from embeddings.training.plan import Recipe
    from service.settings import Settings

    if (out / _RECORD).is_file():
        raise ValueError(f"{out.name}: found a finished model; give another --out or remove it")
    read = _read(occupations, matches, seed, written=written).drawn(most_pairs, seed)
    work = out.with_name(f"{out.name}.part")
    work.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(
        epochs=epochs,
        batch=batch,
        learning_rate=learning_rate,
        temperature=temperature,
        share=share,
        seed=seed,
    )
    cache = Settings.read().models or default_model_folder()
    card = _start(start, cache, read, work, rebuild=bool(occupations))
    trainer = Trainer(card, read.pairs, recipe, read.families)
    _run(trainer, work / _STATE)
    _finish(trainer, read, out)
    shutil.rmtree(work)
    typer.echo(f"IEUM_ENCODER={out}  # {trainer.done} steps over {len(read.pairs):,} pairs")


def _read(occupations: Path | None, matches: Path | None, seed: int, *, written: bool) -> "Lesson":
    from matcher.training.sources import lesson
    from matcher.training.written import WRITTEN

    if not (occupations or matches):
        raise typer.BadParameter("give --occupations, --matches or both: nothing to learn from")
    if written and not occupations:
        raise typer.BadParameter("give --occupations too: --written avoids names that it holds")
    return lesson(occupations, matches, seed, WRITTEN if written else None)


def _run(trainer: "Trainer", state: Path) -> None:
    """Go on from the state where there is one, to the end, and leave the last one there."""
    if state.is_file():
        trainer.load_state(state)
    with _progress(len(trainer.course.batches), trainer.done) as show:

        def report(step: "Step") -> None:
            show(step)
            if step.number % _SAVED_EVERY == 0:
                trainer.save_state(state)

        trainer.run(report)
    trainer.save_state(state)


def _finish(trainer: "Trainer", read: "Lesson", out: Path) -> None:
    """Leave the model in both forms, and then its record, by which it is known to be whole."""
    trainer.save_model(out)
    record = {
        "eight_bits_lowest_cosine": _eight_bits(out, trainer.card, read, trainer.recipe.seed),
        "start": trainer.card.name,
        "recipe": asdict(trainer.recipe),
        "pairs": read.kinds,
        "families": len(read.families),
        "sources": read.sources,
        "steps": trainer.done,
        "seconds": round(trainer.seconds),
        "device": trainer.device,
    }
    (out / _RECORD).write_text(json.dumps(record, indent=1, ensure_ascii=False), "utf-8")


def _start(
    model: str | None, cache: Path, read: "Lesson", work: Path, *, rebuild: bool
) -> "ModelCard":
    """What to train from: a model given, the bundled one, or stock with fewer words."""
    from embeddings.bundled import stock
    from embeddings.models import model_folder, read_card
    from embeddings.sealed import sealed_folder
    from embeddings.training.vocabulary import pruned_model

    if model or not rebuild:
        card = read_card(model, cache)
        return replace(card, folder=model_folder(card, cache))
    source = stock.stock_model(cache)
    known = hashlib.sha256(repr(read.texts).encode()).hexdigest()[:12]
    pruned = sealed_folder(
        work / f"{_START}-{known}", lambda folder: pruned_model(source, read.texts, folder)
    )
    return replace(read_card(pruned, cache, stock.PREFIXES), name=stock.NAME)


def _eight_bits(out: Path, card: "ModelCard", read: "Lesson", seed: int) -> float | None:
    """Adds the quick form of the model; where it is not exact enough says so, and goes without."""
    from numpy.random import default_rng

    from embeddings.engines import write_eight_bits

    told = [t for p in read.pairs for t in ((p.left_role, p.left), (p.right_role, p.right))]
    told += [("query", sentence) for family in read.families for sentence in family]
    every = default_rng(seed).permutation(list(dict.fromkeys(told))).tolist()
    long = [(role, text) for role, text in every if len(text) >= _LONG]
    some = [*every[:_CALIBRATED_ON], *long[:_CALIBRATED_ON]]
    texts = [card.prefixes[role] + text for role, text in some]
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
