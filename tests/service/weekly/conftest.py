"""A small invented town for the weekly run: who agreed to what, and eight jobs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from matcher.records import Consents, Posting, Trainee
from matcher.results import Band, Match, Ranking, Reason, Span
from service.emails import Job, Letterhead, Rules
from service.emails.sending import Outcome, send
from service.emails.weekly import Prepared, approve, prepare, read_digest, seen
from service.store import DigestRow, Store

TUESDAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
LONG_AGO = date(2026, 3, 2)
ALL = Consents(matching=LONG_AGO, weekly_mail=LONG_AGO)
HEAD = Letterhead("가상 일자리센터", "가상센터", "044-000-0000", "news@centre.example")


@dataclass
class StubRanks:
    """Stands for the matcher: the same list for everybody, as long as was asked for."""

    listed: list[Match]
    asked: list[tuple[str, date, int]] = field(default_factory=list)

    def matches(self, trainee: str, /, *, as_of: date, top: int) -> Ranking:
        self.asked.append((trainee, as_of, top))
        return Ranking(trainee, as_of, "stub", {}, tuple(self.listed[:top]))


@dataclass
class Postman:
    """Keeps what it is given, or fails for one address as it is told."""

    failing: dict[str, Exception] = field(default_factory=dict)
    taken: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> str:
        if error := self.failing.get(str(message["To"])):
            raise error
        self.taken.append(message)
        return "250"

    def close(self) -> None:
        pass

    @property
    def to(self) -> list[str]:
        return [str(message["To"]) for message in self.taken]


@dataclass
class Town:
    """The store, the weekly use cases on it, and makers of people and jobs."""

    store: Store
    ranks = StubRanks
    postman = Postman
    now = NOON

    def person(self, id: str, consents: Consents = ALL, **more: object) -> Trainee:
        base = {"id": id, "name": f"가상{id}", "email": f"{id.lower()}@town.example"}
        return Trainee.model_validate(base | {"consents": consents} | more)

    def job(self, id: str, company: str = "", **more: object) -> Posting:
        base = {"id": id, "source": "work24", "title": f"일자리 {id}", "closes": "2026-12-31"}
        return Posting.model_validate(base | {"company": company or f"회사{id}"} | more)

    def match(self, id: str, band: Band = "강함", copies: tuple[str, ...] = ()) -> Match:
        where = Span("title", 0, 2)
        why = Reason("과정을 마치셨습니다.", "skills", where, where)
        return Match(1, id, 0.9, band, {"fit": 0.9}, (why,), ("엑셀 기초",), copies=copies)

    def prepare(
        self,
        ranks: StubRanks,
        day: date = TUESDAY,
        now: datetime = NOON,
        rules: Rules | None = None,
    ) -> Prepared:
        return prepare(self.store, ranks, as_of=day, now=now, rules=rules)

    def approve(
        self, by: str = "김상담", trainees: list[str] | None = None, day: date = TUESDAY
    ) -> list[str]:
        """As somebody does who has just seen the preview."""
        number = seen(self.store, as_of=day, trainees=trainees) or "nothing waits"
        return approve(self.store, as_of=day, by=by, seen=number, now=NOON, trainees=trainees)

    def send(self, postman: Postman, day: date = TUESDAY) -> Outcome:
        return send(self.store, postman, HEAD, as_of=day, now=lambda: NOON)

    def row(self, trainee: str, week: str = "2026-W48") -> DigestRow:
        return next(r for r in self.store.digests.rows(week=week) if r.trainee_id == trainee)

    def jobs_of(self, trainee: str, week: str = "2026-W48") -> list[str]:
        return [item.posting_id for item in self.row(trainee, week).shown]

    def composed(self, trainee: str) -> tuple[Job, ...]:
        return read_digest(self.row(trainee), TUESDAY).jobs


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Five people, of whom two have agreed to mail, and eight jobs."""
    store = Store.open(f"sqlite:///{tmp_path / 'town.sqlite'}")
    town = Town(store)
    people = [
        town.person("T1"),
        town.person("T2"),
        town.person("NOMAIL", Consents(matching=LONG_AGO)),
        town.person("NOMATCH", Consents(weekly_mail=LONG_AGO)),
        town.person("NOADDRESS", email=None),
    ]
    store.put_trainees(people, {})
    store.put_postings([town.job(f"P{n}") for n in range(1, 9)], {})
    yield town
    store.close()
