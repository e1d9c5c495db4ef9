"""``ieum import travel-times``, ``ieum import weights`` and ``ieum weights``."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from matcher.weights import Weights
from service.bootstrap import open_services
from service.commands import tables
from service.pages.profile_form import checked, typed

GOOD = "from,to,minutes\n조치원읍,나성동,40\n조치원읍,보람동,70\n"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("IEUM_HOME", str(tmp_path / "home"))
    app = typer.Typer()
    app.command("travel-times")(tables.travel_times)
    app.command("weights-file")(tables.import_weights)
    app.command("weights")(tables.weights)

    def ask(name: str, text: str | None = None) -> Result:
        words = [name]
        if text is not None:
            file = tmp_path / "file"
            file.write_text(text, "utf-8")
            words.append(str(file))
        return CliRunner().invoke(app, words)

    return ask


def test_travel_times_are_kept_whole_and_a_bad_file_leaves_the_old_ones(run: Run) -> None:
    assert run("travel-times", GOOD).stdout.startswith("이동 시간 2건을 씁니다.")
    refused = run("travel-times", GOOD + "가상동,나성동,5\n조치원읍,나성동,x\n")
    assert refused.exit_code == 1
    assert str(refused.exception).splitlines()[0].startswith("travel_times.csv, row 4, from: found")
    assert str(refused.exception).splitlines()[1].startswith("travel_times.csv, row 5, minutes:")
    services = open_services()
    assert len(services.travel) == 2
    assert [path.name for path in (services.settings.home / "tables").iterdir()] == [
        "travel_times.csv"
    ]


def test_weights_are_shown_taken_back_and_used(run: Run) -> None:
    shown = run("weights").stdout
    assert "stale = 0.9\n" in shown
    taken = run("weights-file", shown.replace("stale = 0.9", "stale = 0.8"))
    assert taken.stdout.startswith("가중치 1개를 바꾸어 씁니다.")
    assert open_services().weights == Weights(stale=0.8)
    assert "stale = 0.8  # packaged: 0.9" in run("weights").stdout.splitlines()
    refused = run("weights-file", "salary = 1\n")
    assert "weights.toml, salary: no such weight" in str(refused.exception)
    assert open_services().weights == Weights(stale=0.8)


def test_without_files_the_packaged_weights_and_no_minutes_are_in_force(run: Run) -> None:
    assert (open_services().weights, len(open_services().travel)) == (Weights(), 0)


def test_the_form_takes_every_wish_as_a_limit() -> None:
    names = ["employment", "hours", "days", "pay", "place", "commute", "remote", "avoid"]

    class Sent(dict[str, list[str]]):
        def get(self, key: str, /, default: object = None) -> object:
            return default

        def getlist(self, key: str, /) -> list[str]:
            return names if key == "hard" else []

    found = checked("t", typed(Sent()))
    assert not isinstance(found, list)
    assert list(found.hard) == names
