"""All pairs from a folder of occupation data, and what stands in the record of a training."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from numpy.random import default_rng

from embeddings.training.plan import Pair, by_run
from matcher.training.dictionary import (
    dictionary_pairs,
    hidden_texts,
    read_entries,
    squeezed,
    visible,
    without,
    written_in,
)
from matcher.training.esco import esco_pairs
from matcher.training.matches import match_pairs
from matcher.training.onet import onet_pairs
from matcher.training.sampling import some
from matcher.training.written import (
    SENTENCES,
    WRITTEN,
    job_files,
    written_families,
    written_pairs,
)

DICTIONARY = "entries.jsonl"
ESCO = "esco_occupations.csv"
ONET = ("onet_occupations.tsv", "onet_alternate_titles.tsv", "onet_tasks.tsv")


@dataclass(frozen=True)
class Lesson:
    """What a training learns from."""

    pairs: tuple[Pair, ...]
    texts: tuple[str, ...]
    """Texts whose pieces the vocabulary must keep."""
    sources: dict[str, str]
    """Each file's SHA-256."""
    families: tuple[tuple[str, ...], ...]
    """Plain sentences that are to stay as alike as they are."""

    @property
    def kinds(self) -> dict[str, int]:
        """How many pairs of each kind."""
        return dict(sorted(Counter(pair.kind for pair in self.pairs).items()))

    def drawn(self, most: int | None, seed: int) -> "Lesson":
        """At most so many pairs of each run, all for ``None``; the vocabulary stays."""
        if most is None:
            return self
        runs = by_run(self.pairs).values()
        drawn = (i for run in runs for i in some(run, most, default_rng(seed)))
        return replace(self, pairs=tuple(self.pairs[i] for i in drawn))


def lesson(
    folder: Path | None, matches: Path | None, seed: int, written: Path | None = None
) -> Lesson:
    """The pairs of ``entries.jsonl`` and ``en/`` (as far as it is there) in a folder, with what was
    ``written`` beside them (``written.py``; not read without a folder), and of a centre's own
    matches; and the families of sentences beside what was ``written``, else of the package.

    Groups held out (``held_out.py``) give no text of a pair. Raises ``OSError`` for a missing file,
    ``ValueError`` for a line that is no family.
    """
    pairs: list[Pair] = []
    files: list[Path] = []
    if folder:
        onet, esco = [folder / "en" / name for name in ONET], folder / "en" / ESCO
        files += [folder / DICTIONARY, *(file for file in (*onet, esco) if file.is_file())]
        entries = read_entries(folder / DICTIONARY)
        hidden = hidden_texts(entries, visible(entries))
        shown = without(visible(entries), hidden)
        pairs += dictionary_pairs(shown, seed)
        texts = written_in(shown)
        if all(file.is_file() for file in onet):
            pairs += onet_pairs(folder / "en", seed)
        if esco.is_file():
            pairs += esco_pairs(esco)
        if written:
            files += job_files(written)
            pairs += written_pairs(written, seed)
        pairs = [pair for pair in pairs if not hidden & {squeezed(text) for text in _sides([pair])}]
    else:
        texts = []
    if matches:
        files.append(matches)
        pairs += match_pairs(matches)
    sentences = written or WRITTEN
    files.append(sentences / SENTENCES)
    families = tuple(written_families(sentences))
    return Lesson(tuple(pairs), (*texts, *_sides(pairs)), _hashes(files), families)


def _sides(pairs: Sequence[Pair]) -> Iterable[str]:
    return (text for pair in pairs for text in (pair.left, pair.right, pair.rejected) if text)


def _hashes(files: Iterable[Path]) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
