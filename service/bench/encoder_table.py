"""The figures of ``ieum bench encoder`` as a table to read: a column for each system."""

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

Figures = Mapping[str, Any]


def show(found: Figures) -> None:
    """Print the figures on stderr; in brackets how many times the base."""
    console, systems = Console(stderr=True, highlight=False, markup=False), found["systems"]
    threads = found["threads"]
    console.print(
        f"{found['texts']} texts in batches of {found['batch']}, {threads['batches']} threads; "
        f"one text: median, {threads['one_text']} thread(s); {found['machine']}"
    )
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for name in systems:
        table.add_column(name.replace(", ", "\n"), justify="right", overflow="fold")
    columns = [_column(figures) for figures in systems.values()]
    for measure in columns[0]:
        table.add_row(measure, *(column[measure] for column in columns))
    console.print(table)
    console.print(
        f"In brackets: times {found['base']}. First vector: from the start of a process. "
        "Cosines: to the same model on torch in float32."
    )


def _column(figures: Figures) -> dict[str, str]:
    """One system: what is measured -> how it is printed."""
    times, agreed = figures["times_base"], figures["agreement"]
    column = {"texts a second": _with(figures, times, "texts_per_second", 1)}
    for length, waits in figures["one_text_ms"].items():
        ratio = times["one_text_ms"].get(length)
        told = f"{waits['median']:.1f} ({ratio:.2f})" if waits else "too long for it"
        column[f"{length} tokens, ms"] = told
        column[f"{length} tokens, p95"] = f"{waits['p95']:.1f}" if waits else ""
    column["first vector, s"] = _with(figures, times, "load_seconds", 2)
    memory, of_base = figures["peak_memory_mb"], times["peak_memory_mb"]
    for name in memory:
        column[f"MB, {name.replace('_', ' ')}"] = f"{memory[name]:.0f} ({of_base[name]:.2f})"
    column["MB, disk"] = _with(figures, times, "disk_mb", 0)
    column["lowest cosine"] = f"{agreed['lowest']:.5f}"
    column["mean cosine"] = f"{agreed['mean']:.5f}"
    gops = figures["achieved_gops"]
    column["GOPS in batches"] = f"{gops:.1f}" if gops else ""
    return column


def _with(figures: Figures, times: Figures, name: str, digits: int) -> str:
    return f"{figures[name]:.{digits}f} ({times[name]:.2f})"
