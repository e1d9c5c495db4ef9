"""``ieum bench values``: what is understood of the real files, field by field."""

from pathlib import Path
from typing import Any

from service.bench.values import run


def test_ninety_nine_of_a_hundred_values_of_the_real_files_are_understood(shared: Path) -> None:
    folder = shared / "data" / "postings"
    figures: dict[str, Any] = run([folder / "work24_gangnam.csv", folder / "jobkorea_2018.csv"])
    assert {name: found["rows"] for name, found in figures.items()} == {
        "work24_gangnam.csv": 278,
        "jobkorea_2018.csv": 8868,
    }
    for found in figures.values():
        for field, counts in found["fields"].items():
            assert counts["understood"] is None or counts["understood"] >= 0.99, field
    assert figures["work24_gangnam.csv"]["fields"]["pay"]["filled"] == 278
    assert figures["jobkorea_2018.csv"]["fields"]["closing"]["rightly_unknown"] == 78


def test_what_is_not_understood_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "id,title,company,pay\n1,사무원,가상,잘 드립니다\n2,사무원,나상,월급 250만원\n", "utf-8"
    )
    pay = run([path])["list.csv"]["fields"]["pay"]  # type: ignore[index]  # JSON-like figures
    assert pay["rest"] == {"잘 드립니다": 1}
    assert pay["understood"] == 0.5
