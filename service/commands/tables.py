"""``ieum import courses``, ``skills``, ``travel-times`` and ``weights``: a centre's own tables over
the packaged; ``ieum weights`` shows the weights in force."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.common import opened
from service.tables import Name

_RESTART = "ieum serve 는 다시 시작해 주십시오."

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


def courses(file: File) -> None:
    """Take the centre's courses and the skills that each verifies (course, skills, valid_from …).

    Example: ieum import courses courses.csv
    """
    count = _keep(file, "courses.csv")
    typer.echo(f"과정 {count}개를 씁니다.")


def skills(file: File) -> None:
    """Take the centre's names and spellings of skills (skill, kind, variants, within, context).

    Example: ieum import skills skills.csv
    """
    count = _keep(file, "skills.csv")
    typer.echo(f"기술 이름 {count}개를 씁니다. {_RESTART}")


def travel_times(file: File) -> None:
    """Take the centre's travel times between places, in minutes (from, to, minutes[, mode]).

    Only with such a table are minutes told, and the longest way can be a hard limit.

    Example: ieum import travel-times travel_times.csv
    """
    count = _keep(file, "travel_times.csv")
    typer.echo(f"이동 시간 {count}건을 씁니다. {_RESTART}")


def import_weights(file: File) -> None:
    """Take the centre's weights of the ranking (lines such as stale = 0.8); the rest is packaged.

    Example: ieum import weights weights.toml
    """
    count = _keep(file, "weights.toml")
    typer.echo(f"가중치 {count}개를 바꾸어 씁니다. {_RESTART}")


def weights() -> None:
    """Show every weight of the ranking in force, as a file that import takes back.

    Example: ieum weights > weights.toml
    """
    from matcher.weights_file import written

    typer.echo(written(opened().weights), nl=False)


def _keep(file: Path, name: Name) -> int:
    from service.tables import keep_table

    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file.name} is not UTF-8; save it as CSV UTF-8") from None
    return keep_table(opened().settings.home, name, text)
