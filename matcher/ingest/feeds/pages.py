"""Pages (응답 한 쪽): the rows of an answer and how many there are in all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.ingest.cures import shown
from matcher.ingest.feeds.contacts import kept, without_contacts
from matcher.ingest.feeds.errors import FeedError
from matcher.ingest.feeds.tree import DEPTH, tree_of
from matcher.ingest.intake import Row, RowProblem
from matcher.ingest.sources import FEEDS, Feed
from matcher.ingest.sources.base import Cells

_TOTALS = ("total", "totalCount")
_FINE = frozenset({"0", "00", "000", "0000", "200", "INFO-000"})
_RESULTS = ("resultCode", "returnReasonCode")
_MESSAGES = ("message", "returnAuthMsg", "errMsg", "resultMsg", "error")
_TELL = "인증키와 요청 조건을 확인한 뒤 다시 받아 주십시오."
_DRIFT = "서비스의 안내를 보고 형식이 바뀌었는지 확인해 주십시오."
_ENDED = "마감된 공고라서 받지 않았습니다."


@dataclass(frozen=True)
class Page:
    """The rows of one answer, each with its feed and only cells that may be kept."""

    rows: tuple[tuple[Feed, Cells], ...]
    total: int | None


def read_page(data: bytes, feeds: Sequence[Feed] = FEEDS) -> Page:
    """Read an answer; raises ``FeedError`` for an error, whatever its HTTP status was."""
    tree = tree_of(data)
    found = list(_found(tree, feeds, 0))
    _refuse_error(tree, bool(found))
    total = _number(_first(tree, _TOTALS, feeds, 0))
    if not found and total is None:
        raise FeedError("공고 목록이 아닙니다.", _DRIFT)
    if not found and total:
        raise FeedError(f"공고가 {total}건이라는데 한 건도 읽지 못했습니다.", _DRIFT)
    return Page(tuple(found), total)


def feed_rows(data: bytes) -> Iterator[Row]:
    """The rows of a saved answer; a posting that is closed is a broken row."""
    page = read_page(data)
    if not page.rows:
        raise FeedError("공고가 한 건도 없는 파일입니다.", "내용이 있는 파일을 골라 주십시오.")
    return (_row(number, *one) for number, one in enumerate(page.rows, 1))


def merged(listed: Cells, detail: Cells) -> Cells:
    """A row of a list with what its detail says besides; blanks of a detail say nothing."""
    return {**listed, **{name: value for name, value in detail.items() if value not in ("", None)}}


def _row(number: int, feed: Feed, cells: Cells) -> Row:
    ended = RowProblem(feed.source.columns["id"], feed.id_of(cells), _ENDED)
    return Row(number, cells, ended if feed.closed(cells) else None)


def _found(node: object, feeds: Sequence[Feed], depth: int) -> Iterator[tuple[Feed, Cells]]:
    """Every row of a known feed, wherever it stands: one object or a list, any wrapping."""
    if depth > DEPTH:
        return
    if isinstance(node, dict):
        if (feed := _feed_of(node, feeds)) is not None:
            cells = kept(node, feed.kept)
            if isinstance(cells, dict):
                yield feed, cells
            return
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from _found(inner, feeds, depth + 1)


def _feed_of(node: Mapping[str, object], feeds: Sequence[Feed]) -> Feed | None:
    header = frozenset(node)
    return next((feed for feed in feeds if feed.source.recognises(header)), None)


def _first(node: object, names: Sequence[str], feeds: Sequence[Feed], depth: int) -> object:
    """The first plain value under one of the names, outside the rows."""
    if depth > DEPTH or not isinstance(node, dict) or _feed_of(node, feeds):
        return None
    plain = (node[name] for name in names if isinstance(node.get(name), str | int))
    inner = (_first(value, names, feeds, depth + 1) for value in node.values())
    return next((value for value in (*plain, *inner) if value is not None), None)


def _refuse_error(tree: object, rows: bool) -> None:
    code = _first(tree, _RESULTS, (), 0)
    failed = code is not None and str(code).strip() not in _FINE
    message = _first(tree, _MESSAGES if not rows else ("returnAuthMsg", "errMsg"), (), 0)
    quiet = code is not None and not failed
    if failed or (message is not None and not rows and not quiet):
        told = without_contacts(shown(message)) or f"오류 코드 {shown(code)}"
        raise FeedError(f"서비스가 오류를 돌려주었습니다({told}).", _TELL)


def _number(value: object) -> int | None:
    text = str(value).strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
