"""The other direction: people for a job, scored by the same factors."""

from collections.abc import Collection, Mapping
from datetime import date
from math import prod

import numpy as np

from embeddings.index import Mask
from matcher import ranking
from matcher.eligibility import held_back
from matcher.indexing import cosines
from matcher.jobs import Job, JobTable
from matcher.legs import comparable, distinct_letters, once_a_text
from matcher.person import Person
from matcher.ranking import Scores
from matcher.records import Posting, Trainee
from matcher.results import Match, Ranking
from matcher.scoring import Scored, Scorer, avoided_rows
from matcher.text.kinds import posting_heading, posting_texts
from matcher.text.tokens import morphemes


def people_for(
    scorer: Scorer,
    posting: Posting,
    trainees: Mapping[str, Trainee],
    as_of: date,
    top: int,
    ignore: frozenset[str],
) -> Ranking:
    """The best of ``trainees`` for a posting, which need not be indexed."""
    table = JobTable([posting], scorer.cleared, scorer.table.travel)
    vectors = _vectors(scorer, posting)
    removed: dict[str, int] = {}
    allowed = np.zeros(len(scorer.index.trainees), dtype=bool)
    for trainee in trainees.values():
        row = scorer.index.trainees.row(trainee.id)
        reason = _held_back_by(scorer, trainee, table, vectors, as_of, ignore)
        if reason is None and row is None:
            reason = "not_indexed"
        if reason is not None or row is None:
            removed[reason or ""] = removed.get(reason or "", 0) + 1
        else:
            allowed[row] = True
    return Ranking(
        subject=posting.id,
        as_of=as_of,
        model=f"{scorer.encoder.name}@{scorer.encoder.revision}",
        excluded=removed,
        matches=_ranked(scorer, table[0], vectors, trainees, allowed, as_of, top, ignore),
        considered=len(trainees),
        ignored=tuple(sorted(ignore)),
    )


def _ranked(
    scorer: Scorer,
    job: Job,
    vectors: Scores,
    trainees: Mapping[str, Trainee],
    allowed: Mask,
    as_of: date,
    top: int,
    ignore: frozenset[str],
) -> tuple[Match, ...]:
    side = scorer.index.trainees
    wording = _wording(scorer, job.posting)
    k = max(scorer.weights.candidates, min(top, len(allowed)))
    found = side.nearest(vectors, k, allowed)
    rows = sorted(found.union(*(side.leading(scores, k, allowed) for scores in wording.values())))
    people = [scorer.person(trainees[side.ids[row]]) for row in rows]

    def at(row: int) -> dict[str, Scores]:
        return {name: scores[row : row + 1] for name, scores in wording.items()}

    scored = [
        _pair(scorer, person, job, vectors, at(row), as_of, ignore)
        for person, row in zip(people, rows, strict=True)
    ]
    best = ranking.order([side.ids[row] for row in rows], [one.score for one in scored])[:top]
    return tuple(
        _match(scorer, people[place], job, scored[place], rank)
        for rank, place in enumerate(best, start=1)
    )


def _pair(
    scorer: Scorer,
    person: Person,
    job: Job,
    vectors: Scores,
    wording: Mapping[str, Scores],
    as_of: date,
    ignore: frozenset[str],
) -> Scored:
    standard = _standard(person, vectors)
    near = ranking.meaning(person, standard, scorer.weights) | dict(wording)
    shares = scorer.weights.of_people(scorer.off)
    parts = ranking.contributions(near, shares, scorer.weights.full_fit)
    fit, column = float(ranking.fits(parts, 1)[0]), standard[:, 0]
    factors = scorer.pair(person, job, column, fit, as_of, ignore)
    legs = {name: float(part[0]) for name, part in parts.items()}
    return Scored(0, prod(factors.values()), factors, legs, column)


def _match(
    scorer: Scorer,
    person: Person,
    job: Job,
    scored: Scored,
    rank: int,
) -> Match:
    column, explainer = scored.standard, scorer.explainer(person)
    return Match(
        rank=rank,
        id=person.trainee.id,
        score=scored.score,
        band=ranking.band(person, column, scored.score, scorer.weights),
        factors=scored.factors,
        legs=scored.legs,
        reasons=explainer.reasons(job, column),
        missing=explainer.missing(job, column),
        needs=explainer.needs(job),
    )


def _wording(scorer: Scorer, posting: Posting) -> dict[str, Scores]:
    """The lexical legs the other way: a posting's heading among the people's words."""
    side, heading = scorer.index.trainees, posting_heading(posting)
    words = list(once_a_text(morphemes([heading])))
    found = {
        "words": side.words.scores(words),
        "letters": side.letters.scores(distinct_letters([heading])),
    }
    return {name: comparable(found[name]) for name in found if name not in scorer.off}


def _held_back_by(
    scorer: Scorer,
    trainee: Trainee,
    table: JobTable,
    vectors: Scores,
    as_of: date,
    ignore: frozenset[str],
) -> str | None:
    def avoided() -> Mask:
        person = scorer.person(trainee)
        return avoided_rows(person, table, _standard(person, vectors), scorer.weights)

    masks = held_back(trainee, table, as_of, ignore, scorer.weights, avoided)
    return next((name for name, mask in masks.items() if mask[0]), None)


def _vectors(scorer: Scorer, posting: Posting) -> Scores:
    """Vectors of a posting's texts, shape ``(sections, dimension)``."""
    encoder = scorer.encoder
    texts = [part for text in posting_texts(posting) for part in encoder.sections(text.text)]
    known = scorer.index.postings.row(posting.id) is not None
    return encoder.encode(texts, "passage", keep=known)


def _standard(person: Person, vectors: Scores) -> Scores:
    """Nearness of each of a person's texts to one posting, shape ``(texts, 1)``."""
    return person.standard(cosines(person.vectors, vectors).max(axis=1, keepdims=True))


def chosen(trainees: Mapping[str, Trainee], among: Collection[str] | None) -> Mapping[str, Trainee]:
    """All trainees, or those of ``among`` that are known."""
    if among is None:
        return trainees
    return {id_: trainees[id_] for id_ in sorted(among) if id_ in trainees}
