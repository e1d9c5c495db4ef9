"""Precision on the real postings, by the hand-made judgments kept beside this test."""

import json
from pathlib import Path

from matcher.copies import Face, grouped
from matcher.ingest import read_postings

JUDGED = Path(__file__).with_name("copies_judged.jsonl")


def test_of_a_hundred_joined_real_pairs_at_most_two_are_not_one_job(shared: Path) -> None:
    # given: references to pairs, judged by reading both; "report" was drawn after the last change
    file = shared / "data" / "postings" / "jobkorea_2018.csv"
    known = {posting.id: posting for posting in read_postings(file).records}
    judged = [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]
    pairs = [
        row for row in judged if row["half"] == "report" and {row["a"], row["b"]} <= known.keys()
    ]
    assert len(pairs) >= 180
    # when
    groups = grouped([Face.of(posting) for posting in known.values()])
    joined = [row for row in pairs if row["b"] in groups.get(row["a"], ())]
    # then: an unclear pair counts as wrong
    right = [row for row in joined if row["verdict"] == "same"]
    assert len(joined) >= 95
    assert len(right) / len(joined) >= 0.98
