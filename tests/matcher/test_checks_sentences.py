"""300 invented sentences by a writer who had not seen the rules; known misses are listed.

A sentence with ``missed`` is one that the rules still judge otherwise than its writer. Half of
the sentences (odd ``n``) were read when the rules were improved; no even one was."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from matcher.checks import lint

SENTENCES = Path(__file__).with_name("lint_sentences.jsonl")
MOST_MISSED = 26
"""May only shrink."""


def _sentences() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]


def _judged(text: str) -> str:
    kinds = {finding.kind for finding in lint(text)}
    return next((kind for kind in ("unlawful", "programme") if kind in kinds), "ok")


def test_every_sentence_is_judged_as_its_writer_did_but_for_the_listed_misses() -> None:
    wrong = {one["n"] for one in _sentences() if _judged(one["text"]) != one["label"]}
    assert wrong == {one["n"] for one in _sentences() if one.get("missed")}


def test_the_list_of_misses_only_shrinks() -> None:
    sentences = _sentences()
    assert Counter(one["label"] for one in sentences) == {
        "ok": 140,
        "unlawful": 120,
        "programme": 40,
    }
    assert sum(bool(one.get("missed")) for one in sentences) <= MOST_MISSED


def test_no_sentence_is_taken_for_a_false_offer_or_a_closed_one() -> None:
    kinds = {finding.kind for one in _sentences() for finding in lint(one["text"], "body")}
    assert kinds <= {"unlawful", "programme", "advice"}
