"""How an evaluation runs: checked paths, bars on stderr, figures in files, one line on failure."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from matcher.evaluation.runs import Progress

T = TypeVar("T")


def measured(
    files: Sequence[Path],
    run: "Callable[[Progress], T]",
    written: Sequence[tuple[Path | None, Callable[[T], Mapping[str, object]]]],
) -> T:
    """Run an evaluation and write its figures; a failure is one line on stderr and exit code 1."""
    results = [(path, figures) for path, figures in written if path is not None]
    try:
        _check_paths(files, [path for path, _ in results])
        with _progress() as progress:
            found = run(progress)
        for path, figures in results:
            _write(path, figures(found))
    except (OSError, ValueError) as error:
        typer.echo(f"ieum evaluate: {' '.join(str(error).split())}", err=True)
        raise typer.Exit(1) from error
    return found


def tell(notes: Sequence[str]) -> None:
    """Notes on the judgments, on stderr."""
    for note in notes:
        typer.echo(f"note: {note}", err=True)


def _write(path: Path, figures: Mapping[str, object]) -> None:
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _check_paths(files: Sequence[Path], results: Sequence[Path]) -> None:
    """Fail before the long work where an input is missing or a result has nowhere to go."""
    for path in files:
        if not path.is_file():
            raise FileNotFoundError(f"file not found: {path}")
    for path in results:
        if not path.absolute().parent.is_dir():
            raise FileNotFoundError(f"folder not found: {path.parent}; make it first")


@contextmanager
def _progress() -> "Iterator[Progress]":
    """A bar for each system on stderr, from its first query on."""
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    bars, known = Bars(console=Console(stderr=True)), dict[str, TaskID]()

    def show(system: str, done: int, of: int) -> None:
        if system not in known:
            bars.start()
            known[system] = bars.add_task(system, total=of)
        bars.update(known[system], completed=done)

    try:
        yield show
    finally:
        if known:  # bars that never started would still leave an empty line
            bars.stop()
