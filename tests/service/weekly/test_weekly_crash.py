"""A process that dies between ``sending`` and ``sent``: nothing is sent a second time."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service.emails import Letterhead
from service.emails.mailer import EmlFolder
from service.emails.sending import send
from service.emails.weekly import status
from service.store import Store

# given, in a process of its own: two approved digests, and a mailer that dies with the process
SCRIPT = """
import os, sys
from datetime import UTC, date, datetime
from pathlib import Path
from matcher.records import Consents, Posting, Trainee
from matcher.results import Match, Ranking
from service.emails import Letterhead
from service.emails.mailer import EmlFolder
from service.emails.sending import send
from service.emails.weekly import approve, prepare, seen
from service.store import Store

home, moment = Path(sys.argv[1]), sys.argv[2]
day, now = date(2026, 11, 24), datetime(2026, 11, 24, tzinfo=UTC)

class Ranks:
    def matches(self, trainee, /, *, as_of, top):
        return Ranking(trainee, as_of, "stub", {}, (Match(1, "P1", 0.9, "강함", {}),))

class Dying(EmlFolder):
    def send(self, message):
        if moment == "after":
            super().send(message)
        os._exit(9)

store = Store.open(f"sqlite:///{home / 'ieum.sqlite'}")
yes = Consents(matching=day, weekly_mail=day)
people = [Trainee(id=i, email=f"{i}@town.example", consents=yes) for i in ("t1", "t2")]
store.put_trainees(people, {})
store.put_postings([Posting(id="P1", source="work24", title="일", company="회사")], {})
prepare(store, Ranks(), as_of=day, now=now)
approve(store, as_of=day, by="김상담", seen=seen(store, as_of=day), now=now)
head = Letterhead("센터", "센터", "044-000-0000", "a@centre.example")
send(store, Dying(home / "outbox"), head, as_of=day, now=lambda: now)
"""
DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
HEAD = Letterhead("센터", "센터", "044-000-0000", "a@centre.example")


@pytest.mark.parametrize(("moment", "delivered"), [("before", 0), ("after", 1)])
def test_a_mail_whose_fate_is_unknown_is_listed_and_never_sent_again(
    tmp_path: Path, moment: str, delivered: int
) -> None:
    # given
    died = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path), moment], check=False)
    assert died.returncode == 9
    outbox = tmp_path / "outbox"
    assert len(list(outbox.glob("*.eml"))) == delivered
    # when: another process takes over, twice
    store = Store.open(f"sqlite:///{tmp_path / 'ieum.sqlite'}")
    first = send(store, EmlFolder(outbox), HEAD, as_of=DAY, now=lambda: NOW)
    second = send(store, EmlFolder(outbox), HEAD, as_of=DAY, now=lambda: NOW)
    # then: the other person's mail goes, the one in doubt does not
    assert (first.sent, second.sent) == (["t2"], [])
    assert len(list(outbox.glob("*.eml"))) == delivered + 1
    assert [row.trainee_id for row in status(store, as_of=DAY).in_doubt] == ["t1"]
    assert store.digests.mailed("t1") == {"P1"}
    store.close()
