"""Sending what was approved: each digest checked once more, claimed durably, then handed over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import EmailMessage

from matcher.checks import Cleared
from matcher.records import Trainee
from service.emails.digest import Digest, Facts, Job, iso_week
from service.emails.letter import Letterhead, render
from service.emails.mailer import Mailer, MailInDoubt, MailRefused, MailUnreachable
from service.emails.message import Envelope, mailable, message_id, to_message
from service.emails.showable import fault
from service.emails.weekly import may_mail, read_digest
from service.store import DigestRow, Store, UnknownRecord


@dataclass
class Outcome:
    """What a run of send did, by trainee id; ``stopped`` says why it ended early."""

    sent: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    in_doubt: list[str] = field(default_factory=list)
    dropped_jobs: int = 0
    stopped: str | None = None

    @property
    def clean(self) -> bool:
        """Whether everything that should have gone out did."""
        return not (self.refused or self.in_doubt or self.stopped)


def send(
    store: Store,
    mailer: Mailer,
    letterhead: Letterhead,
    *,
    as_of: date,
    now: Callable[[], datetime],
) -> Outcome:
    """Send this week's approved digests, each at most once."""
    run = _Run(store, mailer, letterhead, as_of, now, store.clearances())
    try:
        for row in store.digests.rows(week=iso_week(as_of), state="approved"):
            run.one(row)
            if run.outcome.stopped:
                break
    finally:
        mailer.close()
    return run.outcome


@dataclass
class _Run:
    store: Store
    mailer: Mailer
    letterhead: Letterhead
    as_of: date
    now: Callable[[], datetime]
    cleared: Cleared
    outcome: Outcome = field(default_factory=Outcome)

    def one(self, row: DigestRow) -> None:
        """Check, claim, hand over: in this order."""
        trainee = self.store.trainee(row.trainee_id)
        if not may_mail(trainee, self.as_of):
            known = mailable(trainee.email)
            self._skip(row, "동의가 없음" if known else "메일 주소가 없음")
            return
        digest = self._still_good(row)
        if not digest.jobs:
            self._skip(row, "남은 일자리가 없음")
            return
        message = self._message(digest, trainee)
        postings = [posting for job in digest.jobs for posting in job.ids]
        if self.store.digests.claim(row.id, postings, at=self.now()):
            self._hand_over(row, message)

    def _hand_over(self, row: DigestRow, message: EmailMessage) -> None:
        """Any other failure leaves the digest in ``sending``: in doubt, and listed."""
        book, person = self.store.digests, row.trainee_id
        try:
            receipt = self.mailer.send(message)
        except MailRefused as error:
            book.refused(row.id, str(error), permanent=error.permanent)
            self.outcome.refused[person] = str(error)
        except MailUnreachable as error:
            book.refused(row.id, str(error), permanent=False)
            self.outcome.stopped = str(error)
        except MailInDoubt:
            self.outcome.in_doubt.append(person)
        else:
            book.sent(row.id, receipt, at=self.now())
            self.outcome.sent.append(person)

    def _still_good(self, row: DigestRow) -> Digest:
        """The digest less the jobs that no longer hold, each kept with its reason."""
        digest = read_digest(row, self.as_of)
        mailed = self.store.digests.mailed(row.trainee_id)
        found = {job.facts.posting: self._fault(job, mailed) for job in digest.jobs}
        drops = {posting: fault for posting, fault in found.items() if fault}
        self.store.digests.drop(row.id, drops)
        self.outcome.dropped_jobs += len(drops)
        return digest.without(drops.keys())

    def _fault(self, job: Job, mailed: frozenset[str]) -> str | None:
        """Why a job that was approved must be left out after all."""
        try:
            posting = self.store.posting(job.facts.posting)
        except UnknownRecord:
            return "공고가 없어짐"
        if found := fault(posting, self.as_of, self.cleared):
            return found
        if Facts.of(posting) != job.facts:
            return "승인 뒤에 공고 내용이 바뀜"
        return "이미 보낸 일자리" if mailed & set(job.ids) else None

    def _message(self, digest: Digest, trainee: Trainee) -> EmailMessage:
        secret, head = self.store.secret(), self.letterhead
        identity = message_id(secret, digest.week, trainee.id, head.sender)
        envelope = Envelope(trainee.email or "", head, identity, self.now())
        return to_message(render(digest, trainee, head), envelope)

    def _skip(self, row: DigestRow, reason: str) -> None:
        self.store.digests.skip(row.id, reason)
        self.outcome.skipped[row.trainee_id] = reason
