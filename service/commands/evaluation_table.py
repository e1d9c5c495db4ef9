"""The figures of an evaluation as tables to read, within 80 columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from matcher.evaluation import Report
    from matcher.evaluation.bands import Bands
    from matcher.evaluation.bootstrap import Estimate
    from matcher.evaluation.encoders_report import EncodersReport, Measure

INTERVALS = (
    "Means over queries [2.5 and 97.5 percentiles of 10,000 bootstrap samples]; "
    "differences on paired samples."
)
INTERVALS_OF_ENCODERS = (
    "MAP is a mean over queries; in brackets the 2.5 and 97.5 percentiles of 10,000 bootstrap "
    "samples of queries or pairs; differences and ratios on paired samples."
)
ONLY_FULL = ("mrr",)
"""Measures that the one-table view leaves out."""


@dataclass(frozen=True)
class Findings:
    """What a command has to tell: the report, and for rankings the bands."""

    report: "Report"
    bands: "Bands | None" = None

    def details(self) -> Mapping[str, object]:
        """What the public figures leave out: the system claimed, how far it is ahead, bands."""
        from matcher.evaluation.systems import claimed, rivals

        report = self.report
        ours = claimed(report.systems)
        ahead = {
            other: {
                metric: report.difference(ours, other, metric).to_json()
                for metric in report.measured
            }
            for other in rivals(report)
        }
        counted = {metric: report.counted(metric) for metric in report.measured}
        bands = self.bands.to_json() if self.bands else {}
        return {"claimed": ours, "queries": counted, "ahead_of": ahead, "bands": bands}


def print_findings(findings: Findings, *, full: bool = False) -> None:
    """Print one table of all systems, or one for each metric; then differences and bands."""
    from matcher.evaluation.systems import claimed, rivals

    console, report = Console(highlight=False, markup=False), findings.report
    for metric in report.metrics:
        console.print(
            f"{metric}: {report.counted(metric)} of {report.queries} queries, "
            f"{report.left_out(metric)} left out (no relevant document)"
        )
        if full and report.counted(metric):
            console.print(_table(report, metric))
    if not full and report.measured:
        console.print(_compact(report))
    others = rivals(report)
    if others and claimed(report.systems) in report.systems:
        console.print(_ahead(report, claimed(report.systems), others))
    if findings.bands and (shares := findings.bands.shares()):
        table = _narrow("band", "judged pairs", "queries")
        for grade in next(iter(shares.values())).at_least:
            table.add_column(f"graded {grade} or better", justify="right", no_wrap=True)
        for band, found in shares.items():
            graded = map(_shown, found.at_least.values())
            table.add_row(band, f"{found.pairs}", f"{found.queries}", *graded)
        console.print(table)
    console.print(INTERVALS)


def print_encoders(report: "EncodersReport") -> None:
    """Print one table for each set, then who was measured."""
    console = Console(highlight=False, markup=False)
    for measure in report.measures:
        console.print(f"{measure.name}: {measure.metric}, {_cases(measure, report.groups)}")
        console.print(_beside_stock(report, measure))
    for system, maker in report.makers.items():
        if maker.model:
            console.print(f"{system}: {maker.model}, revision {maker.revision}")
    console.print(INTERVALS_OF_ENCODERS)


def _cases(measure: "Measure", groups: str) -> str:
    if measure.metric != "map":
        return f"{measure.cases} pairs"
    if measure.trained_on:
        return f"{measure.cases} queries; for orientation: tuned models saw some of it"
    kept = "held out" if groups == "reported" else "kept for choosing; report no figure of them"
    return f"{measure.cases} of {measure.of} queries, whose groups are {kept}"


def _beside_stock(report: "EncodersReport", measure: "Measure") -> Table:
    table = Table(box=SIMPLE_HEAD, padding=0)
    table.add_column("system", overflow="fold")
    for name in (measure.metric, "minus stock", "times stock"):
        table.add_column(name, justify="right", no_wrap=True)
    digits = 3 if measure.metric == "map" else 1
    for system in report.figures:
        found = report.estimate(system, measure.name)
        lead = report.minus_stock(system, measure.name)
        times = report.times_stock(system, measure.name)
        if found:
            ratio = f"{times.value:.2f}" if times else ""
            signed = _signed(lead, digits) if lead else ""
            table.add_row(system, _shown(found, digits), signed, ratio)
    return table


def _compact(report: "Report") -> Table:
    """All systems in one table, the first metric with its interval."""
    first, *rest = [name for name in report.measured if name not in ONLY_FULL]
    table = _narrow("system")
    table.add_column(first, justify="right", no_wrap=True)
    for metric in rest:
        table.add_column(metric.replace("_", "\n"), justify="right")
    for system, found in report.estimates.items():
        values = [f"{found[metric].value:.3f}" for metric in rest]
        table.add_row(system, _shown(found[first]), *values)
    return table


def _ahead(report: "Report", ours: str, others: tuple[str, ...]) -> Table:
    """How far the claimed system is ahead of each rival."""
    table = _narrow(f"{ours} minus")
    for other in others:
        table.add_column(other, justify="right", no_wrap=True)
    for metric in report.measured:
        if metric not in ONLY_FULL:
            leads = [_lead(report, ours, other, metric) for other in others]
            table.add_row(metric, *leads)
    return table


def _narrow(first: str, *more: str) -> Table:
    """A table whose first column is never cut."""
    table = Table(box=SIMPLE_HEAD, padding=0)
    table.add_column(first, no_wrap=True)
    for name in more:
        table.add_column(name, justify="right")
    return table


def _table(report: "Report", metric: str) -> Table:
    table = Table("system", box=SIMPLE_HEAD)
    table.add_column(metric, justify="right", no_wrap=True)
    table.add_column("ieum minus it", justify="right", no_wrap=True)
    for system in report.systems:
        lead = ""
        if system != "ieum" and "ieum" in report.systems:
            lead = _lead(report, "ieum", system, metric)
        table.add_row(system, _shown(report.estimates[system][metric]), lead)
    return table


def _shown(found: "Estimate", digits: int = 3) -> str:
    return f"{found.value:.{digits}f} [{found.low:.{digits}f}, {found.high:.{digits}f}]"


def _lead(report: "Report", ours: str, other: str, metric: str) -> str:
    return _signed(report.difference(ours, other, metric))


def _signed(lead: "Estimate", digits: int = 3) -> str:
    return f"{lead.value:+.{digits}f} [{lead.low:+.{digits}f}, {lead.high:+.{digits}f}]"
