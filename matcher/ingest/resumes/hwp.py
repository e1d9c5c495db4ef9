"""HWP 5 (한글 문서, OLE), in the one file that meets olefile.

Hancom's published layout: streams of records, each a tag, a level and a size; see the tags below.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from matcher.ingest.resumes.document import (
    DEPTH,
    TINY_POINTS,
    Block,
    Cell,
    Document,
    Table,
    Unreadable,
)

_TABLES = (40, 44, 64, 72)
"""Where the container's header counts the sectors of its four tables."""
_SECTION = re.compile(r"Section([0-9]{1,4})")
_UNPACKED = 6 * 1024 * 1024
_RECORDS = 100_000
"""About five for each line and cell of the longest résumé that is read."""
_PACKED, _LOCKED = 1, 1 << 1 | 1 << 2 | 1 << 4 | 1 << 8 | 1 << 10
"""Bits of the header: packed; password, for distribution, rights management, certificates."""
_BORDER_FILL, _LETTER_SHAPE = 20, 21
_PARAGRAPH, _TEXT, _SHAPES, _CONTROL, _LIST = 66, 67, 68, 71, 72
_UNSEEN = (b"tcmt", b"head", b"foot")
"""Hidden comments, page headers and footers; control names stand backwards in the file."""
_WIDE = frozenset((*range(1, 10), 11, 12, *range(14, 24)))
"""Signs below 32 that take eight units."""
_SIGNS = {9: "\t", 10: "\n", 24: "-", 30: " ", 31: " "}
_WHITE = 0xFFFFFF


class _Record(NamedTuple):
    tag: int
    level: int
    data: bytes


def read_hwp(data: bytes) -> Document:
    """The text of a HWP 5 file; raises ``Unreadable``."""
    import olefile

    _check_header(data)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return Document.of(_read(ole, len(data)))
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("large") from None
    except Exception:  # olefile and the records raise whatever a damaged file leads them to
        raise Unreadable("damaged") from None


def _check_header(data: bytes) -> None:
    """Sizes that olefile would believe: a few bytes can claim gigabytes."""
    if len(data) < 512:
        raise Unreadable("damaged")
    sector, small = struct.unpack_from("<2H", data, 30)
    claimed = sum(int.from_bytes(data[at : at + 4], "little") for at in _TABLES)
    if sector not in (9, 12) or small != 6 or claimed > len(data) >> sector:
        raise Unreadable("damaged")


def _read(ole: Any, size: int) -> Iterator[Block]:
    names = {"/".join(path): path for path in ole.listdir()}
    if any(entry.size > size for entry in ole.direntries if entry):  # the root's too
        raise Unreadable("damaged")
    if "EncryptedPackage" in names:
        raise Unreadable("locked")
    if "FileHeader" not in names:
        raise Unreadable("old" if "WordDocument" in names else "unknown")
    header = ole.openstream("FileHeader").read(256)
    flags = int.from_bytes(header[36:40], "little")
    if flags & _LOCKED:
        raise Unreadable("locked")
    room = _Room(bool(flags & _PACKED))
    looks = _Looks(room.records(ole.openstream("DocInfo").read()))
    sections = sorted(
        (int(found[1]), name)
        for name, path in names.items()
        if path[0] == "BodyText" and (found := _SECTION.fullmatch(path[-1]))
    )
    for _, name in sections:
        records = room.records(ole.openstream(name).read())
        yield from _blocks(records, looks, 0, coloured=False)


class _Room:
    """How much may still be unpacked from this file."""

    def __init__(self, packed: bool) -> None:
        self._packed, self._left, self._records = packed, _UNPACKED, _RECORDS

    def records(self, data: bytes) -> list[_Record]:
        records = list(islice(_records(self.unpack(data)), self._records + 1))
        self._records -= len(records)
        if self._records < 0:
            raise Unreadable("large")
        return records

    def unpack(self, data: bytes) -> bytes:
        if self._packed:
            unpacking = zlib.decompressobj(-15)
            data = unpacking.decompress(data, self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("large")
        return data


def _records(data: bytes) -> Iterator[_Record]:
    at = 0
    while at + 4 <= len(data):
        head = int.from_bytes(data[at : at + 4], "little")
        tag, level, size, at = head & 0x3FF, head >> 10 & 0x3FF, head >> 20, at + 4
        if size == 0xFFF:
            size, at = int.from_bytes(data[at : at + 4], "little"), at + 4
        if at + size > len(data):
            raise Unreadable("damaged")
        yield _Record(tag, level, data[at : at + size])
        at += size


class _Looks:
    """Which letter shapes are tiny or white, and which cells are coloured, by number."""

    def __init__(self, records: Iterable[_Record]) -> None:
        self.tiny: set[int] = set()
        self.white: set[int] = set()
        self.coloured: set[int] = set()
        shapes = fills = 0
        for tag, _, data in records:
            if tag == _LETTER_SHAPE:
                if len(data) >= 56:
                    if int.from_bytes(data[42:46], "little", signed=True) < TINY_POINTS * 100:
                        self.tiny.add(shapes)
                    if int.from_bytes(data[52:56], "little") == _WHITE:
                        self.white.add(shapes)
                shapes += 1
            elif tag == _BORDER_FILL:
                fills += 1
                kind, colour = data[32:36], int.from_bytes(data[36:40], "little")
                painted = int.from_bytes(kind, "little")
                if painted and not (painted == 1 and colour in (_WHITE, 0xFFFFFFFF)):
                    self.coloured.add(fills)

    def hide(self, shape: int, coloured: bool) -> bool:
        return shape in self.tiny or (shape in self.white and not coloured)


def _blocks(
    records: list[_Record], looks: _Looks, depth: int, *, coloured: bool
) -> Iterator[Block]:
    """The paragraphs of a list of records; what a paragraph holds follows its own text."""
    if depth > DEPTH:
        raise Unreadable("large")
    at = 0
    while at < len(records):
        tag, level, data = records[at]
        end = _end(records, at + 1, level)
        if tag == _CONTROL:
            within = records[at + 1 : end]
            if data[3::-1] == b"tbl ":
                yield from _table(within, looks, depth + 1)
            elif data[3::-1] not in _UNSEEN:
                yield from _blocks(within, looks, depth + 1, coloured=coloured)
            at = end
        else:
            if tag == _TEXT:
                shapes = next((r.data for r in records[at + 1 : at + 3] if r.tag == _SHAPES), b"")
                yield _text(data, _hidden(shapes, looks, coloured))
            at += 1


def _end(records: list[_Record], at: int, level: int) -> int:
    """Where the records below one end: at the next that does not stand deeper."""
    while at < len(records) and records[at].level > level:
        at += 1
    return at


def _table(records: list[_Record], looks: _Looks, depth: int) -> Iterator[Block]:
    """Each cell is a list header with its address, and the paragraphs after it."""
    top = min((record.level for record in records), default=0)
    starts = [n for n, r in enumerate(records) if r.tag == _LIST and r.level == top]
    cells: list[Cell] = []
    inner: list[Block] = []
    for start, end in zip(starts, [*starts[1:], len(records)], strict=True):
        data = records[start].data
        if len(data) < 16:
            raise Unreadable("damaged")
        column, row, columns, rows = struct.unpack_from("<4H", data, 8)
        fill = int.from_bytes(data[32:34], "little")
        within = list(
            _blocks(records[start + 1 : end], looks, depth, coloured=fill in looks.coloured)
        )
        inner += (block for block in within if isinstance(block, Table))
        text = "\n".join(block for block in within if isinstance(block, str))
        cells.append(Cell(text, row, column, max(1, rows), max(1, columns)))
    yield Table(tuple(cells))
    yield from inner


def _hidden(shapes: bytes, looks: _Looks, coloured: bool) -> list[tuple[int, bool]]:
    """From which unit on the letters are hidden or seen again."""
    pairs = struct.iter_unpack("<2I", shapes[: len(shapes) // 8 * 8])
    return [(start, looks.hide(shape, coloured)) for start, shape in pairs]


def _text(data: bytes, hidden: list[tuple[int, bool]]) -> str:
    units = [unit for (unit,) in struct.iter_unpack("<H", data[: len(data) // 2 * 2])]
    kept: list[int] = []
    turns, unseen, at = sorted(hidden, reverse=True), False, 0
    while at < len(units):
        while turns and turns[-1][0] <= at:
            unseen = turns.pop()[1]
        unit = units[at]
        if (unit >= 32 or unit in _SIGNS) and not unseen:
            kept += [unit] if unit >= 32 else map(ord, _SIGNS[unit])
        at += 8 if unit in _WIDE else 1
    return struct.pack(f"<{len(kept)}H", *kept).decode("utf-16-le", "replace")
