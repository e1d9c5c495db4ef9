"""A proposal (제안) for a table nobody knows yet: from its headers and from its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from matcher.ingest.bare_numbers import without_bare_contacts
from matcher.ingest.cures import shape
from matcher.ingest.feeds.contacts import AWAY, without_contacts
from matcher.ingest.intake import Rejection, UnreadableFile
from matcher.ingest.mapping.columns import ColumnMapping, unit_of, unnamed
from matcher.ingest.mapping.fields import DROPPED, IGNORED, MONEY, NUMBER, Field, Kind, fields
from matcher.ingest.mapping.header import Header, headers, unit_of_table
from matcher.ingest.serials import caution, counts_rows, seems_serial
from matcher.ingest.sheet import Table

SURE = 0.7
_ALONE = 0.6
_CONTACTS = 0.5
"""Of the cells of a column, above which it is one of contacts whatever its header says."""
_SAMPLES = 2
_NOT_FOUND = "아는 머리글을 찾지 못했습니다."
_CURE = "첫 행에 안내서의 머리글을 그대로 적어 주십시오."


@dataclass(frozen=True)
class Guess:
    """What a column seems to be, how surely (0 to 1), and up to two of its values.

    The values are without contacts; of people, and of a column that is never kept, they are
    only shapes.
    ``serial`` is a column that seems to number the rows (연번).
    """

    column: str
    field: str
    confidence: float
    examples: tuple[str, ...]
    serial: bool = False

    @property
    def sure(self) -> bool:
        """Whether a person need not look twice."""
        return self.confidence >= SURE


@dataclass(frozen=True)
class Proposal:
    """The mapping that is proposed, with the grounds for it."""

    mapping: ColumnMapping
    guesses: tuple[Guess, ...]
    sheet: str = ""
    others: tuple[str, ...] = ()

    @property
    def cautions(self) -> tuple[str, ...]:
        """What to tell before this mapping is confirmed: a serial number taken for a number."""
        kind = self.mapping.kind
        risky = (one.column for one in self.guesses if one.serial and one.field == NUMBER[kind])
        return tuple(caution(column, people=kind == "trainees") for column in risky)

    def with_mapping(self, mapping: ColumnMapping) -> "Proposal":
        """The same columns under a mapping that a person changed."""
        return replace(
            self, mapping=mapping, guesses=tuple(self._as(g, mapping) for g in self.guesses)
        )

    def _as(self, guess: Guess, mapping: ColumnMapping) -> Guess:
        field = mapping.columns[guess.column]
        return guess if field == guess.field else replace(guess, field=field, confidence=1.0)


class UnknownHeader(UnreadableFile):
    """A table whose header nobody has mapped yet; ``proposal`` is for a person to confirm."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(Rejection(0, "", "처음 보는 머리글입니다.", "칸 연결을 확인해 주십시오."))
        self.proposal = proposal


def propose(tables: Sequence[Table], kind: Kind) -> Proposal:
    """The best mapping of the first table that has one; ``UnreadableFile`` where none has."""
    found = [(header, table) for table in tables for header in list(headers(table, kind))[:1]]
    header, table = max(found, key=lambda one: one[0].known, default=(None, None))
    if header is None or table is None or not header.known:
        raise UnreadableFile(Rejection(1, "", _NOT_FOUND, _CURE))
    others = (one.name for one in tables if one is not table and one.head)
    return replace(_proposal(table, header, kind), sheet=table.name, others=tuple(others))


def _proposal(table: Table, header: Header, kind: Kind) -> Proposal:
    cells = {name: cells_under(table, header, at) for at, name in enumerate(header.names)}
    columns = {name: found for name, found in cells.items() if found or not unnamed(name)}
    chosen = _chosen(columns, kind)
    guesses = tuple(
        _guess(name, found, kind, *chosen.get(name, (IGNORED, 1.0)))
        for name, found in columns.items()
    )
    units = {
        guess.column: unit
        for guess in guesses
        if guess.field in MONEY
        and (unit := unit_of(guess.column) or unit_of_table(table, header.first))
    }
    mapping = ColumnMapping(kind=kind, columns={g.column: g.field for g in guesses}, units=units)
    return Proposal(mapping, guesses)


def _guess(column: str, cells: list[str], kind: Kind, field: str, confidence: float) -> Guess:
    hidden = kind == "trainees" or field == DROPPED
    show = shape if hidden else partial(_masked, kind)
    samples = tuple(dict.fromkeys(map(show, cells)))[:_SAMPLES]
    return Guess(column, field, confidence, samples, serial(kind, column, cells))


def serial(kind: Kind, column: str, cells: Sequence[str]) -> bool:
    """Whether a column seems to number the rows: by its cells, or by its header over short ones."""
    return seems_serial(cells, by_name=fields(kind)[IGNORED].surely(column))


def _masked(kind: Kind, cell: str) -> str:
    """A cell without what is never kept of this kind."""
    text = without_contacts(cell) if kind == "postings" else cell
    return without_bare_contacts(text, fields(kind)[DROPPED].shape)


def cells_under(table: Table, header: Header, at: int) -> list[str]:
    """The cells of a column that say something, in the first lines below the header."""
    lines = table.head[header.first :]
    return [
        line.cells[at].strip() for line in lines if len(line.cells) > at and line.cells[at].strip()
    ]


def _chosen(columns: dict[str, list[str]], kind: Kind) -> dict[str, tuple[str, float]]:
    """A field for each column, the surest first; a single-valued field is given once."""
    known = fields(kind)
    chosen: dict[str, tuple[str, float]] = {}
    ranked = sorted(
        chain.from_iterable(_grades(name, cells, kind) for name, cells in columns.items()),
        key=lambda one: -one[0],
    )
    for grade, column, field in ranked:
        taken = {name for name, _ in chosen.values()}
        free = known[field].many or field in (DROPPED, IGNORED) or field not in taken
        if column not in chosen and free:
            chosen[column] = (field, min(round(grade, 2), 1.0))
    return chosen


def _contact(kind: Kind, cell: str) -> bool:
    """Whether a cell is a contact, and not a text in which there is one too."""
    safe = _masked(kind, cell)
    return AWAY in safe and 2 * len(safe.replace(AWAY, "").strip()) <= len(cell)


def _grades(column: str, cells: list[str], kind: Kind) -> Iterator[tuple[float, str, str]]:
    known: dict[str, Field] = fields(kind)
    never = known[DROPPED]
    contacts = sum(_contact(kind, cell) for cell in cells)
    own = max((f.named(column) for f in known.values() if f.name in ("전화", "이메일")), default=0)
    if (never.surely(column) and not own) or contacts > _CONTACTS * len(cells):
        yield 2.0, column, DROPPED
        return
    for field in known.values():
        if field.name == NUMBER[kind] and counts_rows(cells):
            continue
        if named := field.named(column):
            share = field.share(cells)
            yield named * (0.95 if share is None else 0.5 + 0.5 * share), column, field.name
        elif (alone := field.share_alone(cells)) >= _ALONE:
            yield alone / 2, column, field.name
