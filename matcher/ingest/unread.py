"""Values nobody understood (이해하지 못한 값): kept as text, unknown, and told with the cure."""

from collections.abc import Iterator

from matcher.ingest.intake import Draft
from matcher.ingest.mapping.fields import fields
from matcher.records import Posting
from matcher.records.reading import unread_fields
from matcher.values import lacks_period

_UNREAD = "‘{}’ 값을 이해하지 못해 적힌 글만 남겼습니다. ‘{}’처럼 적으면 읽습니다"
_NO_PERIOD = "‘{}’ 값에 시급·월급 같은 기간이 없어 적힌 글만 남겼습니다. ‘{}’처럼 적으면 읽습니다"
_NO_DAY = "‘{}’ 값을 날짜로 이해하지 못해 비워 두었습니다. ‘{}’처럼 적으면 읽습니다"


def unread(posting: Posting, draft: Draft) -> Iterator[str]:
    """What to tell of a posting's values, by the columns that they came from."""
    for field in unread_fields(posting):
        bare = field == "pay" and lacks_period(posting.pay)
        told = _NO_PERIOD if bare else _UNREAD
        yield told.format(draft.columns.get(field, _label(field)), _example(field))


def no_day(column: str, field: str) -> str:
    """What to tell of a day that is none (``2026-13-05``)."""
    return _NO_DAY.format(column, _example(field))


def _label(field: str) -> str:
    return fields("postings")[field].label


def _example(field: str) -> str:
    return fields("postings")[field].example
