"""HWPX (한글 문서, zip+XML)."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from matcher.ingest.resumes.document import (
    DEPTH,
    TINY_POINTS,
    Block,
    Cell,
    Document,
    Table,
    Unreadable,
)
from matcher.ingest.resumes.package import Package, attribute, local, number

_SECTION = re.compile(r"Contents/section([0-9]{1,4})\.xml")
_SIGNS = {"tab": "\t", "lineBreak": "\n", "hyphen": "-", "nbSpace": " ", "fwSpace": " "}
_UNSEEN = ("hiddenComment", "header", "footer", "secPr", "fieldBegin", "deleteBegin")


def read_hwpx(data: bytes) -> Document:
    """The text of a HWPX file; raises ``Unreadable``."""
    package = Package(data)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(local(e) == "encryption-data" for e in manifest.iter()):
        raise Unreadable("locked")
    sections = sorted(
        (int(m[1]), name) for name in package.names if (m := _SECTION.fullmatch(name))
    )
    if not sections:
        raise Unreadable("damaged")
    looks = _Looks(package.xml("Contents/header.xml"))
    return Document.of(
        block
        for _, name in sections
        if (root := package.xml(name)) is not None
        for block in _blocks(root, looks, 0)
    )


class _Looks:
    """Which kinds of character are hidden, and which cells are coloured."""

    def __init__(self, header: Element | None) -> None:
        self.unseen: set[str] = set()
        self.white: set[str] = set()
        self.coloured: set[str] = set()
        for element in header.iter() if header is not None else ():
            id = attribute(element, "id")
            if local(element) == "charPr":
                height = number(attribute(element, "height"), 1000)
                shade = attribute(element, "shadeColor").lower()
                if height < TINY_POINTS * 100:
                    self.unseen.add(id)
                elif attribute(element, "textColor").lower() == "#ffffff" and shade in _PAPER:
                    self.white.add(id)
            elif local(element) == "borderFill" and any(map(_fills, element.iter())):
                self.coloured.add(id)

    def hides(self, run: Element, coloured: bool) -> bool:
        id = attribute(run, "charPrIDRef")
        return id in self.unseen or (id in self.white and not coloured)


_PAPER = ("", "none", "#ffffff")


def _fills(element: Element) -> bool:
    """A brush that paints; gradients and pictures have marks of their own."""
    painted = attribute(element, "faceColor").lower()
    return local(element) in ("gradation", "imgBrush") or painted not in _PAPER


def _blocks(parent: Element, looks: _Looks, depth: int, coloured: bool = False) -> Iterator[Block]:
    """Paragraphs below a mark; a table in a paragraph follows the paragraph's own text."""
    if depth > DEPTH:
        raise Unreadable("large")
    for child in parent:
        if local(child) == "p":
            tables: list[Element] = []
            yield "".join(_text(child, looks, coloured, tables, depth))
            for table in tables:
                yield from _table(table, looks, depth + 1)
        elif local(child) not in _UNSEEN:
            yield from _blocks(child, looks, depth + 1, coloured)


def _text(
    element: Element, looks: _Looks, coloured: bool, tables: list[Element], depth: int
) -> Iterator[str]:
    if depth > DEPTH:
        raise Unreadable("large")
    for child in element:
        name = local(child)
        if name == "tbl":
            tables.append(child)
        elif name == "t":
            yield _inline(child)
        elif name == "p":
            yield "\n"
            yield from _text(child, looks, coloured, tables, depth + 1)
        elif name not in _UNSEEN and not (name == "run" and looks.hides(child, coloured)):
            yield from _text(child, looks, coloured, tables, depth + 1)
        elif name == "run":
            tables += (table for table in child if local(table) == "tbl")


def _inline(text: Element) -> str:
    parts = [text.text or ""]
    for child in text:
        parts += [_SIGNS.get(local(child), ""), child.tail or ""]
    return "".join(parts)


def _table(table: Element, looks: _Looks, depth: int) -> Iterator[Block]:
    cells: list[Cell] = []
    inner: list[Block] = []
    for row, line in enumerate(child for child in table if local(child) == "tr"):
        for column, cell in enumerate(child for child in line if local(child) == "tc"):
            marks = {local(mark): mark for mark in cell}
            at, span = marks.get("cellAddr"), marks.get("cellSpan")
            within = list(
                _blocks(
                    cell, looks, depth + 1, attribute(cell, "borderFillIDRef") in looks.coloured
                )
            )
            inner += (block for block in within if isinstance(block, Table))
            cells.append(
                Cell(
                    "\n".join(block for block in within if isinstance(block, str)),
                    number(attribute(at, "rowAddr"), row),
                    number(attribute(at, "colAddr"), column),
                    max(1, number(attribute(span, "rowSpan"), 1)),
                    max(1, number(attribute(span, "colSpan"), 1)),
                )
            )
    yield Table(tuple(cells))
    yield from inner
