"""The figures of an evaluation as tables to read: one for each metric, within 80 columns."""

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from matcher.evaluation import Report

INTERVALS = (
    "Means over queries [2.5 and 97.5 percentiles of 10,000 bootstrap samples]; "
    "differences on paired samples."
)


def print_report(report: "Report") -> None:
    """Print each metric with its queries, all systems, and how far ``ieum`` is ahead of each."""
    console = Console(highlight=False, markup=False)
    for metric in report.metrics:
        console.print(
            f"{metric}: {report.counted(metric)} of {report.queries} queries, "
            f"{report.left_out(metric)} left out (no relevant document)"
        )
        if report.counted(metric):
            console.print(_table(report, metric))
    console.print(INTERVALS)


def _table(report: "Report", metric: str) -> Table:
    table = Table("system", box=SIMPLE_HEAD)
    table.add_column(metric, justify="right", no_wrap=True)
    table.add_column("ieum minus it", justify="right", no_wrap=True)
    for system in report.systems:
        found = report.estimates[system][metric]
        shown = f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"
        table.add_row(system, shown, _lead(report, system, metric))
    return table


def _lead(report: "Report", system: str, metric: str) -> str:
    if system == "ieum" or "ieum" not in report.systems:
        return ""
    lead = report.difference("ieum", system, metric)
    return f"{lead.value:+.3f} [{lead.low:+.3f}, {lead.high:+.3f}]"
