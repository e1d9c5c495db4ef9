"""A proposal (제안) for a table nobody knows yet: from its headers and from its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from matcher.ingest.intake import Rejection, UnreadableFile
from matcher.ingest.mapping.columns import ColumnMapping, unit_of, unnamed
from matcher.ingest.mapping.fields import DROPPED, IGNORED, Field, Kind, fields
from matcher.ingest.mapping.header import Header, headers, unit_of_table
from matcher.ingest.sheet import Table

SURE = 0.7
_ALONE = 0.6
_CONTACTS = 0.2
_NOT_FOUND = "아는 머리글을 찾지 못했습니다."
_CURE = "첫 행에 안내서의 머리글을 그대로 적어 주십시오."


@dataclass(frozen=True)
class Guess:
    """What a column seems to be, how surely (0 to 1), and up to three of its values."""

    column: str
    field: str
    confidence: float
    examples: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether a person need not look twice."""
        return self.confidence >= SURE


@dataclass(frozen=True)
class Proposal:
    """The mapping that is proposed, with the grounds for it."""

    mapping: ColumnMapping
    guesses: tuple[Guess, ...]

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
    return _proposal(table, header, kind)


def _proposal(table: Table, header: Header, kind: Kind) -> Proposal:
    cells = {name: _cells(table, header, at) for at, name in enumerate(header.names)}
    columns = {name: found for name, found in cells.items() if found or not unnamed(name)}
    chosen = _chosen(columns, kind)
    guesses = tuple(
        Guess(name, *chosen.get(name, (IGNORED, 1.0)), tuple(dict.fromkeys(found))[:3])
        for name, found in columns.items()
    )
    units = {
        guess.column: unit
        for guess in guesses
        if guess.field in ("pay", "희망임금")
        and (unit := unit_of(guess.column) or unit_of_table(table, header.first))
    }
    mapping = ColumnMapping(kind=kind, columns={g.column: g.field for g in guesses}, units=units)
    return Proposal(mapping, guesses)


def _cells(table: Table, header: Header, at: int) -> list[str]:
    lines = table.head[header.first :]
    return [
        line.cells[at].strip() for line in lines if len(line.cells) > at and line.cells[at].strip()
    ]


def _chosen(columns: dict[str, list[str]], kind: Kind) -> dict[str, tuple[str, float]]:
    """A field for each column, the surest first; a single-valued field is given once."""
    known = fields(kind)
    chosen: dict[str, tuple[str, float]] = {}
    ranked = sorted(
        chain.from_iterable(_grades(name, cells, known) for name, cells in columns.items()),
        key=lambda one: -one[0],
    )
    for grade, column, field in ranked:
        taken = {name for name, _ in chosen.values()}
        free = known[field].many or field in (DROPPED, IGNORED) or field not in taken
        if column not in chosen and free:
            chosen[column] = (field, min(round(grade, 2), 1.0))
    return chosen


def _grades(
    column: str, cells: list[str], known: dict[str, Field]
) -> Iterator[tuple[float, str, str]]:
    never = known[DROPPED]
    short = [cell for cell in cells if len(cell) <= 60]
    contacts = never.share(short) or 0.0
    own = max((f.named(column) for f in known.values() if f.name in ("전화", "이메일")), default=0)
    if (never.surely(column) and not own) or contacts > _CONTACTS:
        yield 2.0, column, DROPPED
        return
    for field in known.values():
        if named := field.named(column):
            share = field.share(cells)
            yield named * (0.95 if share is None else 0.5 + 0.5 * share), column, field.name
        elif (alone := field.share_alone(cells)) >= _ALONE:
            yield alone / 2, column, field.name
