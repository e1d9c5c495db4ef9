"""Listing: no employer and no occupation fills a list, each job names its copies and reasons."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from embeddings.index import Mask
from matcher import ranking
from matcher.explain import Explainer
from matcher.person import Person
from matcher.results import Match
from matcher.scoring import Scored, Scorer
from matcher.shares import shared_out

EXPLAINED = 1000
"""Longer lists than this are for measuring, and carry no reasons."""


def listed(
    scorer: Scorer, person: Person, best_first: Iterable[Scored], allowed: Mask, top: int
) -> tuple[Match, ...]:
    """The first ``top`` jobs, each standing for its allowed near copies (같은 일자리)."""
    explainer = scorer.explainer(person) if top <= EXPLAINED else None
    jobs = shared_out(scorer, person, _varied(scorer, best_first))
    return tuple(
        _match(scorer, person, scored, rank, allowed, explainer)
        for rank, scored in enumerate(islice(jobs, top), start=1)
    )


def _varied(scorer: Scorer, best_first: Iterable[Scored]) -> Iterator[Scored]:
    """Only so many jobs of one employer."""
    employers: Counter[str] = Counter()
    for scored in best_first:
        posting = scorer.table[scored.row].posting
        employer = posting.employer.key or posting.id
        if "employer_cap" in scorer.off or employers[employer] < scorer.weights.per_employer:
            employers[employer] += 1
            yield scored


def _match(
    scorer: Scorer,
    person: Person,
    scored: Scored,
    rank: int,
    allowed: Mask,
    explainer: Explainer | None,
) -> Match:
    job, standard = scorer.table[scored.row], scored.standard
    copies = scorer.table.copies(scored.row) if "copies" not in scorer.off else ()
    return Match(
        rank=rank,
        id=job.posting.id,
        score=scored.score,
        band=ranking.band(person, standard, scored.score, scorer.weights),
        factors=scored.factors,
        legs=scored.legs,
        reasons=explainer.reasons(job, standard) if explainer else (),
        missing=explainer.missing(job, standard) if explainer else (),
        needs=explainer.needs(job) if explainer else (),
        copies=tuple(scorer.table[row].posting.id for row in copies if allowed[row]),
    )
