"""``ieum feed`` as it is typed."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from service.commands import feeding
from service.feeds import SERVICES
from service.store import Store

app = typer.Typer()
app.command("feed")(feeding.feed)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IEUM_HOME", str(tmp_path))
    monkeypatch.setenv("IEUM_TODAY", "2026-11-24")
    return tmp_path


@pytest.fixture
def alio(named: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The real command against the recorded service: only the address is another."""
    recorded = named("alio")
    here = replace(recorded.service, url=f"{recorded.server.url}/1051000/recruitment/list")
    monkeypatch.setitem(SERVICES, "alio", here)
    monkeypatch.setenv("IEUM_DATA_GO_KR_KEY", "planted+key/ABC==")
    return recorded


def typed(*words: str) -> Any:
    return CliRunner().invoke(app, list(words))


@pytest.mark.usefixtures("alio")
def test_a_sound_crawl_ends_with_0_and_says_what_it_did(home: Path) -> None:
    done = typed("alio", "--json")

    told = json.loads(done.stdout)
    assert done.exit_code == 0
    assert (told["added"], told["complete"], told["alerts"]) == (3, True, [])
    assert Store.open(f"sqlite:///{home / 'ieum.sqlite'}").counts()["postings"] == 3


@pytest.mark.usefixtures("alio")
def test_a_dry_run_writes_nothing(home: Path) -> None:
    done = typed("alio", "--dry-run", "--region", "36110")

    assert done.exit_code == 0
    assert "추가 3건" in done.stdout
    assert Store.open(f"sqlite:///{home / 'ieum.sqlite'}").counts()["postings"] == 0


@pytest.mark.usefixtures("home")
def test_an_alert_ends_with_1_and_one_clear_line(alio: Any) -> None:
    alio.answers(b'{"resultCode": 401, "resultMsg": "unauthorised"}')

    done = typed("alio")

    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == (
        "ieum: alio: 서비스가 오류를 돌려주었습니다(unauthorised). "
        "인증키와 요청 조건을 확인한 뒤 다시 받아 주십시오."
    )
    assert "planted" not in done.output


@pytest.mark.usefixtures("home")
def test_without_a_key_the_variable_is_named() -> None:
    done = typed("work24")

    assert isinstance(done.exception, ValueError)
    assert str(done.exception) == (
        "no key for work24; set IEUM_WORK24_KEY to the key you were issued"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("worknet",), "unknown service 'worknet'"),
        (("work24", "--region", "세종"), "unknown region '세종'"),
        (("cleaneye",), "ieum import postings FILE.xml"),
    ],
)
@pytest.mark.usefixtures("home")
def test_wrong_use_ends_with_2(words: tuple[str, ...], told: str) -> None:
    done = typed(*words)

    assert done.exit_code == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.usefixtures("alio")
def test_a_crawl_that_cannot_be_booked_leaves_nothing_of_itself(home: Path) -> None:
    # given a store in which the book cannot be written
    file = home / "ieum.sqlite"
    Store.open(f"sqlite:///{file}").close()
    full = "CREATE TRIGGER full BEFORE INSERT ON imports BEGIN SELECT RAISE(ABORT, 'full'); END"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(full)

    # when
    done = typed("alio")

    # then
    assert "full" in str(done.exception)
    assert Store.open(f"sqlite:///{file}").counts()["postings"] == 0
