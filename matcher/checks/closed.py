"""Closed postings (마감): the last day is past, or a complete crawl no longer had them."""

from collections.abc import Iterator
from datetime import date, timedelta

from matcher.checks.finding import Finding
from matcher.records import Posting

STILL_OPEN_DAYS = 60
"""How long a posting without a last day (채용시까지, 상시) counts as open once confirmed."""
LAW = "직업안정법 제34조"
_PAST = "접수 마감일이 지났습니다. 추천하지 마십시오."
_GONE = "출처에서 내려간 공고입니다. 추천하지 마십시오."
_AGED = f"{STILL_OPEN_DAYS}일 넘게 확인되지 않은 공고입니다. 아직 모집하는지 확인하십시오."


def open_until(posting: Posting) -> date | None:
    """The last day on which a posting counts as open; ``None`` where nobody can say."""
    if posting.closing.date is not None:
        return posting.closing.date
    confirmed = [day for day in (posting.registered, posting.seen) if day]
    return max(confirmed) + timedelta(STILL_OPEN_DAYS) if confirmed else None


def is_gone(posting: Posting, as_of: date) -> bool:
    """Whether the source no longer has the posting."""
    return posting.gone is not None and posting.gone <= as_of


def check_closed(posting: Posting, as_of: date) -> Iterator[Finding]:
    """The date that closes a posting: a fact, which nobody can clear."""
    last = open_until(posting)
    if is_gone(posting, as_of):
        yield _finding("closed-gone", str(posting.gone), "gone", _GONE)
    elif last is not None and last < as_of:
        if posting.closing.date is not None:
            yield _finding("closed-past", posting.closes or "", "closes", _PAST)
        else:
            yield _finding("closed-aged", posting.closes or "", "closes", _AGED)


def _finding(rule: str, phrase: str, field: str, advice: str) -> Finding:
    end = len(phrase)
    return Finding(rule, phrase, 0, end, field, LAW, advice, "closed", clearable=False)
