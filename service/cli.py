"""``ieum``: every use of the service from the command line."""

import sys
from typing import NoReturn

import typer

from service.commands import (
    advising,
    demo,
    evaluate,
    exporting,
    feeding,
    importing,
    indexing,
    matching,
    occupations,
    resume,
    serving,
    tables,
    training,
    weekly,
)
from service.commands.benching import app as bench

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="이음 Ieum: explained matching of people and local jobs for a public job centre.",
)
app.command("demo")(demo.demo)
app.add_typer(importing.app, name="import")
importing.app.command("feed")(feeding.feed)
importing.app.command("resume")(resume.resume)
importing.app.command("courses")(tables.courses)
importing.app.command("skills")(tables.skills)
importing.app.command("travel-times")(tables.travel_times)
importing.app.command("weights")(tables.import_weights)
importing.app.command("store")(exporting.import_store)
app.command("export")(exporting.export)
app.command("occupations")(occupations.occupations)
app.command("index")(indexing.index)
app.command("match")(matching.match)
app.command("search")(matching.search)
app.command("candidates")(matching.candidates)
app.command("why")(matching.why)
app.command("advise")(advising.advise)
app.command("weights")(tables.weights)
app.add_typer(weekly.app, name="weekly")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(bench, name="bench")
app.command("train")(training.train)
app.command("serve")(serving.serve)


def main() -> NoReturn:
    """Run a command; a failure is one clear line on stderr and exit status 1."""
    try:
        app()
    except (ValueError, LookupError, OSError, RuntimeError) as error:
        told = error.args[0] if isinstance(error, KeyError) and error.args else error
        typer.echo(f"ieum: {told}", err=True)
        sys.exit(1)
    sys.exit(0)


if __name__ == "__main__":
    main()
