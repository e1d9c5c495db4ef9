"""Listing: near copies collapsed, no employer fills a list, what is left explained."""

from collections import Counter
from collections.abc import Mapping

from matcher import ranking
from matcher.explain import Explainer
from matcher.person import Person
from matcher.results import Match
from matcher.scoring import Scored, Scorer

EXPLAINED = 200
"""Longer lists than this are for measuring, and carry no reasons."""

Copies = Mapping[int, list[int]]


def listed(scorer: Scorer, person: Person, scored: Scored, top: int) -> tuple[Match, ...]:
    """The first ``top`` jobs, each standing for its near copies (같은 일자리)."""
    shown = _shown(scorer, scored, top)
    explainer = scorer.explainer(person) if top <= EXPLAINED else None
    return tuple(
        _match(scorer, person, scored, at, rank, copies, explainer)
        for rank, (at, copies) in enumerate(shown.items(), start=1)
    )


def _shown(scorer: Scorer, scored: Scored, top: int) -> Copies:
    """Positions to show, best first, each with the positions of its near copies."""
    shown: dict[int, list[int]] = {}
    first: dict[tuple[str, ...], int] = {}
    employers: Counter[str] = Counter()
    most = top if "employer_cap" in scorer.off else scorer.weights.per_employer
    for at, row in enumerate(scored.rows):
        job = scorer.table[row]
        key = (job.posting.id,) if "copies" in scorer.off else job.copy_key
        employer = job.posting.employer.key
        if key in first:
            shown[first[key]].append(at)
        elif len(shown) < top and employers[employer] < most:
            employers[employer] += 1
            first[key] = at
            shown[at] = []
    return shown


def _match(
    scorer: Scorer,
    person: Person,
    scored: Scored,
    at: int,
    rank: int,
    copies: list[int],
    explainer: Explainer | None,
) -> Match:
    job, standard = scorer.table[scored.rows[at]], scored.standard[:, at]
    return Match(
        rank=rank,
        id=job.posting.id,
        score=scored.scores[at],
        band=ranking.band(person, scored.scores[at], scorer.weights),
        factors=scored.factors[at],
        reasons=explainer.reasons(job, standard) if explainer else (),
        missing=explainer.missing(job, standard) if explainer else (),
        copies=tuple(scorer.table[scored.rows[copy]].posting.id for copy in copies),
    )
