"""Items (항목): the lines and cells of a document, each with what it is about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from matcher.ingest.resumes.document import Cell, Document, Table
from matcher.ingest.resumes.labels import UNUSED, Labels, labels

NO_SECTION = ""
_WISH_AND_VALUE = ("desired.employment_types", "desired.remote")


@dataclass(frozen=True)
class Item:
    """One statement. ``key`` is a field, a part of the document, ``never:…`` or ``unused``.

    ``cells`` are the columns of a table's row; ``text`` is all of it as a person reads it, and
    ``source`` the same with its label.
    """

    key: str
    text: str
    source: str
    cells: dict[str, str] = field(default_factory=dict)


def items_of(document: Document) -> Iterator[Item]:
    """Labels paired with their values, rows with their heads, headings with what follows."""
    reader = _Reader(labels())
    for block in document.blocks:
        if isinstance(block, str):
            yield from reader.line(block)
        else:
            yield from reader.table(block)


class _Reader:
    def __init__(self, known: Labels) -> None:
        self._known = known
        self.section = NO_SECTION
        self._waiting: str | None = None

    def line(self, text: str) -> Iterator[Item]:
        """A heading, ``label: value`` once or more, or a statement of the part it stands in."""
        if heading := self._known.section(text):
            self.section = heading
            return
        pairs = list(self._known.opening.finditer(text))
        if self.section == "summary" and pairs and pairs[0].start() > 4:
            pairs = []
        lead = text[: pairs[0].start()].strip(" -•·*■□◆▶○●※[(") if pairs else text
        if lead:
            yield self._free(lead)
        for pair, after in zip_longest(pairs, pairs[1:]):
            end = after.start() if after else len(text)
            value = text[pair.end() : end].strip(" ,/|·\t")
            yield from self.pair(pair["label"], value)

    def table(self, table: Table) -> Iterator[Item]:
        """Rows: heads with the rows below them, labels with the cells beside them."""
        head: _Head | None = None
        outer, until = self.section, 0
        for row in table.by_row:
            if until and row[0].row >= until:
                self.section, head, until = outer, None, 0
            cells = [cell for cell in _joined(row, self._known) if cell.text]
            if part := self._leading(cells):
                outer, until = self.section, cells[0].row + cells[0].rows
                until = 0 if cells[0].rows == 1 else until
                self.section, head, cells = part, None, cells[1:]
            if not cells:
                continue
            if found := self._head(cells):
                head = found
                self.section = found.part or self.section
            elif len(cells) == 1 and cells[0].column == row[0].column and self._single(cells[0]):
                head = None
                yield from self._lines(cells[0].text)
            elif head and head.takes(cells, table.flat):
                yield from head.items(cells, self)
                head = head if head.part else None
            else:
                yield from self._beside(_from(row, cells[0]))

    def _leading(self, cells: list[Cell]) -> str | None:
        """A heading down the side of several rows, or to the left of a table's head."""
        if len(cells) < 2 or not (part := self._known.section(cells[0].text)):
            return None
        texts = [cell.text for cell in cells[1:]]
        return part if cells[0].rows > 1 or self._known.header(texts, part) else None

    def _single(self, cell: Cell) -> bool:
        return bool(self._known.section(cell.text)) or cell.columns > 1 or "\n" in cell.text

    def _head(self, cells: list[Cell]) -> "_Head | None":
        texts = [cell.text for cell in cells]
        if found := self._known.header(texts, self.section):
            return _Head(found[0], cells, found[1])
        keys = [self._known.key(text, self.section) for text in texts]
        labels_alone = len(cells) > 1 and all(keys) and tuple(keys[:2]) != _WISH_AND_VALUE
        return _Head("", cells, keys) if labels_alone else None

    def _beside(self, cells: list[Cell]) -> Iterator[Item]:
        """Labels and the cells to their right, up to the next label."""
        label: str | None = None
        values: list[str] = []
        stray: list[str] = []
        for cell in cells:
            if self._known.opening.match(cell.text):
                yield from self.line(cell.text)
            elif self._names(cell, label, values):
                if label is not None:
                    yield from self.pair(label, " ".join(filter(None, values)))
                label, values = cell.text, []
            else:
                (stray if label is None else values).append(cell.text)
        if label is not None:
            yield from self.pair(label, " ".join(filter(None, values)))
        yield from self._lines("  ".join(filter(None, stray)))

    def _names(self, cell: Cell, label: str | None, values: list[str]) -> bool:
        """Whether a cell is a label; ``근무형태 | 재택`` is a wish and its value."""
        key = self._known.key(cell.text, self.section)
        pair = (self._known.key(label or "", self.section), key)
        return key is not None and not (pair == _WISH_AND_VALUE and not values)

    def pair(self, label: str, value: str) -> Iterator[Item]:
        """A label and its value; a part's name without one is a heading."""
        key = self._known.key(label, self.section) or UNUSED
        if not value:
            if key in self._known.sections.values() or key == "summary":
                self.section = key
            return
        source = f"{' '.join(label.split())}: {value}"
        if key in self._known.sections.values() and key not in ("skills", "summary"):
            yield from (Item(key, line, f"{label}: {line}") for line in value.split("\n"))
        else:
            yield Item(key, value, source)

    def _lines(self, text: str) -> Iterator[Item]:
        for line in filter(None, text.split("\n")):
            yield from self.line(line)

    def _free(self, text: str) -> Item:
        return Item(self.section, text, text)


@dataclass(frozen=True)
class _Head:
    """The head of a table; ``part`` is blank where labels stand above single values."""

    part: str
    cells: list[Cell]
    keys: list[str | None]

    def takes(self, cells: list[Cell], flat: bool) -> bool:
        """Whether a row has the columns of this head; without a grid, only a full row has."""
        return len(cells) == len(self.cells) if flat else all(map(self._over, cells))

    def items(self, cells: list[Cell], reader: _Reader) -> Iterator[Item]:
        heads = self.cells if len(cells) == len(self.cells) else list(map(self._over, cells))
        text = "  ".join(cell.text.replace("\n", " ") for cell in cells)
        named: dict[str, str] = {}
        for head, cell in zip(heads, cells, strict=True):
            if not self.part and head:
                yield from reader.pair(head.text, cell.text)
            elif key := self._key(head):
                named[key] = f"{named[key]} {cell.text}" if key in named else cell.text
        if self.part:
            yield Item(self.part, text, text, named)

    def _key(self, head: Cell | None) -> str | None:
        return self.keys[self.cells.index(head)] if head else None

    def _over(self, cell: Cell) -> Cell | None:
        """The head that stands over a cell."""
        return next((head for head in self.cells if _over(head, cell)), None)


def _from(row: list[Cell], first: Cell) -> list[Cell]:
    """The cells of a row from one on, blank ones too: a blank cell is a value left out."""
    return [cell for cell in _joined(row, labels()) if cell.column >= first.column]


def _over(head: Cell, cell: Cell) -> bool:
    return head.column <= cell.column < head.column + head.columns


def _joined(row: list[Cell], known: Labels) -> Iterator[Cell]:
    """The cells of a row; a label whose syllables stand apart (``성 | 명``) is one again."""
    at = 0
    while at < len(row):
        for end in (at + 4, at + 3, at + 2):
            parts = row[at:end]
            name = "".join(cell.text for cell in parts)
            apart = len(parts) > 1 and all(len(cell.text) == 1 for cell in parts)
            if apart and end <= len(row) and known.key(name):
                yield parts[0]._replace(text=name)
                at = end
                break
        else:
            yield row[at]
            at += 1
