"""The matcher and its ablations as systems that an evaluation can ask."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.baselines import Rank
from matcher.evaluation.fitting import PersonJobs, out_of_fold, reciprocal_ranks, weighed
from matcher.evaluation.judgments import Qrels
from matcher.evaluation.report import Report
from matcher.legs import LEGS
from matcher.results import Ranking
from matcher.weights import Weights

Pair = tuple[str, str]
ALONE = "_alone"

LIFTED = frozenset({"closing", "place", "commute", "pay", "freshness"})
"""Limits that the judges ignored; firm caps, near copies and neighbouring occupations are
switched off where the matcher of an evaluation is built."""

EVERYTHING = 1_000_000


class Answering(Protocol):
    """The two questions of a ``Matcher`` that an evaluation asks."""

    def matches(
        self, trainee: str, /, *, as_of: date, top: int = ..., ignore: frozenset[str] = ...
    ) -> Ranking:
        """Postings for a trainee."""

    def candidates(
        self, posting: str, /, *, as_of: date, top: int = ..., ignore: frozenset[str] = ...
    ) -> Ranking:
        """Trainees for a posting."""


class FactorJobs(PersonJobs, Protocol):
    """What is measured of one person's jobs, with each factor by name."""

    @property
    def factors(self) -> Mapping[str, NDArray[np.float32]]:
        """Factor -> its value for each job."""

    def without(self, factor: str, /) -> Self:
        """The same with a factor taken out."""


class Measuring(Protocol):
    """The one question of a ``Matcher`` that fitting asks."""

    def measured(self, trainee: str, /, *, as_of: date, ignore: frozenset[str] = ...) -> FactorJobs:
        """Legs and factors of all jobs of a trainee."""


Noted = Callable[[str, Ranking], None]
"""Told the subject of a question and the whole answer of ``ieum``."""


def matching_systems(
    matchers: Mapping[str, Answering], as_of: date, note: Noted | None = None
) -> dict[str, Rank]:
    """Postings for a trainee's id, by each matcher (``ieum`` and ``without_…``)."""

    def system(name: str, matcher: Answering) -> Rank:
        def rank(trainee: str) -> list[str]:
            found = matcher.matches(trainee, as_of=as_of, top=EVERYTHING, ignore=LIFTED)
            return _ids(name, found, note)

        return rank

    return {name: system(name, matcher) for name, matcher in matchers.items()}


def leg_systems(
    matcher: Measuring, people: Collection[str], qrels: Qrels, as_of: date
) -> dict[str, Rank]:
    """Every leg alone, all but one leg or factor, reciprocal rank fusion, and the shares fitted
    out of fold.

    The figure to claim is that of ``ieum_out_of_fold``; the packaged shares are a fit to
    everybody of the dev set."""
    jobs = {one: matcher.measured(one, as_of=as_of, ignore=LIFTED) for one in people}
    packaged = Weights().of_jobs()
    judged = [one for one in people if any(qrels.get(one, {}).values())]
    found = {"rrf": reciprocal_ranks(jobs)}
    for leg in LEGS:
        found[f"{leg}{ALONE}"] = weighed(jobs, shares_of=_same({leg: 1.0}))
        found[f"without_{leg}"] = weighed(jobs, shares_of=_same(Weights().of_jobs({leg})))
    for factor in _at_work(jobs.values()):
        left = {one: of_one.without(factor) for one, of_one in jobs.items()}
        found[f"without_{factor}"] = weighed(left, shares_of=_same(packaged))
    if len(judged) > 1:
        shares = out_of_fold(jobs, qrels)
        found = {"ieum_out_of_fold": weighed(jobs, shares_of=shares.__getitem__)} | found
    return found


def claimed(systems: Collection[str]) -> str:
    """The system whose figure is claimed: out of fold where there is one."""
    return "ieum_out_of_fold" if "ieum_out_of_fold" in systems else "ieum"


def rivals(report: Report) -> tuple[str, ...]:
    """What the claimed system is held against: the best single leg, and BM25."""
    by_ndcg = {
        name: found["ndcg@10"].value
        for name, found in report.estimates.items()
        if name.endswith(ALONE) and "ndcg@10" in found
    }
    best = [max(by_ndcg, key=by_ndcg.__getitem__)] if by_ndcg else []
    return (*best, *({"bm25"} & report.systems.keys()))


def unjudged(rank: Rank, people: Collection[str], qrels: Qrels, top: int = 10) -> list[Pair]:
    """The pairs of person and posting in the first ``top`` that nobody has judged yet."""
    return [
        (person, posting)
        for person in people
        for posting in rank(person)[:top]
        if posting not in qrels.get(person, {})
    ]


def _at_work(measured: Iterable[FactorJobs]) -> list[str]:
    """The factors that are not neutral for every job of everybody."""
    return list(
        dict.fromkeys(
            name
            for jobs in measured
            for name, values in jobs.factors.items()
            if (np.asarray(values) != 1).any()
        )
    )


def _same(shares: Mapping[str, float]) -> Callable[[str], Mapping[str, float]]:
    return lambda _person: shares


def candidate_systems(
    matchers: Mapping[str, Answering], as_of: date, note: Noted | None = None
) -> dict[str, Rank]:
    """Trainees for a posting's id, by each matcher."""

    def system(name: str, matcher: Answering) -> Rank:
        def rank(posting: str) -> list[str]:
            found = matcher.candidates(posting, as_of=as_of, top=EVERYTHING, ignore=LIFTED)
            return _ids(name, found, note)

        return rank

    return {name: system(name, matcher) for name, matcher in matchers.items()}


def _ids(name: str, ranking: Ranking, note: Noted | None) -> list[str]:
    if note is not None and name == "ieum":
        note(ranking.subject, ranking)
    return [match.id for match in ranking.matches]
