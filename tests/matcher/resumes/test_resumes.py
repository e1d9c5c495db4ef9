"""Whole résumés: what each one says, in every format it comes in."""

from datetime import date

import pytest
from resume_cases import CASES, Case
from resume_files import FORMATS

from matcher.ingest.resumes import ProfileDraft, draft_of
from matcher.ingest.resumes.child import reader_of
from matcher.ingest.resumes.plain import read_text

TODAY = date(2026, 11, 24)
EACH = [
    pytest.param(case, kind, id=f"{case.name}-{kind}") for case in CASES for kind in case.formats
]


def read(case: Case, kind: str) -> ProfileDraft:
    data = FORMATS[kind](case.blocks)
    document = read_text(data) if kind == "txt" else reader_of(kind)(data)
    return draft_of(document, TODAY)


@pytest.mark.parametrize(("case", "kind"), EACH)
def test_a_resume_says_what_a_person_reads_in_it(case: Case, kind: str) -> None:
    draft = read(case, kind)
    told = draft.model_dump(mode="json", exclude_defaults=True)
    fields = {
        name: value for name, value in told.items() if name not in ("sources", "masked", "notes")
    }
    assert fields == case.fields
    assert draft.masked == case.masked
    assert set(case.asked) <= set(draft.notes)
