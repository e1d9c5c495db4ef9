"""Postings in the fields of the record itself, as JSON lines or as a table."""

from matcher.ingest.cleaning import cleaned
from matcher.ingest.sources.base import Cells, Source
from matcher.records import Posting

_LISTS = ("functions", "licences")


def _fields(cells: Cells) -> dict[str, object]:
    known = {name: value for name, value in cells.items() if name in Posting.model_fields}
    fields = cleaned(known)
    for name in _LISTS:
        if isinstance(value := fields.get(name), str):
            fields[name] = [part.strip() for part in value.split(";") if part.strip()]
    return {"source": "file"} | fields


POSTINGS = Source("records", frozenset({"id", "title", "company"}).issubset, _fields, {})
