"""``ieum bench encoder``: each engine's speed and its agreement with torch in float32."""

from collections.abc import Sequence
from pathlib import Path


def run(
    texts: Sequence[str], *, cache_folder: Path, threads: int | None = None
) -> dict[str, dict[str, float]]:
    """Texts a second, milliseconds for one text and lowest cosine, by engine."""
    from embeddings.measure import as_table, measure_engines

    return as_table(measure_engines(texts, cache_folder, threads))
