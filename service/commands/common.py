"""What the commands share: options, and the words for limits."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.bootstrap import Services

AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day; default IEUM_TODAY or today."),
]
Ignore = Annotated[str, typer.Option("--ignore", help="Limits to lift, such as closing,place,pay.")]
Top = Annotated[int, typer.Option("--top", min=1, max=100, help="How many to show.")]


def opened() -> "Services":
    """The service as the settings have it."""
    from service.bootstrap import open_services

    return open_services()


def day_of(services: "Services", as_of: datetime | None) -> date:
    """The day a command works as of."""
    return as_of.date() if as_of else services.today()


def lifted(ignore: str) -> frozenset[str]:
    """The names in ``closing,place``; a wrong one is wrong use (exit status 2)."""
    from matcher.eligibility import checked_ignore

    names = {name.strip() for name in ignore.split(",") if name.strip()}
    try:
        return checked_ignore(names)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--ignore") from None


def limit_name(name: str) -> str:
    """A limit in Korean."""
    from service.pages.catalogue import Catalogue

    return Catalogue.load("ko").named("limit", name)


def banner(ignored: Sequence[str]) -> str:
    """What is said above a list for which limits were lifted."""
    from service.pages.catalogue import Catalogue

    texts = Catalogue.load("ko")
    named = (f"{texts.named('lifted', name)}({name})" for name in ignored)
    return f"※ 조건을 풀고 본 결과입니다: {', '.join(named)}"
