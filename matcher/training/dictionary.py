"""Pairs from the Korean dictionary of occupations (한국직업사전): names, synonyms, duties."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from numpy.random import Generator, default_rng

from embeddings.training.plan import Pair
from matcher.training.held_out import held_out
from matcher.training.sampling import some

_AND_SO_ON = re.compile(r"[\s,]+등(?:이 있다)?\.?\s*$")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_MARKS = re.compile(r"[\W_]")
_SENTENCE = re.compile(r"(?<=다\.)\s+")
_DUTY_CHARACTERS = 160
"""A duty is one sentence, or several short ones up to so many characters."""

PEERS = 1
"""Texts of so many other entries of its group stand beside each entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One occupation of the dictionary, as far as training reads it."""

    name: str
    summary: str
    duties: tuple[str, ...]
    synonyms: tuple[str, ...]
    related: tuple[str, ...]
    licences: tuple[str, ...]
    group: str
    group_name: str

    @property
    def gist(self) -> str:
        """Name and summary, as the dictionary's first lines."""
        return f"{self.name}. {self.summary}"


def read_entries(file: Path) -> list[Entry]:
    """All entries of ``entries.jsonl``, in order."""
    with file.open(encoding="utf-8") as lines:
        return [_entry(json.loads(line)) for line in lines]


def visible(entries: Iterable[Entry]) -> list[Entry]:
    """Entries whose group is held out neither for reporting nor for choosing."""
    return [one for one in entries if not held_out(one.group)]


def hidden_texts(entries: Iterable[Entry], shown: Iterable[Entry]) -> set[str]:
    """Names, synonyms, group names and sentences, squeezed, of the entries not ``shown``."""
    groups = {one.group for one in shown}
    return {
        squeezed(text)
        for one in entries
        if one.group not in groups
        for text in (one.name, *one.synonyms, one.group_name, *_sentences(one))
    }


def without(shown: Iterable[Entry], hidden: set[str]) -> list[Entry]:
    """``shown`` without what hidden entries say too: a licence of their name, a shared sentence.

    An entry whose own name or summary is hidden is left out.
    """

    def open_(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if squeezed(text) not in hidden)

    return [
        replace(
            one,
            duties=tuple(d for d in one.duties if not hidden & _squeezed_sentences(d)),
            synonyms=open_(one.synonyms),
            related=open_(one.related),
            licences=open_(one.licences),
        )
        for one in shown
        if not hidden
        & {squeezed(one.name), squeezed(one.summary), *_squeezed_sentences(one.summary)}
    ]


def written_in(entries: Iterable[Entry]) -> list[str]:
    """Every text of the entries that training reads."""
    return [
        text
        for one in entries
        for text in (one.gist, *one.duties, *one.synonyms, *one.related, *one.licences)
    ]


def squeezed(name: str) -> str:
    """A name as names are compared: without brackets, spaces and marks, in lower case."""
    return _MARKS.sub("", _BRACKETS.sub("", name) or name).lower()


def dictionary_pairs(entries: Sequence[Entry], seed: int) -> list[Pair]:
    """Every kind of pair of the given entries."""
    draw = default_rng(seed)
    groups: Mapping[str, list[Entry]] = _grouped(entries)
    return [
        Pair(left, right, f"keco:{one.group}", kind)
        for one in entries
        for left, right, kind in _texts(one, groups[one.group], draw)
        if left != right
    ]


def _texts(one: Entry, group: Sequence[Entry], draw: Generator) -> Iterator[tuple[str, str, str]]:
    yield one.name, one.summary, "name, summary"
    yield one.name, one.group_name, "name, group"
    yield from ((one.name, duty, "name, duty") for duty in some(one.duties, 1, draw))
    for synonym in one.synonyms:
        yield synonym, one.name, "synonym, name"
        yield synonym, one.gist, "synonym, gist"
        yield from ((synonym, duty, "synonym, duty") for duty in some(one.duties, 1, draw))
    yield from ((a, b, "synonym, synonym") for a, b in pairwise(one.synonyms))
    yield from ((name, one.name, "related, name") for name in one.related[:4])
    yield from ((licence, one.summary, "licence, summary") for licence in one.licences[:3])
    others = [other for other in group if other is not one]
    for other in some(others, PEERS, draw):
        yield one.gist, other.gist, "peer gists"
        yield one.name, other.name, "peer names"


def _grouped(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        groups[one.group].append(one)
    return groups


def _entry(row: Mapping[str, str | None]) -> Entry:
    return Entry(
        name=row["name"] or "",
        summary=(row["work_sum"] or "").strip(),
        duties=tuple(_duties(row["do_work"] or "")),
        synonyms=tuple(_listed(row["similar_names"])),
        related=tuple(_listed(row["connected_jobs"])),
        licences=tuple(_BRACKETS.sub("", name) for name in _listed(row["cert_lic"])),
        group=row["keco_code"] or "",
        group_name=row["keco_name"] or "",
    )


def _listed(cell: str | None) -> Iterator[str]:
    depth, start = 0, 0
    text = _AND_SO_ON.sub("", cell or "")
    for at, sign in enumerate(f"{text},"):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and (depth <= 0 or at == len(text)):
            if name := text[start:at].strip():
                yield name
            start = at + 1


def _sentences(one: Entry) -> Iterator[str]:
    yield one.summary
    for text in (one.summary, *one.duties):
        yield from _SENTENCE.split(text)


def _squeezed_sentences(text: str) -> set[str]:
    return {squeezed(sentence) for sentence in _SENTENCE.split(text)}


def _duties(text: str) -> Iterator[str]:
    held = ""
    for sentence in _SENTENCE.split(text.strip()):
        if held and len(held) + len(sentence) > _DUTY_CHARACTERS:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
    if held:
        yield held
