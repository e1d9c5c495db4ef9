"""Résumés written for tests: one description, blocks of lines and tables, in every format.

A block is a line, or a table as rows of cells; a cell is its text, or text with the columns and
rows it reaches over, ``("경력사항", 1, 3)``. A line or cell may be ``Seen(text, look)``.
"""

import io
import struct
import zipfile
import zlib
from typing import NamedTuple
from xml.sax.saxutils import escape

from ole_files import container

Look = str  # "plain", "white", "tiny", "gone"


class Seen(NamedTuple):
    """Text with a look of its own."""

    text: str
    look: Look = "plain"


Text = str | Seen
CellOf = Text | tuple[Text, int, int]
Block = Text | list[list[CellOf]]


class Place(NamedTuple):
    """A cell with its place in the grid."""

    text: Seen
    row: int
    column: int
    rows: int
    columns: int


def placed(rows: list[list[CellOf]]) -> list[Place]:
    """Where each cell stands, once those that reach over rows have taken their places."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, line in enumerate(rows):
        column = 0
        for cell in line:
            plain = isinstance(cell, (str, Seen))
            text, columns, down = (cell, 1, 1) if plain else cell
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(down) for c in range(columns)}
            cells.append(Place(seen(text), row, column, down, columns))
            column += columns
    return cells


def seen(text: Text) -> Seen:
    return text if isinstance(text, Seen) else Seen(text)


def txt(blocks: list[Block], encoding: str = "utf-8") -> bytes:
    lines = []
    for block in blocks:
        if isinstance(block, list):
            lines += [
                "\t".join(p.text.text for p in placed(block) if p.row == r)
                for r in range(len(block))
            ]
        else:
            lines.append(seen(block).text)
    return "\r\n".join(lines).encode(encoding)


def docx(blocks: list[Block]) -> bytes:
    import docx as library
    from docx.shared import Pt, RGBColor

    def write(paragraph: object, text: Seen) -> None:
        for number, line in enumerate(text.text.split("\n")):
            run = paragraph.add_run(line)
            if number:
                run._r.insert(0, run._r.makeelement(f"{{{_W}}}br", {}))
            if text.look == "white":
                run.font.color.rgb = RGBColor(255, 255, 255)
            elif text.look == "tiny":
                run.font.size = Pt(1)
            elif text.look == "gone":
                run.font.hidden = True

    document = library.Document()
    for block in blocks:
        if not isinstance(block, list):
            write(document.add_paragraph(), seen(block))
            continue
        cells = placed(block)
        width = max(p.column + p.columns for p in cells)
        table = document.add_table(rows=len(block), cols=width)
        for p in cells:
            top = table.cell(p.row, p.column)
            end = table.cell(p.row + p.rows - 1, p.column + p.columns - 1)
            cell = top.merge(end) if (p.rows, p.columns) != (1, 1) else top
            write(cell.paragraphs[0], p.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HP = "http://www.hancom.co.kr/hwpml/2011/paragraph"
_HH = "http://www.hancom.co.kr/hwpml/2011/head"
_LOOKS = ("plain", "white", "tiny", "gone")


def hwpx(blocks: list[Block], extra: dict[str, bytes] | None = None) -> bytes:
    def paragraph(text: Seen) -> str:
        if text.look == "gone":
            inner = f"<hp:hiddenComment><hp:subList><hp:p><hp:run><hp:t>{escape(text.text)}</hp:t></hp:run></hp:p></hp:subList></hp:hiddenComment>"
            return f'<hp:p><hp:run charPrIDRef="0"><hp:ctrl>{inner}</hp:ctrl></hp:run></hp:p>'
        return "".join(
            f'<hp:p><hp:run charPrIDRef="{_LOOKS.index(text.look)}"><hp:t>{escape(line)}</hp:t></hp:run></hp:p>'
            for line in text.text.split("\n")
        )

    def table(rows: list[list[CellOf]]) -> str:
        made = "".join(
            "<hp:tr>"
            + "".join(
                f'<hp:tc borderFillIDRef="1"><hp:subList>{paragraph(p.text)}</hp:subList>'
                f'<hp:cellAddr colAddr="{p.column}" rowAddr="{p.row}"/>'
                f'<hp:cellSpan colSpan="{p.columns}" rowSpan="{p.rows}"/></hp:tc>'
                for p in placed(rows)
                if p.row == row
            )
            + "</hp:tr>"
            for row in range(len(rows))
        )
        return f'<hp:p><hp:run charPrIDRef="0"><hp:tbl>{made}</hp:tbl><hp:t/></hp:run></hp:p>'

    body = "".join(table(b) if isinstance(b, list) else paragraph(seen(b)) for b in blocks)
    shapes = "".join(
        f'<hh:charPr id="{n}" height="{100 if look == "tiny" else 1000}" shadeColor="none" '
        f'textColor="{"#FFFFFF" if look == "white" else "#000000"}"/>'
        for n, look in enumerate(_LOOKS)
    )
    parts = {
        "mimetype": b"application/hwp+zip",
        "Contents/header.xml": f'<hh:head xmlns:hh="{_HH}">{shapes}<hh:borderFill id="1"/></hh:head>'.encode(),
        "Contents/section0.xml": f'<hs:sec xmlns:hs="urn:s" xmlns:hp="{_HP}">{body}</hs:sec>'.encode(),
        **(extra or {}),
    }
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def hwp(blocks: list[Block], flags: int = 1) -> bytes:
    looks = [_record(21, 0, _letters(look)) for look in _LOOKS]
    body = hwp_body(blocks)
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<2I", 0x05000300, flags)
    return container(
        {
            "FileHeader": header.ljust(256, b"\0"),
            "DocInfo": _deflated(b"".join(looks)),
            "BodyText/Section0": _deflated(body),
        }
    )


def hwp_body(blocks: list[Block]) -> bytes:
    """The records of a section, not yet packed."""
    return b"".join(
        _hwp_table(block, 0) if isinstance(block, list) else _hwp_lines(seen(block), 0)
        for block in blocks
    )


def _deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


def _letters(look: Look) -> bytes:
    height = 100 if look == "tiny" else 1000
    colour = 0xFFFFFF if look == "white" else 0
    return bytes(42) + struct.pack("<iI2xI", height, 0, colour) + bytes(12)


def _record(tag: int, level: int, data: bytes) -> bytes:
    if len(data) < 0xFFF:
        return struct.pack("<I", tag | level << 10 | len(data) << 20) + data
    return struct.pack("<2I", tag | level << 10 | 0xFFF << 20, len(data)) + data


def _hwp_lines(text: Seen, level: int) -> bytes:
    if text.look == "gone":
        within = _hwp_lines(Seen(text.text), level + 2)
        return _record(66, level, bytes(22)) + _record(71, level + 1, b"tmct") + within
    return b"".join(
        _record(66, level, bytes(22))
        + _record(67, level + 1, f"{line}\r".encode("utf-16-le"))
        + _record(68, level + 1, struct.pack("<2I", 0, _LOOKS.index(text.look)))
        for line in text.text.split("\n")
    )


def _hwp_table(rows: list[list[CellOf]], level: int) -> bytes:
    control = struct.pack("<2H", 11, 0) + bytes(12)
    out = _record(66, level, bytes(22)) + _record(67, level + 1, control + "\r".encode("utf-16-le"))
    out += _record(71, level + 1, b" lbt" + bytes(42)) + _record(77, level + 2, bytes(22))
    for p in placed(rows):
        address = struct.pack("<4H", p.column, p.row, p.columns, p.rows)
        out += _record(72, level + 2, bytes(8) + address + bytes(16) + struct.pack("<H", 0))
        out += _hwp_lines(p.text, level + 2)
    return out


def pdf(blocks: list[Block], text_layer: bool = True) -> bytes:
    lines: list[list[tuple[int, Seen]]] = []
    for block in blocks:
        if isinstance(block, list):
            for row in range(len(block)):
                cells = [p for p in placed(block) if p.row == row]
                lines.append([(40 + 130 * p.column, p.text) for p in cells if p.text.text])
        else:
            lines.append([(40, seen(block))])
    pages = [lines[at : at + 40] for at in range(0, len(lines), 40)] or [[]]
    letters = sorted({letter for line in lines for _, text in line for letter in text.text})
    objects = ["<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>")
    objects.append(
        "<</Type/Font/Subtype/Type0/BaseFont/Batang/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[4 0 R]>>"
    )
    objects.append(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Batang/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>/DW 1000/W[32[300] 33 126 500]>>"
    )
    marks = "\n".join(f"<{ord(x):04X}> <{ord(x):04X}>" for x in letters)
    cmap = f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(letters)} beginbfchar\n{marks}\nendbfchar"
    objects.append(_stream(cmap))
    for number, page in enumerate(pages):
        drawn = "\n".join(
            _drawn(text, x, 800 - 18 * row) for row, line in enumerate(page) for x, text in line
        )
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {7 + 2 * number} 0 R>>"
        )
        objects.append(_stream(drawn if text_layer else "0 0 100 100 re f"))
    return _assembled(objects)


def pdf_of(content: bytes) -> bytes:
    """One page with any content at all, its letters mapped to themselves."""
    mark = "<AC00BEEF>"
    return pdf([mark]).replace(_stream(_drawn(Seen(mark), 40, 800)).encode(), _raw(content))


def _raw(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _drawn(text: Seen, x: int, y: int) -> str:
    look = {"white": "1 1 1 rg", "gone": "3 Tr"}.get(text.look, "0 g 0 Tr")
    size = 1 if text.look == "tiny" else 10
    shown = text.text.encode("utf-16-be").hex()
    return f"q BT {look} /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{shown}> Tj ET Q"


def _stream(text: str) -> str:
    return f"<</Length {len(text)}>>stream\n{text}\nendstream"


def _assembled(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\n"
    return out + f"{trailer}startxref\n{len(out)}\n%%EOF".encode()


FORMATS = {"txt": txt, "docx": docx, "hwpx": hwpx, "hwp": hwp, "pdf": pdf}
