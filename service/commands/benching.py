"""``ieum bench``: measurements, side by side with an alternative, as JSON."""

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Measure on this machine; quote ratios.")

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True)]


@app.command()
def encoder(texts: int = 256) -> None:
    """Texts a second, latency and agreement of the encoder's engines, on the sample town.

    Example: ieum bench encoder --texts 256
    """
    from embeddings import default_model_folder
    from matcher.text.kinds import posting_texts
    from service.bench.encoder import run
    from service.commands.common import opened
    from service.town import load_town

    services = opened()
    town = load_town(services.today())
    bodies = [posting_texts(posting)[-1].text for posting in town.postings[:texts]]
    folder = services.settings.models or default_model_folder()
    typer.echo(json.dumps(run(bodies, cache_folder=folder), indent=2))


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
        settings.model, cache_folder=folder, backend=settings.backend, threads=1
    )
    typer.echo(json.dumps(run(cached, bare, services.today(), postings, people), indent=2))
