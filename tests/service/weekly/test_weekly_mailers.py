"""One law for every mailer: what it took is there once, whole; what it did not take, it says."""

import socket
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, Protocol

import pytest
from aiosmtpd.controller import Controller

from service.emails import Letterhead, Mail
from service.emails.mailer import (
    EmlFolder,
    Mailer,
    MailInDoubt,
    MailRefused,
    MailUnreachable,
    open_mailer,
)
from service.emails.message import Envelope, message_id, to_message
from service.emails.smtp import SmtpMailer

HEAD = Letterhead("센터", "센터", "044-000-0000", "news@centre.example")


def message(who: str) -> EmailMessage:
    identity = message_id(b"secret", "2026-W48", who, HEAD.sender)
    at = datetime(2026, 11, 24, tzinfo=UTC)
    mail = Mail("이번 주 추천", f"<p>{who}</p>\n.\n<p>끝</p>", f"{who}\n.\n끝\n")
    return to_message(mail, Envelope(f"{who}@town.example", HEAD, identity, at))


@dataclass
class Relay:
    """A real SMTP server's behaviour: takes mail, or answers as the recipient's name says."""

    taken: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        name = address.partition("@")[0]
        answers = {
            "gone": f"550 5.1.1 <{address}>: no such user",
            "busy": f"451 4.3.0 <{address}>: try later",
            "closing": "421 4.3.2 shutting down",
        }
        if name in answers:
            return answers[name]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name == "vanishing":
            server.transport.abort()
            return "250 never heard"
        if name == "spam":
            return "554 5.7.1 not wanted"
        self.taken.append(envelope.content)
        return "250 2.0.0 OK: queued as ABC123"


class Post(Protocol):
    def taken(self) -> list[EmailMessage]: ...


@pytest.fixture
def relay() -> Iterator[tuple[str, Relay]]:
    relay = Relay()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", relay
    controller.stop()


@pytest.fixture(params=["folder", "smtp"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Mailer, Any]:
    """A mailer, and what to call to see the messages it took."""
    if request.param == "folder":
        files = lambda: [p.read_bytes() for p in sorted((tmp_path / "outbox").glob("*.eml"))]  # noqa: E731
        return EmlFolder(tmp_path / "outbox"), files
    url, relay = request.getfixturevalue("relay")
    return SmtpMailer(url), lambda: relay.taken


def test_what_is_sent_arrives_whole_with_both_parts(post: tuple[Mailer, Any]) -> None:
    # given
    mailer, taken = post
    # when
    receipt = mailer.send(message("t1"))
    mailer.send(message("t2"))
    mailer.close()
    # then
    assert receipt
    arrived = [message_from_bytes(raw, policy=default) for raw in taken()]
    assert sorted(str(m["To"]) for m in arrived) == ["t1@town.example", "t2@town.example"]
    for got in arrived:
        assert isinstance(got, EmailMessage)
        who = str(got["To"]).partition("@")[0]
        plain, html = got.get_body(("plain",)), got.get_body(("html",))
        assert plain is not None
        assert html is not None
        assert plain.get_content().splitlines() == [who, ".", "끝"]
        assert f"<p>{who}</p>" in html.get_content()


def test_closing_twice_or_before_anything_was_sent_is_no_error(post: tuple[Mailer, Any]) -> None:
    mailer, _ = post
    mailer.close()
    mailer.close()


def test_a_closed_mailer_can_be_used_again(post: tuple[Mailer, Any]) -> None:
    mailer, taken = post
    mailer.send(message("t1"))
    mailer.close()
    mailer.send(message("t2"))
    mailer.close()
    assert len(taken()) == 2


@pytest.mark.parametrize(
    ("who", "reason", "permanent"),
    [
        ("gone", "SMTP 550 5.1.1", True),
        ("busy", "SMTP 451 4.3.0", False),
        ("spam", "SMTP 554 5.7.1", True),
    ],
)
def test_a_refusal_gives_codes_without_the_address_and_the_next_one_still_goes(
    relay: tuple[str, Relay], who: str, reason: str, permanent: bool
) -> None:
    # given
    url, post = relay
    mailer = SmtpMailer(url)
    # when
    with pytest.raises(MailRefused) as caught:
        mailer.send(message(who))
    mailer.send(message("t1"))
    mailer.close()
    # then
    assert (str(caught.value), caught.value.permanent) == (reason, permanent)
    assert len(post.taken) == 1


def test_a_server_that_vanishes_during_data_leaves_the_message_in_doubt(
    relay: tuple[str, Relay],
) -> None:
    # given
    mailer = SmtpMailer(relay[0])
    # when / then
    with pytest.raises(MailInDoubt, match="DATA"):
        mailer.send(message("vanishing"))
    # and a new connection serves the next one
    assert "ABC123" in mailer.send(message("t1"))
    mailer.close()


def test_a_server_that_closes_the_service_ends_the_run(relay: tuple[str, Relay]) -> None:
    with pytest.raises(MailUnreachable, match="421"):
        SmtpMailer(relay[0]).send(message("closing"))


def test_no_server_at_all_is_told_without_doubt() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: nobody answers
        port = taken.getsockname()[1]
        with pytest.raises(MailUnreachable, match="no connection"):
            SmtpMailer(f"smtp://127.0.0.1:{port}").send(message("t1"))


def test_a_server_without_the_login_we_need_is_unreachable_and_shows_no_password(
    relay: tuple[str, Relay],
) -> None:
    url = relay[0].replace("smtp://", "smtp://user:geheim@")
    with pytest.raises(MailUnreachable) as caught:
        SmtpMailer(url).send(message("t1"))
    assert "geheim" not in str(caught.value)


def test_starttls_that_is_not_offered_is_not_done_without(relay: tuple[str, Relay]) -> None:
    with pytest.raises(MailUnreachable):
        SmtpMailer(relay[0] + "?starttls=1").send(message("t1"))
    assert relay[1].taken == []


@pytest.mark.parametrize(
    "url",
    ["http://h", "smtp://", "h:25", "smtp://user:geheim@mail.example:587", "smtp://h:notaport"],
)
def test_a_mail_url_that_cannot_serve_is_refused_without_showing_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="IEUM_MAIL_URL") as caught:
        SmtpMailer(url)
    assert "geheim" not in str(caught.value)


def test_a_file_in_the_outbox_is_private_and_its_name_tells_nobody(tmp_path: Path) -> None:
    # when
    name = EmlFolder(tmp_path / "outbox").send(message("hong-gildong"))
    # then
    (path,) = (tmp_path / "outbox").iterdir()
    assert path.name == name
    assert name.startswith("2026-w48-")
    assert "hong" not in name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_outbox_that_cannot_be_written_is_unreachable(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")
    with pytest.raises(MailUnreachable, match="outbox"):
        EmlFolder(tmp_path / "outbox").send(message("t1"))


def test_the_settings_choose_the_mailer(tmp_path: Path) -> None:
    assert isinstance(open_mailer(None, tmp_path), EmlFolder)
    assert isinstance(open_mailer("smtp://localhost", tmp_path), SmtpMailer)
