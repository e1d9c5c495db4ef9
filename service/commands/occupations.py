"""``ieum occupations``: which KECO 2018 groups a free job title may mean."""

from typing import Annotated

import typer

from service.commands.common import Top


def occupations(
    title: Annotated[str, typer.Argument(help="A job title as people write it.")], top: Top = 5
) -> None:
    """Guess the occupation of a job title, with how sure each guess is.

    Example: ieum occupations "아파트 경비원 모집"
    """
    from matcher.occupations import OccupationMapper, keco_2025_of
    from service.bootstrap import open_encoder
    from service.settings import Settings

    guesses = OccupationMapper(open_encoder(Settings.read())).map(title, top=top)
    if not guesses:
        typer.echo("직종을 알 수 없습니다. 하시던 일을 조금 더 자세히 적어 주십시오.")
        return
    typer.echo("KECO 2018  확신  직종 (2025년판 코드)")
    for guess in guesses:
        later = keco_2025_of(guess.code) or "모름"
        typer.echo(f"{guess.code:<9}  {guess.confidence:4.0%}  {guess.name} ({later})")
