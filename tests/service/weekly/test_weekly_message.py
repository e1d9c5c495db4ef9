"""The message: it parses back whole, and no record can add to its head."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from service.emails import Letterhead, Mail
from service.emails.message import Envelope, mailable, message_id, sender_address, to_message

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
HEAD = Letterhead("가상 센터", "가상 센터", "044-000-0000", "news@centre.example")
MAIL = Mail("이번 주 추천 일자리 1건입니다", "<p>하나</p>", "하나\n")
STOP = "https://centre.example/stop?x=1&y=2"


def message(
    mail: Mail = MAIL, head: Letterhead = HEAD, to: str = "t1@town.example"
) -> EmailMessage:
    identity = message_id(b"secret", "2026-W48", "T1", head.sender)
    return to_message(mail, Envelope(to, head, identity, NOON))


@pytest.mark.parametrize(
    "breaking", ["a\r\nBcc: x@evil.example", "a\nBcc: x@evil.example", "a\u2028b", "a\x00b\x1b[31m"]
)
def test_line_breaks_in_a_name_or_title_add_no_header(town, breaking: str) -> None:
    # given: the whole way, with a bad name, counsellor, title and firm
    town.store.put_trainees([town.person("T1", name=breaking, counsellor=breaking)], {})
    town.store.put_postings([town.job("P1", breaking, title=breaking)], {})
    postman = town.postman()
    # when
    town.prepare(town.ranks([town.match("P1")]))
    town.approve()
    town.send(postman)
    # then
    parsed = message_from_bytes(postman.taken[0].as_bytes(), policy=default)
    assert set(parsed) == set(message_from_bytes(message().as_bytes(), policy=default))
    assert "Bcc" not in parsed


def test_line_breaks_in_the_centres_own_name_add_no_header() -> None:
    # given
    head = Letterhead("a\r\nBcc: x@evil.example", "a", "044-000-0000", "news@centre.example")
    # when / then
    assert set(message(head=head)) == set(message())


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: x@evil.example",
        "a@b.example\n",
        "a,b@c.example",
        "<a@b.example>",
        "가@b.example",
        "a@",
        "@b.example",
        "a..b@c.example",
        "a@-b.example",
        '"a b"@c.example',
        f"{'a' * 250}@b.example",
        "",
        None,
    ],
)
def test_an_address_that_could_break_a_header_or_a_command_is_not_mailed(
    address: str | None,
) -> None:
    assert not mailable(address)
    with pytest.raises(ValueError, match="roster"):
        message(to=address or "")


@pytest.mark.parametrize("address", ["a@b.example", "a.b+c@d-e.example", "a_b@localhost"])
def test_usual_addresses_are_mailed(address: str) -> None:
    assert mailable(address)


def test_the_message_parses_back_with_both_parts_and_equal_job_counts(town) -> None:
    # given
    postman = town.postman()
    town.prepare(town.ranks([town.match("P1"), town.match("P2"), town.match("P3")]))
    town.approve()
    town.send(postman)
    # when
    parsed = message_from_bytes(postman.taken[0].as_bytes(), policy=default)
    # then
    assert parsed["Subject"] == "[가상센터] 이번 주 추천 일자리 3건입니다"
    assert parsed["From"] == "가상 일자리센터 <news@centre.example>"
    assert parsed["To"] == "t1@town.example"
    assert parsed["Date"].datetime == NOON
    plain = parsed.get_body(("plain",)).get_content()
    html = parsed.get_body(("html",)).get_content()
    for number in (1, 2, 3):
        assert f"{number}. 일자리 P{number} – 회사P{number}" in plain.splitlines()
        assert f"{number}. 일자리 P{number}</h2>" in html
    assert html.count("</h2>") == 3


def test_the_same_digest_gives_the_same_bytes_and_an_id_that_names_nobody() -> None:
    # when
    first, second = message(), message()
    # then
    assert first.as_bytes() == second.as_bytes()
    identity = str(first["Message-ID"])
    assert identity.startswith("<2026-w48.")
    assert identity.endswith("@centre.example>")
    assert "T1" not in identity
    others = [("2026-W48", "T2"), ("2026-W49", "T1")]
    assert identity not in [message_id(b"secret", *other, HEAD.sender) for other in others]


def test_list_unsubscribe_stands_there_only_with_an_address_for_it() -> None:
    # given
    head = Letterhead("센터", "센터", "044-000-0000", "a@b.example", STOP)
    # when / then
    assert "List-Unsubscribe" not in message()
    assert message(head=head)["List-Unsubscribe"] == f"<{STOP}>"


@pytest.mark.parametrize("sender", ["센터 <news@centre.example>", "news@centre.example"])
def test_a_sender_with_or_without_a_name_gives_its_address(sender: str) -> None:
    assert sender_address(sender) == "news@centre.example"


def test_a_sender_that_is_no_address_names_the_setting() -> None:
    with pytest.raises(ValueError, match="IEUM_MAIL_FROM"):
        sender_address("the centre")
