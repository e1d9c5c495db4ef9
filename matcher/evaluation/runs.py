"""The three evaluations: the encoder, matching, and candidates."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from embeddings.encoder import Encoder
from matcher.evaluation.baselines import Rank, baseline_systems
from matcher.evaluation.dense import nearest_texts
from matcher.evaluation.judgments import JudgmentError, Qrels
from matcher.evaluation.metrics import CANDIDATES, ENCODER, MATCHING, Judging, score_query
from matcher.evaluation.report import Report
from matcher.evaluation.texts import posting_document, whole_profile
from matcher.records import Posting, Trainee

Progress = Callable[[str, int, int], None]
"""Told the system at work, how many queries it has answered, and of how many."""


@dataclass(frozen=True)
class Task:
    """What is asked of what, and the judgments.

    ``own_left_out`` keeps a document with the query's own id out of lists and judgments.
    """

    queries: tuple[str, ...]
    documents: frozenset[str]
    qrels: Qrels
    judging: Judging
    own_left_out: bool = False

    def __post_init__(self) -> None:
        if not set(self.queries) & self.qrels.keys():
            raise JudgmentError(
                f"none of the {len(self.queries)} queries is judged; "
                "pass the judgments that were made for them"
            )

    def grades(self, query: str) -> dict[str, int]:
        """The judged documents of a query."""
        grades = dict(self.qrels.get(query, {}))
        if self.own_left_out:
            grades.pop(query, None)
        return grades

    @property
    def notes(self) -> tuple[str, ...]:
        """What in the judgments points nowhere, for the reader of the report."""
        strangers = len(self.qrels.keys() - set(self.queries))
        missing = sum(
            document not in self.documents
            for query in self.queries
            for document in self.qrels.get(query, {})
        )
        told = {
            f"{strangers} judged queries are not among those asked": strangers,
            f"{missing} judged documents are not there and count as not found": missing,
        }
        return tuple(note for note, count in told.items() if count)


def evaluate(
    task: Task, systems: Mapping[str, Rank], on_progress: Progress | None = None
) -> Report:
    """Ask every system every query and measure its lists."""
    found = {name: _measured(task, name, rank, on_progress) for name, rank in systems.items()}
    return Report(task.judging.metrics, len(task.queries), found, task.notes)


def evaluate_encoder(
    queries: Mapping[str, str],
    documents: Mapping[str, str],
    qrels: Qrels,
    encoder: Encoder,
    on_progress: Progress | None = None,
) -> Report:
    """Measure an encoder on plain texts by id, beside the baselines."""
    task = Task(tuple(queries), frozenset(documents), qrels, ENCODER, own_left_out=True)
    ieum = {"ieum": nearest_texts(encoder, queries, documents)}
    return evaluate(task, ieum | baseline_systems(queries, documents), on_progress)


def evaluate_matching(
    trainees: Iterable[Trainee],
    postings: Iterable[Posting],
    qrels: Qrels,
    systems: Mapping[str, Rank],
    on_progress: Progress | None = None,
) -> Report:
    """Measure which postings are found for people; ``systems`` are ``ieum`` and ablations."""
    people = {trainee.id: whole_profile(trainee) for trainee in trainees}
    jobs = {posting.id: posting_document(posting) for posting in postings}
    task = Task(tuple(people), frozenset(jobs), qrels, MATCHING)
    return evaluate(task, dict(systems) | baseline_systems(people, jobs), on_progress)


def evaluate_candidates(
    trainees: Iterable[Trainee],
    postings: Iterable[Posting],
    qrels: Qrels,
    systems: Mapping[str, Rank],
    on_progress: Progress | None = None,
) -> Report:
    """Measure which people are found for the judged postings; the roles are turned."""
    people = {trainee.id: whole_profile(trainee) for trainee in trainees}
    jobs = {posting.id: posting_document(posting) for posting in postings if posting.id in qrels}
    task = Task(tuple(jobs), frozenset(people), qrels, CANDIDATES)
    return evaluate(task, dict(systems) | baseline_systems(jobs, people, few=True), on_progress)


def _measured(
    task: Task, system: str, rank: Rank, on_progress: Progress | None
) -> dict[str, dict[str, float]]:
    values = {}
    for number, query in enumerate(task.queries, start=1):
        grades = task.grades(query)
        if grades:
            ranking = [id_ for id_ in rank(query) if not (task.own_left_out and id_ == query)]
            values[query] = score_query(ranking, grades, task.judging)
        if on_progress:
            on_progress(system, number, len(task.queries))
    return values
