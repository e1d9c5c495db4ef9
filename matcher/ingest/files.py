"""Files (파일): bytes become rows, whatever the suffix, the encoding and the lines above."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from matcher.ingest.intake import Rejection, Row, RowProblem, UnreadableFile
from matcher.ingest.jsonl import json_rows

LIMIT = 50 * 1024 * 1024
Header = frozenset[str]
Recognise = Callable[[Header], bool]

_SAVE_AS = "CSV(.csv), 엑셀(.xlsx) 또는 JSON Lines(.jsonl) 파일로 저장해 주십시오."
_HEADER_WITHIN = 10


def read_rows(source: Path | bytes, name: str, recognise: Recognise) -> Iterator[Row]:
    """The rows of a file; raises ``UnreadableFile`` where nothing can be read."""
    suffix = Path(name or (source.name if isinstance(source, Path) else "")).suffix.lower()
    data = _bytes(source)
    if suffix == ".xlsx":
        from matcher.ingest.tables import sheets

        return _below_header(sheets(data), recognise)
    if suffix not in (".csv", ".tsv", ".txt", ".jsonl", ".ndjson"):
        raise UnreadableFile(Rejection(0, "", f"읽을 수 없는 파일 종류입니다({suffix}).", _SAVE_AS))
    lines, damaged = _decode(data)
    if suffix in (".jsonl", ".ndjson"):
        return json_rows(lines, damaged)
    return _below_header([_csv_rows(lines, damaged)], recognise)


def _bytes(source: Path | bytes) -> bytes:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > LIMIT:
        found = f"파일이 너무 큽니다({size // 1024 // 1024}MB)."
        raise UnreadableFile(Rejection(0, "", found, "50MB 이하로 나누어 주십시오."))
    data = source.read_bytes() if isinstance(source, Path) else source
    if not data.strip():
        raise UnreadableFile(
            Rejection(1, "", "빈 파일입니다.", "내용이 있는 파일을 골라 주십시오.")
        )
    return data


def _decode(data: bytes) -> tuple[list[str], frozenset[int]]:
    """Lines, and the numbers of those that neither UTF-8 nor cp949 can read."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    tried = [(encoding, *_decode_lines(lines, encoding)) for encoding in ("utf-8", "cp949")]
    _, decoded, damaged = min(tried, key=lambda one: len(one[2]))
    if len(damaged) * 5 > len(lines):
        raise UnreadableFile(
            Rejection(min(damaged), "", "글자를 읽을 수 없습니다.", "UTF-8로 다시 저장해 주십시오.")
        )
    return decoded, damaged


def _decode_lines(lines: list[bytes], encoding: str) -> tuple[list[str], frozenset[int]]:
    decoded, damaged = [], set()
    for number, line in enumerate(lines, 1):
        try:
            decoded.append(line.decode(encoding))
        except UnicodeDecodeError:
            decoded.append(line.decode(encoding, "replace"))
            damaged.add(number)
    return decoded, frozenset(damaged)


_Cells = tuple[int, list[str], RowProblem | None]


def _csv_rows(lines: list[str], damaged: frozenset[int]) -> Iterator[_Cells]:
    """Rows of a CSV with their first line; after a broken quote, reading resumes a line later."""
    delimiter = "\t" if lines and lines[0].count("\t") > lines[0].count(",") else ","
    start = 0
    while start < len(lines):
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        begun = start
        try:
            for cells in reader:
                first, begun = begun + 1, start + reader.line_num
                unreadable = not damaged.isdisjoint(range(first, begun + 1))
                yield first, cells, RowProblem("", "", _LETTERS) if unreadable else None
            return
        except csv.Error:
            yield begun + 1, [], RowProblem("", "", _QUOTES)
            start = begun + 1


_LETTERS = "글자가 깨진 행입니다. 파일을 UTF-8로 다시 저장해 주십시오."
_QUOTES = "따옴표가 맞지 않는 행입니다. 여는 따옴표와 닫는 따옴표를 맞추어 주십시오."
_TOO_MANY = "칸이 머리글보다 많습니다. 쉼표가 든 값은 따옴표로 묶어 주십시오."


def _below_header(tables: list[Iterator[_Cells]], recognise: Recognise) -> Iterator[Row]:
    """The rows under the first header that is known; title rows above it are passed over."""
    for table in tables:
        for _, (_, cells, _) in zip(range(_HEADER_WITHIN), table, strict=False):
            names = [" ".join(name.split()) for name in cells]
            if recognise(frozenset(names)):
                return _named(names, table)
    raise UnreadableFile(
        Rejection(
            1,
            "",
            "아는 머리글을 찾지 못했습니다.",
            "첫 행에 안내서의 머리글을 그대로 적어 주십시오.",
        )
    )


def _named(names: list[str], table: Iterator[_Cells]) -> Iterator[Row]:
    for number, cells, broken in table:
        if broken is None and not any(cell.strip() for cell in cells):
            continue
        if broken is None and any(cell.strip() for cell in cells[len(names) :]):
            broken = RowProblem("", "", _TOO_MANY)
        padded = [*cells, *[""] * (len(names) - len(cells))]
        named = {name: cell for name, cell in zip(names, padded, strict=False) if name}
        yield Row(number, named, broken)
