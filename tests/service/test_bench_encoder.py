"""``ieum bench encoder``: systems side by side, each in a process of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_sentence_encoder import tiny_tokenizer, tiny_weights

from embeddings.bundled.folder import write_folder
from service.bench import encoder as bench
from service.bench.encoder import Effort, run
from service.bench.encoder_process import Job, figures
from service.bench.encoder_table import show

TEXTS = ["a b c d a b", "d d c", "b a b a c c"]
QUICK = Effort(batch=2, passes=1, repeats=3, starts=2)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two invented models of one layer: ``stock``, and ``own`` with other weights."""
    place = tmp_path_factory.mktemp("models")
    tokenizer = tiny_tokenizer(place / "tokenizer.json")
    for name, moved in (("stock", 0.0), ("own", 0.5)):
        (place / name).mkdir()
        weights = tiny_weights()
        weights.tensors["embeddings.LayerNorm.bias"] += np.float32(moved)
        write_folder(place / name, weights, tokenizer, {"query": "find ", "document": "give "})
    return place


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Jobs are done in this process, and remembered; single texts are of few tokens."""
    jobs: list[Job] = []

    def here(job: Job) -> dict[str, Any]:
        jobs.append(job)
        found: dict[str, Any] = json.loads(json.dumps(figures(Job(**json.loads(job.to_json())))))
        return found

    monkeypatch.setattr(bench, "_done", here)
    monkeypatch.setattr(bench, "LENGTHS", (4, 6))
    return jobs


def _run(models: Path, *more: str) -> dict[str, Any]:
    return run(
        TEXTS, models, str(models / "stock"), [str(models / one) for one in more], effort=QUICK
    )


def test_every_system_stands_beside_the_stock_model_in_float32(
    models: Path, asked: list[Job]
) -> None:
    # when
    found = _run(models, "own")

    # then
    assert list(found["systems"]) == [
        *("stock, torch-f32", "stock, openvino-bf16", "own, torch-f32", "own, openvino-bf16")
    ]
    assert found["base"] == "stock, torch-f32"
    assert (found["texts"], found["batch"]) == (3, 2)
    base, quick = (found["systems"][name] for name in ("stock, torch-f32", "own, openvino-bf16"))
    assert base["times_base"]["texts_per_second"] == 1
    assert set(base["times_base"]["one_text_ms"].values()) == {1}
    ratio = quick["texts_per_second"] / base["texts_per_second"]
    assert quick["times_base"]["texts_per_second"] == pytest.approx(ratio)
    # and each engine is held against its own model in float32
    assert base["agreement"]["lowest"] == pytest.approx(1)
    assert quick["agreement"]["with"] == "own, torch-f32"
    assert 0.99 < quick["agreement"]["lowest"] <= quick["agreement"]["mean"] < 1.00001
    # and the arithmetic is that of 6, 3 and 6 words with "give" and two ends: 9, 6 and 9 tokens
    assert base["mean_tokens"] == 8
    assert base["multiply_adds_per_text"] == 8 * 512 + 2 * 64 * 8
    gops = 2 * base["multiply_adds_per_text"] * base["texts_per_second"] / 1e9
    assert base["achieved_gops"] == pytest.approx(gops)
    assert base["disk_mb"] > 0
    assert base["load_seconds"] > 0
    assert base["peak_memory_mb"]["batches"] > 10


def test_a_batch_has_all_threads_and_one_text_those_of_serving(
    models: Path, asked: list[Job]
) -> None:
    # when
    found = run(TEXTS, models, str(models / "stock"), [], serving_threads=1, effort=QUICK)

    # then two starts, of which the first reads single texts, and one process for batches
    measured = [job for job in asked if job.mode != "prepare"]
    assert [(job.mode, job.threads, bool(job.queries)) for job in measured] == [
        ("start", 1, True), ("start", 1, False), ("batch", None, False),
    ] * 2  # fmt: skip
    assert found["threads"] == {"batches": "all", "one_text": 1}
    # and every engine reads the same single texts, of as many tokens as the stock model counts
    assert len({job.queries for job in measured if job.queries}) == 1
    assert list(found["systems"]["stock, torch-f32"]["one_text_ms"]) == ["4", "6"]


def test_the_same_model_on_the_same_engine_is_measured_once(models: Path, asked: list[Job]) -> None:
    found = _run(models, "stock")

    assert list(found["systems"]) == ["stock, torch-f32", "stock, openvino-bf16"]


def test_the_table_names_each_system_and_its_ratios_on_stderr(
    models: Path, asked: list[Job], capsys: pytest.CaptureFixture[str]
) -> None:
    # given a model that cannot read the longer single text
    found = _run(models)
    slow = found["systems"]["stock, openvino-bf16"]
    slow |= {"texts_per_second": 12.5, "achieved_gops": None}
    slow["one_text_ms"]["6"] = None
    slow["times_base"] |= {"texts_per_second": 2.5, "one_text_ms": {"4": 0.5}}

    # when
    capsys.readouterr()
    show(found)

    # then
    said = capsys.readouterr()
    rows = [" ".join(line.split()) for line in said.err.splitlines()]
    (rate,) = [row for row in rows if row.startswith("texts a second")]
    assert rate.endswith("(1.00) 12.5 (2.50)")
    assert any(row.startswith("6 tokens, ms ") and row.endswith("too long for it") for row in rows)
    assert any(row.startswith("In brackets: times stock, torch-f32.") for row in rows)
    assert max(map(len, said.err.splitlines())) <= 80
    assert said.out == ""


def test_a_process_of_its_own_measures_and_its_failure_is_one_line(models: Path) -> None:
    # given a job as the bench sends it
    job = Job("start", str(models / "stock"), "torch", str(models), 0.0, 1, queries=(("a b",),))

    # when
    found = bench._done(job)

    # then the time counts from the start of the process
    assert 0.05 < found["load_seconds"] < 120
    assert found["one_text_ms"][0]["median"] > 0
    with pytest.raises(ValueError, match=r"measuring .*own, int8: .*found no .* in the model own"):
        bench._done(Job("start", str(models / "own"), "int8", str(models), 0.0))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command hands over, in place of a measurement of minutes."""
    told: dict[str, Any] = {}

    def noted(texts: list[str], folder: Path, stock: str, models: list[str], **more: Any) -> object:
        told.update(more, texts=texts, stock=stock, models=models)
        return {"systems": {}}

    monkeypatch.setattr(bench, "run", noted)
    monkeypatch.setattr("service.bench.encoder_table.show", lambda found: None)
    return told


def test_postings_are_drawn_by_the_seed_and_the_models_are_handed_over(
    ieum: Callable[..., Any], files: Path, given: dict[str, Any]
) -> None:
    # when
    drawn = []
    for seed in (0, 0, 1):
        file = files / "jobs.jsonl"
        done = ieum("bench", "encoder", "--postings", file, "--texts", 3, "--seed", seed,
                    "--model", "m", "--passes", 1)  # fmt: skip
        assert (done.code, done.json) == (0, {"systems": {}})
        drawn.append(given["texts"])

    # then
    assert drawn[0] == drawn[1] != drawn[2]
    assert all(len(set(texts)) == 3 for texts in drawn)
    assert (given["stock"], given["models"]) == ("intfloat/multilingual-e5-small", [None, "m"])
    assert (given["effort"].passes, given["serving_threads"]) == (1, 2)


def test_without_a_file_the_sample_town_s_postings_are_read(
    ieum: Callable[..., Any], given: dict[str, Any]
) -> None:
    assert ieum("bench", "encoder", "--texts", 2).code == 0
    assert len(set(given["texts"])) == 2
