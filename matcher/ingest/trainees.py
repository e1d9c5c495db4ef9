"""Trainees (훈련생) from JSON lines and from the centre's roster."""

from pathlib import Path

from matcher.ingest import roster
from matcher.ingest.cleaning import cleaned
from matcher.ingest.cures import shape
from matcher.ingest.files import read_rows
from matcher.ingest.intake import Draft, Intake, Row, RowProblem, take_in
from matcher.records import Trainee

_NEVER_READ = frozenset({"split", "note_for_raters"})
"""What the judged profiles carry for people who judge; it reaches neither record nor raw."""

_UNREAD = "모르는 항목은 읽지 않았습니다"
_A_POSTING = "구인 공고로 보입니다. ieum import postings 로 가져와 주십시오."
_NO_ID = "훈련생마다 번호(id)를 적어 주십시오."


def read_trainees(source: Path | bytes, name: str = "") -> Intake[Trainee]:
    """Read trainees from JSON lines, or from CSV or XLSX with the roster's headers.

    ``name`` is the file's name where ``source`` is bytes. Raises ``UnreadableFile``.
    """
    rows = (_without_notes(row) for row in read_rows(source, name, roster.recognises))
    return take_in(rows, _draft, Trainee, shape)


def _without_notes(row: Row) -> Row:
    kept = {name: value for name, value in row.cells.items() if name not in _NEVER_READ}
    return Row(row.number, kept, row.broken)


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
