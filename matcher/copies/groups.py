"""Groups of postings that are one job: blocked cheaply, compared in pairs, joined with vetoes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from matcher.copies.compare import NEW_VACANCY_DAYS, conflict, days_apart, strength
from matcher.copies.faces import Face

HEAD = 3
"""Letters of a title that copies begin with alike."""
SKETCH = 3
"""How many of a body's smallest clause hashes stand for it (a bottom-k MinHash)."""
CROWD = 60
"""A body clause that more postings share is boilerplate and blocks nothing."""


class Edge(NamedTuple):
    """Two postings that are one job, and how surely."""

    strength: float
    one: str
    other: str


def proposed(faces: Sequence[Face]) -> list[Edge]:
    """Every pair of postings that is one job, surest first, ties by id."""
    edges = []
    for one, other in _pairs(faces):
        if found := strength(one, other):
            edges.append(Edge(found, *sorted((one.id, other.id))))
    return sorted(edges, key=lambda edge: (-edge.strength, edge.one, edge.other))


def grouped(faces: Sequence[Face]) -> dict[str, tuple[str, ...]]:
    """The ids of each posting's job, itself included, by posting; alone ones are left out.

    Two groups join only where no member contradicts a member of the other, so that no chain
    of unknowns joins two different jobs. The order of ``faces`` doesn't matter."""
    known = {face.id: face for face in faces}
    group: dict[str, list[str]] = {}
    for edge in proposed(faces):
        one = group.setdefault(edge.one, [edge.one])
        other = group.setdefault(edge.other, [edge.other])
        if one is other or _contradict(known, one, other):
            continue
        one.extend(other)
        group.update(dict.fromkeys(other, one))
    return {id: tuple(sorted(ids)) for id, ids in group.items() if len(ids) > 1}


def _contradict(known: Mapping[str, Face], one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two members are different jobs, or all dated members are months apart."""
    pairs = [(known[a], known[b]) for a in one for b in other]
    days = [gap for a, b in pairs if (gap := days_apart(a, b)) is not None]
    late = bool(days) and min(days) > NEW_VACANCY_DAYS
    return late or any(conflict(a, b) for a, b in pairs)


def _pairs(faces: Sequence[Face]) -> Iterator[tuple[Face, Face]]:
    """Pairs worth comparing, each once."""
    blocks: dict[tuple[object, ...], list[Face]] = defaultdict(list)
    for face in faces:
        for key in block_keys(face):
            blocks[key].append(face)
    seen: set[tuple[str, str]] = set()
    for key, block in blocks.items():
        if len(block) < 2 or (key[0] == "body" and len(block) > CROWD):
            continue
        for one, other in combinations(block, 2):
            pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if pair not in seen:
                seen.add(pair)
                yield one, other


def block_keys(face: Face) -> Iterator[tuple[object, ...]]:
    """What a posting shares with every posting that may be its copy."""
    heads = {face.title.core[:HEAD], face.title.opening[:HEAD], "".join(face.title.words)[:HEAD]}
    owners = {face.owner, face.employer, face.business_number} - {None, ""}
    yield from (("employer", owner, head) for owner in owners for head in heads)
    if face.number:
        yield ("number", *face.number)
    yield from (("body", clause) for clause in sorted(face.clauses)[:SKETCH])
