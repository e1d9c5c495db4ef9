"""Lists of 고용24 (Work24) postings saved as CSV."""

from matcher.ingest.keys import posting_key
from matcher.ingest.sources.base import Cells, Source, cell
from matcher.values import parse_day

_COLUMNS = {
    "title": "position_title",
    "company": "company_name",
    "pay": "annual_salary",
    "career": "career",
    "education": "education",
    "working_condition": "working_condition",
    "region": "location",
    "closes": "deadline_date",
}
_REGISTERED = "registration_date"


def _fields(cells: Cells) -> dict[str, object]:
    fields: dict[str, object] = {field: cell(cells, name) for field, name in _COLUMNS.items()}
    registered = cell(cells, _REGISTERED)
    return fields | {
        "id": _id(cells),
        "source": "work24",
        "registered": parse_day(registered),
    }


def _id(cells: Cells) -> str:
    """The list has no number: firm, title and day of registration tell postings apart."""
    parts = (cell(cells, name) for name in ("company_name", "position_title", _REGISTERED))
    return posting_key("W24", *parts)


LIST_CSV = Source(
    "work24",
    frozenset({"position_title", "company_name", "deadline_date"}).issubset,
    _fields,
    _COLUMNS | {"id": "position_title"},
)
