"""An unchanged text is encoded once, and forgotten when asked."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from embeddings import CachedEncoder, Description, HashingEncoder, VectorCache
from embeddings.cache import Maker
from embeddings.encoder import Role, Vectors


class Loader:
    """Counts how often the real encoder is made."""

    def __init__(self) -> None:
        self.loads = 0

    def __call__(self) -> HashingEncoder:
        self.loads += 1
        return HashingEncoder(32)


def cached(path: Path, loader: Loader) -> CachedEncoder:
    known = Description("hashing", "1-32", 32, sure_characters=20)
    return CachedEncoder(loader, VectorCache(path / "vectors.sqlite"), known)


@pytest.fixture
def loader() -> Loader:
    return Loader()


def test_cached_vectors_equal_the_real_ones_repeated_texts_included(
    tmp_path: Path, loader: Loader
) -> None:
    texts = ["나", "가", "나", "다라"]
    encoder = cached(tmp_path, loader)

    first, second = encoder.encode(texts, "query"), encoder.encode(texts, "query")

    expected = HashingEncoder(32).encode(texts, "query")
    assert first.tobytes() == second.tobytes() == expected.tobytes()
    assert encoder.misses == 3


def test_known_texts_load_no_encoder(tmp_path: Path, loader: Loader) -> None:
    cached(tmp_path, loader).encode(["가", "나"], "passage")

    again = cached(tmp_path, loader)
    again.encode(["나", "가"], "passage")

    assert (loader.loads, again.misses, again.loaded) == (1, 0, False)


def test_one_changed_text_encodes_one(tmp_path: Path, loader: Loader) -> None:
    cached(tmp_path, loader).encode([f"공고 {i}" for i in range(50)], "passage")

    again = cached(tmp_path, loader)
    again.encode([f"공고 {i}" for i in range(49)] + ["공고 49 고침"], "passage")

    assert again.misses == 1


def test_roles_models_and_revisions_do_not_share(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    vector: Vectors = np.ones((1, 2), dtype=np.float32)

    cache.put(["가"], vector, Maker("m", "1", "query"))

    assert list(cache.get(["가", "나"], Maker("m", "1", "query"))) == ["가"]
    for other in (Maker("m", "1", "passage"), Maker("m", "2", "query"), Maker("n", "1", "query")):
        assert cache.get(["가"], other) == {}


def test_no_texts_give_no_rows_and_load_nothing(tmp_path: Path, loader: Loader) -> None:
    assert cached(tmp_path, loader).encode([], "query").shape == (0, 32)
    assert loader.loads == 0


def test_short_texts_are_sectioned_without_loading(tmp_path: Path, loader: Loader) -> None:
    encoder = cached(tmp_path, loader)

    assert encoder.sections(" 짧은 글 ") == ["짧은 글"]
    assert loader.loads == 0
    assert encoder.sections("긴 글 " * 20) == [("긴 글 " * 20).strip()]
    assert loader.loads == 1


def test_an_encoder_other_than_described_is_refused(tmp_path: Path, loader: Loader) -> None:
    known = Description("hashing", "1-64", 64)
    encoder = CachedEncoder(loader, VectorCache(tmp_path / "vectors.sqlite"), known)

    with pytest.raises(ValueError, match=r"found .*1-32.*expected .*1-64.*once more"):
        encoder.encode(["가"], "query")


def test_forgotten_texts_leave_no_bytes_in_the_file(tmp_path: Path, loader: Loader) -> None:
    encoder = cached(tmp_path, loader)
    secret = encoder.encode(["떠난 사람의 경력"], "passage")[0].tobytes()
    encoder.encode(["남은 사람"], "passage")
    cache = VectorCache(tmp_path / "vectors.sqlite")

    assert cache.forget(["떠난 사람의 경력", "모르는 글"]) == 1

    assert len(cache) == 1
    assert all(secret not in file.read_bytes() for file in tmp_path.iterdir())


def test_pruning_keeps_the_named_texts_only(tmp_path: Path, loader: Loader) -> None:
    encoder = cached(tmp_path, loader)
    encoder.encode(["가", "나", "다"], "passage")
    cache = VectorCache(tmp_path / "vectors.sqlite")

    assert cache.prune(["나"]) == 2
    assert list(cache.get(["가", "나", "다"], Maker("hashing", "1-32", "passage"))) == ["나"]


def test_an_interrupted_run_keeps_what_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tiring(HashingEncoder):
        def encode(self, texts: Sequence[str], role: Role, *, progress: bool = False) -> Vectors:
            if "nine" in texts:
                raise KeyboardInterrupt
            return super().encode(texts, role)

    monkeypatch.setattr("embeddings.cache.BLOCK", 2)
    cache = VectorCache(tmp_path / "vectors.sqlite")
    encoder = CachedEncoder(lambda: Tiring(32), cache, Description("hashing", "1-32", 32))

    with pytest.raises(KeyboardInterrupt):
        encoder.encode(["a", "b", "nine"], "query")

    assert len(cache) == 2


def test_two_processes_write_one_file(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from embeddings import *\n"
        "c = VectorCache(Path(sys.argv[1]))\n"
        "e = CachedEncoder(lambda: HashingEncoder(8), c, Description('hashing', '1-8', 8))\n"
        "for i in range(40): e.encode([f'{sys.argv[2]} {i}', f'both {i}'], 'query')\n"
    )
    file = tmp_path / "vectors.sqlite"

    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(file), name])  # our own code
        for name in ("one", "two")
    ]

    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(VectorCache(file)) == 120


def test_what_is_not_to_be_kept_leaves_no_trace_in_the_file(tmp_path: Path, loader: Loader) -> None:
    searched = cached(tmp_path, loader).encode(["비밀스러운 바람"], "query", keep=False)

    assert len(VectorCache(tmp_path / "vectors.sqlite")) == 0
    assert np.array_equal(searched, HashingEncoder(32).encode(["비밀스러운 바람"], "query"))
