"""DOCX (워드 문서, zip+XML)."""

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

_MAIN = "word/document.xml"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNSEEN = ("del", "moveFrom", "Fallback", "instrText", "pPr", "rPr", "tblPr", "sectPr", "comment")
_OFF = ("0", "false", "off")
_PAPER = ("", "auto", "ffffff")


def read_docx(data: bytes) -> Document:
    """The text of a DOCX file as a reader sees it; raises ``Unreadable``."""
    package = Package(data)
    root = package.xml(_MAIN)
    if root is None:
        raise Unreadable("damaged")
    body = next((child for child in root if local(child) == "body"), root)
    return Document.of(_blocks(body, _Styles(package.xml("word/styles.xml")), 0, shaded=False))


class _Styles:
    """What each style says of its letters: hidden, white or tiny; a style may stand on another."""

    def __init__(self, root: Element | None) -> None:
        styles = [style for style in root or () if local(style) == "style"]
        self._look = {attribute(style, "styleId"): _look(_child(style, "rPr")) for style in styles}
        self._base = {
            attribute(style, "styleId"): attribute(_child(style, "basedOn"), "val")
            for style in styles
        }

    def hides(self, run: Element, paragraph: Element, shaded: bool) -> bool:
        marks = _child(run, "rPr")
        look = {
            **self._of(attribute(_child(_child(paragraph, "pPr"), "pStyle"), "val")),
            **self._of(attribute(_child(marks, "rStyle"), "val")),
            **_look(marks),
        }
        shaded = shaded or look.get("shaded", False)
        return (
            look.get("gone", False)
            or look.get("tiny", False)
            or (look.get("white", False) and not shaded)
        )

    def _of(self, style: str, depth: int = 0) -> dict[str, bool]:
        if style not in self._look or depth > 10:
            return {}
        return {**self._of(self._base[style], depth + 1), **self._look[style]}


def _look(marks: Element | None) -> dict[str, bool]:
    """Only what the marks say: what they do not say is left to the style below."""
    said: dict[str, bool] = {}
    for mark in marks if marks is not None else ():
        value = attribute(mark, "val").lower()
        match local(mark):
            case "vanish" | "webHidden":
                said["gone"] = value not in _OFF
            case "color":
                said["white"] = value == "ffffff"
            case "sz":
                said["tiny"] = number(value, 99) < 2 * TINY_POINTS
            case "shd":
                said["shaded"] = _paints(mark)
            case "highlight":
                said["shaded"] = value not in ("", "none", "white")
    return said


def _paints(shade: Element | None) -> bool:
    return attribute(shade, "fill").lower() not in _PAPER


def _child(parent: Element | None, name: str) -> Element | None:
    return next((c for c in parent if local(c) == name), None) if parent is not None else None


def _blocks(parent: Element, styles: _Styles, depth: int, *, shaded: bool) -> Iterator[Block]:
    if depth > DEPTH:
        raise Unreadable("large")
    for child in parent:
        match local(child):
            case "p":
                painted = shaded or _paints(_child(_child(child, "pPr"), "shd"))
                yield "".join(_text(child, child, styles, painted, depth + 1))
            case "tbl":
                yield from _table(child, styles, depth + 1)
            case name if name not in _UNSEEN:
                yield from _blocks(child, styles, depth + 1, shaded=shaded)


def _text(
    element: Element, paragraph: Element, styles: _Styles, shaded: bool, depth: int
) -> Iterator[str]:
    """The text below a mark; the paragraphs of a text box stand on lines of their own."""
    if depth > DEPTH:
        raise Unreadable("large")
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "p":
            yield "\n"
            yield from _text(child, child, styles, shaded, depth + 1)
        elif name in _UNSEEN or (name == "r" and styles.hides(child, paragraph, shaded)):
            continue
        else:
            yield from _text(child, paragraph, styles, shaded, depth + 1)


def _table(table: Element, styles: _Styles, depth: int) -> Iterator[Block]:
    cells: dict[tuple[int, int], Cell] = {}
    inner: list[Block] = []
    open_at: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(_below(table, "tr")):
        column = number(attribute(_child(_child(line, "trPr"), "gridBefore"), "val"))
        for cell in _below(line, "tc"):
            marks = _child(cell, "tcPr")
            width = max(1, number(attribute(_child(marks, "gridSpan"), "val"), 1))
            merged = _child(marks, "vMerge")
            if merged is not None and attribute(merged, "val") != "restart" and column in open_at:
                top = cells[open_at[column]]
                cells[open_at[column]] = top._replace(rows=row - top.row + 1)
            else:
                painted = _paints(_child(marks, "shd"))
                within = list(_blocks(cell, styles, depth + 1, shaded=painted))
                inner += (block for block in within if isinstance(block, Table))
                text = "\n".join(block for block in within if isinstance(block, str))
                cells[row, column] = Cell(text, row, column, 1, width)
                open_at[column] = (row, column)
            column += width
    yield Table(tuple(cells.values()))
    yield from inner


def _below(parent: Element, name: str) -> Iterator[Element]:
    """The rows or cells, also those within content controls."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins"):
            yield from _below(child, name)
