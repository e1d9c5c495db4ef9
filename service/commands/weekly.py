"""``ieum weekly``: compose, look at, approve and send the weekly e-mails."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

if TYPE_CHECKING:
    from matcher.records import Trainee
    from service.bootstrap import Services
    from service.emails import Letterhead, Mail
    from service.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The weekly e-mails: prepare, approve, send.")

AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day; default today.")
]
People = Annotated[list[str] | None, typer.Argument(help="Ids of trainees; default everyone.")]
_STATES = {
    "prepared": "승인 대기",
    "approved": "승인됨",
    "sending": "보내는 중",
    "sent": "보냄",
    "skipped": "보내지 않음",
}


@app.command()
def prepare(as_of: AsOf = None) -> None:
    """Compose one message for each consenting trainee from new jobs; nothing is sent.

    Example: ieum weekly prepare --as-of 2026-11-24
    """
    with _opened(as_of) as (services, day):
        from service.emails.weekly import prepare

        done = prepare(services.store, services.matcher, as_of=day, now=_now(), track=_progress)
    typer.echo(
        f"{_week(day)}: 새로 작성 {len(done.composed)}건, 그대로 {len(done.unchanged)}건, "
        f"이미 승인·발송 {len(done.released)}건, 새 일자리 없음 {len(done.empty)}명, "
        f"동의 없음 {done.without_consent}명, 지난 주 것 정리 {done.expired}건"
    )


@app.command()
def preview(
    trainees: People = None,
    as_of: AsOf = None,
    html: Annotated[bool, typer.Option("--html", help="Print HTML in place of text.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write .html and .txt files here.")] = None,
) -> None:
    """Show the messages as the people would read them.

    Example: ieum weekly preview T01 --out preview/
    """
    with _opened(as_of) as (services, day):
        from service.emails.weekly import preview, seen

        # taken first: what is composed while the messages are shown was not seen
        number = seen(services.store, as_of=day, trainees=trainees or None)
        head = _letterhead(services.settings)
        rows = [
            row
            for row in services.store.digests.rows(week=_week(day))
            if row.shown and row.state != "skipped" and (not trainees or row.trainee_id in trainees)
        ]
        if not rows:
            raise ValueError(f"no message for {_week(day)}; run `ieum weekly prepare` first")
        for row in rows:
            mail = preview(services.store, row, head, day)
            if out is None:
                typer.echo(f"── {row.trainee_id} · {_STATES[row.state]} · {mail.subject}\n")
                typer.echo(mail.html if html else mail.text)
            else:
                _write(out, row.trainee_id, mail)
    if number is None:
        typer.echo("승인을 기다리는 메일이 없습니다.")
    else:
        named = "".join(f" {id}" for id in trainees or ())
        typer.echo(f"확인 번호: {number}")
        typer.echo(f"승인하기: ieum weekly approve --by 이름 --seen {number}{named}")


@app.command()
def approve(
    by: Annotated[str, typer.Option("--by", help="Who approves; kept with the time.")],
    seen: Annotated[str, typer.Option("--seen", help="The number that the preview ends with.")],
    trainees: People = None,
    as_of: AsOf = None,
) -> None:
    """Release prepared messages, exactly as previewed: all of the week, or of the named trainees.

    Example: ieum weekly approve --by 김상담 --seen 0f3a5c7e9b1d2468 T01 T02
    """
    with _opened(as_of) as (services, day):
        from service.emails.weekly import approve

        named = trainees or None
        ids = approve(services.store, as_of=day, by=by, seen=seen, now=_now(), trainees=named)
        if missed := sorted(set(trainees or []) - set(ids)):
            raise ValueError(
                f"{len(ids)} approved, but {len(missed)} of the named have no message that waits "
                f"for approval: {', '.join(missed)}; see `ieum weekly status`"
            )
    typer.echo(f"{_week(day)}: {len(ids)}건을 승인했습니다.")


@app.command()
def send(as_of: AsOf = None) -> None:
    """Send what was approved, to .eml files or to the server of IEUM_MAIL_URL.

    Example: ieum weekly send
    """
    with _opened(as_of) as (services, day):
        from service.emails.sending import send

        head = _letterhead(services.settings)
        done = send(services.store, services.mailer(), head, as_of=day, now=_now)
    typer.echo(
        f"{_week(day)}: 보냄 {len(done.sent)}건, 보내지 않음 {len(done.skipped)}건, "
        f"빠진 일자리 {done.dropped_jobs}건"
    )
    for trainee, reason in (done.skipped | done.refused).items():
        typer.echo(f"  {trainee}: {reason}")
    if not done.clean:
        typer.echo(
            f"refused {len(done.refused)}, in doubt {len(done.in_doubt)}"
            + (f", stopped early: {done.stopped}" if done.stopped else "")
            + "; see `ieum weekly status`, then run `ieum weekly send` again",
            err=True,
        )
        raise typer.Exit(1)


@app.command()
def status(as_of: AsOf = None) -> None:
    """How many messages are in each state, and which are in doubt or were refused.

    Example: ieum weekly status
    """
    with _opened(as_of) as (services, day):
        from service.emails.weekly import status

        now = status(services.store, as_of=day)
    typer.echo(now.week)
    for state, word in _STATES.items():
        count = next((n for name, n in now.counts.items() if name == state), 0)
        typer.echo(f"  {word} ({state}): {count}")
    for row in now.failed:
        typer.echo(f"  {row.trainee_id}: {row.state} – {row.reason}")
    for row in now.in_doubt:
        typer.echo(
            f"  {row.trainee_id} ({row.week}): 보냈는지 알 수 없음 – 다시 보내지 않습니다. "
            "메일 서버 기록을 확인해 주십시오."
        )


@contextmanager
def _opened(as_of: datetime | None) -> "Iterator[tuple[Services, date]]":
    """The services and the day; a failure ends with one line and exit status 1."""
    from service.bootstrap import open_services
    from service.store import StoreError, UnknownRecord

    try:
        services = open_services()
        yield services, as_of.date() if as_of else services.today()
    except (StoreError, UnknownRecord, ValueError) as error:
        typer.echo(f"ieum: {error}", err=True)
        raise typer.Exit(1) from None


def _letterhead(settings: "Settings") -> "Letterhead":
    from service.emails import Letterhead
    from service.emails.message import sender_address

    return Letterhead(
        centre=settings.centre_name,
        short=settings.centre_short_name,
        phone=settings.centre_phone,
        sender=sender_address(settings.mail_from),
        unsubscribe_url=settings.unsubscribe_url,
    )


def _progress(people: "Iterable[Trainee]") -> "Iterator[Trainee]":
    from rich.console import Console
    from rich.progress import track

    yield from track(list(people), "composing", console=Console(stderr=True), transient=True)


def _write(folder: Path, trainee_id: str, mail: "Mail") -> None:
    from service.emails.mailer import write_private

    for ending, content in (("html", mail.html), ("txt", mail.text)):
        path = folder / f"{trainee_id}.{ending}"
        write_private(path, content.encode())
        typer.echo(path)


def _week(day: date) -> str:
    from service.emails.digest import iso_week

    return iso_week(day)


def _now() -> datetime:
    return datetime.now(ZoneInfo("Asia/Seoul"))
