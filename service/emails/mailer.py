"""Where mail goes: a Mailer takes one message, or says plainly that it did not."""

import os
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol


class MailRefused(Exception):  # noqa: N818 - an answer of the relay, told in its own word
    """This message was surely not taken; ``permanent`` means that trying again is useless."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.permanent = permanent


class MailUnreachable(Exception):  # noqa: N818 - a state of the relay, told in its own word
    """No message can be handed over now, and this one surely was not; stop and try later."""


class MailInDoubt(Exception):  # noqa: N818 - the term of RELIABILITY for it
    """The line broke when the message may already have been taken."""


class Mailer(Protocol):
    """Takes one message at a time."""

    def send(self, message: EmailMessage) -> str:
        """Hand over a message; returns a receipt once it is durably taken.

        Raises MailRefused, MailUnreachable or MailInDoubt, whose texts hold no address.
        """
        ...

    def close(self) -> None:
        """End the connection, if there is one."""
        ...


class EmlFolder:
    """Writes each message as an ``.eml`` file, named by its Message-ID and nothing personal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> str:
        """Write the file whole or not at all; returns its name."""
        name = re.sub(r"[^a-z0-9-]+", "-", _local_part(message).lower()).strip("-")
        path = self.folder / f"{name}.eml"
        try:
            write_private(path, message.as_bytes())
        except OSError as error:
            raise MailUnreachable(f"the outbox cannot be written ({error.strerror})") from None
        return path.name

    def close(self) -> None:
        """Nothing is open between messages."""


def open_mailer(url: str | None, outbox: Path) -> Mailer:
    """The mailer of the settings: an SMTP server by URL, else files in the outbox."""
    if url is None:
        return EmlFolder(outbox)
    from service.emails.smtp import SmtpMailer

    return SmtpMailer(url)


def write_private(path: Path, content: bytes) -> None:
    """Write a file for the owner alone: aside, fsynced, then renamed into place."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    handle = os.open(aside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _local_part(message: EmailMessage) -> str:
    return str(message["Message-ID"]).strip("<>").partition("@")[0]
