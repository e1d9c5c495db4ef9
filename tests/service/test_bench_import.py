"""``ieum bench import``: where an import's time goes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.bench.importing import run, town
from service.store import Store

LIST = "id,title,company\n1,사무원,가상\n2,경리,나상\n3,,다상\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return path


def test_the_parts_of_an_import_add_up_to_the_whole(small: Path) -> None:
    figures: dict[str, Any] = run(small)
    seconds = figures["seconds"]
    assert (figures["rows"], figures["rejected"]) == (2, 1)
    assert all(value > 0 for value in seconds.values())
    assert seconds["reading"] + seconds["storing"] == pytest.approx(seconds["total"], abs=0.01)
    parts = seconds["of_storing_serialising"] + seconds["of_storing_sql"]
    assert parts == pytest.approx(seconds["storing"])
    assert figures["times_plain"]["storing"] == seconds["storing"] / seconds["plain"]
    assert figures["rows_per_second"]["total"] == 2 / seconds["total"]


def test_without_a_file_the_sample_town_is_measured(ieum: Callable[..., Any], home: Path) -> None:
    figures = ieum("bench", "import").json
    assert figures["rows"] == len(town().splitlines()) > 100
    assert figures["rejected"] == 0
    assert not (home / "ieum.sqlite").exists(), "the centre's own store is left alone"


def test_a_store_that_holds_postings_is_not_measured_in(
    ieum: Callable[..., Any], small: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'held.sqlite'}"
    run(small, database=url)
    done = ieum("bench", "import", small, "--database", url)
    assert done.code == 1
    assert "holds 2 postings" in done.err
    store = Store.open(url)
    assert store.counts()["postings"] == 2
    store.close()
