"""Encoders in one table: what training never saw, the rest for orientation, and plain Korean.

Each bench is asked whole and once; its figure to report is over the held-out queries. On groups
kept for choosing, the figures over all queries, which hold the reported ones, are not shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from embeddings.encoder import Encoder
from matcher.evaluation.baselines import Rank, bm25, char_ngram, char_ngram_cosines
from matcher.evaluation.bootstrap import Sampled, Values, sampled_mean
from matcher.evaluation.dense import cosines, nearest_texts
from matcher.evaluation.encoder_sets import EncoderSets, RetrievalSet
from matcher.evaluation.encoders_report import STOCK, EncodersReport, Maker, Measure
from matcher.evaluation.metrics import ENCODER
from matcher.evaluation.report import ByQuery, Report
from matcher.evaluation.runs import Progress, Task, evaluate
from matcher.evaluation.similarity_sets import SimilaritySet
from matcher.evaluation.spearman import sampled_spearman

MAP, SPEARMAN = "map", "spearman x100"


@dataclass(frozen=True)
class Answers:
    """What one system makes of every set: a ranking of each bench, a closeness of each pair."""

    ranks: Mapping[str, Rank]
    closeness: Mapping[str, Values] = field(default_factory=dict)


def evaluate_encoders(
    sets: EncoderSets,
    stock: Encoder,
    models: Sequence[Encoder] = (),
    on_progress: Progress | None = None,
    rivals: Mapping[str, Encoder] | None = None,
) -> EncodersReport:
    """Measure the stock model, others' under the names given, and models beside the baselines.

    Raises ``ValueError`` where a model is given twice."""
    known = {STOCK: stock} | dict(rivals or {})
    encoders = known | _named(models, known)
    answers = _baselines(sets) | {name: _asked(sets, one) for name, one in encoders.items()}
    makers = dict.fromkeys(answers, Maker()) | {
        name: Maker(one.name, one.revision) for name, one in encoders.items()
    }
    reports = {bench.name: _ranked(bench, answers, on_progress) for bench in sets.retrieval}
    notes = [f"{name}: {note}" for name, report in reports.items() for note in report.notes]
    figures = {name: _figures(sets, name, said, reports) for name, said in answers.items()}
    return EncodersReport(_measures(sets, reports), makers, figures, tuple(notes), sets.groups)


def whole(bench: str) -> str:
    """The name of the measure over all queries of a bench."""
    return f"{bench}, all visible"


def _measures(sets: EncoderSets, reports: Mapping[str, Report]) -> tuple[Measure, ...]:
    """What is reported first, what is for orientation last."""
    benches = sets.retrieval
    asked = {name: report.counted(MAP) for name, report in reports.items()}
    wholes = {b.name: asked[b.name] for b in benches if _partly_seen(sets, b)}
    return (
        *(Measure(b.name, MAP, len(b.held_out), asked[b.name]) for b in benches),
        *(Measure(s.name, SPEARMAN, len(s.pairs), len(s.pairs)) for s in sets.similarity),
        *(Measure(whole(name), MAP, of, of, trained_on=True) for name, of in wholes.items()),
    )


def _partly_seen(sets: EncoderSets, bench: RetrievalSet) -> bool:
    """Whether a figure over all queries is for orientation beside the reported one."""
    return sets.groups == "reported" and len(bench.held_out) < len(bench.queries)


def _named(models: Sequence[Encoder], known: Iterable[str]) -> dict[str, Encoder]:
    """Models by name; one that shares it with another has its revision added."""
    found: dict[str, Encoder] = {}
    names = [*known, "bm25", "char_ngram", *(model.name for model in models)]
    for model in models:
        alone = names.count(model.name) == 1
        name = model.name if alone else f"{model.name} ({model.revision})"
        if name in found:
            raise ValueError(f"the model {name} is given twice; give each model once")
        found[name] = model
    return found


def _baselines(sets: EncoderSets) -> dict[str, Answers]:
    benches, sentences = sets.retrieval, sets.similarity
    return {
        "bm25": Answers({b.name: bm25(b.queries, b.documents) for b in benches}),
        "char_ngram": Answers(
            {b.name: char_ngram(b.queries, b.documents) for b in benches},
            {s.name: char_ngram_cosines(s.pairs) for s in sentences},
        ),
    }


def _asked(sets: EncoderSets, encoder: Encoder) -> Answers:
    """Encode everything; what follows needs no encoder."""
    ranks = {b.name: nearest_texts(encoder, b.queries, b.documents) for b in sets.retrieval}
    return Answers(ranks, {s.name: cosines(encoder, s.pairs) for s in sets.similarity})


def _ranked(
    bench: RetrievalSet, answers: Mapping[str, Answers], on_progress: Progress | None
) -> Report:
    """Ask every system all queries of a bench."""

    def tell(system: str, done: int, of: int) -> None:
        if on_progress:
            on_progress(f"{bench.name}, {system}", done, of)

    documents = frozenset(bench.documents)
    task = Task(tuple(bench.queries), documents, bench.qrels, ENCODER, own_left_out=True)
    return evaluate(task, {name: said.ranks[bench.name] for name, said in answers.items()}, tell)


def _figures(
    sets: EncoderSets, system: str, said: Answers, reports: Mapping[str, Report]
) -> dict[str, Sampled]:
    """One system's figure of every set, of benches over the held-out and over all queries."""
    found: dict[str, Sampled] = {}
    for bench in sets.retrieval:
        values = reports[bench.name].systems[system]
        found[bench.name] = _mean({query: values[query] for query in bench.held_out})
        if _partly_seen(sets, bench):
            found[whole(bench.name)] = _mean(values)
    for sentences in sets.similarity:
        if sentences.name in said.closeness:
            found[sentences.name] = _agreement(sentences, said.closeness[sentences.name])
    return found


def _mean(values: ByQuery) -> Sampled:
    """Over the queries that have something relevant to find."""
    counting = [values[query][MAP] for query in sorted(values) if MAP in values[query]]
    return sampled_mean(np.array(counting))


def _agreement(sentences: SimilaritySet, closeness: Values) -> Sampled:
    found = sampled_spearman(closeness, np.array(sentences.labels))
    return Sampled(100 * found.value, 100 * found.samples, found.cases)
