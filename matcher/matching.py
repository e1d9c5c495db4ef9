"""The one matcher: jobs for a person, people for a job, jobs for a sentence, and why."""

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import replace
from datetime import date

from embeddings.encoder import Encoder
from matcher.advice import Advice, advise, below, changes, of_posting
from matcher.checks import NOTHING_CLEARED, Cleared, Finding, check_posting, hides
from matcher.eligibility import checked_ignore, counted
from matcher.indexing import MatchIndex
from matcher.lane import neighbours
from matcher.listing import EXPLAINED, listed
from matcher.person import Person
from matcher.query import read_query
from matcher.records import Posting, Trainee
from matcher.results import Change, Match, Ranking, Verdict
from matcher.reverse import chosen, people_for
from matcher.scoring import Measured, Scorer
from matcher.skills import CourseTable, SkillTable
from matcher.skills.courses import packaged_courses
from matcher.spelling import Spelling
from matcher.travel import TravelTimes
from matcher.weights import Weights

NOTHING: frozenset[str] = frozenset()


class Matcher:
    """Ranks and explains; the same road for every use.

    ``off`` switches legs, factors or list rules off (``scoring.SWITCHES``), for measuring;
    ``cleared`` holds the fingerprints of findings that no longer hold a posting back."""

    def __init__(
        self,
        trainees: Mapping[str, Trainee],
        postings: Mapping[str, Posting],
        index: MatchIndex,
        encoder: Encoder,
        *,
        weights: Weights | None = None,
        off: Collection[str] = (),
        cleared: Cleared = NOTHING_CLEARED,
        skills: SkillTable | None = None,
        courses: CourseTable | None = None,
        travel: TravelTimes | None = None,
    ) -> None:
        self.trainees, self.postings = trainees, postings
        self._courses = courses
        self._spelling: Spelling | None = None
        self._scorer = Scorer(
            postings, index, encoder, weights or Weights(), off, cleared, skills, courses, travel
        )

    def without(self, *off: str) -> "Matcher":
        """The same matcher with more switched off; what was read is shared."""
        other = copy(self)
        other._scorer = self._scorer.without(*off)
        return other

    @property
    def model(self) -> str:
        """Name and revision of the model behind the vectors."""
        return f"{self._scorer.encoder.name}@{self._scorer.encoder.revision}"

    def matches(
        self,
        trainee: str | Trainee,
        *,
        as_of: date,
        top: int = 10,
        ignore: Collection[str] = NOTHING,
    ) -> Ranking:
        """The best jobs for a person. Raises ``KeyError`` for an unknown id."""
        record = self.trainees[trainee] if isinstance(trainee, str) else trainee
        person, lifted = self._scorer.person(record), checked_ignore(ignore)
        return self._answer(person, record.id, as_of, top, lifted, lane=True)

    def search(
        self, text: str, *, as_of: date, top: int = 10, ignore: Collection[str] = NOTHING
    ) -> Ranking:
        """The best jobs for a sentence and how it was read; private facts in it are left out.

        Whose sentence it is nobody knows, so licences hold nothing back."""
        market = self._scorer.index.postings
        self._spelling = self._spelling or Spelling(market.words.vocabulary)
        reading = read_query(text, self._spelling)
        person = Person.of_query(reading, self._scorer.encoder, market)
        lifted = checked_ignore({*ignore, "licence"})
        found = self._answer(person, "search", as_of, top, lifted)
        return replace(found, reading=reading)

    def candidates(
        self,
        posting: str | Posting,
        *,
        as_of: date,
        top: int = 10,
        ignore: Collection[str] = NOTHING,
        among: Collection[str] | None = None,
    ) -> Ranking:
        """The best people for a job, of all or of ``among`` (such as those who consented)."""
        record = self.postings[posting] if isinstance(posting, str) else posting
        people = chosen(self.trainees, among)
        return people_for(self._scorer, record, people, as_of, top, checked_ignore(ignore))

    def why(
        self,
        trainee: str,
        posting: str,
        *,
        as_of: date,
        ignore: Collection[str] = NOTHING,
        top: int = 10,
    ) -> Verdict:
        """Whether a job is in a person's list of ``top``, at which rank, and what held it back."""
        record, scorer = self.trainees[trainee], self._scorer
        if posting not in self.postings:
            raise KeyError(posting)
        row = scorer.index.postings.row(posting)
        if row is None:
            told = tuple(of_posting("not_indexed", ()))
            return Verdict(False, None, ("not_indexed",), {}, changes=told)
        person, lifted = scorer.person(record), checked_ignore(ignore)
        masks = scorer.held_back(person, as_of, lifted)
        limits = tuple(name for name, mask in masks.items() if mask[row])
        findings = self._findings(posting, as_of)
        if "withdrawn" in limits:
            told = tuple(of_posting("withdrawn", ()))
            return Verdict(False, None, limits, {}, findings=findings, changes=told)
        scored = next(scorer.best_first(person, [row], as_of, lifted))
        explainer, job, column = scorer.explainer(person), scorer.table[row], scored.standard
        matches = self.matches(record, as_of=as_of, top=top, ignore=lifted).matches
        match = next((m for m in matches if posting in (m.id, *m.copies)), None)
        found: tuple[Change, ...] = ()
        if limits:
            found = changes(person, job, column, limits, findings, scorer.weights)
        elif match is None:
            found = (below(scorer, scored, matches),)
        return Verdict(
            listed=match is not None,
            rank=match.rank if match else None,
            excluded_by=limits or (() if match else ("ranked_below",)),
            factors=scored.factors,
            reasons=explainer.reasons(job, column),
            missing=explainer.missing(job, column),
            findings=findings,
            changes=found,
        )

    def advice(
        self,
        trainee: str | Trainee,
        *,
        as_of: date,
        top: int = 10,
        ignore: Collection[str] = NOTHING,
    ) -> Advice:
        """What is missing, what would change the list, what to ask; for a list of ``top``."""
        record = self.trainees[trainee] if isinstance(trainee, str) else trainee
        person, lifted = self._scorer.person(record), checked_ignore(ignore)
        courses = self._courses or packaged_courses()
        return advise(self._scorer, person, as_of, top, lifted, courses)

    def measured(self, trainee: str, *, as_of: date, ignore: Collection[str] = NOTHING) -> Measured:
        """Every leg and factor of every allowed job of a person, to fit weights on."""
        person = self._scorer.person(self.trainees[trainee])
        return self._scorer.measured(person, as_of, checked_ignore(ignore))

    def _findings(self, posting: str, as_of: date) -> tuple[Finding, ...]:
        """What the checks hold against a posting, such as the unlawful phrase."""
        cleared = self._scorer.cleared.get(posting, NOTHING)
        return hides(check_posting(self.postings[posting], as_of), cleared)

    def copies(self, posting: str) -> tuple[str, ...]:
        """Ids of the other postings of the same job, the one to show first; none if unknown."""
        row, table = self._scorer.index.postings.row(posting), self._scorer.table
        if row is None or table.gone[row]:
            return ()
        return tuple(table[other].posting.id for other in table.copies(row))

    def _answer(
        self,
        person: Person,
        subject: str,
        as_of: date,
        top: int,
        ignore: frozenset[str],
        *,
        lane: bool = False,
    ) -> Ranking:
        scorer = self._scorer
        removed, allowed = counted(scorer.held_back(person, as_of, ignore))
        k, everything = max(scorer.weights.candidates, min(top, len(allowed))), len(allowed)
        matches: tuple[Match, ...] = ()
        while True:
            rows = scorer.candidate_rows(person, allowed, k)
            best_first = scorer.best_first(person, rows, as_of, ignore)
            matches = listed(scorer, person, best_first, allowed, top)
            if len(matches) >= top or k >= everything:
                break
            k *= 4  # copies or one employer filled the list: look further down
        known = [id for match in matches for id in (match.id, *match.copies)]
        lane = lane and top <= EXPLAINED
        return Ranking(
            subject=subject,
            as_of=as_of,
            model=self.model,
            excluded=removed,
            matches=matches,
            considered=len(scorer.table),
            ignored=tuple(sorted(ignore)),
            lane=neighbours(scorer, person, allowed, known, as_of, ignore) if lane else (),
        )
