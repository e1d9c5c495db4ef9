"""Résumés: each format whole and from inside, through to the draft of a profile."""

import sys
from collections.abc import Callable
from functools import partial

from fuzz_files import part_of
from fuzz_target import TESTS, TODAY, Target, text_of

sys.path.insert(0, str(TESTS / "matcher" / "resumes"))
_INSIDE = {"docx": "word/document.xml", "hwpx": "Contents/section0.xml"}
_PDF = (
    b"q BT 0 g /F1 10 Tf 1 0 0 1 40 700 Tm <AC00B098> Tj (a) ' ET Q",
    b"q BT 3 Tr /F1 10 Tf 40 700 Td <AC00> Tj 1 1 1 rg T* [<AC00> -200 <B098>] TJ ET Q",
)


def resume_targets() -> dict[str, Target]:
    """Two targets for each format in a container, one for plain text and one for tables."""
    import resume_files as write
    from resume_cases import CASES

    from matcher.ingest.resumes.child import reader_of
    from matcher.ingest.resumes.document import Unreadable
    from matcher.ingest.resumes.plain import read_text

    chosen = [case.blocks for case in CASES[:4]]
    inner = {
        "docx": tuple(part_of(write.docx(blocks), _INSIDE["docx"]) for blocks in chosen),
        "hwpx": tuple(part_of(write.hwpx(blocks), _INSIDE["hwpx"]) for blocks in chosen),
        "hwp": tuple(write.hwp_body(blocks) for blocks in chosen),
        "pdf": _PDF,
    }
    texts, refused = tuple(map(write.txt, chosen)), (Unreadable,)
    made = {
        "txt": Target(partial(_whole, reader=read_text), texts, refused),
        "draft": Target(_cells, texts, refused),
    }
    for kind in ("docx", "hwpx", "hwp", "pdf"):
        seeds = tuple(map(write.FORMATS[kind], chosen))
        made[kind] = Target(partial(_whole, reader=reader_of(kind)), seeds, refused)
        made[f"{kind}-inside"] = Target(partial(_inside, kind=kind), inner[kind], refused)
    return made


def _whole(data: bytes, reader: Callable[[bytes], object]) -> None:
    from matcher.ingest.resumes.reading import kind_of

    kind_of(data)
    _drafted(reader(data))


def _inside(data: bytes, kind: str) -> None:
    import resume_files as write
    from ole_files import container

    from matcher.ingest.resumes.child import reader_of

    if kind == "hwp":
        body = {"BodyText/Section0": data[:60_000], "DocInfo": b""}
        made = container({"FileHeader": b"HWP Document File".ljust(256, b"\0"), **body})
    elif kind == "pdf":
        made = write.pdf_of(data)
    else:
        made = write.zipped({_INSIDE[kind]: data})
    _drafted(reader_of(kind)(made))


def _cells(data: bytes) -> None:
    """A table whose cells stand anywhere: the first two bytes of each say how far they reach."""
    from matcher.ingest.resumes.document import Cell, Document, Table

    lines = text_of(data).split("\n")
    cells = [
        Cell(text, row, column, 1 + len(text) % 3, 1 + len(text) % 2)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split())
    ]
    _drafted(Document.of([*lines[:3], Table(tuple(cells)), Table(tuple(reversed(cells)), True)]))


def _drafted(document: object) -> None:
    """The document passed between processes as it is, its draft, and what a person confirms."""
    from pydantic import ValidationError

    from matcher.ingest.resumes import ProfileDraft, confirmed, draft_of
    from matcher.ingest.resumes.document import Document

    if not isinstance(document, Document):
        raise TypeError(document)
    if Document.from_json(document.as_json()) != document:
        raise AssertionError("a document changes on its way")
    draft = draft_of(document, TODAY)
    if ProfileDraft.model_validate_json(draft.model_dump_json()) != draft:
        raise AssertionError("a draft changes in the store")
    try:
        confirmed(draft, "T1")
    except ValidationError as error:
        raise AssertionError("a draft that cannot be confirmed") from error
