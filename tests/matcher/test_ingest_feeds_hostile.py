"""Whatever bytes a service sends: postings or one clear refusal, and quickly."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.ingest import UnreadableFile, read_postings
from matcher.ingest.feeds import FeedError, read_page
from matcher.ingest.sources import FEEDS, Feed
from matcher.records import Posting

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1 or str()};" * 10}">' for n in range(1, 12))
    + "]><wantedRoot><wanted><title>&l11;</title></wanted></wantedRoot>"
)
QUADRATIC = f'<!DOCTYPE a [<!ENTITY x "{"x" * 100_000}">]><a>{"&x;" * 10_000}</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a><title>&x;</title></a>'
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

plain = st.one_of(
    st.text(max_size=30), st.integers(), st.none(), st.booleans(), st.floats(allow_nan=False)
)
names = st.sampled_from(sorted({name for feed in FEEDS for name in feed.kept}))
trees = st.recursive(
    plain,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=6)),
    max_leaves=25,
)


def told(data: bytes, name: str) -> None:
    """Postings, or a refusal that says something; any other error fails the test."""
    records: tuple[Posting, ...] = ()
    try:
        records = read_postings(data, name).records
    except UnreadableFile as refused:
        refusal = str(refused)
    else:
        refusal = "none"
    assert refusal
    assert all(isinstance(one, Posting) for one in records)


@pytest.mark.parametrize("body", [LAUGHS, QUADRATIC, OUTSIDE], ids=["laughs", "quadratic", "file"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_within_a_tenth_of_a_second(body: str, encoding: str) -> None:
    data = body.encode(encoding)
    before = time.perf_counter()
    with pytest.raises(FeedError, match="DOCTYPE"):
        read_page(data)
    assert time.perf_counter() - before < 0.1


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 100_000,
        b"<a>" * 100_000 + b"</a>" * 100_000,
        b"[" * 100_000,
        b'{"jobs":' * 50_000,
        b'{"jobs":' * 900 + b"1" + b"}" * 900,
        b'{"id": 1, "company": {}, "position": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"total": ' + b"9" * 5_000 + b"}",
        b'{"idx": NaN, "insttname": "x"}',
        b'{"id": 1, "company": {}, "position": {"title": "\\ud800"}, "active": 1e999}',
        b'{"id": 1, "company": {}, "position": {}, "posting-timestamp": "9999999999"}',
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b"\xff\xfe<\x00a",
        b"<a xmlns:x='y'><x:jobId>1</x:jobId></a>",
    ],
)
def test_shapes_that_break_readers_are_told_apart_quickly(data: bytes) -> None:
    before = time.perf_counter()
    told(data, "a.xml")
    told(data, "a.json")
    assert time.perf_counter() - before < 2


@MANY
@given(st.binary(max_size=400), st.sampled_from(["a.xml", "a.json"]))
def test_any_bytes_give_postings_or_a_refusal(data: bytes, name: str) -> None:
    told(data, name)


@MANY
@given(st.sampled_from(FEEDS), st.dictionaries(names, trees, max_size=12))
def test_any_values_in_the_cells_of_a_feed_give_postings_or_a_refusal(
    feed: Feed, cells: dict[str, object]
) -> None:
    # given a row that is this feed's for certain
    needed = "wantedAuthNo title jobId recrutPblntSn id position company idx insttname"
    row = dict.fromkeys([*needed.split(), "ENT_NAME", "ENT_TITLE"], "값")
    known = {name: value for name, value in row.items() if name in feed.kept}
    told(json.dumps({"rows": [known | cells]}).encode(), "a.json")


@MANY
@given(st.data())
def test_a_damaged_answer_gives_postings_or_a_refusal(data: st.DataObject) -> None:
    whole = (
        "<wantedRoot><total>1</total><wanted><wantedAuthNo>K1</wantedAuthNo><company>가</company>"
        "<title>나</title><sal>10,320원</sal><minSal>0</minSal></wanted></wantedRoot>"
    ).encode()
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 12))
    told(whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + length :], "a.xml")
