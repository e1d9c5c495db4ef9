"""What a source of postings is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from matcher.codes import meaning
from matcher.values import clean_text

Cells = Mapping[str, object]
BODY = 20_000
"""Characters that the text of a record holds at most."""


@dataclass(frozen=True)
class Source:
    """A format of postings: how its header is recognised and how a row becomes fields.

    ``columns`` names the column behind a field of ``Posting``, for messages to the user.
    """

    name: str
    recognises: Callable[[frozenset[str]], bool]
    fields: Callable[[Cells], dict[str, object]]
    columns: Mapping[str, str]


def cell(cells: Cells, name: str) -> str | None:
    """A cleaned cell; blank and absent are unknown."""
    value = cells.get(name)
    return clean_text(value) if isinstance(value, str) else None


def at(cells: Cells, *path: str) -> str | None:
    """The cleaned text at a path of names, numbers as text, a list joined by commas."""
    value: object = cells
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, list):
        return ", ".join(filter(None, (at({"": one}, "") for one in value))) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return clean_text(value) if isinstance(value, str) else None


def parts(text: str | None) -> list[str]:
    """The values of a cell that joins several by commas, each once."""
    return list(dict.fromkeys(filter(None, map(str.strip, (text or "").split(",")))))


def coded(table: str, text: str | None) -> str | None:
    """Text in which every code of a table is its name: ``10,20``; what is no code stays."""
    return ", ".join(meaning(table, one) or one for one in parts(text)) or None


def labelled(cells: Cells, labels: Mapping[str, str]) -> list[str]:
    """One line for each cell that says something: ``전형방법: 서류``."""
    told = ((label, at(cells, name)) for name, label in labels.items())
    return [f"{label}: {text}" for label, text in told if text]


def joined(lines: Iterable[str | None]) -> str | None:
    """Lines as one body, cut where a record's text must end."""
    return "\n".join(filter(None, lines))[:BODY].strip() or None


@dataclass(frozen=True)
class Feed:
    """A public service's rows: what may be kept of one, and when it counts as closed.

    ``kept`` are the only cells that survive, at any depth: contact persons are never among them.
    ``dated`` name the days by which a feed shows that it is alive; ``expected`` the fields that
    no healthy list lacks in every row. Where a posting has a list row and a detail, ``listed`` is
    a cell of every list row and of no detail, ``detailed`` one of every detail and of no list
    row, ``changed`` one that is another once the posting was changed.
    """

    source: Source
    kept: frozenset[str]
    dated: tuple[str, ...]
    expected: tuple[str, ...]
    closed: Callable[[Cells], bool] = lambda cells: False  # noqa: ARG005 - most lists are open
    listed: str = ""
    detailed: str = ""
    changed: str = ""

    def id_of(self, cells: Cells) -> str | None:
        """The id of the posting that a row is about."""
        id = self.source.fields(cells).get("id")
        return id if isinstance(id, str) else None
