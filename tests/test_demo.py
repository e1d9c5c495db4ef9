"""``ieum demo``: the sample town with the bundled encoder, from nothing to explained matches."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.bootstrap import Services
from service.commands import demo

pytestmark = pytest.mark.model


@dataclass(frozen=True)
class Shell:
    """The command line in a home of its own, on a fixed day."""

    home: Path

    def ieum(self, *words: str, home: str = "") -> "subprocess.CompletedProcess[str]":
        kept = {name: value for name, value in os.environ.items() if name[:5] != "IEUM_"}
        kept |= {name: os.environ[name] for name in ("IEUM_MODELS",) if name in os.environ}
        return subprocess.run(  # our own command and our own words
            [str(Path(sys.executable).with_name("ieum")), *words],
            env=kept | {"IEUM_HOME": str(self.home / home), "IEUM_TODAY": "2026-11-24"},
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return Shell(tmp_path_factory.mktemp("ieum"))


def test_the_demo_shows_explained_matches_and_a_second_one_reads_nothing_anew(
    shell: Shell,
) -> None:
    # when
    first, second = (shell.ieum("demo", "--no-serve") for _ in range(2))

    # then
    assert first.returncode == 0, first.stderr
    assert "과정 8개, 훈련생 160명, 공고 1500건 (모두 지어낸 것입니다)" in first.stdout
    ranks = re.findall(r"^ +(\d)\. \[(?:강함|보통)\] .+ – .+ \[S\d+\]$", first.stdout, re.MULTILINE)
    assert ranks == ["1", "2", "3", "4", "5"]
    assert first.stdout.count("     ○ ") >= 5

    # then the day and the town are the same, so are the matches, and no text is new
    assert second.returncode == 0, second.stderr
    assert second.stdout == first.stdout
    assert "새로 읽은 글 0건" in second.stderr
    assert "새로 읽은 글 0건" not in first.stderr


def test_a_demo_leaves_the_installation_s_own_home_alone(shell: Shell) -> None:
    assert [path.name for path in shell.home.iterdir()] == ["demo"]


def test_the_town_answers_every_question_on_the_command_line(shell: Shell) -> None:
    # given the demo's home
    top = shell.ieum("match", "P042", "--top", "1", "--format", "trec", home="demo").stdout.split()

    # when
    why = shell.ieum("why", "P042", top[2], home="demo")
    people = shell.ieum("candidates", top[2], "--format", "trec", home="demo")

    # then
    assert '"listed": true, "rank": 1, "excluded_by": []' in why.stdout
    assert len(people.stdout.splitlines()) == 10


def test_the_demo_serves_with_the_threads_of_serving(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given the town of the first test, and a door that never opens
    given = {"IEUM_HOME": str(shell.home), "IEUM_TODAY": "2026-11-24", "IEUM_THREADS": "3"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    served: list[Services] = []
    monkeypatch.setattr(demo, "run", lambda services, _port: served.append(services))

    # when
    demo.demo(serve=True, port=None)

    # then
    (services,) = served
    assert services._threads == 3
    assert services.settings.home == shell.home / "demo"
