"""Mail to an SMTP server; the one file that meets smtplib."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from service.emails.mailer import MailInDoubt, MailRefused, MailUnreachable

_LOCAL = ("localhost", "127.0.0.1", "::1")
_CURE = "write IEUM_MAIL_URL=smtp://user:password@host:587?starttls=1 (or smtps://…)"


class SmtpMailer:
    """One connection, opened for the first message and kept until ``close``."""

    def __init__(self, url: str, *, timeout: float = 30) -> None:
        parts, port = _split(url)
        self._host, self._timeout = parts.hostname or "", timeout
        self._tls = parts.scheme == "smtps"
        self._starttls = parse_qs(parts.query).get("starttls", ["0"])[-1] == "1"
        self._port = port or (465 if self._tls else 587 if self._starttls else 25)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        if self._user and not (self._tls or self._starttls or self._host in _LOCAL):
            raise ValueError(f"the mail URL would send its password in the clear; {_CURE}")
        self._smtp: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> str:
        """Hand one message over, step by step, so that it is known at which one it failed."""
        smtp = self._connected()
        sender, to = (message[name].addresses[0].addr_spec for name in ("From", "To"))
        try:
            self._expect(smtp, *smtp.mail(sender))
            self._expect(smtp, *smtp.rcpt(to))
        except (smtplib.SMTPException, OSError) as error:
            self._forget()
            raise MailUnreachable(_plain(error)) from None
        return self._deliver(smtp, message.as_bytes(policy=SMTP))

    def close(self) -> None:
        """Say goodbye; a server that is gone already is no error."""
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                self._smtp.close()
            self._smtp = None

    def _deliver(self, smtp: smtplib.SMTP, content: bytes) -> str:
        try:
            code, answer = smtp.data(content)
        except smtplib.SMTPDataError as error:  # refused before a byte of it went out
            self._expect(smtp, error.smtp_code, error.smtp_error)
            raise MailUnreachable(_plain(error)) from None
        except (smtplib.SMTPException, OSError) as error:
            self._forget()
            raise MailInDoubt(f"the line broke during DATA ({type(error).__name__})") from None
        self._expect(smtp, code, answer)
        return f"{code} {_queue_id(answer)}".strip()

    def _expect(self, smtp: smtplib.SMTP, code: int, answer: bytes | str) -> None:
        if 200 <= code < 300:
            return
        if code == 421:
            self._forget()
            raise MailUnreachable(_reason(code, answer))
        try:
            smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._forget()
        raise MailRefused(_reason(code, answer), permanent=code >= 500)

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = self._connect()
            except (smtplib.SMTPException, OSError) as error:
                raise MailUnreachable(
                    f"no connection to the mail server: {_plain(error)}"
                ) from None
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        smtp: smtplib.SMTP
        if self._tls:
            smtp = smtplib.SMTP_SSL(self._host, self._port, timeout=self._timeout, context=context)
        else:
            smtp = smtplib.SMTP(self._host, self._port, timeout=self._timeout)
        try:
            if self._starttls:
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
            if self._user:
                smtp.login(self._user, self._password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _forget(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"the mail URL cannot be read; {_CURE}") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError(f"the mail URL names no smtp:// host; {_CURE}")
    return parts, port


def _reason(code: int, answer: bytes | str) -> str:
    """The codes alone: servers repeat addresses in their words."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    enhanced = re.match(r"[245]\.\d{1,3}\.\d{1,3}", text)
    return f"SMTP {code} {enhanced[0]}" if enhanced else f"SMTP {code}"


def _plain(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reason(error.smtp_code, error.smtp_error)
    return type(error).__name__


def _queue_id(answer: bytes) -> str:
    found = re.search(rb"queued as ([A-Za-z0-9-]{1,40})", answer)
    return found[1].decode("ascii") if found else ""
