"""Folders that are whole or absent: built aside, hashed, renamed; safe for two processes."""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SEAL = "seal.json"
"""The file with the hash of every other, but for the README: it is for people, and may change."""


def sealed_folder(path: Path, build: Callable[[Path], None]) -> Path:
    """The folder at ``path``, built by ``build(empty folder)`` where it is absent or damaged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(path.with_name(f".{path.name}.lock")):
        if not is_whole(path):
            replace_sealed(path, build)
    return path


def is_whole(path: Path) -> bool:
    """Whether every file has the hash it had when the folder was sealed, and none was added."""
    return not damaged(path)


def damaged(path: Path) -> list[str]:
    """Names of the files that are not as sealed: changed, lost or added."""
    try:
        seal: dict[str, str] = json.loads((path / SEAL).read_text("utf-8"))
        found = _hashes(path)
    except (OSError, ValueError):
        return [SEAL]
    return sorted(name for name, _ in seal.items() ^ found.items())


def file_sha256(path: Path) -> str:
    """Hash of a file's bytes as lower-case hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hashes(path: Path) -> dict[str, str]:
    files = sorted(f for f in path.rglob("*") if f.is_file() and f.name not in (SEAL, "README.md"))
    return {file.relative_to(path).as_posix(): file_sha256(file) for file in files}


def replace_sealed(path: Path, build: Callable[[Path], None]) -> None:
    """Build the folder anew aside, seal it, and put it in the place of the one that is there."""
    for left_by_a_killed_run in path.parent.glob(f".{path.name}.*.building"):
        shutil.rmtree(left_by_a_killed_run, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(".building", f".{path.name}.", path.parent))
    try:
        build(aside)
        (aside / SEAL).write_text(json.dumps(_hashes(aside), indent=1), "utf-8")
        shutil.rmtree(path, ignore_errors=True)
        aside.rename(path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
