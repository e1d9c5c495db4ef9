"""Cache folders that are whole or absent: built aside, hashed, renamed; safe for two processes."""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from embeddings.bundled.source import file_sha256

_SEAL = "seal.json"


def sealed_folder(path: Path, build: Callable[[Path], None]) -> Path:
    """The folder at ``path``, built by ``build(empty folder)`` where it is absent or damaged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(path.with_name(f".{path.name}.lock")):
        if not is_whole(path):
            _replace(path, build)
    return path


def is_whole(path: Path) -> bool:
    """Whether every file has the hash it had when the folder was sealed, and none was added."""
    try:
        seal: dict[str, str] = json.loads((path / _SEAL).read_text("utf-8"))
        return seal == _hashes(path)
    except (OSError, ValueError):
        return False


def _hashes(path: Path) -> dict[str, str]:
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.name != _SEAL)
    return {file.relative_to(path).as_posix(): file_sha256(file) for file in files}


def _replace(path: Path, build: Callable[[Path], None]) -> None:
    for left_by_a_killed_run in path.parent.glob(f".{path.name}.*.building"):
        shutil.rmtree(left_by_a_killed_run, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(".building", f".{path.name}.", path.parent))
    try:
        build(aside)
        (aside / _SEAL).write_text(json.dumps(_hashes(aside), indent=1), "utf-8")
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
