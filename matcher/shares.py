"""Shares (몫): in the first ten each wish has its job, and no occupation fills them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from matcher.explain import CLOSE
from matcher.person import Person
from matcher.scoring import Scored, Scorer
from matcher.text.kinds import item_number

FIRST = 10
"""The part of a list that is shared out."""
AHEAD = 200
"""How many jobs are looked at for it; a good job of a wish stands higher than this."""


def shared_out(scorer: Scorer, person: Person, best_first: Iterable[Scored]) -> Iterator[Scored]:
    """The same jobs; where several kinds of work are wished, the first ten serve all of them.

    A job that is fair at least (보통) moves into the first ten where it is the best of a wish
    that would have none there, or where one occupation had more than its share. Within the ten
    and after them the order of the scores stays."""
    wishes = {person.texts[row].field for row in person.rows("wish")}
    jobs = iter(best_first)
    if len(wishes) < 2 or "occupation_cap" in scorer.off:
        yield from jobs
        return
    good: list[Scored] = []
    rest: list[Scored] = []
    for job in islice(jobs, AHEAD):
        if job.score < scorer.weights.fair:
            rest.append(job)
            break
        good.append(job)
    first = _first(scorer, person, good)
    yield from (good[at] for at in sorted(first))
    yield from (job for at, job in enumerate(good) if at not in first)
    yield from rest
    yield from jobs


def _first(scorer: Scorer, person: Person, good: Sequence[Scored]) -> set[int]:
    """Which of the fair jobs make up the first ten."""
    served = [served_wishes(person, job, scorer.weights.clear) for job in good]
    best = [
        next((at for at, some in enumerate(served) if wish in some), None)
        for wish in sorted(frozenset().union(*served))
    ]
    chosen = set(sorted(at for at in best if at is not None)[:FIRST])
    codes = [scorer.occupation(job.row) for job in good]
    taken = Counter(codes[at] for at in chosen)
    for at, code in enumerate(codes):
        if len(chosen) == FIRST:
            break
        if at not in chosen and (code is None or taken[code] < scorer.weights.per_occupation):
            taken[code] += 1
            chosen.add(at)
    left = (at for at in range(len(good)) if at not in chosen)
    return chosen | set(islice(left, FIRST - len(chosen)))


def served_wishes(person: Person, job: Scored, clear: float) -> frozenset[int]:
    """The numbers of the wishes that a job is clearly near to, as near as to any or nearly."""
    near = {row: job.standard[row] for row in person.rows("wish")}
    nearest = max(near.values(), default=clear)
    if nearest < clear:
        return frozenset()
    close = (row for row, value in near.items() if value >= max(clear, nearest - CLOSE))
    return frozenset(item_number(person.texts[row].field) for row in close)
