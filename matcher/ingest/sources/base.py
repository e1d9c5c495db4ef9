"""What a source of postings is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from matcher.values import clean_text

Cells = Mapping[str, object]


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
