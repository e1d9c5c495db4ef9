"""``ieum evaluate``: measure the encoder, matching and candidates on judged sets."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from datetime import date

    from embeddings.encoder import Encoder
    from matcher.evaluation import Report
    from matcher.evaluation.runs import Progress
    from matcher.evaluation.systems import Answering
    from matcher.ingest import Intake
    from matcher.records import Posting, Trainee

T = TypeVar("T", "Trainee", "Posting")

app = typer.Typer(no_args_is_help=True, help="Measure on judged sets, beside simple baselines.")

QrelsFile = Annotated[Path, typer.Option("--qrels", help="Lines 'query 0 document grade'.")]
ProfilesFile = Annotated[Path, typer.Option("--profiles", help="People, one JSON a line.")]
PostingsFile = Annotated[Path, typer.Option("--postings", help="Postings, one JSON a line.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")]


@app.command()
def encoder(
    queries: Annotated[Path, typer.Option(help='What is asked: lines {"id", "text"}.')],
    docs: Annotated[Path, typer.Option(help='What is found: lines {"id", "text"}.')],
    qrels: QrelsFile,
    model: Annotated[
        str | None, typer.Option(help="Folder or name of an encoder; by default the bundled one.")
    ] = None,
    json_out: JsonFile = None,
) -> None:
    """Measure an encoder alone on plain texts.

    Example: ieum evaluate encoder --queries q.jsonl --docs d.jsonl --qrels r.tsv --json out.json
    """

    def run(progress: "Progress") -> "Report":
        from matcher.evaluation import evaluate_encoder, read_qrels, read_texts

        asked, found, grades = read_texts(queries), read_texts(docs), read_qrels(qrels)
        return evaluate_encoder(asked, found, grades, _encoder(model), progress)

    _report([queries, docs, qrels], json_out, run)


@app.command()
def matching(
    profiles: ProfilesFile, postings: PostingsFile, qrels: QrelsFile, json_out: JsonFile = None
) -> None:
    """Measure which postings are found for people.

    Example: ieum evaluate matching --profiles p.jsonl --postings j.jsonl --qrels r.tsv
    """

    def run(progress: "Progress") -> "Report":
        from matcher.evaluation import evaluate_matching, read_qrels
        from matcher.evaluation.systems import matching_systems

        grades, people, jobs = read_qrels(qrels), _people(profiles), _jobs(postings)
        systems = matching_systems(*_matchers(people, jobs))
        return evaluate_matching(people, jobs, grades, systems, progress)

    _report([profiles, postings, qrels], json_out, run)


@app.command()
def candidates(
    profiles: ProfilesFile, postings: PostingsFile, qrels: QrelsFile, json_out: JsonFile = None
) -> None:
    """Measure which people are found for the judged postings.

    Example: ieum evaluate candidates --profiles p.jsonl --postings j.jsonl --qrels c.tsv
    """

    def run(progress: "Progress") -> "Report":
        from matcher.evaluation import evaluate_candidates, read_qrels
        from matcher.evaluation.systems import candidate_systems

        grades, people, jobs = read_qrels(qrels), _people(profiles), _jobs(postings)
        systems = candidate_systems(*_matchers(people, jobs))
        return evaluate_candidates(people, jobs, grades, systems, progress)

    _report([profiles, postings, qrels], json_out, run)


@app.command()
def occupations(
    names: Annotated[Path, typer.Option(help="Tab-separated: job_name, keco_name, others.")],
    json_out: JsonFile = None,
) -> None:
    """Measure which KECO 2018 group is found for names that the lexicon lacks.

    Example: ieum evaluate occupations --names names_to_keco.tsv --json out.json
    """

    def run(progress: "Progress") -> "Report":
        from matcher.evaluation.occupations import evaluate_occupations, read_names
        from matcher.occupations import Lexicon

        lexicon = Lexicon.packaged()
        known = read_names(names, lexicon)
        return evaluate_occupations(known, lexicon, _encoder(None), progress)

    _report([names], json_out, run)


def _encoder(model: str | None) -> "Encoder":
    from service.bootstrap import open_encoder
    from service.settings import Settings

    return open_encoder(Settings.read(), model)


def _matchers(
    people: "Sequence[Trainee]", jobs: "Sequence[Posting]"
) -> "tuple[Mapping[str, Answering], date]":
    """Matchers over these records alone, without a store: ``ieum`` and each ``without_…``."""
    from service.bootstrap import evaluation_matchers
    from service.settings import Settings

    return evaluation_matchers(Settings.read(), people, jobs)


def _people(path: Path) -> "Sequence[Trainee]":
    from matcher.ingest import read_trainees

    return _accepted(path, read_trainees)


def _jobs(path: Path) -> "Sequence[Posting]":
    from matcher.ingest import read_postings

    return _accepted(path, read_postings)


def _accepted(path: Path, read: "Callable[[Path], Intake[T]]") -> "Sequence[T]":
    """The records of a file; says on stderr what was rejected, and fails where all was."""
    from matcher.ingest import UnreadableFile

    try:
        intake = read(path)
    except UnreadableFile as error:
        raise ValueError(f"{path}: {error}") from error
    if intake.rejected:
        first, count = intake.rejected[0], len(intake.rejected)
        told = f"{path}: {count} rows left out, first row {first.row}, {first.field}: {first.cure}"
        typer.echo(told, err=True)
    if not intake.records:
        raise ValueError(f"{path}: no usable rows; expected one JSON object a line")
    return intake.records


def _report(
    files: Sequence[Path], json_out: Path | None, run: "Callable[[Progress], Report]"
) -> None:
    """Run an evaluation and show it; a failure is one line on stderr and exit code 1."""
    from service.commands.evaluation_table import print_report

    try:
        _check_paths(files, json_out)
        with _progress() as progress:
            report = run(progress)
        figures = json.dumps(report.to_json(), ensure_ascii=False, indent=2) + "\n"
        if json_out is not None:
            json_out.write_text(figures, "utf-8")
    except (OSError, ValueError) as error:
        typer.echo(f"ieum evaluate: {' '.join(str(error).split())}", err=True)
        raise typer.Exit(1) from error
    for note in report.notes:
        typer.echo(f"note: {note}", err=True)
    print_report(report)


def _check_paths(files: Sequence[Path], json_out: Path | None) -> None:
    """Fail before the long work where an input is missing or the result has nowhere to go."""
    for path in files:
        if not path.is_file():
            raise FileNotFoundError(f"file not found: {path}")
    if json_out is not None and not json_out.absolute().parent.is_dir():
        raise FileNotFoundError(f"folder not found: {json_out.parent}; make it first")


@contextmanager
def _progress() -> "Iterator[Progress]":
    """A bar for each system on stderr, from its first query on."""
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    bars, known = Bars(console=Console(stderr=True)), dict[str, TaskID]()

    def show(system: str, done: int, of: int) -> None:
        if system not in known:
            bars.start()
            known[system] = bars.add_task(system, total=of)
        bars.update(known[system], completed=done)

    try:
        yield show
    finally:
        if known:  # bars that never started would still leave an empty line
            bars.stop()
