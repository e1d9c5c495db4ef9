"""Excerpts (근거 문장): the cited piece of a record, with a little of what stands around it."""

from dataclasses import dataclass

from matcher.records import Posting, Trainee
from matcher.results import Span

AROUND = 40
"""Characters shown on each side of the cited piece."""


@dataclass(frozen=True)
class Excerpt:
    """``before`` + ``marked`` + ``after`` as read; ``name`` is the field without its number."""

    name: str
    before: str
    marked: str
    after: str


def excerpt(record: Trainee | Posting, span: Span) -> Excerpt | None:
    """The piece that ``span`` cites, or nothing where the record has no such text."""
    text = text_at(record, span.field)
    if text is None:
        return None
    start, end = min(span.start, len(text)), min(span.end, len(text))
    if start >= end:
        start, end = 0, len(text)
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    before = ("…" if left else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) else "")
    return Excerpt(_name(span.field), before, text[start:end], after)


def text_at(record: object, path: str) -> str | None:
    """The text at a dotted path such as ``career.1.duties``; ``None`` where there is none."""
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


def _name(path: str) -> str:
    """The last word of the path that is not a number: ``skills.0`` is ``skills``."""
    words = [part for part in path.split(".") if not part.isdigit()]
    if words[-1] == "name" and len(words) > 1:
        return words[-2]
    return words[-1] if words else path
