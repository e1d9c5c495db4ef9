"""The records that an evaluation reads; what is left out is told on stderr."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from matcher.ingest import Intake
    from matcher.records import Posting, Trainee

T = TypeVar("T", "Trainee", "Posting")


def people_of(path: Path) -> "Sequence[Trainee]":
    """The people of a file."""
    from matcher.ingest import read_trainees

    return _accepted(path, read_trainees)


def jobs_of(path: Path) -> "Sequence[Posting]":
    """The postings of a file."""
    from matcher.ingest import read_postings

    return _accepted(path, read_postings)


def _accepted(path: Path, read: "Callable[[Path], Intake[T]]") -> "Sequence[T]":
    """The records of a file; says on stderr what was rejected, and fails where all was."""
    from matcher.ingest import UnreadableFile

    try:
        intake = read(path)
    except UnreadableFile as error:
        raise ValueError(f"{path}: {error}") from error
    if intake.rejected:
        first, count = intake.rejected[0], len(intake.rejected)
        told = f"{path}: {count} rows left out, first row {first.row}, {first.field}: {first.cure}"
        typer.echo(told, err=True)
    if not intake.records:
        raise ValueError(f"{path}: no usable rows; expected one JSON object a line")
    return intake.records
