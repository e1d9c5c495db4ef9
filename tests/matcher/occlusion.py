"""What a match is worth without the spans that its reasons cite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from cutting import cut, uncited

from embeddings import FaissIndex, LexicalIndex
from embeddings.encoder import Encoder
from matcher import wishes
from matcher.indexing import MatchIndex, RecordIndex
from matcher.matching import Matcher
from matcher.person import Person
from matcher.records import Posting, Trainee
from matcher.requirements import HAD
from matcher.results import Reason
from matcher.scoring import Scorer
from matcher.text.kinds import posting_document, posting_heading, posting_texts
from matcher.text.letters import letters
from matcher.text.tokens import morphemes
from matcher.weights import Weights

IGNORED = frozenset({"closing", "place", "commute", "pay", "freshness"})


@dataclass(frozen=True)
class Worth:
    """What one job is worth to one person: the fit before it is cut at 1, and which wishes
    are met."""

    fit: float
    met: Mapping[str, bool | None]

    def of(self, reason: Reason) -> float:
        """The factor that a reason cites; a wish that is met is worth 1, else 0."""
        return self.fit if reason.factor == "fit" else float(self.met[reason.factor] is True)


def worth(scorer: Scorer, trainee: Trainee, posting: Posting, as_of: date) -> Worth:
    """The worth of one pair by the scorer's own road."""
    row = scorer.index.postings.row(posting.id)
    if row is None:
        raise KeyError(posting.id)
    person = Person.of(trainee, scorer.encoder, scorer.index.postings)
    scored = next(scorer.best_first(person, [row], as_of, IGNORED))
    job, weights = scorer.table[row], scorer.weights
    met = {name: check(trainee, job, weights).met for name, check in wishes.LIMITS.items()}
    met["place"] = met["place"] or met["commute"]
    held = scorer.explainer(person).needs(job)
    met["coverage"] = any(need.standing in HAD for need in held)
    return Worth(sum(scored.legs.values()), met)


def with_postings(
    index: MatchIndex, changed: Mapping[str, Posting], encoder: Encoder
) -> MatchIndex:
    """The index with some postings replaced, all others as they were."""
    side = index.postings
    vectors = FaissIndex(encoder.dimension)
    names: list[str] = []
    owners: list[int] = []
    parts: list[str] = []
    kept: list[str] = []
    kept_owners: list[int] = []
    for row, record in enumerate(side.ids):
        if record not in changed:
            kept += side._sections[row]
            kept_owners += [row] * len(side._sections[row])
            continue
        texts = posting_texts(changed[record])
        for number, part in enumerate(
            part for text in texts for part in encoder.sections(text.text)
        ):
            names.append(f"{record}#{number}")
            owners.append(row)
            parts.append(part)
    vectors.add(kept, side.vectors.vectors(kept))
    if names:
        vectors.add(names, encoder.encode(parts, "passage"))
    ids = [id_ for id_ in side.ids if id_ in changed]
    words = dict(zip(ids, morphemes([posting_document(changed[i]) for i in ids]), strict=True))
    grams = {id_: letters(posting_heading(changed[id_])) for id_ in ids}
    record_index = RecordIndex(
        side.ids,
        [*kept_owners, *owners],
        vectors,
        LexicalIndex.build(side.ids, [words.get(i) or side.words.tokens(i) for i in side.ids]),
        LexicalIndex.build(side.ids, [grams.get(i) or side.letters.tokens(i) for i in side.ids]),
    )
    return MatchIndex(record_index, index.trainees, index.occupations)


@dataclass(frozen=True)
class Cited:
    """One match and one of its reasons."""

    trainee: Trainee
    posting: Posting
    reasons: tuple[Reason, ...]
    reason: Reason


Failing = tuple[str, str, str, float, float, float | None]


@dataclass
class Shares:
    """How many of how many removals lowered the factor, and lowered it more than another."""

    lowered: int = 0
    more: int = 0
    compared: int = 0
    all: int = 0
    failing: list[Failing] = field(default_factory=list)

    def count(self, one: Cited, before: float, after: float, other: float | None) -> None:
        """Enter one removal: the factor before, without the cited span, without another."""
        self.all += 1
        self.lowered += after < before - 1e-6
        if other is not None:
            self.compared += 1
            self.more += before - after > before - other + 1e-6
        if after >= before - 1e-6 or (other is not None and after >= other - 1e-6):
            pair = (one.trainee.id, one.posting.id, one.reason.text)
            self.failing.append((*pair, before, after, other))

    @property
    def shares(self) -> tuple[float, float]:
        """Lowered, and lowered by more, as shares."""
        return self.lowered / max(self.all, 1), self.more / max(self.compared, 1)


def in_profiles(matcher: Matcher, cited: Sequence[Cited], as_of: date, dice: Random) -> Shares:
    """Cut each cited span out of the profile, and an uncited one of equal length."""
    scorer, found = matcher._scorer, Shares()
    for one in cited:
        span = one.reason.profile
        before = worth(scorer, one.trainee, one.posting, as_of).of(one.reason)
        after = worth(scorer, cut(one.trainee, span), one.posting, as_of).of(one.reason)
        spans = [reason.profile for reason in one.reasons] + [span]
        free = uncited(one.trainee, spans, span.end - span.start, dice)
        other = (
            worth(scorer, cut(one.trainee, free), one.posting, as_of).of(one.reason)
            if free
            else None
        )
        found.count(one, before, after, other)
    return found


def in_postings(
    matcher: Matcher,
    postings: Mapping[str, Posting],
    cited: Sequence[Cited],
    as_of: date,
    dice: Random,
) -> Shares:
    """Cut each cited span out of the posting, and an uncited one of equal length.

    In each round at most one posting of a person is changed, so that the rest of the market
    stays what it is measured against."""
    scorer, found = matcher._scorer, Shares()
    for batch in _rounds(cited):
        changed = {one.posting.id: cut(one.posting, one.reason.posting) for one in batch}
        others: dict[str, Posting] = {}
        for one in batch:
            span = one.reason.posting
            spans = [reason.posting for reason in one.reasons] + [span]
            free = uncited(one.posting, spans, span.end - span.start, dice)
            if free:
                others[one.posting.id] = cut(one.posting, free)
        without = _scorer(scorer, postings, changed)
        apart = _scorer(scorer, postings, others)
        for one in batch:
            before = worth(scorer, one.trainee, one.posting, as_of).of(one.reason)
            after = worth(without, one.trainee, one.posting, as_of).of(one.reason)
            other = (
                worth(apart, one.trainee, one.posting, as_of).of(one.reason)
                if one.posting.id in others
                else None
            )
            found.count(one, before, after, other)
    return found


def _rounds(cited: Sequence[Cited]) -> Iterator[list[Cited]]:
    waiting = list(cited)
    while waiting:
        batch: list[Cited] = []
        people: set[str] = set()
        jobs: set[str] = set()
        for one in waiting:
            if one.trainee.id not in people and one.posting.id not in jobs:
                batch.append(one)
                people.add(one.trainee.id)
                jobs.add(one.posting.id)
        chosen = {id(one) for one in batch}
        waiting = [one for one in waiting if id(one) not in chosen]
        yield batch


def _scorer(
    scorer: Scorer, postings: Mapping[str, Posting], changed: Mapping[str, Posting]
) -> Scorer:
    index = with_postings(scorer.index, changed, scorer.encoder)
    return Scorer({**postings, **changed}, index, scorer.encoder, Weights(), ())
