"""Files made to eat time or memory inside the process that reads them: told at once."""

import subprocess
import sys
import time
import zlib

import pytest
from ole_files import container
from resume_files import hwp, pdf_of, zipped

from matcher.ingest import UnreadableFile
from matcher.ingest.resumes import read_resume
from matcher.ingest.resumes.child import reader_of
from matcher.ingest.resumes.document import Unreadable


def hwp_with(records: bytes, sections: int = 1) -> bytes:
    """A HWP file whose sections hold packed records."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packing.compress(records) + packing.flush()
    header = b"HWP Document File".ljust(36, b"\0") + b"\x01\0\0\0" + bytes(216)
    body = {f"BodyText/Section{n}": packed for n in range(sections)}
    return container({"FileHeader": header, "DocInfo": b"\x03\0", **body})


RECORD = b"\x47\0\0\0"
"""A record of four bytes: a control that holds nothing."""


@pytest.mark.parametrize(
    ("records", "sections"),
    [(RECORD * 100_001, 1), (RECORD * 60_000, 2), (bytes(15_000_000), 40)],
)
def test_more_records_than_a_resume_has_are_too_large_in_all_sections_together(
    records: bytes, sections: int
) -> None:
    begun = time.process_time()
    with pytest.raises(Unreadable, match="large"):
        reader_of("hwp")(hwp_with(records, sections))
    assert time.process_time() - begun < 2.0


def test_as_many_records_as_may_be_are_read() -> None:
    assert reader_of("hwp")(hwp_with(RECORD * 100_000)).blocks == ()


def test_a_root_that_claims_gigabytes_over_a_chain_without_end_is_damaged() -> None:
    # given the root's size, and every sector its own successor; found by fuzzing
    data = bytearray(hwp(["성명: 가나다"]))
    root = data.index("Root Entry".encode("utf-16-le"))
    data[root + 120 : root + 124] = (0xFF000000).to_bytes(4, "little")
    chains = 512 * (1 + int.from_bytes(data[76:80], "little"))
    data[chains : chains + 512] = b"".join(n.to_bytes(4, "little") for n in range(128))

    # then it is told by what it claims, not by what it ate
    with pytest.raises(UnreadableFile, match="손상"):
        read_resume(bytes(data), "a.hwp")


def pdf_drawing(size: int) -> bytes:
    return pdf_of(b"q BT 0 g /F1 10 Tf 40 700 Td <AC00> Tj ET Q" + b" " * size)


def test_a_pdf_may_draw_only_so_much() -> None:
    assert reader_of("pdf")(pdf_drawing(100_000)).texts == ["가"]
    with pytest.raises(Unreadable, match="large"):
        reader_of("pdf")(pdf_drawing(3 * 1024 * 1024))


def test_a_packed_drawing_of_a_pdf_is_too_large_before_it_is_read() -> None:
    drawn = zlib.compress(b"0 0 m " * 10_000_000, 9)
    whole = pdf_drawing(0)
    start = whole.index(b"<</Length", whole.index(b"/Contents"))
    end = whole.index(b"endstream", start)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\n" % (len(drawn), drawn)
    begun = time.process_time()
    with pytest.raises(Unreadable, match="large"):
        reader_of("pdf")(whole[:start] + stream + whole[end:])
    assert time.process_time() - begun < 2.0


def test_xml_that_nests_without_end_is_too_large() -> None:
    with pytest.raises(Unreadable, match="large"):
        reader_of("docx")(zipped({"word/document.xml": b"<a>" * 50_000 + b"</a>" * 50_000}))


def test_the_process_that_reads_a_file_starts_with_nothing_it_does_not_need() -> None:
    heavy = "{'pydantic', 'matcher.values', 'matcher.records', 'openpyxl'}"
    code = f"import sys, matcher.ingest.resumes.child; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("claimed", [1_000, 1_000_000])
def test_of_a_part_that_lies_about_its_size_no_more_is_unpacked_than_it_says(claimed: int) -> None:
    # given 50 MB of blanks under headers that claim little
    data = bytearray(zipped({"word/document.xml": b" " * 50_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = claimed.to_bytes(4, "little")

    # then
    begun = time.process_time()
    with pytest.raises(Unreadable, match="damaged"):
        reader_of("docx")(bytes(data))
    assert time.process_time() - begun < 0.1


def test_a_part_larger_than_any_text_is_told_by_its_header() -> None:
    xml = b"<a>%s</a>" % b"".join(b"<b>%d</b>" % n for n in range(2_000_000))
    with pytest.raises(Unreadable, match="large"):
        reader_of("docx")(zipped({"word/document.xml": xml}))
