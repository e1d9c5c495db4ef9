"""Files made to eat time or memory are refused at once, by every reader of the ingest."""

import io
import json
import time
import zipfile
from collections.abc import Callable

import pytest

from matcher.ingest import UnreadableFile, read_postings, read_trainees
from matcher.ingest.separated import LINES, separated
from matcher.ingest.xml import DEPTH, DeepXml, RefusedXml, xml_root
from matcher.ingest.zips import PARTS, TooLarge, opened

ROSTER = "번호,이름,과정명\n".encode()
GOOD = '{"id": "J1", "title": "사무원", "company": "가상"}\n'


def refused(read: Callable[[], object], says: str, seconds: float = 0.5) -> None:
    """Refused with these words, in far less than the time the file was made to take."""
    begun = time.process_time()
    with pytest.raises(UnreadableFile, match=says):
        read()
    assert time.process_time() - begun < seconds


def test_quotes_that_never_close_are_not_read_to_the_end_for_every_row() -> None:
    # given rows each of which opens a quote that all the others leave open: 80,000 times 80,000
    data = ROSTER + b'a","\n' * 80_000

    refused(lambda: read_trainees(data, "a.csv"), "닫히지 않은 따옴표", 2.0)


def test_a_few_quotes_that_never_close_stop_no_good_row() -> None:
    data = ROSTER + b'T1,"a\n' + b"T2,b,c\n" * 500

    intake = read_trainees(data, "a.csv")

    assert [one.id for one in intake.records] == ["T2"]
    assert [one.row for one in intake.rejected] == [2]


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_more_lines_than_any_list_has_are_refused_before_they_are_split(end: bytes) -> None:
    refused(lambda: read_trainees(b"a" + end * (LINES + 1), "a.csv"), "줄이 너무 많습니다")


def test_as_many_lines_as_may_be_are_read() -> None:
    assert len(separated(b"a,b" + b"\n" * LINES).head) == 200


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_a_line_of_separators_alone_is_refused(separator: str) -> None:
    data = b"a" + separator.encode() * 10_001
    refused(lambda: read_postings(data, "a.csv"), "열이 너무 많습니다")


def test_one_endless_line_of_json_is_refused_and_the_others_go_in() -> None:
    begun = time.process_time()
    intake = read_postings(GOOD.encode() + b'{"id": ' + b"9" * 20_000_000 + b"}\n", "a.jsonl")
    assert time.process_time() - begun < 1.0
    assert [one.id for one in intake.records] == ["J1"]
    assert [(one.row, one.cure) for one in intake.rejected] == [
        (2, "한 줄이 너무 깁니다. 1,000,000자 이하로 줄여 주십시오.")
    ]


def test_the_longest_posting_is_no_endless_line() -> None:
    row = {**json.loads(GOOD), "body": "가" * 20_000, "preference": "나" * 20_000}
    assert len(read_postings(json.dumps(row).encode(), "a.jsonl").records) == 1


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def test_xml_that_nests_without_end_is_refused_where_it_gets_too_deep() -> None:
    refused(lambda: read_postings(nested(500_000), "a.xml"), "XML이 지나치게 깊습니다")
    with pytest.raises(DeepXml):
        xml_root(nested(DEPTH + 1))
    assert xml_root(nested(DEPTH)).tag == "a"


def test_depth_counts_what_is_open_and_not_what_was() -> None:
    assert len(xml_root(b"<a>" + b"<b/>" * 1_000 + b"</a>")) == 1_000


@pytest.mark.parametrize("kind", [bytes, str])
def test_one_endless_piece_of_xml_is_refused(kind: type[bytes] | type[str]) -> None:
    text = '<a b="' + "x" * 2_000_000 + '"/>'
    with pytest.raises(RefusedXml, match="조각이 지나치게"):
        xml_root(text if kind is str else text.encode())


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def test_an_archive_of_many_parts_is_refused_before_they_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = archive({f"{n}.xml": b"" for n in range(PARTS + 1)})

    def listed(*_: object) -> None:
        raise AssertionError("the parts were listed")

    monkeypatch.setattr(zipfile, "ZipFile", listed)
    with pytest.raises(TooLarge):
        opened(many, 1)
    refused(lambda: read_postings(many, "a.xlsx"), "풀면 너무 커집니다")


def test_an_archive_is_judged_by_ratio_and_by_its_size_in_all() -> None:
    with pytest.raises(TooLarge):
        opened(archive({"a": b" " * 2_000_000}), 10_000_000)
    small = archive({str(n): b" " * 1_000_000 for n in range(3)})
    with pytest.raises(TooLarge):
        opened(small, 2_999_999)
    assert len(opened(small, 3_000_000).namelist()) == 3
