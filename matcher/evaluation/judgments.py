"""Read judgments (TREC qrels) and texts, naming the file and the row of whatever is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path

from matcher.evaluation.metrics import GAINS

Qrels = dict[str, dict[str, int]]
"""Query id -> document id -> grade."""


class JudgmentError(ValueError):
    """A measuring file that cannot be used: where, what was found and the cure."""


def read_qrels(path: Path) -> Qrels:
    """Read lines ``query 0 document grade``; raises ``JudgmentError`` with the row."""
    qrels: Qrels = {}
    for row, line in lines_of(path):
        cells = line.split()
        if len(cells) != 4 or cells[3] not in {str(grade) for grade in GAINS}:
            raise JudgmentError(
                f"{path}, row {row}: found {line[:80]!r}; "
                "write 'query 0 document grade' with a grade of 0, 1, 2 or 3"
            )
        query, document, grade = cells[0], cells[2], int(cells[3])
        known = qrels.setdefault(query, {}).setdefault(document, grade)
        if known != grade:
            raise JudgmentError(
                f"{path}, row {row}: {query} and {document} have grade {known} already; "
                "keep one line for each pair"
            )
    if not qrels:
        raise JudgmentError(f"{path}: no judgments; write lines 'query 0 document grade'")
    return qrels


def read_texts(path: Path) -> dict[str, str]:
    """Read JSON lines ``{"id", "text"}``; raises ``JudgmentError`` with the row."""
    texts: dict[str, str] = {}
    for row, line in lines_of(path):
        id_, text = _identified(line) or ("", "")
        if not id_.strip() or not text.strip():
            raise JudgmentError(
                f'{path}, row {row}: expected {{"id": "…", "text": "…"}}, both filled'
            )
        if id_ in texts:
            raise JudgmentError(f"{path}, row {row}: id {id_!r} came before; give each its own")
        texts[id_] = text
    if not texts:
        raise JudgmentError(f'{path}: no texts; write one {{"id", "text"}} a line')
    return texts


def _identified(line: str) -> tuple[str, str] | None:
    try:
        found = json.loads(line)
    except json.JSONDecodeError:
        return None
    if not isinstance(found, dict):
        return None
    id_, text = found.get("id"), found.get("text")
    return (id_, text) if isinstance(id_, str) and isinstance(text, str) else None


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their number from 1."""
    try:
        content = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise JudgmentError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    for row, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield row, line
