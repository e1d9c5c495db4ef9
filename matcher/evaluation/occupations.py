"""Occupations found for names held out of the lexicon, beside the simple systems.

A fifth of the names is held out by a seed, with all synonyms of their entries and the same words
as synonyms of others; nothing was tuned on it. Near duplicates across fifths are natural (the
dictionary lists 선반공 of many kinds), and a split by group would leave nothing to find."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder
from matcher.evaluation.baselines import Rank, bm25, char_ngram, random_order
from matcher.evaluation.dense import nearest_texts
from matcher.evaluation.judgments import JudgmentError
from matcher.evaluation.report import Report
from matcher.evaluation.runs import Progress
from matcher.occupations import Guess, Lexicon, OccupationMapper

FIFTHS, SEED = 5, 0
METRICS = ("top1", "top5")
TENTHS = 10


def read_names(path: Path, lexicon: Lexicon) -> dict[str, str]:
    """Names with the code of their group; rows without a known group are left out.

    Raises ``JudgmentError`` for a file without the columns or without a known group."""
    codes = {name: code for code, name in lexicon.groups.items()}
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file, delimiter="\t")
        if not {"job_name", "keco_name"} <= set(table.fieldnames or ()):
            raise JudgmentError(f"{path.name}: expected the columns job_name and keco_name")
        found = {
            row["job_name"]: codes[row["keco_name"]] for row in table if row["keco_name"] in codes
        }
    if not found:
        raise JudgmentError(f"{path.name}: no group of KECO 2018 is named; expected official names")
    return found


def held_out(names: Mapping[str, str]) -> dict[str, str]:
    """The first of five fifths, drawn by ``SEED`` from the sorted names."""
    ordered = sorted(names)
    drawn = np.random.default_rng(SEED).permutation(len(ordered))[::FIFTHS]
    return {ordered[row]: names[ordered[row]] for row in drawn}


def evaluate_occupations(
    names: Mapping[str, str],
    lexicon: Lexicon,
    encoder: Encoder,
    on_progress: Progress | None = None,
) -> Report:
    """Measure top-1 and top-5 on the held-out fifth; the notes tell how confidences hold."""
    asked = held_out(names)
    rest = lexicon.without(asked)
    mapper = OccupationMapper(encoder, rest)
    guesses = dict(zip(asked, mapper.guesses(list(asked)), strict=True))
    texts = {str(row): name for row, (name, _) in enumerate(rest.names)}
    codes = {str(row): code for row, (_, code) in enumerate(rest.names)}
    queries = {name: name for name in asked}
    systems: dict[str, Rank] = {
        "ieum": lambda name: [guess.code for guess in guesses[name]],
        "char_ngram": _groups(char_ngram(queries, texts), codes),
        "bm25": _groups(bm25(queries, texts), codes),
        "encoder": _groups(nearest_texts(encoder, queries, texts), codes),
        "random": random_order(list(asked), list(lexicon.groups)),
    }
    found = {name: _measured(name, tell, asked, on_progress) for name, tell in systems.items()}
    report = Report(METRICS, len(asked), found)
    return replace(report, notes=(_left(names, asked, rest), *reliability(asked, guesses)))


def reliability(
    right: Mapping[str, str], guesses: Mapping[str, Sequence[Guess]]
) -> tuple[str, ...]:
    """For each tenth of confidence: what the first guesses said, and how often they were right."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for name, found in guesses.items():
        if found:
            said = found[0].confidence
            tenth = min(int(said * TENTHS), TENTHS - 1)
            tenths.setdefault(tenth, []).append((said, found[0].code == right[name]))
    told = []
    for tenth, rows in sorted(tenths.items()):
        said, right_ones = np.mean(rows, axis=0)
        told.append(
            f"confidence {tenth / TENTHS:.1f}-{(tenth + 1) / TENTHS:.1f}: {len(rows)} names, "
            f"said {said:.2f}, right {right_ones:.2f}"
        )
    return tuple(told)


def _groups(rank: Rank, codes: Mapping[str, str]) -> Rank:
    """The groups of the nearest names, each once."""

    def tell(name: str) -> list[str]:
        return list(dict.fromkeys(codes[row] for row in rank(name)))

    return tell


def _measured(
    system: str, tell: Rank, right: Mapping[str, str], on_progress: Progress | None
) -> dict[str, dict[str, float]]:
    values = {}
    for number, (name, code) in enumerate(right.items(), start=1):
        found = list(tell(name)[:5])
        values[name] = {"top1": float(found[:1] == [code]), "top5": float(code in found)}
        if on_progress:
            on_progress(system, number, len(right))
    return values


def _left(names: Mapping[str, str], asked: Mapping[str, str], rest: Lexicon) -> str:
    groups = {code for _, code in rest.names}
    return (
        f"{len(asked)} of {len(names)} names held out by seed {SEED}; the lexicon kept "
        f"{len(rest.names)} names and synonyms of {len(groups)} groups"
    )
