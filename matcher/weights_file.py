"""A centre's own weights (가중치 파일): a TOML file of names and numbers over the packaged ones."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType

from matcher.skills.tables import TableError, edited
from matcher.weights import Weights

Range = tuple[float, float]
SHARE: Range = (0.0, 1.0)
FACTOR: Range = (0.01, 1.0)
"""A factor never forbids, which a limit does, and never lifts a score above its fit."""
SPREADS: Range = (0.0, 20.0)
RANGES: Mapping[str, Range] = MappingProxyType(
    {
        **dict.fromkeys(("wish_meaning", "career_meaning", "words", "letters"), SHARE),
        **dict.fromkeys(("person_words", "person_letters"), SHARE),
        **dict.fromkeys(("far_above_usual", "full_fit"), (0.1, 20.0)),
        **dict.fromkeys(("clear", "related", "near_avoided"), SPREADS),
        **dict.fromkeys(("strong", "fair"), SHARE),
        **dict.fromkeys(("near_km", "half_km"), (0.1, 500.0)),
        "km_per_minute": (0.05, 3.0),
        "stale_after_days": (1, 3650),
        "candidates": (1, 1_000_000),
        **dict.fromkeys(("per_employer", "per_occupation"), (1, 1000)),
        "lane_least": SHARE,
    }
)
"""The least and the most of each weight; of every other, those of a factor."""


def read_weights(path: Path | None) -> Weights:
    """The packaged weights under a centre's own file; raises ``TableError`` with every bad line.

    What the file does not name stays as packaged."""
    if path is None:
        return Weights()
    try:
        said = tomllib.loads(edited(path))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{path.name}: {error}; write lines such as stale = 0.9") from error
    if bad := list(_problems(said)):
        raise TableError("\n".join(f"{path.name}, {problem}" for problem in bad))
    weights = replace(Weights(), **said)
    if bad := list(_contradictions(weights)):
        raise TableError("\n".join(f"{path.name}, {problem}" for problem in bad))
    return weights


def changed(weights: Weights) -> dict[str, float]:
    """The weights that are not as packaged."""
    packaged = asdict(Weights())
    return {name: value for name, value in asdict(weights).items() if value != packaged[name]}


def written(weights: Weights) -> str:
    """Every weight as a line of such a file, with what is packaged where it differs."""
    packaged, own = asdict(Weights()), changed(weights)
    lines = [
        f"{name} = {value!r}" + (f"  # packaged: {packaged[name]!r}" if name in own else "")
        for name, value in asdict(weights).items()
    ]
    return "\n".join(lines) + "\n"


def _problems(said: Mapping[str, object]) -> Iterator[str]:
    packaged = asdict(Weights())
    for name, value in said.items():
        if name not in packaged:
            yield f"{name}: no such weight; take it out or write one of {', '.join(packaged)}"
            continue
        whole = isinstance(packaged[name], int)
        least, most = RANGES.get(name, FACTOR)
        if not _fits(value, whole, least, most):
            kind = "a whole number" if whole else "a number"
            yield f"{name}: found {value!r}; write {kind} from {least:g} to {most:g}"


def _fits(value: object, whole: bool, least: float, most: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        return False
    return least <= value <= most


def _contradictions(weights: Weights) -> Iterator[str]:
    if not sum(weights.of_jobs().values()):
        yield f"{', '.join(weights.of_jobs())}: found 0 in all; give one leg at least a share"
    if not weights.wish_meaning + weights.career_meaning:
        yield "wish_meaning, career_meaning: found 0 both; give one of them a share"
    if weights.person_words + weights.person_letters > 1:
        yield "person_words, person_letters: found more than 1 together; make their sum 1 or less"
    if weights.fair > weights.strong:
        yield f"fair: found {weights.fair:g}, above strong; write {weights.strong:g} or less"
