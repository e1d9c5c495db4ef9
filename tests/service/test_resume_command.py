"""``ieum import resume``: a draft first, a trainee only after it is confirmed."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from service.bootstrap import open_services
from service.commands.resume import resume

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


@pytest.mark.parametrize("words", [[], ["--confirm", "1"]])
def test_wrong_use_is_told(ieum: typer.Typer, words: list[str]) -> None:
    assert CliRunner().invoke(ieum, words).exit_code == 2
