"""Postings of 잡코리아 (JobKorea) saved as CSV."""

from matcher.ingest.sources.base import Cells, Source, cell

_COLUMNS = {
    "title": "title",
    "company": "company",
    "career": "career",
    "education": "edu",
    "region": "region",
    "industry": "comp_industry",
    "closes": "end_day",
}
_FUNCTIONS = ("dept1", "dept2", "dept3")


def _fields(cells: Cells) -> dict[str, object]:
    fields: dict[str, object] = {field: cell(cells, name) for field, name in _COLUMNS.items()}
    number = cell(cells, "posting_id")
    tags = ((cell(cells, name) or "").removesuffix(" 외") for name in _FUNCTIONS)
    return fields | {
        "id": f"JK{number}" if number else None,
        "source": "jobkorea",
        "functions": [tag for tag in tags if tag],
    }


CSV = Source(
    "jobkorea",
    frozenset({"posting_id", "company", "title", "end_day"}).issubset,
    _fields,
    _COLUMNS | {"id": "posting_id", "functions": "dept1"},
)
