"""The notebooks of figures: they run, they name no machine, and the README says the same."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from embeddings import bundled

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ("matching", "encoder")
"""Each draws the picture of its name."""
FIGURES = ROOT / "notebooks" / "figures"
ROWS = {
    "ieum, out of fold": "ieum_out_of_fold",
    "ieum, shares fitted to all (what is packaged)": "ieum",
    "BM25": "bm25",
    "character n-grams": "char_ngram",
    "random": "random",
}


def notebook(name: str) -> Path:
    return ROOT / "notebooks" / f"{name}.ipynb"


def cells(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(notebook(name).read_text("utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def figures(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FIGURES / name).read_text("utf-8"))
    return found


def readme_rows() -> dict[str, dict[str, str]]:
    """The README's table of figures: row -> measure -> what is printed."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    (head,) = [at for at, line in enumerate(lines) if line.startswith("| judged dev set")]
    table = [[cell.strip(" *") for cell in line.split("|")[1:-1]] for line in lines[head:]]
    measures = [name.lower() for name in table[0][1:]]
    rows: dict[str, dict[str, str]] = {}
    for cells_of_row in table[2:]:
        if not cells_of_row:  # the line after the table
            break
        rows[cells_of_row[0]] = dict(zip(measures, cells_of_row[1:], strict=True))
    return rows


def test_the_readme_prints_the_figures_that_the_command_wrote() -> None:
    found = figures("matching.json")
    rows = readme_rows()

    assert set(rows) == set(ROWS)
    for row, printed in rows.items():
        for measure, text in printed.items():
            of = found[ROWS[row]][measure]
            told = f"{of['value']:.3f} [{of['low']:.3f}, {of['high']:.3f}]"
            assert told.startswith(text.replace("*", "")), f"{row}, {measure}: the file has {told}"


def test_the_claimed_figure_is_ahead_of_the_best_leg_and_of_bm25_with_its_interval() -> None:
    details = figures("matching_details.json")

    assert details["claimed"] == "ieum_out_of_fold"
    leg, baseline = details["ahead_of"].items()
    assert leg[0].endswith("_alone")
    assert baseline[0] == "bm25"
    assert all(of["ndcg@10"]["low"] > 0 for _, of in (leg, baseline))


def test_the_stock_model_stands_beside_its_rivals_on_groups_that_may_be_reported() -> None:
    found = figures("encoder.json")

    assert found["groups"] == "reported"
    assert {"stock", bundled.NAME, "muse_v3", "bm25", "char_ngram"} <= set(found["systems"])
    of_this_package = found["systems"][bundled.NAME]["revision"]
    assert of_this_package.startswith(bundled.digest()[:12])
    assert found["systems"]["stock"]["model"] == "intfloat/multilingual-e5-small"
    assert found["measures"]["alias_hard"]["cases"] == 93


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_notebook_was_run_in_order_and_names_no_machine(name: str) -> None:
    counts = [cell["execution_count"] for cell in cells(name)]

    assert counts == list(range(1, len(counts) + 1))
    assert not [
        out for cell in cells(name) for out in cell["outputs"] if out["output_type"] == "error"
    ]
    text = notebook(name).read_text("utf-8")
    assert re.findall(r"/(?:home|root|Users|tmp|work|usr|opt)\b[/\w]*", _readable(text)) == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_notebook_runs_on_the_committed_figures_and_prints_what_it_shows(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # given a copy, so that the committed picture stays as it is
    matplotlib = pytest.importorskip("matplotlib", reason="the extra `notebooks` is not installed")
    matplotlib.use("Agg")
    shutil.copytree(FIGURES, tmp_path / "notebooks" / "figures")
    (tmp_path / ".readme").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")

    # when
    names: dict[str, Any] = {}
    printed = []
    for cell in cells(name):
        exec("".join(cell["source"]), names)  # noqa: S102 # our own committed cells
        printed.append(capsys.readouterr().out)

    # then
    shown = ["".join(_printed(cell)) for cell in cells(name)]
    assert printed == shown
    assert (tmp_path / ".readme" / f"{name}.png").stat().st_size > 10_000


def _printed(cell: dict[str, Any]) -> list[str]:
    return [line for out in cell["outputs"] for line in out.get("text", [])]


def _readable(text: str) -> str:
    """The notebook without its pictures, whose letters say nothing."""
    return re.sub(r'"image/png": "[^"]*"', "", text)
