"""Separated text (CSV): bytes of any usual encoding and separator become a table."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from matcher.ingest.intake import Rejection, RowProblem, UnreadableFile
from matcher.ingest.sheet import COLUMNS, Line, Table

_LETTERS = "글자가 깨진 행입니다. 파일을 UTF-8로 다시 저장해 주십시오."
_PAIRED = "여는 따옴표와 닫는 따옴표를 맞추어 주십시오."
_QUOTES = f"따옴표가 맞지 않는 행입니다. {_PAIRED}"
_SEPARATORS = ",\t;|"
_LOOKED_AT = 40
LINES = 1_000_000
"""The most lines of a file; a row may have several."""
REREAD = 1_000_000
"""Lines that are read again after quotes that never close; each such row reads all that follow."""

_MANY = f"줄이 너무 많습니다({LINES:,}줄 넘음)."
_UNCLOSED = "닫히지 않은 따옴표가 많아 행을 나눌 수 없습니다."


def separated(data: bytes) -> Table:
    """The table of a CSV, TSV or text file; raises ``UnreadableFile``."""
    lines, damaged = decode(data)
    width = max((line.count(one) for one in _SEPARATORS for line in lines), default=0)
    if width > COLUMNS * 20:
        cure = f"열을 {COLUMNS}개 이하로 줄여 주십시오."
        raise UnreadableFile(Rejection(0, "", "열이 너무 많습니다.", cure))
    return Table(_lines(lines, damaged, _separator(lines)))


def decode(data: bytes) -> tuple[list[str], frozenset[int]]:
    """Lines, and the numbers of those that neither UTF-8 nor cp949 can read."""
    if wide := _utf16(data):
        data = data.decode(wide, "replace").encode("utf-8", "replace")
    if max(map(data.count, (b"\n", b"\r"))) > LINES:
        raise UnreadableFile(Rejection(0, "", _MANY, "나누어 주십시오."))
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    decoded, damaged = _decode_lines(lines, "utf-8")
    if damaged:
        other = _decode_lines(lines, "cp949")
        decoded, damaged = min((decoded, damaged), other, key=lambda one: len(one[1]))
    if wide:
        damaged = frozenset(n for n, line in enumerate(decoded, 1) if "\ufffd" in line)
    if len(damaged) * 5 > len(lines):
        raise UnreadableFile(
            Rejection(min(damaged), "", "글자를 읽을 수 없습니다.", "UTF-8로 다시 저장해 주십시오.")
        )
    return decoded, damaged


def _utf16(data: bytes) -> str:
    """The UTF-16 codec of these bytes, with its mark or by its many zero bytes; else blank."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:2000]
    for codec, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if zeros.count(0) * 10 > len(zeros) > 3 and "\n".encode(codec) in data:
            return codec
    return ""


def _decode_lines(lines: list[bytes], encoding: str) -> tuple[list[str], frozenset[int]]:
    decoded, damaged = [], set()
    for number, line in enumerate(lines, 1):
        try:
            decoded.append(line.decode(encoding))
        except UnicodeDecodeError:
            decoded.append(line.decode(encoding, "replace"))
            damaged.add(number)
    return decoded, frozenset(damaged)


def _separator(lines: list[str]) -> str:
    """The separator that cuts most of the first lines into the same number of cells, several; of
    two that cut as many lines, the one that makes more cells."""
    return max(_SEPARATORS, key=lambda one: _evenness(lines[:_LOOKED_AT], one))


def _evenness(lines: list[str], separator: str) -> tuple[int, int]:
    reader = csv.reader(lines, delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(cells) for cells in islice(reader, _LOOKED_AT))
    except csv.Error:
        widths.update(line.count(separator) + 1 for line in lines)
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _lines(lines: list[str], damaged: frozenset[int], separator: str) -> Iterator[Line]:
    """Rows with their first line; after a broken quote, reading resumes a line later."""
    start = reread = 0
    while start < len(lines):
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=separator, strict=True)
        begun = start
        try:
            for cells in reader:
                first, begun = begun + 1, start + reader.line_num
                unreadable = damaged and not damaged.isdisjoint(range(first, begun + 1))
                yield Line(first, cells, RowProblem("", "", _LETTERS) if unreadable else None)
            return
        except csv.Error:
            reread += start + reader.line_num - begun
            if reread > REREAD:
                raise UnreadableFile(Rejection(begun + 1, "", _UNCLOSED, _PAIRED)) from None
            yield Line(begun + 1, [], RowProblem("", "", _QUOTES))
            start = begun + 1
