"""The weekly run: prepare, approve, send, status; composed by rule, released by a person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from matcher.records import Trainee
from matcher.results import Ranking
from service.emails.digest import JOB_JSON, Digest, Rules, compose, iso_week
from service.emails.letter import Letterhead, Mail, render
from service.emails.message import mailable
from service.emails.showable import Copies
from service.store import DigestRow, State, Store
from service.store.digests import ChangedSinceSeen, Item, fingerprint

LAST_WEEK = "지난 주에 보내지 않은 메일"
CHANGED = (
    "미리 보신 뒤에 메일이 바뀌었거나, 미리 보신 분들과 다릅니다. 아무것도 승인하지 않았습니다. "
    "승인하실 분들로 `ieum weekly preview`를 다시 보시고, 새 확인 번호를 --seen 으로 적어 주십시오."
)


class Ranks(Protocol):
    """The one thing the weekly run asks of the Matcher."""

    def matches(self, trainee: str, /, *, as_of: date, top: int) -> Ranking:
        """Open, lawful jobs for one trainee, best first."""
        ...


@dataclass(frozen=True)
class Prepared:
    """What a run of prepare did, by trainee id."""

    composed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    """Approved or sent already, and left alone."""
    empty: tuple[str, ...] = ()
    without_consent: int = 0
    expired: int = 0


@dataclass(frozen=True)
class Status:
    """One week's digests: how many in each state, what did not go out, what is in doubt."""

    week: str
    counts: dict[State, int]
    in_doubt: tuple[DigestRow, ...]
    """Of every week: possibly delivered, never sent again blindly."""
    failed: tuple[DigestRow, ...]


def may_mail(trainee: Trainee, day: date) -> bool:
    """Consent to matching and to the weekly mail, and an address that can be written to."""
    return trainee.consents.allow("weekly_mail", day) and mailable(trainee.email)


def prepare(
    store: Store,
    ranks: Ranks,
    *,
    as_of: date,
    now: datetime,
    rules: Rules | None = None,
    track: Callable[[Iterable[Trainee]], Iterable[Trainee]] = iter,
) -> Prepared:
    """Compose this week's digests from new matches; run again, it changes nothing."""
    week, rules = iso_week(as_of), rules or Rules()
    expired = _expire(store, week)
    people, postings = list(store.trainees().values()), store.postings()
    copies, cleared = Copies(postings), store.clearances()
    known = {row.trainee_id: row for row in store.digests.rows(week=week)}
    done: dict[str, list[str]] = {"composed": [], "unchanged": [], "released": [], "empty": []}
    consenting = [person for person in people if may_mail(person, as_of)]
    _withdraw(store, known, {person.id for person in consenting})
    for person in track(consenting):
        row = known.get(person.id)
        if row is not None and row.state in ("approved", "sending", "sent"):
            done["released"].append(person.id)
            continue
        mailed = store.digests.mailed(person.id)
        # a ranking holds each job once: no more than these places go to what was mailed
        top = rules.depth + copies.count(mailed)
        ranking = ranks.matches(person.id, as_of=as_of, top=top)
        digest = compose(person, ranking, postings, rules, mailed, copies, cleared)
        done[_keep(store, digest, row, now)].append(person.id)
    lists = {name: tuple(ids) for name, ids in done.items()}
    return Prepared(**lists, without_consent=len(people) - len(consenting), expired=expired)


def seen(store: Store, *, as_of: date, trainees: Iterable[str] | None = None) -> str | None:
    """The fingerprint of what waits for approval this week; ``None`` where nothing does."""
    named = None if trainees is None else frozenset(trainees)
    rows = [
        row
        for row in store.digests.rows(week=iso_week(as_of), state="prepared")
        if named is None or row.trainee_id in named
    ]
    return fingerprint(rows) if rows else None


def approve(
    store: Store,
    *,
    as_of: date,
    by: str,
    seen: str,
    now: datetime,
    trainees: Iterable[str] | None = None,
) -> list[str]:
    """Release this week's prepared digests; ``by`` is kept. Ids of those that were approved.

    ``seen`` names what was previewed; raises ValueError where a digest has changed since, or
    where other people are named than were previewed.
    """
    name = by.strip()
    if not name or not name.isprintable():
        raise ValueError("who approves is not named; say --by NAME")
    try:
        return store.digests.approve(iso_week(as_of), trainees, seen=seen, by=name, at=now)
    except ChangedSinceSeen:
        raise ValueError(CHANGED) from None


def read_digest(row: DigestRow, as_of: date) -> Digest:
    """A kept digest as a value, less what was dropped; days left are counted from ``as_of``."""
    jobs = tuple(JOB_JSON.validate_json(item.job) for item in row.shown)
    return Digest(row.trainee_id, as_of, row.model, jobs)


def preview(store: Store, row: DigestRow, letterhead: Letterhead, as_of: date) -> Mail:
    """The mail as the person would read it on this day."""
    return render(read_digest(row, as_of), store.trainee(row.trainee_id), letterhead)


def status(store: Store, *, as_of: date) -> Status:
    """Where this week's digests stand."""
    week = iso_week(as_of)
    rows = store.digests.rows(week=week)
    return Status(
        week=week,
        counts=store.digests.counts(week),
        in_doubt=tuple(store.digests.rows(state="sending")),
        failed=tuple(r for r in rows if r.reason and r.state in ("approved", "skipped")),
    )


def _keep(store: Store, digest: Digest, row: DigestRow | None, now: datetime) -> str:
    if not digest.jobs:
        if row is not None:
            store.digests.skip(row.id, "새로 추천할 일자리가 없음")
        return "empty"
    content = [Item(j.facts.posting, JOB_JSON.dump_json(j).decode()) for j in digest.jobs]
    saved = store.digests.save(
        digest.trainee, digest.week, model=digest.model, hash=digest.hash, content=content, at=now
    )
    return "composed" if saved else "unchanged"


def _withdraw(store: Store, known: dict[str, DigestRow], consenting: set[str]) -> None:
    for trainee_id, row in known.items():
        if trainee_id not in consenting:
            store.digests.skip(row.id, "동의 또는 주소가 없음")


def _expire(store: Store, week: str) -> int:
    states: tuple[State, ...] = ("prepared", "approved")
    old = [r for state in states for r in store.digests.rows(state=state) if r.week < week]
    return sum(store.digests.skip(row.id, LAST_WEEK) for row in old)
