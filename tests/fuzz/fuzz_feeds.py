"""Feeds: an answer of each of the six services, through its rows to records."""

from collections.abc import Callable

from fuzz_records import derive
from fuzz_target import TESTS, TODAY, Target

_RECORDED = TESTS / "service" / "feeds" / "recorded"


def feed_targets() -> dict[str, Target]:
    """A target for each service, and one for a saved answer of any of them."""
    from matcher.ingest import UnreadableFile, read_postings
    from matcher.ingest.sources import FEEDS

    refused = (UnreadableFile,)
    answers = tuple(
        file.read_bytes() for file in sorted((TESTS / "matcher" / "feed_answers").iterdir())
    )

    def saved(data: bytes) -> None:
        for posting in read_postings(data, "a.xml").records:
            derive(posting)

    every = tuple(seed for feed in FEEDS for seed in _seeds(feed.source.name))
    return {
        "feed": Target(saved, (*answers, *every), refused),
        **{
            f"feed-{feed.source.name}": Target(_crawled(feed), _seeds(feed.source.name), refused)
            for feed in FEEDS
        },
    }


def _crawled(feed: object) -> Callable[[bytes], None]:
    """As a crawl reads it: the rows, each merged with its detail, as postings of a day."""
    from matcher.ingest.feeds import merged, read_page, take_feed
    from matcher.ingest.sources import Feed
    from matcher.ingest.sources.base import at
    from matcher.values import parse_day

    if not isinstance(feed, Feed):
        raise TypeError(feed)

    def run(data: bytes) -> None:
        rows = [cells for _, cells in read_page(data, (feed,)).rows]
        for cells in rows:
            feed.id_of(cells)
            feed.closed(cells)
            for name in feed.dated:
                parse_day(at(cells, name))
        joined = [merged(one, rows[0]) for one in rows]
        for posting in take_feed([*rows, *joined], feed, TODAY).records:
            derive(posting)

    return run


def _seeds(name: str) -> tuple[bytes, ...]:
    """Two rows in a list, the detail and the error, with numbers in place of their marks."""
    parts = {
        file.name.split(".")[1]: file.read_text("utf-8") for file in _RECORDED.glob(f"{name}.*")
    }
    rows = [parts["row"], parts["row"].replace("@N@", "2")]
    joined = f"[{','.join(rows)}]" if parts["row"].startswith("{") else "".join(rows)
    parts["list"] = parts["list"].replace("@ROWS@", joined)
    marks = {"@TOTAL@": "2", "@N15@": "000000000000001", "@N6@": "000001", "@N@": "1", "@ID@": "1"}
    for mark, number in marks.items():
        parts = {part: text.replace(mark, number) for part, text in parts.items()}
    return tuple(parts[part].encode() for part in ("list", "detail", "error") if part in parts)
