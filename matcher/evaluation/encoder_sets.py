"""The sets an encoder is measured on, and which of their queries training never sees."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from matcher.evaluation.judgments import JudgmentError, Qrels, lines_of, read_qrels, read_texts
from matcher.evaluation.metrics import ENCODER
from matcher.evaluation.posting_tags import read_posting_tags
from matcher.evaluation.similarity_sets import SimilaritySet, read_klue, read_korsts, text_of
from matcher.training.dictionary import read_entries, squeezed
from matcher.training.held_out import Groups, kept_for

BENCHES = ("alias_hard", "keco_peers")
ENTRIES = Path("occupations", "entries.jsonl")
POSTINGS = Path("postings", "jobkorea_2018.csv")
KORSTS, KLUE = Path("sts", "korsts_test.tsv"), Path("sts", "klue_sts_dev.json")


@dataclass(frozen=True)
class RetrievalSet:
    """Queries, documents and judgments; ``held_out`` are the queries of groups that are kept."""

    name: str
    queries: Mapping[str, str]
    documents: Mapping[str, str]
    qrels: Qrels
    held_out: frozenset[str]


@dataclass(frozen=True)
class EncoderSets:
    """All that one run measures."""

    retrieval: tuple[RetrievalSet, ...]
    similarity: tuple[SimilaritySet, ...]
    groups: Groups = "reported"
    """What the groups of the held-out queries are kept for."""

    @classmethod
    def read(cls, data: Path, groups: Groups = "reported") -> "EncoderSets":
        """Read a folder of measuring data; raises ``JudgmentError`` with file, row and cure."""
        codes = read_codes(data / ENTRIES)
        benches = [read_bench(data / "bench" / name, codes, groups) for name in BENCHES]
        if groups == "reported" and (data / POSTINGS).is_file():
            benches.append(posting_tags(data))
        return cls(
            tuple(benches),
            (read_korsts(data / KORSTS), read_klue(data / KLUE)),
            groups,
        )


def files_of(data: Path) -> list[Path]:
    """Every file that a run reads."""
    names = ("queries.jsonl", "docs.jsonl", "qrels.tsv")
    benches = [data / "bench" / bench / name for bench in BENCHES for name in names]
    postings = [data / POSTINGS] if (data / POSTINGS).is_file() else []
    return [*benches, data / ENTRIES, data / KORSTS, data / KLUE, *postings]


def posting_tags(data: Path) -> RetrievalSet:
    """Employers' tags against titles; all are held out, for training reads no posting."""
    try:
        entries = read_entries(data / ENTRIES)
    except KeyError as error:
        raise JudgmentError(
            f"{data / ENTRIES}: an entry without {error}; get the file again"
        ) from error
    names = {squeezed(name) for one in entries for name in (one.name, *one.synonyms, *one.related)}
    queries, documents, qrels = read_posting_tags(data / POSTINGS, names)
    return RetrievalSet("posting_tags", queries, documents, qrels, frozenset(queries))


def read_codes(path: Path) -> dict[str, str]:
    """Id of an entry of the dictionary -> the four digits of its KECO 2018 group."""
    codes: dict[str, str] = {}
    for row, line in lines_of(path):
        found = _parsed(line)
        id_, code = text_of(found, "id"), text_of(found, "keco_code")
        if not id_ or not re.fullmatch("[0-9]{4}", code):
            raise JudgmentError(
                f'{path}, row {row}: expected {{"id": "…", "keco_code": "four digits"}}, '
                f"found {line[:80]!r}; get the file again"
            )
        codes[id_] = code
    return codes


def read_bench(folder: Path, codes: Mapping[str, str], groups: Groups = "reported") -> RetrievalSet:
    """A folder with ``queries.jsonl``, ``docs.jsonl`` and ``qrels.tsv``."""
    qrels = read_qrels(folder / "qrels.tsv")
    queries, documents = read_texts(folder / "queries.jsonl"), read_texts(folder / "docs.jsonl")
    touched = {query: _groups(query, qrels, codes, folder) for query in queries}
    held_out = frozenset(
        query
        for query, found in touched.items()
        if found and all(kept_for(code, groups) for code in found)
    )
    if not held_out:
        raise JudgmentError(
            f"{folder / 'qrels.tsv'}: none of the {len(queries)} queries is of a held-out group "
            f"({groups}); take all files of one edition, {ENTRIES} too"
        )
    return RetrievalSet(folder.name, queries, documents, qrels, held_out)


def _groups(query: str, qrels: Qrels, codes: Mapping[str, str], folder: Path) -> set[str]:
    """The occupation groups that a query touches: of what is relevant, and its own if it is an
    entry itself; none where nothing is relevant."""
    relevant = [
        document
        for document, grade in qrels.get(query, {}).items()
        if grade >= ENCODER.relevant_from and document != query
    ]
    strangers = [document for document in relevant if document not in codes]
    if strangers:
        raise JudgmentError(
            f"{folder / 'qrels.tsv'}: {query} has the document {strangers[0]}, which is not in "
            f"{ENTRIES}; take all files of one edition"
        )
    own = [query] if relevant and query in codes else []
    return {codes[id_] for id_ in (*relevant, *own)}


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None
