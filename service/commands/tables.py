"""``ieum import courses`` and ``ieum import skills``: a centre's own tables over the packaged."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.common import opened
from service.tables import Name

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
    typer.echo(f"기술 이름 {count}개를 씁니다. ieum serve 는 다시 시작해 주십시오.")


def _keep(file: Path, name: Name) -> int:
    from service.tables import keep_table

    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file.name} is not UTF-8; save it as CSV UTF-8") from None
    return keep_table(opened().settings.home, name, text)
