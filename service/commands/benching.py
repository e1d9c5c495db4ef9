"""``ieum bench``: measurements, side by side with an alternative, as JSON."""

import json

import typer

app = typer.Typer(no_args_is_help=True, help="Measure on this machine; quote ratios.")


@app.command()
def encoder() -> None:
    """Texts a second and agreement of the encoder's engines.

    Example: ieum bench encoder
    """
    from service.bench.encoder import run

    typer.echo(json.dumps(run(), indent=2))


@app.command()
def index() -> None:
    """Filtered exact search beside plain numpy.

    Example: ieum bench index
    """
    from service.bench.index import run

    typer.echo(json.dumps(run(), indent=2))
