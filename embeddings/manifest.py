"""The folder of snapshots: written aside, published at once, verified before use."""

import fcntl
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from embeddings.checksums import (
    CURE,
    DamagedSnapshot,
    Manifest,
    Recipe,
    SnapshotError,
    seal,
    verify,
)

KEEP = 3
CURRENT = "CURRENT"
LOCK = ".lock"

__all__ = ["Manifest", "Recipe", "Snapshot", "SnapshotError", "open_snapshot", "write_snapshot"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """A verified snapshot: where it lies, its manifest, and what went wrong on the way to it."""

    path: Path
    manifest: Manifest
    note: str = ""


def write_snapshot(
    folder: Path,
    build: Callable[[Path], None],
    recipe: Recipe,
    counts: Mapping[str, int],
    *,
    keep: int = KEEP,
) -> Snapshot:
    """Let ``build`` write files into an empty folder, then publish them as the current snapshot.

    Readers see the whole old or the whole new one at every moment. Raises ``SnapshotError``
    where another process is writing. ``keep`` = 1 forgets every earlier snapshot at once.
    """
    if keep < 1:
        raise ValueError(f"found keep = {keep}, expected at least 1")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _only_writer(folder):
        for left_over in folder.glob("*.tmp"):
            _delete(left_over)
        final = folder / f"snap-{max(_numbers(folder), default=0) + 1}"
        aside = folder / f"{final.name}.tmp"
        aside.mkdir(mode=0o700)
        build(aside)
        digest = seal(aside, recipe, counts)
        _sync_tree(aside)
        aside.rename(final)
        _sync(folder)
        _publish(folder, f"{final.name} {digest}\n")
        for number in sorted(_numbers(folder))[:-keep]:
            old = folder / f"snap-{number}"
            # Renamed first, so that a half-deleted one never counts as a snapshot.
            _delete(old.rename(folder / f"{old.name}.tmp"))
    return Snapshot(final, verify(final)[0])


def open_snapshot(folder: Path, expected: Recipe) -> Snapshot:
    """Verify and return the current snapshot, or the newest whole one where it is damaged.

    Raises ``SnapshotError`` where there is none, or it was made by another recipe.
    """
    damage: list[str] = []
    for name, digest in _in_order_of_trust(folder, damage):
        try:
            manifest, found = verify(folder / name)
            if digest not in ("", found):
                raise DamagedSnapshot(f"a damaged {CURRENT}", f"the checksum of {name}")
        except (DamagedSnapshot, OSError) as error:
            damage.append(str(error))
            continue
        if other := manifest.difference(expected):
            if not damage:
                raise other
            damage.append(f"{name}: {other}")
            continue
        note = f"using {name} because of: {'; '.join(damage)}" if damage else ""
        if note:
            logger.warning("%s", note)
        return Snapshot(folder / name, manifest, note)
    raise SnapshotError("; ".join(damage) or "no snapshot", f"one of {expected.model}", CURE)


def _in_order_of_trust(folder: Path, damage: list[str]) -> Iterator[tuple[str, str]]:
    """The published snapshot with its checksum, then the others, newest first."""
    numbers = sorted(_numbers(folder), reverse=True)
    published = re.fullmatch(rb"(snap-[1-9]\d*) ([0-9a-f]{64})\n", _read_current(folder))
    if published:
        name, digest = (part.decode() for part in published.groups())
        yield name, digest
    elif numbers:
        damage.append(f"no readable {CURRENT}")
    for number in numbers:
        if not published or f"snap-{number}" != name:
            yield f"snap-{number}", ""


def _read_current(folder: Path) -> bytes:
    try:
        return (folder / CURRENT).read_bytes()
    except OSError:
        return b""


def _publish(folder: Path, line: str) -> None:
    """Swap the pointer to the current snapshot."""
    aside = folder / f"{CURRENT}.tmp"
    aside.write_text(line, encoding="ascii")
    _sync(aside)
    aside.replace(folder / CURRENT)
    _sync(folder)


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system frees when its holder dies."""
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SnapshotError(
                "another process writing the snapshot", "one writer", f"wait for it, then {CURE}"
            ) from error
        yield


def _numbers(folder: Path) -> list[int]:
    """The numbers of the snapshots in a folder."""
    names = (re.fullmatch(r"snap-([1-9]\d*)", path.name) for path in folder.glob("snap-*"))
    return [int(name[1]) for name in names if name]


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    """Have the disk hold what was written to a file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
