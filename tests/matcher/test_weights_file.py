"""A centre's own weights: names and ranges checked, the rest as packaged."""

from dataclasses import asdict
from pathlib import Path

import pytest

from matcher.skills.tables import TableError
from matcher.weights import Weights
from matcher.weights_file import FACTOR, RANGES, changed, read_weights, written


def _read(tmp_path: Path, text: str) -> Weights:
    path = tmp_path / "weights.toml"
    path.write_text(text, "utf-8")
    return read_weights(path)


def test_what_the_file_does_not_name_stays_as_packaged(tmp_path: Path) -> None:
    assert read_weights(None) == Weights()
    assert _read(tmp_path, "") == Weights()
    assert _read(tmp_path, "stale = 0.8\nper_employer = 3\n") == Weights(stale=0.8, per_employer=3)
    assert changed(_read(tmp_path, "stale = 0.8\n")) == {"stale": 0.8}


def test_what_is_shown_is_read_back(tmp_path: Path) -> None:
    own = Weights(stale=0.8, per_employer=3, near_km=7)
    shown = written(own)
    assert "stale = 0.8  # packaged: 0.9" in shown.splitlines()
    assert _read(tmp_path, shown) == own


def test_every_packaged_weight_lies_in_its_own_range() -> None:
    packaged = asdict(Weights())
    assert set(RANGES) <= set(packaged)
    for name, value in packaged.items():
        least, most = RANGES.get(name, FACTOR)
        assert least <= value <= most, name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("salary = 1", "salary: no such weight; take it out or write one of wish_meaning, "),
        ("stale = 1.5", "stale: found 1.5; write a number from 0.01 to 1"),
        ("stale = 0", "stale: found 0; write a number from 0.01 to 1"),
        ("stale = -0.1", "stale: found -0.1"),
        ("stale = nan", "stale: found nan"),
        ("km_per_minute = inf", "km_per_minute: found inf; write a number from 0.05 to 3"),
        ('stale = "0.9"', "stale: found '0.9'"),
        ("stale = true", "stale: found True"),
        ("per_employer = 2.5", "per_employer: found 2.5; write a whole number from 1 to 1000"),
        ("[ranking]\nstale = 0.9", "ranking: no such weight"),
        ("fair = 0.7", "fair: found 0.7, above strong; write 0.55 or less"),
        ("person_words = 0.6\nperson_letters = 0.6", "make their sum 1 or less"),
        ("wish_meaning = 0\ncareer_meaning = 0", "found 0 both"),
        ("wish_meaning = 0\ncareer_meaning = 0\nwords = 0\nletters = 0", "give one leg at least"),
        ("stale: 0.9", "write lines such as stale = 0.9"),
    ],
)
def test_a_bad_weight_is_named_with_its_cure(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(TableError) as refused:
        _read(tmp_path, text)
    assert told in str(refused.value)
    assert str(refused.value).startswith("weights.toml")


def test_all_bad_weights_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        _read(tmp_path, "stale = 2\navoided = 2\n")
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        "weights.toml, stale", "weights.toml, avoided",
    ]  # fmt: skip
