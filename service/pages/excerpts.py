"""Excerpts (근거 문장): the cited piece of a record, with a little of what stands around it.

Private sentences of a person (건강·가족·나이·성별) are never among what stands around."""

import re
from dataclasses import dataclass

from matcher.query import Reading
from matcher.records import Posting, Trainee
from matcher.results import Span
from matcher.text.private import blank_private

AROUND = 40
"""Characters shown on each side of the cited piece."""


@dataclass(frozen=True)
class Excerpt:
    """``before`` + ``marked`` + ``after`` as read; ``name`` is the field without its number."""

    name: str
    before: str
    marked: str
    after: str


def excerpt(record: Trainee | Posting | Reading, span: Span) -> Excerpt | None:
    """The piece that ``span`` cites, or nothing where the record has no such text."""
    text = text_at(record, span.field)
    if isinstance(record, Trainee):
        text = blank_private(text)
    if text is None:
        return None
    start, end = min(span.start, len(text)), min(span.end, len(text))
    if start >= end:
        start, end = 0, len(text)
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    before = ("…" if left else "") + _close_gaps(text[left:start])
    after = _close_gaps(text[end:right]) + ("…" if right < len(text) else "")
    if isinstance(record, Reading):
        before, after = before.lstrip(), after.rstrip()
    return Excerpt(_name(span.field), before, text[start:end], after)


def text_at(record: object, path: str) -> str | None:
    """The text at a dotted path such as ``career.1.duties``; ``None`` where there is none."""
    if isinstance(record, Reading):
        wish = path.removeprefix("desired.")
        return record.written if path == "text" else text_at(record.wishes, wish)
    here: object = record
    for part in path.split("."):
        if isinstance(here, tuple):
            here = here[int(part)] if part.isdigit() and int(part) < len(here) else None
        else:
            fields = getattr(type(here), "model_fields", {})
            here = getattr(here, part) if part in fields else None
    name = getattr(here, "name", None)
    if isinstance(here, tuple):
        return ", ".join(str(getattr(item, "name", item)) for item in here) or None
    if here is None or isinstance(here, bool):
        return None
    if isinstance(name, str):
        return name
    return f"{here:g}" if isinstance(here, float) else str(here)


def _close_gaps(text: str) -> str:
    """Text without the long gaps that blanked-out private sentences leave."""
    return re.sub(r" {2,}", " ", text)


def _name(path: str) -> str:
    """The last word of the path that is not a number: ``skills.0`` is ``skills``."""
    words = [part for part in path.split(".") if not part.isdigit()]
    if len(words) > 1 and (words[-1] == "name" or words == ["career", "title"]):
        return words[-2]
    return words[-1] if words else path
