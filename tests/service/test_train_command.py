"""``ieum train``: from files to a folder that loads."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from test_sentence_encoder import tiny_tokenizer, tiny_weights

from embeddings import SentenceEncoder
from embeddings.bundled.folder import write_folder

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
    words = ("train", "--start", start, "--matches", own, "--batch", 8, "--out", out)

    # when
    first, second = ieum(*words), ieum(*words)

    # then
    assert first.code == 0, first.err
    record = json.loads((out / "training.json").read_text("utf-8"))
    assert (record["pairs"], record["steps"]) == ({"match": 16}, 2)
    assert list(record["sources"]) == ["own.jsonl"]
    encoder = SentenceEncoder.load(out, cache_folder=tmp_path / "cache", backend="torch")
    assert encoder.encode(["a b"], "query").shape == (1, 8)
    assert second.code == 1
    assert "finished model" in second.err
    assert not (tmp_path / "out.part").exists()


def test_nothing_to_learn_from_is_wrong_use_and_a_missing_file_a_failure(
    ieum: Ieum, tmp_path: Path
) -> None:
    nothing = ieum("train", "--out", tmp_path / "out")
    missing = ieum("train", "--matches", tmp_path / "none.jsonl", "--out", tmp_path / "out")

    assert nothing.code == 2
    assert missing.code == 1
    assert "none.jsonl" in missing.err
