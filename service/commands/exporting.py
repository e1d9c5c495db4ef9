"""``ieum export`` and ``ieum import store``: a whole store as one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.common import opened

_TOLD = {"trainees": "훈련생 {}명", "postings": "공고 {}건", "digests": "주간 메일 {}건"}


def export(file: Annotated[Path, typer.Argument(dir_okay=False, help="A new .zip file.")]) -> None:
    """Write everything that cannot be rebuilt to one new file, for its owner's eyes only.

    The zip holds trainees.jsonl and postings.jsonl, which `ieum import trainees` and `ieum import
    postings` read, and beside them the raw sources, history, locks, clearances, column mappings,
    open drafts, weekly mails and the ledger. `ieum import store` takes it all into an empty store.

    Example: ieum export ieum-2026-11-24.zip
    """
    counts = opened().store.export(file)
    typer.echo(f"{file.name} 파일에 담았습니다: {_summary(counts)}")
    typer.echo("개인정보가 들어 있습니다. 안전한 곳에 두십시오.", err=True)


def import_store(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
) -> None:
    """Take an export over into an empty store, whole or not at all.

    Example: ieum import store ieum-2026-11-24.zip
    """
    typer.echo(f"가져왔습니다: {_summary(opened().store.load(file))}")


def _summary(counts: dict[str, int]) -> str:
    return ", ".join(words.format(f"{counts[name]:,}") for name, words in _TOLD.items())
