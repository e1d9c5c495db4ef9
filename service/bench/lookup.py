"""``ieum bench lookup``: a look-up end to end inside the process, beside plain libraries."""

import os
import platform
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from matcher.indexing import MatchIndex
    from matcher.matching import Matcher
    from matcher.records import Posting, Trainee
    from service.bench.stages import Timed

Figures = dict[str, object]
Ask = Callable[[], object]
Times = list[tuple[float, float]]
TOP = 10
COMPARED = "median_of_processor"
"""The measure of the ratios: what else runs on the machine hardly moves it."""


@dataclass(frozen=True)
class Market:
    """The records asked about, their index, and the day."""

    trainees: "Mapping[str, Trainee]"
    postings: "Mapping[str, Posting]"
    index: "MatchIndex"
    as_of: date

    @classmethod
    def of_town(cls, postings: int, people: int, encoder: "Encoder", as_of: date) -> "Market":
        """The sample town's people and as many postings as asked, composed like the town's."""
        from matcher.indexing import MatchIndex
        from service.town import load_town, town_of

        records = {one.id: one for one in town_of(postings, as_of)}
        trainees = {one.id: one for one in load_town(as_of).trainees[:people]}
        return cls(trainees, records, MatchIndex.build(trainees, records, encoder), as_of)

    def matcher(self, encoder: "Encoder") -> "Matcher":
        """A matcher that has read nobody, past what is loaded at its first question."""
        from matcher.matching import Matcher
        from matcher.records import Trainee, Wishes

        found = Matcher(self.trainees, self.postings, self.index, encoder)
        first = Trainee(id="first", desired=Wishes(jobs=("사무 보조",)))
        found.matches(first, as_of=self.as_of)
        return found


def run(
    cached: "Encoder", bare: "Encoder", as_of: date, postings: int = 10_000, people: int = 160
) -> Figures:
    """Milliseconds of one look-up (top 10, with reasons), one thread, over everybody.

    ``cold`` reads a person for the first time: with ``bare`` every text is encoded, with
    ``cached`` the vectors are known. ``warm`` asks for the same person again.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # ships no types

    with threadpool_limits(limits=1):
        market = Market.of_town(postings, people, cached, as_of)
        began = time.perf_counter()
        known, fresh = market.matcher(cached), market.matcher(bare)
        making = (time.perf_counter() - began) / 2
        ieum = {
            "cold_encoding_included": _times(_questions(fresh, market)),
            "cold_vectors_known": _times(_questions(known, market)),
            "warm": _times(_questions(fresh, market)),
        }
        stages = {
            "cold_encoding_included": _stages(market.matcher(bare), market, bare),
            "warm": _stages(fresh, market, bare),
        }
        rivals = {name: _times(asked) for name, asked in _rivals(market, cached).items()}
    ours, theirs = _summaries(ieum), _summaries(rivals)
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "unit": "ms for one person, top 10; ieum with limits, factors and reasons",
        "postings": len(market.postings),
        "vectors": len(market.index.postings.vectors),
        "people": len(market.trainees),
        "seconds_to_make_the_matcher": round(making, 2),
        "ieum": ours,
        "processor_ms_by_stage": stages,
        "rivals": theirs,
        "ieum_warm_times_rival": {
            name: round(ours["warm"][COMPARED] / found[COMPARED], 2)
            for name, found in theirs.items()
        },
    }


def _questions(matcher: "Matcher", market: Market) -> list[Ask]:
    return [partial(matcher.matches, one, as_of=market.as_of, top=TOP) for one in market.trainees]


def _rivals(market: Market, encoder: "Encoder") -> dict[str, list[Ask]]:
    """The same people asked of each library, of given tokens and vectors."""
    from matcher.evaluation.texts import posting_document, whole_profile
    from matcher.person import Person
    from matcher.text.tokens import plain_morphemes
    from service.bench import rivals

    side = market.index.postings
    documents = plain_morphemes([posting_document(one) for one in market.postings.values()])
    profiles = plain_morphemes([whole_profile(one) for one in market.trainees.values()])
    people = [Person.of(one, encoder, side) for one in market.trainees.values()]
    meant = rivals.with_semantic_search(side.vectors.vectors(side.vectors.ids))
    found = {"semantic_search": [meant(one.vectors[one.seeking]) for one in people]}
    makers = {"bm25s": rivals.with_bm25s, "rank_bm25": rivals.with_rank_bm25}
    for name, make in makers.items():
        question = make(documents)
        if question is not None:
            found[name] = [question(tokens) for tokens in profiles]
    return found


def _stages(matcher: "Matcher", market: Market, encoder: "Encoder") -> dict[str, float]:
    """The median milliseconds of the processor in each stage over everybody."""
    from service.bench.stages import Stopwatch

    seconds: list[Mapping[str, float]] = []
    for ask in _questions(matcher, market):
        watch = Stopwatch()
        with watch.measuring(_functions(type(encoder))):
            ask()
        seconds.append(watch.seconds)
    names = dict.fromkeys(name for one in seconds for name in one)
    return {
        name: round(float(np.median([one.get(name, 0.0) for one in seconds])) * 1000, 2)
        for name in names
    }


def _functions(encoder: type) -> "list[Timed]":
    from matcher import person
    from matcher.explain import Explainer
    from matcher.indexing import RecordIndex
    from matcher.scoring import Scorer

    return [
        (encoder, "encode", "encoding"),
        (person.Person, "of", "reading the person"),
        (person, "wording", "lexical legs"),
        (RecordIndex, "leading", "lexical legs"),
        (RecordIndex, "nearest", "dense legs"),
        (RecordIndex, "similarity", "dense legs"),
        (Scorer, "held_back", "limits"),
        (Scorer, "pair", "factors"),
        (Explainer, "reasons", "reasons"),
        (Explainer, "missing", "reasons"),
    ]


def _times(asked: Iterable[Ask]) -> Times:
    """Milliseconds of each question: by the clock, and of the processor."""
    times: Times = []
    for ask in asked:
        began, used = time.perf_counter(), time.process_time()
        ask()
        times.append(((time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000))
    return times


def _summaries(times: Mapping[str, Times]) -> dict[str, dict[str, float]]:
    return {name: _summary(of_one) for name, of_one in times.items()}


def _summary(times: Times) -> dict[str, float]:
    clock, used = np.array(times).T
    return {
        "median": round(float(np.median(clock)), 2),
        "p99": round(float(np.percentile(clock, 99)), 2),
        "median_of_processor": round(float(np.median(used)), 2),
    }
