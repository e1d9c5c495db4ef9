"""Workbooks (엑셀 파일), in the one file that meets openpyxl: values only, nothing is run."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from matcher.ingest.intake import Rejection, UnreadableFile
from matcher.ingest.sheet import HEAD, ROWS, Line, Table, spaced
from matcher.ingest.zips import TooLarge, opened

UNPACKED = 100 * 1024 * 1024
LARGE = 4 * 1024 * 1024
PIECE = 512 * 1024
CELLS = 1_000_000
SHEETS = 50

_CURE = "암호를 풀고 엑셀에서 .xlsx로 다시 저장해 주십시오."
_TOO_BIG = "필요한 행만 남겨 나누어 저장해 주십시오."
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell [^<>]*?ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]+([0-9]{1,7})"'
)
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_UNCOUNTED = re.compile(
    rb"<(?:\w+:)?c((?: [^<>]*)?)>\s*<(?:\w+:)?f(?: [^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN = re.compile(rb'<(?:\w+:)?row [^<>]*?hidden="(?:1|true)"')
_NO_VALUE = "계산값이 없는 수식 칸은 비워 두었습니다(엑셀에서 열어 다시 저장하면 읽습니다)"
_ERROR = "오류가 난 수식 칸(#N/A 등)은 비워 두었습니다"


def workbook(data: bytes, only: str | None = None) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Every sheet, visible ones first, or ``only`` one; and notes on what could not be read.

    Raises ``UnreadableFile`` for what is no workbook, or too much of one, before unpacking it,
    and with the names of the sheets where none is called ``only``.
    """
    try:
        with opened(data, UNPACKED) as archive:
            _guard(archive)
            return _sheets(data, archive, only)
    except UnreadableFile:
        raise
    except TooLarge:
        found = "엑셀 파일을 풀면 너무 커집니다."
        raise UnreadableFile(Rejection(0, "", found, _TOO_BIG)) from None
    except Exception as error:  # openpyxl raises whatever its many parts raise on a damaged file
        raise UnreadableFile(Rejection(0, "", "엑셀 파일을 열 수 없습니다.", _CURE)) from error


def _guard(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    large = (part for part in parts if part.file_size > LARGE and part.filename.endswith(".xml"))
    if any(_endless(archive.read(part)) for part in large):
        raise UnreadableFile(Rejection(0, "", "엑셀 파일을 열 수 없습니다.", _CURE))


def _endless(xml: bytes) -> bool:
    """Whether one tag, comment or text may be so long that reading it takes minutes.

    Older versions of expat read a piece from its start again with every 16 KiB of it.
    """
    blocks = range(0, len(xml) - PIECE, PIECE)
    return (
        b"<!" in xml
        or xml.count(b"<?") > 1
        or any(b"<" not in xml[start : start + PIECE] for start in blocks)
    )


def _sheets(
    data: bytes, archive: zipfile.ZipFile, only: str | None
) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        tables: list[Table] = []
        notes: list[str] = []
        for sheet in _wanted(book.worksheets, only):
            facts = _Facts.of(archive.read(sheet._worksheet_path))
            lines, errors = _lines(sheet)
            lines = _filled(lines, facts.merges)
            tables.append(Table(lines, sheet.title, hidden=sheet.sheet_state != "visible"))
            told = [*facts.notes, *([f"{_ERROR}: {errors}칸"] if errors else [])]
            notes += [f"‘{sheet.title}’ 시트: {one}" for one in told]
    return tuple(sorted(tables, key=lambda table: table.hidden)), tuple(notes)


def _wanted(sheets: list[Any], only: str | None) -> list[Any]:
    if only is None:
        return sheets[:SHEETS]
    titles = [spaced(sheet.title) for sheet in sheets]
    if spaced(only) not in titles:
        found = f"‘{only}’ 시트가 없습니다."
        cure = f"다음 가운데 골라 주십시오: {', '.join(titles[:SHEETS])}"
        raise UnreadableFile(Rejection(0, "", found, cure))
    return [sheets[titles.index(spaced(only))]]


@dataclass(frozen=True)
class _Facts:
    """What openpyxl does not tell of a sheet that it reads as a stream."""

    merges: tuple[tuple[str, int, int], ...]
    uncounted: int
    hidden: int

    @classmethod
    def of(cls, xml: bytes) -> "_Facts":
        if sum(1 for _ in _CELL.finditer(xml)) > CELLS:
            found = f"칸이 너무 많습니다({CELLS:,}칸 넘음)."
            raise UnreadableFile(Rejection(0, "", found, _TOO_BIG))
        merges = tuple((one[1].decode(), int(one[2]), int(one[3])) for one in _MERGE.finditer(xml))
        # t="str" and no text is a formula whose answer is blank
        uncounted = sum(b't="str"' not in told for told in _UNCOUNTED.findall(xml))
        return cls(merges, uncounted, len(_HIDDEN.findall(xml)))

    @property
    def notes(self) -> Iterator[str]:
        if self.uncounted:
            yield f"{_NO_VALUE}: {self.uncounted}칸"
        if self.hidden:
            yield f"숨긴 행 {self.hidden}개도 함께 읽었습니다"


def _lines(sheet: Any) -> tuple[list[Line], int]:
    """Every row down to the last with a value, and how many cells hold an error of Excel."""
    sheet.reset_dimensions()
    lines: list[Line] = []
    errors = last = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        errors += sum(cell.data_type == "e" for cell in cells)
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        lines.append(Line(number, texts))
        last = number if texts else last
        if last > ROWS + HEAD:
            break
    return lines[:last], errors


def _filled(lines: list[Line], merges: tuple[tuple[str, int, int], ...]) -> list[Line]:
    """A value merged over several rows counts for each of them."""
    for letters, top, bottom in merges:
        column = _column(letters)
        above = lines[top - 1].cells if top <= len(lines) else []
        if column >= len(above):
            continue
        for line in lines[top : min(bottom, len(lines))]:
            line.cells.extend([""] * (column + 1 - len(line.cells)))
            line.cells[column] = above[column]
    return lines


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _text(cell: Any) -> str:
    """A value as Excel shows it: dates by day, whole numbers without a point, codes padded."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "예" if value else "아니오"
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, date):
        return value.isoformat()
    return _string(str(value))


def _string(text: str) -> str:
    from openpyxl.utils.escape import unescape

    return unescape(text) if "_x" in text else text


def _number(value: float, shown_as: str) -> str:
    if "%" in shown_as:
        return f"{value * 100:.15g}%"
    if isfinite(value) and value == int(value) and abs(value) < 1e15:
        padded = len(shown_as) if re.fullmatch("0+", shown_as) else 0
        return f"{int(value):0{padded}d}"
    return f"{value:.15g}"
