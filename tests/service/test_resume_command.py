"""``ieum import resume``: a draft first, a trainee only after it is confirmed."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from matcher.records import Trainee
from service.bootstrap import open_services
from service.commands.resume import resume
from service.store import Origin

LINES = """성명: 가나다
주민등록번호: 680302-2034567
연락처: 010-0000-0001
경력: 2010.01 ~ 현재 가상마트 계산원
희망직종: 계산원
"""


@pytest.fixture
def ieum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setenv("IEUM_HOME", str(tmp_path / "home"))
    app = typer.Typer()
    app.command("resume")(resume)
    (tmp_path / "a.txt").write_text(LINES, "utf-8")
    return app


def test_a_resume_is_shown_and_kept_as_a_draft_alone(ieum: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(ieum, [str(tmp_path / "a.txt"), "--as-of", "2026-11-24"])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "이름: 가나다",
        "연락처: 010-0000-0001",
        "경력 1: 계산원 / 16.8년",
        "희망 직종: 계산원",
    ]
    assert "주민등록번호 1건은 적지 않았습니다" in done.stderr
    assert "2034567" not in done.output
    store = open_services().store
    assert not store.trainees()
    (draft,) = store.drafts.open()
    assert "2034567" not in draft.content


def test_a_confirmed_draft_is_a_trainee_from_a_document(ieum: typer.Typer, tmp_path: Path) -> None:
    runner = CliRunner()
    read = runner.invoke(ieum, [str(tmp_path / "a.txt"), "--as-of", "2026-11-24", "--json"])
    number = json.loads(read.stdout)["draft"]
    done = runner.invoke(ieum, ["--confirm", str(number), "--id", "T0001", "--by", "상담사"])
    assert done.exit_code == 0, done.output
    store = open_services().store
    (made,) = store.trainees().values()
    assert (made.id, made.name, made.desired.jobs) == ("T0001", "가나다", ("계산원",))
    assert store.drafts.open() == ()
    again = runner.invoke(ieum, ["--confirm", str(number), "--id", "T0002"])
    assert again.exit_code == 1


def test_a_number_of_another_name_is_refused_until_it_is_said_to_be_the_same_person(
    ieum: typer.Typer, tmp_path: Path
) -> None:
    # given
    store = open_services().store
    store.put_trainees([Trainee(id="T0001", name="다라마")], {})
    store.edit_trainee("T0001", {"phone": "010-0000-9999"}, Origin("counsellor", "상담사"))
    runner = CliRunner()
    runner.invoke(ieum, [str(tmp_path / "a.txt"), "--as-of", "2026-11-24"])
    words = ["--confirm", "1", "--id", "T0001"]

    # when
    refused = runner.invoke(ieum, words)
    taken = runner.invoke(ieum, [*words, "--same"])

    # then
    assert "another name" in str(refused.exception)
    assert taken.exit_code == 0
    assert "잠근 항목은 그대로 두었습니다: phone" in taken.stderr
    assert store.trainee("T0001").phone == "010-0000-9999"
    assert store.trainee("T0001").desired.jobs == ("계산원",)


@pytest.mark.parametrize("words", [[], ["--confirm", "1"]])
def test_wrong_use_is_told(ieum: typer.Typer, words: list[str]) -> None:
    assert CliRunner().invoke(ieum, words).exit_code == 2
