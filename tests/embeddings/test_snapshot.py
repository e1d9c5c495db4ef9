"""A snapshot is opened whole or refused."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from embeddings.faiss_index import FaissIndex
from embeddings.lexical import LexicalIndex
from embeddings.manifest import Recipe, Snapshot, SnapshotError, open_snapshot, write_snapshot

RECIPE = Recipe("model-a", "revision-1", 4, "text-1")


def build(word: str) -> Callable[[Path], None]:
    """Two real indexes, told apart by the one word that they hold."""

    def into(folder: Path) -> None:
        vectors = FaissIndex(4)
        vectors.add([word], np.eye(1, 4, dtype=np.float32))
        vectors.save(folder / "vectors.npz")
        LexicalIndex.build([word], [[word]]).save(folder / "lexical.npz")

    return into


def write(folder: Path, word: str = "first", recipe: Recipe = RECIPE, keep: int = 3) -> Snapshot:
    return write_snapshot(folder, build(word), recipe, {"postings": 1}, keep=keep)


def word_of(snapshot: Snapshot) -> str:
    (word,) = FaissIndex.load(snapshot.path / "vectors.npz").ids
    assert LexicalIndex.load(snapshot.path / "lexical.npz").tokens(word) == (word,)
    return word


def flip(path: Path, position: int) -> None:
    content = bytearray(path.read_bytes())
    content[position] ^= 1 << position % 8
    path.write_bytes(content)


def test_what_was_written_is_opened_with_its_manifest(tmp_path: Path) -> None:
    write(tmp_path / "snapshot")
    snapshot = open_snapshot(tmp_path / "snapshot", RECIPE)
    assert word_of(snapshot) == "first"
    assert snapshot.note == ""
    manifest = snapshot.manifest
    assert (manifest.model, manifest.revision) == ("model-a", "revision-1")
    assert (manifest.dimension, manifest.text_version) == (4, "text-1")
    assert manifest.counts == {"postings": 1}
    assert set(manifest.files) == {"vectors.npz", "lexical.npz"}


def test_a_flipped_byte_anywhere_is_refused(tmp_path: Path) -> None:
    # given: every byte of the manifest and its checksum, and 60 random ones of each index
    folder, random = tmp_path / "snapshot", Random(0)
    path = write(folder).path
    for file in sorted(path.iterdir()):
        size, small = file.stat().st_size, file.name.startswith("manifest")
        for position in range(size) if small else random.sample(range(size), 60):
            flip(file, position)
            # when, then
            with pytest.raises(SnapshotError, match="run: ieum index") as caught:
                open_snapshot(folder, RECIPE)
            assert file.name in str(caught.value) or file.name == "manifest.sha256"
            flip(file, position)
    assert word_of(open_snapshot(folder, RECIPE)) == "first"


def test_a_shortened_a_missing_and_an_extra_file_are_refused(tmp_path: Path) -> None:
    names = ["vectors.npz", "lexical.npz", "manifest.json", "manifest.sha256"]

    def shorten(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-1])

    def link(path: Path) -> None:
        path.symlink_to("vectors.npz")

    damages = [(name, harm) for name in names for harm in (shorten, Path.unlink)]
    damages += [("extra.npz", Path.touch), ("extra.npz", link), ("extra/deep.npz", _deep)]
    for number, (name, harm) in enumerate(damages):
        folder = tmp_path / str(number)
        harm(write(folder).path / name)
        with pytest.raises(SnapshotError, match="run: ieum index"):
            open_snapshot(folder, RECIPE)


def test_a_link_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    # given: a link to the very same bytes, kept where they can change later
    file = write(tmp_path / "snapshot").path / "vectors.npz"
    file.rename(tmp_path / "elsewhere.npz")
    file.symlink_to(tmp_path / "elsewhere.npz")
    # then
    with pytest.raises(SnapshotError, match=r"vectors.npz, which is no plain file"):
        open_snapshot(tmp_path / "snapshot", RECIPE)


def _deep(path: Path) -> None:
    path.parent.mkdir()
    path.touch()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("model", "model-b"),
        ("revision", "revision-2"),
        ("dimension", 5),
        ("text_version", "text-2"),
    ],
)
def test_another_recipe_is_refused_with_found_expected_and_cure(
    tmp_path: Path, field: str, value: str | int
) -> None:
    # given: an older snapshot of the wanted recipe, and a current one of another
    write(tmp_path, "old")
    write(tmp_path, "new", replace(RECIPE, **{field: value}))
    # when
    with pytest.raises(SnapshotError) as caught:
        open_snapshot(tmp_path, RECIPE)
    # then
    assert caught.value.found == f"{field} {value!r}"
    assert caught.value.expected == repr(getattr(RECIPE, field))
    assert caught.value.cure == "run: ieum index"


def test_a_later_format_is_refused(tmp_path: Path) -> None:
    # given: a snapshot of a later release, sealed as it should be
    path = write(tmp_path / "snapshot").path
    later = (path / "manifest.json").read_bytes().replace(b'"format": 1', b'"format": 2')
    (path / "manifest.json").write_bytes(later)
    digest = hashlib.sha256(later).hexdigest()
    (path / "manifest.sha256").write_text(f"{digest}  manifest.json\n")
    # then
    with pytest.raises(SnapshotError, match=r"found format 2, expected format 1; run: ieum index"):
        open_snapshot(tmp_path / "snapshot", RECIPE)


def test_no_snapshot_is_said_with_the_cure(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "never made"):
        with pytest.raises(SnapshotError, match=r"found no snapshot.*run: ieum index"):
            open_snapshot(folder, RECIPE)


def test_a_damaged_current_one_gives_way_to_the_one_before_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for word in ("first", "second", "third"):
        last = write(tmp_path, word)
    flip(last.path / "vectors.npz", 100)
    snapshot = open_snapshot(tmp_path, RECIPE)
    assert word_of(snapshot) == "second"
    assert "a damaged vectors.npz in snap-3" in snapshot.note
    assert snapshot.note in caplog.text


def test_it_never_falls_back_to_another_recipe(tmp_path: Path) -> None:
    # given
    write(tmp_path, "right")
    write(tmp_path, "wrong", replace(RECIPE, text_version="text-0"))
    flip(write(tmp_path, "damaged").path / "lexical.npz", 50)
    # then: the wrong one between is passed over
    assert word_of(open_snapshot(tmp_path, RECIPE)) == "right"
    shutil.rmtree(tmp_path / "snap-1")
    with pytest.raises(SnapshotError, match=r"damaged lexical.npz.*text_version 'text-0'"):
        open_snapshot(tmp_path, RECIPE)


def test_a_flipped_byte_in_the_pointer_is_noticed(tmp_path: Path) -> None:
    for word in ("first", "second", "third"):
        write(tmp_path, word)
    pointer = tmp_path / "CURRENT"
    for position in range(pointer.stat().st_size):
        for bit in range(8):
            content = bytearray(pointer.read_bytes())
            content[position] ^= 1 << bit
            pointer.write_bytes(content)
            snapshot = open_snapshot(tmp_path, RECIPE)
            assert snapshot.note != ""
            assert snapshot.path.name in ("snap-2", "snap-3")
            content[position] ^= 1 << bit
            pointer.write_bytes(content)


def test_three_are_kept_or_as_few_as_asked(tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path, f"word{number}")
    assert {path.name for path in tmp_path.glob("snap-*")} == {"snap-3", "snap-4", "snap-5"}
    write(tmp_path, "alone", keep=1)
    assert [path.name for path in tmp_path.glob("snap-*")] == ["snap-6"]
    assert word_of(open_snapshot(tmp_path, RECIPE)) == "alone"


def test_a_build_that_fails_leaves_the_old_one_and_no_litter(tmp_path: Path) -> None:
    write(tmp_path, "old")

    def fail(folder: Path) -> None:
        (folder / "half.npz").write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_snapshot(tmp_path, fail, RECIPE, {})
    assert word_of(open_snapshot(tmp_path, RECIPE)) == "old"
    assert word_of(write(tmp_path, "new")) == "new"
    assert not list(tmp_path.glob("*.tmp"))


def test_a_second_writer_is_refused_while_the_first_writes(tmp_path: Path) -> None:
    def build_and_try_another(folder: Path) -> None:
        with pytest.raises(SnapshotError, match="another process writing"):
            write(tmp_path, "intruder")
        build("first")(folder)

    write_snapshot(tmp_path, build_and_try_another, RECIPE, {})
    assert word_of(open_snapshot(tmp_path, RECIPE)) == "first"


def test_only_the_owner_can_read_and_the_manifest_is_plain_json(tmp_path: Path) -> None:
    path = write(tmp_path / "snapshot").path
    assert path.stat().st_mode & 0o077 == 0
    assert json.loads((path / "manifest.json").read_text())["text_version"] == "text-1"
