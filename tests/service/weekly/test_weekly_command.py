"""``ieum weekly``: the whole way on the command line, and its one-line failures."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from click.testing import Result
from typer.testing import CliRunner

from matcher.records import Consents, Posting, Trainee
from matcher.results import Match, Ranking
from service.commands.weekly import app
from service.emails.mailer import Mailer, open_mailer
from service.store import Origin, Store

DAY = date(2026, 11, 24)


class Ranks:
    """Stands for the matcher."""

    def matches(self, trainee: str, /, *, as_of: date, top: int) -> Ranking:
        return Ranking(trainee, as_of, "stub", {}, (Match(1, "P1", 0.9, "강함", {}),))


@dataclass
class Town:
    """Stands for the services that bootstrap assembles."""

    store: Store
    outbox: Path
    matcher = Ranks()
    settings = SimpleNamespace(
        centre_name="가상 일자리센터",
        centre_short_name="가상센터",
        centre_phone="044-000-0000",
        mail_from="news@centre.example",
        unsubscribe_url=None,
    )

    def today(self) -> date:
        return DAY

    def mailer(self) -> Mailer:
        return open_mailer(None, self.outbox)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    store = Store.open(f"sqlite:///{tmp_path / 'ieum.sqlite'}")
    yes = Consents(matching=DAY, weekly_mail=DAY)
    store.put_trainees(
        [
            Trainee(id="T1", name="가상인물", email="t1@town.example", consents=yes),
            Trainee(id="T2", email="t2@town.example"),
        ],
        {},
    )
    store.put_postings([Posting(id="P1", source="work24", title="자료 입력", company="회사")], {})
    town = Town(store, tmp_path / "outbox")
    bootstrap = ModuleType("service.bootstrap")
    bootstrap.__dict__["open_services"] = lambda: town
    monkeypatch.setitem(sys.modules, "service.bootstrap", bootstrap)
    yield town
    store.close()


def ieum(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def approve(*trainees: str) -> Result:
    """Look at the messages, and approve them with the number at the end of what was shown."""
    shown = ieum("preview", *trainees).stdout
    number = shown.partition("확인 번호: ")[2].split()[0]
    assert shown.endswith(" ".join(["--seen", number, *trainees]) + "\n")
    return ieum("approve", "--by", "김상담", "--seen", number, *trainees)


def test_from_prepare_to_a_file_in_the_outbox(town: Town, tmp_path: Path) -> None:
    # when
    results = [
        ieum("prepare"),
        ieum("preview"),
        ieum("preview", "T1", "--out", str(tmp_path / "preview")),
        approve(),
        ieum("send"),
        ieum("status"),
    ]
    # then
    assert [result.exit_code for result in results] == [0] * 6, [r.output for r in results]
    assert "새로 작성 1건" in results[0].stdout
    assert "가상인물 님, 안녕하십니까" in results[1].stdout
    assert sorted(p.name for p in (tmp_path / "preview").iterdir()) == ["T1.html", "T1.txt"]
    assert "1건을 승인했습니다" in results[3].stdout
    assert "보냄 1건" in results[4].stdout
    assert "보냄 (sent): 1" in results[5].stdout
    (file,) = town.outbox.glob("*.eml")
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert message["Subject"] == "[가상센터] 이번 주 추천 일자리 1건입니다"


def test_another_day_is_another_week(town: Town) -> None:
    ieum("prepare", "--as-of", "2026-12-01")
    assert "2026-W49" in ieum("status", "--as-of", "2026-12-01").stdout
    assert ieum("preview").exit_code == 1


def test_approval_needs_a_name(town: Town) -> None:
    assert ieum("approve", "--seen", "0" * 16).exit_code == 2
    assert ieum("approve", "--by", " ", "--seen", "0" * 16).exit_code == 1


def test_approving_somebody_without_a_message_fails_and_says_whom(town: Town) -> None:
    # given
    ieum("prepare")
    # when
    result = approve("T1", "T2")
    # then: what could be approved is
    assert result.exit_code == 1
    assert "1 approved, but 1 of the named" in result.stderr
    assert "T2" in result.stderr
    assert ieum("send").exit_code == 0


def test_approval_names_what_was_seen_and_nothing_else_goes_out(town: Town) -> None:
    # given a preview, after which another job is composed into the same message
    ieum("prepare")
    number = ieum("preview").stdout.partition("확인 번호: ")[2].split()[0]
    town.store.edit_posting("P1", {"title": "문서 정리"}, Origin("counsellor", "가상달"))
    assert "새로 작성 1건" in ieum("prepare").stdout

    # when
    late = ieum("approve", "--by", "김상담", "--seen", number)

    # then nothing is approved, and it is said what to do
    assert ieum("approve", "--by", "김상담").exit_code == 2
    assert late.exit_code == 1
    assert "미리 보신 뒤에 메일이 바뀌었거나" in late.stderr
    assert "승인 대기 (prepared): 1" in ieum("status").stdout
    assert "보냄 0건" in ieum("send").stdout

    # and with the number of what is there now it goes
    assert "1건을 승인했습니다" in approve().stdout


def test_once_everything_is_approved_the_preview_offers_no_number(town: Town) -> None:
    ieum("prepare")
    approve()

    shown = ieum("preview").stdout

    assert "승인을 기다리는 메일이 없습니다." in shown
    assert "확인 번호" not in shown


def test_a_send_that_fails_exits_with_one_line(town: Town) -> None:
    # given: the outbox is in the way
    ieum("prepare")
    approve()
    town.outbox.write_text("a file")
    # when
    result = ieum("send")
    # then
    assert result.exit_code == 1
    assert "stopped early: the outbox cannot be written" in result.stderr
    assert "승인됨 (approved): 1" in ieum("status").stdout


@pytest.mark.parametrize("name", ["prepare", "preview", "approve", "send", "status"])
def test_every_command_shows_an_example(name: str) -> None:
    result = ieum(name, "--help")
    assert f"ieum weekly {name}" in result.stdout
