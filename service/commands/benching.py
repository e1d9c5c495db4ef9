"""``ieum bench``: measurements, side by side with an alternative, as JSON."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Measure on this machine; quote ratios.")

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True)]


@app.command()
def encoder(
    model: Annotated[
        list[str] | None, typer.Option(help="Folder or name of an encoder; may be repeated.")
    ] = None,
    postings: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            readable=True,
            help="Postings to draw the texts from; by default the sample town's.",
        ),
    ] = None,
    texts: Annotated[int, typer.Option(min=1, help="How many texts.")] = 256,
    seed: Annotated[int, typer.Option(help="Which of the file's postings are drawn.")] = 0,
    passes: Annotated[int, typer.Option(min=1, help="Times over all texts.")] = 3,
    repeats: Annotated[int, typer.Option(min=1, help="Single texts of each length.")] = 100,
    starts: Annotated[int, typer.Option(min=1, help="Fresh processes of each system.")] = 3,
) -> None:
    """The stock model in float32, the encoder in use and others: speed, memory, disk, agreement.

    Figures on stdout as JSON, the same as a table on stderr. Takes minutes.
    Example: ieum bench encoder --postings ../shared/data/judged/postings.jsonl --model my-encoder
    """
    from embeddings import default_model_folder
    from embeddings.bundled.stock import NAME, require
    from service.bench.encoder import Effort, run
    from service.bench.encoder_table import show
    from service.settings import Settings

    require()
    settings = Settings.read()
    found = run(
        _drawn(postings, texts, seed) if postings else _of_the_town(settings.day(), texts),
        settings.models or default_model_folder(),
        NAME,
        [settings.encoder, *(model or ())],
        backend=settings.backend,
        serving_threads=settings.threads,
        effort=Effort(passes=passes, repeats=repeats, starts=starts),
        on_step=lambda step: typer.echo(step, err=True),
    )
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    show(found)


def _drawn(file: Path, count: int, seed: int) -> list[str]:
    """The last text of postings that are drawn from a file; all, where it has fewer."""
    from random import Random

    from matcher.text.kinds import posting_texts
    from service.commands.evaluation_records import jobs_of

    found = [told[-1].text for told in map(posting_texts, jobs_of(file)) if told]
    return Random(seed).sample(found, min(count, len(found)))  # noqa: S311 # no secret


def _of_the_town(day: date, count: int) -> list[str]:
    """The last text of the sample town's first postings."""
    from matcher.text.kinds import posting_texts
    from service.town import load_town

    return [posting_texts(posting)[-1].text for posting in load_town(day).postings[:count]]


@app.command()
def index() -> None:
    """Filtered exact search beside plain numpy.

    Example: ieum bench index
    """
    from service.bench.index import run

    typer.echo(json.dumps(run(), indent=2))


@app.command()
def values(files: Files) -> None:
    """Which share of each field of real postings is understood, and what is not.

    Example: ieum bench values work24.csv
    """
    from service.bench.values import run

    typer.echo(json.dumps(run(files), indent=2, ensure_ascii=False))


@app.command()
def checks(files: Files) -> None:
    """What the checks find in real postings, each phrase with its title, to be read by a person.

    Example: ieum bench checks work24.csv
    """
    from service.bench.checks import run
    from service.commands.common import opened

    typer.echo(json.dumps(run(files, opened().today()), indent=2, ensure_ascii=False))


@app.command("import")
def import_(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, readable=True)] = None,
    database: Annotated[
        str | None, typer.Option(help="An empty store to measure in; default a new SQLite file.")
    ] = None,
) -> None:
    """Where an import's time goes, beside plain sqlite3; without a file the sample town's postings.

    Example: ieum bench import work24.csv
    """
    from service.bench.importing import run, town

    figures = run(file, database=database) if file else run(town(), "town.jsonl", database)
    typer.echo(json.dumps(figures, indent=2))


@app.command()
def lookup(postings: int = 10_000, people: int = 160) -> None:
    """Milliseconds of one look-up, where they go, beside bm25s, rank_bm25 and semantic_search.

    Example: ieum bench lookup --postings 10000
    """
    from embeddings import SentenceEncoder, default_model_folder
    from service.bench.lookup import run
    from service.commands.common import opened

    services = opened()
    settings, cached = services.settings, services.encoder
    folder = settings.models or default_model_folder()
    bare = SentenceEncoder.load(
        settings.encoder,
        cache_folder=folder,
        backend=settings.backend,
        threads=settings.threads,
    )
    typer.echo(json.dumps(run(cached, bare, services.today(), postings, people), indent=2))
