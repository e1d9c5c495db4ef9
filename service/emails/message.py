"""A mail as an RFC 5322 message: one recipient, a Message-ID that a second try would repeat."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from service.emails.letter import Letterhead, Mail
from service.emails.wording import one_line

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)


@dataclass(frozen=True)
class Envelope:
    """All that a message needs beside its words."""

    to: str
    letterhead: Letterhead
    message_id: str
    at: datetime


def mailable(address: str | None) -> bool:
    """Whether an address can stand in a header and in SMTP as it is."""
    return address is not None and len(address) <= 254 and bool(_ADDRESS.fullmatch(address))


def sender_address(sender: str) -> str:
    """The bare address of ``Name <address>`` or ``address``; raises ValueError."""
    address = parseaddr(sender)[1]
    if not mailable(address):
        raise ValueError(
            "the sender is not an e-mail address; write IEUM_MAIL_FROM=name@example.com"
        )
    return address


def message_id(secret: bytes, week: str, trainee_id: str, sender: str) -> str:
    """The same for a person and week each time, and telling neither to a stranger."""
    mark = hmac.new(secret, f"{week}\0{trainee_id}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{week.lower()}.{mark}@{sender_address(sender).partition('@')[2]}>"


def to_message(mail: Mail, envelope: Envelope) -> EmailMessage:
    """The message; raises ValueError for an address that cannot be written to."""
    if not mailable(envelope.to):
        raise ValueError("the recipient's address cannot be used; correct it in the roster")
    head = envelope.letterhead
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["From"] = Address(one_line(head.centre) or "", addr_spec=sender_address(head.sender))
    message["To"] = Address(addr_spec=envelope.to)
    message["Date"] = envelope.at
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "ko"
    if head.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{head.unsubscribe_url}>"
    message.set_content(mail.text, charset="utf-8", cte="base64")
    message.add_alternative(mail.html, subtype="html", charset="utf-8", cte="base64")
    message.set_boundary(f"ieum-{hashlib.sha256(envelope.message_id.encode()).hexdigest()[:32]}")
    return message
