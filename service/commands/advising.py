"""``ieum advise``: what is missing, what would change a person's list, and what to ask."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.common import AsOf, Ignore, Top, banner, day_of, lifted, opened

if TYPE_CHECKING:
    from matcher.advice import Advice

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of sentences.")]


def advise(
    trainee: Annotated[str, typer.Argument(help="Id of a trainee.")],
    top: Top = 10,
    ignore: Ignore = "",
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Say what a trainee lacks, what would bring more jobs, and what to ask them.

    Example: ieum advise P042
    """
    services, limits = opened(), lifted(ignore)
    id_ = services.store.trainee(trainee).id
    told = services.matcher.advice(id_, as_of=day_of(services, as_of), top=top, ignore=limits)
    if limits:
        typer.echo(banner(sorted(limits)), err=as_json)
    if as_json:
        typer.echo(json.dumps(told.to_json(), ensure_ascii=False))
    else:
        _sentences(told)


def _sentences(told: "Advice") -> None:
    from service.pages.catalogue import Catalogue

    texts = Catalogue.load("ko")
    typer.echo(f"{told.subject} · 기준일 {told.as_of}")
    typer.echo(texts("advice.counts", passing=told.passing, good=told.good))
    for name in ("questions", "gaps", "what_ifs", "relaxations"):
        if lines := getattr(told, name):
            typer.echo(f"\n{texts(f'advice.{name}')}")
            for line in lines:
                typer.echo(f"  · {line.text}")
    if not told:
        typer.echo(f"\n{texts('advice.nothing')}")
