"""Workbooks (엑셀 파일), in the one file that meets openpyxl."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from matcher.ingest.intake import Rejection, RowProblem, UnreadableFile

_UNPACKED_LIMIT = 400 * 1024 * 1024
_CURE = "암호를 풀고 엑셀에서 .xlsx로 다시 저장해 주십시오."


def sheets(data: bytes) -> list[Iterator[tuple[int, list[str], RowProblem | None]]]:
    """Every sheet as rows of text with their row numbers; values only, no formulas run."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > _UNPACKED_LIMIT:
            raise UnreadableFile(Rejection(0, "", "엑셀 파일이 너무 큽니다.", "나누어 주십시오."))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise UnreadableFile(Rejection(0, "", "엑셀 파일을 열 수 없습니다.", _CURE)) from error
    return [_rows(sheet) for sheet in book.worksheets]


def _rows(sheet: Any) -> Iterator[tuple[int, list[str], RowProblem | None]]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    for number, cells in enumerate(rows, 1):
        yield number, [_text(cell) for cell in cells], None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "예" if cell else "아니오"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
