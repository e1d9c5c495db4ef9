"""A cache folder is whole or made again."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings.sealed import is_whole, sealed_folder


def build(folder: Path) -> None:
    (folder / "part").mkdir()
    (folder / "part" / "weights").write_bytes(b"\x00\x01\x02")


def flip(folder: Path) -> None:
    (folder / "part" / "weights").write_bytes(b"\x00\x01\x03")


def lose(folder: Path) -> None:
    (folder / "part" / "weights").unlink()


def add(folder: Path) -> None:
    (folder / "stranger").write_text("")


@pytest.mark.parametrize("damage", [flip, lose, add])
def test_a_damaged_folder_is_made_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    folder = sealed_folder(tmp_path / "model", build)
    damage(folder)
    assert not is_whole(folder)

    sealed_folder(folder, build)

    assert is_whole(folder)
    assert (folder / "part" / "weights").read_bytes() == b"\x00\x01\x02"


def test_a_whole_folder_is_not_built_twice(tmp_path: Path) -> None:
    folder = sealed_folder(tmp_path / "model", build)

    sealed_folder(folder, lambda _: pytest.fail("built again"))


def test_two_processes_build_once(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from embeddings.sealed import sealed_folder\n"
        "def build(folder):\n"
        "    time.sleep(0.5); (folder / 'x').write_text('whole')\n"
        "    with open(sys.argv[1] + '/log', 'a') as log: log.write('built\\n')\n"
        "print((sealed_folder(Path(sys.argv[1], 'model'), build) / 'x').read_text())\n"
    )

    command = [sys.executable, "-c", code, str(tmp_path)]
    builders = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # our own code
        for _ in range(2)
    ]

    assert [builder.communicate()[0] for builder in builders] == ["whole\n", "whole\n"]
    assert (tmp_path / "log").read_text() == "built\n"


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".model.k1ll3d.building").mkdir()

    sealed_folder(tmp_path / "model", build)

    assert sorted(path.name for path in tmp_path.iterdir()) == [".model.lock", "model"]


def test_a_failed_build_leaves_nothing(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        build(folder)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        sealed_folder(tmp_path / "model", fail)

    assert [path.name for path in tmp_path.iterdir()] == [".model.lock"]
