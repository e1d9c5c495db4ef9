"""``ieum evaluate``: measure the encoder, matching and candidates on judged sets."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matcher.training.held_out import Groups
from service.commands.evaluation_running import measured, tell

if TYPE_CHECKING:
    from datetime import date

    from embeddings.encoder import Encoder
    from matcher.evaluation.encoders_report import EncodersReport
    from matcher.evaluation.runs import Progress
    from matcher.matching import Matcher
    from matcher.records import Posting, Trainee
    from service.commands.evaluation_table import Findings

app = typer.Typer(no_args_is_help=True, help="Measure on judged sets, beside simple baselines.")

QrelsFile = Annotated[Path, typer.Option("--qrels", help="Lines 'query 0 document grade'.")]
ProfilesFile = Annotated[Path, typer.Option("--profiles", help="People, one JSON a line.")]
PostingsFile = Annotated[Path, typer.Option("--postings", help="Postings, one JSON a line.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")]
DetailsFile = Annotated[
    Path | None, typer.Option("--details", help="Write differences and bands here too, as JSON.")
]
Full = Annotated[bool, typer.Option("--full", help="A table with intervals for each measure.")]


@app.command()
def encoder(
    queries: Annotated[Path, typer.Option(help='What is asked: lines {"id", "text"}.')],
    docs: Annotated[Path, typer.Option(help='What is found: lines {"id", "text"}.')],
    qrels: QrelsFile,
    model: Annotated[
        str | None, typer.Option(help="Folder or name of an encoder; by default that in use.")
    ] = None,
    json_out: JsonFile = None,
    full: Full = False,
) -> None:
    """Measure an encoder alone on plain texts.

    Example: ieum evaluate encoder --queries q.jsonl --docs d.jsonl --qrels r.tsv --json out.json
    """

    def run(progress: "Progress") -> "Findings":
        from matcher.evaluation import evaluate_encoder, read_qrels, read_texts
        from service.commands.evaluation_table import Findings

        asked, found, grades = read_texts(queries), read_texts(docs), read_qrels(qrels)
        return Findings(evaluate_encoder(asked, found, grades, _encoder(model), progress))

    _report([queries, docs, qrels], run, json_out, full=full)


@app.command()
def encoders(
    data: Annotated[
        Path, typer.Option(help="Folder with bench/, sts/, occupations/, and postings/ if there.")
    ],
    model: Annotated[
        list[str] | None, typer.Option(help="Folder or name of an encoder; may be repeated.")
    ] = None,
    groups: Annotated[
        Groups, typer.Option(help="Held-out groups to ask: reported, or choosing between models.")
    ] = "reported",
    json_out: JsonFile = None,
) -> None:
    """Measure encoders beside the stock model, mUSE and baselines, on what training never saw.

    Example: ieum evaluate encoders --data ../shared/data --model runs/e5-ko --json out.json
    """
    from matcher.evaluation.encoder_sets import EncoderSets, files_of
    from service.commands.evaluation_table import print_encoders

    def run(progress: "Progress") -> "EncodersReport":
        from matcher.evaluation.encoders import evaluate_encoders

        models = [_encoder(name) for name in model or ()]
        sets = EncoderSets.read(data, groups)
        return evaluate_encoders(sets, _stock(), models, progress, rivals)

    rivals, missing = _rivals()
    report = measured(files_of(data), run, [(json_out, lambda found: found.to_json())])
    tell([*missing, *report.notes])
    print_encoders(report)


@app.command()
def matching(
    profiles: ProfilesFile,
    postings: PostingsFile,
    qrels: QrelsFile,
    json_out: JsonFile = None,
    to_judge: Annotated[
        Path | None,
        typer.Option("--unjudged", help="Write the unjudged pairs of the first ten here."),
    ] = None,
    details: DetailsFile = None,
    full: Full = False,
) -> None:
    """Measure which postings are found for people; claim the figure of ieum_out_of_fold.

    Example: ieum evaluate matching --profiles p.jsonl --postings j.jsonl --qrels r.tsv
    """

    def run(progress: "Progress") -> "Findings":
        from matcher.evaluation import evaluate_matching, read_qrels
        from matcher.evaluation.bands import Bands
        from matcher.evaluation.systems import claimed, leg_systems, matching_systems, unjudged
        from matcher.scoring import FACTORS
        from service.commands.evaluation_records import jobs_of, people_of
        from service.commands.evaluation_table import Findings

        grades, people, jobs = read_qrels(qrels), people_of(profiles), jobs_of(postings)
        matchers, as_of = _matchers(people, jobs)
        ids, bands = [person.id for person in people], Bands(grades)
        for factor in FACTORS:  # told from what is measured, like every other factor
            matchers.pop(f"without_{factor}", None)
        systems = matching_systems(matchers, as_of, bands.note)
        systems |= leg_systems(matchers["ieum"], ids, grades, as_of)
        if to_judge is not None:
            asked = {systems["ieum"], systems[claimed(systems)]}
            pairs = sorted({pair for rank in asked for pair in unjudged(rank, ids, grades)})
            to_judge.write_text("".join(f"{person}\t{job}\n" for person, job in pairs), "utf-8")
        report = evaluate_matching(people, jobs, grades, systems, progress)
        return Findings(report, bands)

    _report([profiles, postings, qrels], run, json_out, details, full=full)


@app.command()
def candidates(
    profiles: ProfilesFile,
    postings: PostingsFile,
    qrels: QrelsFile,
    json_out: JsonFile = None,
    details: DetailsFile = None,
    full: Full = False,
) -> None:
    """Measure which people are found for the judged postings.

    Example: ieum evaluate candidates --profiles p.jsonl --postings j.jsonl --qrels c.tsv
    """

    def run(progress: "Progress") -> "Findings":
        from matcher.evaluation import evaluate_candidates, read_qrels
        from matcher.evaluation.bands import Bands
        from matcher.evaluation.systems import candidate_systems
        from service.commands.evaluation_records import jobs_of, people_of
        from service.commands.evaluation_table import Findings

        grades, people, jobs = read_qrels(qrels), people_of(profiles), jobs_of(postings)
        matchers, as_of = _matchers(people, jobs)
        bands = Bands(grades)
        systems = candidate_systems(matchers, as_of, bands.note)
        return Findings(evaluate_candidates(people, jobs, grades, systems, progress), bands)

    _report([profiles, postings, qrels], run, json_out, details, full=full)


@app.command()
def occupations(
    names: Annotated[Path, typer.Option(help="Tab-separated: job_name, keco_name, others.")],
    json_out: JsonFile = None,
    full: Full = False,
) -> None:
    """Measure which KECO 2018 group is found for names that the lexicon lacks.

    Example: ieum evaluate occupations --names names_to_keco.tsv --json out.json
    """

    def run(progress: "Progress") -> "Findings":
        from matcher.evaluation.occupations import evaluate_occupations, read_names
        from matcher.occupations import Lexicon
        from service.commands.evaluation_table import Findings

        lexicon = Lexicon.packaged()
        known = read_names(names, lexicon)
        return Findings(evaluate_occupations(known, lexicon, _encoder(None), progress))

    _report([names], run, json_out, full=full)


def _encoder(model: str | None) -> "Encoder":
    from service.bootstrap import open_encoder
    from service.settings import Settings

    return open_encoder(Settings.read(), model)


def _stock() -> "Encoder":
    """The stock model, whatever ``IEUM_ENCODER`` chooses."""
    from embeddings.bundled.stock import NAME, require
    from service.bootstrap import open_encoder
    from service.settings import Settings

    require()
    settings = Settings.read()
    if settings.backend == "int8":  # of which stock has none
        settings = settings.model_copy(update={"backend": "auto"})
    return open_encoder(settings, NAME)


def _rivals() -> "tuple[dict[str, Encoder], list[str]]":
    """Encoders of others by the name of their row, and what is missing with its cure."""
    from embeddings.muse import MuseEncoder

    try:
        return {"muse_v3": MuseEncoder()}, []
    except ModuleNotFoundError as error:
        return {}, [f"muse_v3 is left out: {error}"]


def _matchers(
    people: "Sequence[Trainee]", jobs: "Sequence[Posting]"
) -> "tuple[dict[str, Matcher], date]":
    """Matchers over these records alone, without a store: ``ieum`` and each ``without_…``."""
    from service.bootstrap import evaluation_matchers
    from service.settings import Settings

    matchers, as_of = evaluation_matchers(Settings.read(), people, jobs)
    return dict(matchers), as_of


def _report(
    files: Sequence[Path],
    run: "Callable[[Progress], Findings]",
    json_out: Path | None,
    details: Path | None = None,
    *,
    full: bool,
) -> None:
    """Run an evaluation of rankings and show it."""
    from service.commands.evaluation_table import Findings, print_findings

    findings = measured(
        files, run, [(json_out, lambda found: found.report.to_json()), (details, Findings.details)]
    )
    tell(findings.report.notes)
    print_findings(findings, full=full)
