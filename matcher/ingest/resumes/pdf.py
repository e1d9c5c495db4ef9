"""PDF, in the one file that meets pypdf; run where time and memory are bounded (``child``)."""

import io
from collections.abc import Iterator
from typing import Any

from matcher.ingest.resumes.document import TINY_POINTS, Document, Unreadable
from matcher.ingest.resumes.plain import columns

PAGES = 30
DRAWN = 3 * 1024 * 1024
"""The most bytes of drawing on all pages; a page of text has about 10,000."""
_STREAM = 8 * 1024 * 1024
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": _STREAM,
    "lzw_maximum_output_length": _STREAM,
    "run_length_maximum_output_length": _STREAM,
    "array_based_stream_maximum_output_length": _STREAM,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 500,
}
"""Of pypdf, whose own are made for books: it would unpack 75 MB."""

_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_INVISIBLE = (3, 7)
"""Modes of drawing that leave no ink (Tr 3 and 7)."""
_WHITE = 0.98


def read_pdf(data: bytes) -> Document:
    """The text that is drawn on the pages; raises ``Unreadable``."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import LimitReachedError

    try:
        with apply_configuration(**_LIMITS):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                raise Unreadable("locked")
            if len(reader.pages) > PAGES:
                raise Unreadable("large")
            document = Document.of(columns(_lines(reader)))
    except Unreadable:
        raise
    except (LimitReachedError, MemoryError):
        raise Unreadable("large") from None
    except Exception:  # pypdf raises whatever a damaged file leads it to
        raise Unreadable("damaged") from None
    if not document.blocks:
        raise Unreadable("scanned")
    return document


def _lines(reader: Any) -> Iterator[str]:
    from pypdf.generic import ContentStream, NameObject

    room = DRAWN
    for page in reader.pages:
        contents = page.get_contents()
        if contents is None:
            continue
        room -= len(contents.get_data())
        if room < 0:
            raise Unreadable("large")
        stream = ContentStream(contents, reader)
        stream.operations = list(_seen(stream.operations))
        page[NameObject("/Contents")] = stream
        yield from page.extract_text(extraction_mode="layout").splitlines()


class _Ink:
    """What the next letters will look like: colour, mode and height in points."""

    def __init__(self) -> None:
        self.white, self.mode, self.size, self.scale = False, 0, 12.0, 1.0

    @property
    def unseen(self) -> bool:
        return self.white or self.mode in _INVISIBLE or self.size * self.scale < TINY_POINTS

    def copy(self) -> "_Ink":
        twin = _Ink()
        twin.__dict__.update(self.__dict__)
        return twin


def _seen(operations: list[tuple[list[Any], bytes]]) -> Iterator[tuple[list[Any], bytes]]:
    """The operations of a page without those that show hidden text."""
    ink, saved = _Ink(), list[_Ink]()
    for operands, operator in operations:
        if operator == b"q":
            saved.append(ink.copy())
        elif operator == b"Q" and saved:
            ink = saved.pop()
        elif operator == b"BT":
            ink.scale = 1.0
        else:
            _follow(ink, operands, operator)
        if operator in _SHOWS and ink.unseen:
            if operator in (b"'", b'"'):
                yield [], b"T*"
            continue
        yield operands, operator


def _follow(ink: _Ink, operands: list[Any], operator: bytes) -> None:
    try:
        values = [float(value) for value in operands]
    except (TypeError, ValueError):
        values = [float(operands[1])] if operator == b"Tf" and len(operands) == 2 else []
    if not values:
        return
    match operator:
        case b"g" | b"rg" | b"sc" | b"scn":
            ink.white = min(values) >= _WHITE
        case b"k":
            ink.white = max(values) <= 1 - _WHITE
        case b"Tr":
            ink.mode = int(values[0])
        case b"Tf":
            ink.size = abs(values[-1])
        case b"Tm" if len(values) == 6:
            ink.scale = max(abs(values[2]), abs(values[3]))
