"""Trainees (훈련생) from JSON lines, from the centre's roster and from mapped tables."""

from pathlib import Path

from matcher.ingest import roster
from matcher.ingest.cleaning import cleaned, without_resident_numbers
from matcher.ingest.cures import shape
from matcher.ingest.files import open_file
from matcher.ingest.intake import Draft, Intake, Row, RowProblem, take_in
from matcher.ingest.mapping import ColumnMapping, Saved, mapped
from matcher.ingest.mapping.trainee import trainee_draft, with_birth_year_only
from matcher.records import Trainee

_NEVER_READ = frozenset({"split", "note_for_raters"})
"""What the judged profiles carry for people who judge; it reaches neither record nor raw."""

_UNREAD = "모르는 항목은 읽지 않았습니다"
_A_POSTING = "구인 공고로 보입니다. ieum import postings 로 가져와 주십시오."
_NO_ID = "훈련생마다 번호(id)를 적어 주십시오."


def read_trainees(
    source: Path | bytes,
    name: str = "",
    *,
    mapping: ColumnMapping | None = None,
    saved: Saved | None = None,
    sheet: str | None = None,
) -> Intake[Trainee]:
    """Read trainees from JSON lines, or from CSV or XLSX with the roster's headers or mapped.

    ``name`` is the file's name where ``source`` is bytes; ``saved`` finds confirmed mappings;
    ``sheet`` is the one to read of a workbook.
    Raises ``UnknownHeader`` with a proposal, and ``UnreadableFile``.
    """
    content = open_file(source, name, sheet)
    if mapping is None and (found := content.known(roster.recognises)):
        return take_in(map(_kept, found.rows), _draft, Trainee, shape, found.notes)
    table = mapped(content, "trainees", mapping, saved)
    rows = (with_birth_year_only(table.mapping, _kept(row)) for row in table.rows)
    return take_in(rows, trainee_draft(table.mapping), Trainee, shape, table.notes)


def _kept(row: Row) -> Row:
    """The row without what is never read, and without resident numbers (주민등록번호)."""
    kept = {name: value for name, value in row.cells.items() if name not in _NEVER_READ}
    return Row(row.number, without_resident_numbers(kept), row.broken)


def _draft(row: Row) -> Draft:
    if roster.recognises(frozenset(row.cells)):
        return roster.draft(row.cells)
    if "id" not in row.cells:
        raise RowProblem("id", "", _NO_ID)
    if {"title", "company"} <= row.cells.keys():
        raise RowProblem("title", "", _A_POSTING)
    known = {name: row.cells[name] for name in row.cells if name in Trainee.model_fields}
    unknown = len(row.cells) - len(known)
    return Draft(cleaned(known), notes=(_UNREAD,) if unknown else ())
