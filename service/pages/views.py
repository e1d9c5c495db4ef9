"""What a page says about a posting: dates, pay and places in the words people use."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from matcher.query import Reading
from matcher.records import Posting, Trainee
from matcher.results import Match, Neighbour, Reason
from matcher.text.particles import particle
from matcher.text.private import SENTENCE, private_topics
from matcher.values import Closing, lacks_period
from service.pages.catalogue import Catalogue
from service.pages.excerpts import Excerpt, excerpt
from service.settings import SEOUL
from service.wording import from_work24 as asks_for_a_line
from service.wording import monthly_manwon

_ENDING_IN_L = tuple(map(chr, range(ord("갈"), ord("힣") + 1, 28)))
"""Syllables that end in ㄹ, after which 으로 is 로."""


@dataclass(frozen=True)
class Cited:
    """A reason with the two pieces of text that it rests on."""

    text: str
    profile: Excerpt | None
    posting: Excerpt | None


@dataclass(frozen=True)
class Pair:
    """One row of a ranking, ready to be read: the match, both records, its reasons."""

    match: Match
    asked: Trainee | Reading
    posting: Posting
    reasons: tuple[Cited, ...]


@dataclass(frozen=True)
class Aside:
    """An occupation of the lane (이런 일도 살펴보세요) with its jobs, ready to be read."""

    neighbour: Neighbour
    pairs: tuple[Pair, ...]


def pair(match: Match, asked: Trainee | Reading, posting: Posting) -> Pair:
    """``match`` together with what its reasons cite of a trainee, or of a search."""
    return Pair(match, asked, posting, cited(match.reasons, asked, posting))


def cited(
    reasons: Iterable[Reason], asked: Trainee | Reading, posting: Posting
) -> tuple[Cited, ...]:
    """Each reason with the words of both sides that it rests on."""
    return tuple(
        Cited(r.text, excerpt(asked, r.profile), excerpt(posting, r.posting)) for r in reasons
    )


def correction_text(written: str, taken: str, texts: Catalogue) -> str:
    """``‘사무보죠’를 ‘사무보조’로 읽었습니다.``"""
    one, other = f"‘{written}’", f"‘{taken}’"
    if texts.language == "ko":
        one += particle(written, "을", "를")
        other += particle(taken, "로" if taken.endswith(_ENDING_IN_L) else "으로", "로")
    return texts("search.correction", written=one, taken=other)


def day_text(day: date, today: date, texts: Catalogue) -> str:
    """``11월 30일(월)``; the year is named only when it is not this one."""
    weekday = texts("date.weekdays").split()[day.weekday()]
    name = "date.format" if day.year == today.year else "date.with_year"
    return texts(name, year=day.year, month=day.month, day=day.day, weekday=weekday)


def closing_text(closing: Closing, today: date, texts: Catalogue) -> str:
    """``11월 30일(월)까지 · 6일 남음``, or that it is open, over, or not known."""
    if closing.date is None:
        name = "until_filled" if closing.until_filled else "unknown"
        return texts("closing.rolling" if closing.rolling else f"closing.{name}")
    left = (closing.date - today).days
    ahead = "until_filled_by" if closing.until_filled else "date"
    name = "past" if left < 0 else ahead if left else "today"
    return texts(f"closing.{name}", date=day_text(closing.date, today, texts), days=left)


def monthly_text(posting: Posting, texts: Catalogue) -> str | None:
    """``월 약 233만원(세전)`` where it can be worked out and is not what is stated already.

    Where an amount is stated without a period, that it is so.
    """
    if lacks_period(posting.pay):
        return texts("match.no_period")
    pay, hours = posting.pay_range, posting.hours.week_hours
    low, high = pay.monthly(hours), pay.monthly_top(hours)
    amount = None if pay.unit == "M" else monthly_manwon(posting.pay, low, high)
    return None if amount is None else texts("match.monthly", pay=amount)


def moment_text(at: datetime, texts: Catalogue, today: date) -> str:
    """``11월 24일(화) 14:05`` in Seoul."""
    moment = at.astimezone(SEOUL)
    return f"{day_text(moment.date(), today, texts)} {moment:%H:%M}"


def stated_text(value: str | None, texts: Catalogue) -> str:
    """A kept value (JSON) as people write it: lists with commas, rows with a middle dot."""
    return _plain(json.loads(value)) if value is not None else texts("edit.nothing")


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, dict):
        return " · ".join(_plain(one) for one in value.values() if one not in (None, "", []))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def open_part(summary: str | None) -> tuple[str, tuple[str, ...]]:
    """A summary without its private sentences, and those (건강·가족·나이·성별) by themselves."""
    parts = [part.strip() for part in SENTENCE.findall(summary or "")]
    private = tuple(part for part in parts if part and private_topics(part))
    return " ".join(p for p in parts if p and p not in private), private


def safe_link(url: str | None) -> str | None:
    """``url`` if it is a web address; feeds are not trusted with other schemes."""
    return url if url and urlsplit(url).scheme in {"http", "https"} else None


def from_work24(postings: Iterable[Posting]) -> bool:
    """Whether any posting came from Work24 (고용24), whose terms ask for a line."""
    return any(asks_for_a_line(posting.source) for posting in postings)
