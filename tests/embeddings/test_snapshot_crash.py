"""A writer killed at any moment leaves a whole snapshot behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from embeddings.checksums import verify
from embeddings.manifest import Recipe, Snapshot, SnapshotError, open_snapshot, write_snapshot

RECIPE = Recipe("model-a", "revision-1", 4, "text-1")
FILES = ("vectors.npz", "lexical.npz")
WRITER = """
import os, sys
from pathlib import Path
from embeddings.manifest import Recipe, write_snapshot

left = int(sys.argv[2])

def dying(call):
    def counted(*arguments, **options):
        global left
        left -= 1
        if not left:
            os._exit(9)
        return call(*arguments, **options)
    return counted

for name in ("fsync", "rename", "replace", "rmdir", "unlink", "mkdir"):
    setattr(os, name, dying(getattr(os, name)))

def build(folder):
    for name in ("vectors.npz", "lexical.npz"):
        (folder / name).write_text("new")
        dying(lambda: None)()

write_snapshot(Path(sys.argv[1]), build, Recipe("model-a", "revision-1", 4, "text-1"), {}, keep=2)
"""


def write(folder: Path, word: str) -> Snapshot:
    def build(aside: Path) -> None:
        for name in FILES:
            (aside / name).write_text(word)

    return write_snapshot(folder, build, RECIPE, {}, keep=2)


def killed_writer(folder: Path, call: int) -> bool:
    """Run a writer that dies before its n-th step on the disk; whether it did die."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WRITER, str(folder), str(call)]
    run = subprocess.run(command, env=environment, capture_output=True)
    assert run.returncode in (0, 9), run.stderr.decode()
    return run.returncode == 9


def words(snapshot: Snapshot) -> set[str]:
    return {(snapshot.path / name).read_text() for name in FILES}


def test_a_reader_always_gets_the_whole_old_or_the_whole_new_one(tmp_path: Path) -> None:
    outcomes: list[str] = []
    died, call = True, 0
    while died:
        # given: two earlier snapshots, so that the oldest is deleted at the end
        call += 1
        folder = tmp_path / str(call)
        write(folder, "oldest")
        write(folder, "old")
        # when
        died = killed_writer(folder, call)
        # then
        snapshot = open_snapshot(folder, RECIPE)
        assert snapshot.note == ""
        assert all(verify(path) for path in folder.iterdir() if path.name[-1].isdigit())
        (word,) = words(snapshot)
        outcomes.append(word)
        assert words(write(folder, "next")) == {"next"}
        assert words(open_snapshot(folder, RECIPE)) == {"next"}
        assert not list(folder.glob("*.tmp"))
    assert outcomes == sorted(outcomes, reverse=True), "old until one moment, new from then on"
    assert set(outcomes) == {"old", "new"}
    assert len(outcomes) > 10


def test_a_first_writer_that_dies_leaves_nothing_or_a_whole_one(tmp_path: Path) -> None:
    died, call = True, 0
    while died:
        call += 1
        folder = tmp_path / str(call)
        died = killed_writer(folder, call)
        if list(folder.glob("snap-?")):
            assert words(open_snapshot(folder, RECIPE)) == {"new"}
        else:
            assert died
            with pytest.raises(SnapshotError, match="no snapshot"):
                open_snapshot(folder, RECIPE)
        assert words(write(folder, "next")) == {"next"}
