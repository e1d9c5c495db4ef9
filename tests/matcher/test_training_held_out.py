"""No text that an encoder is measured on is among the texts it learns from."""

import json
from pathlib import Path

import pytest

from matcher.evaluation.encoder_sets import EncoderSets
from matcher.training.dictionary import Entry, read_entries, squeezed
from matcher.training.held_out import Groups, kept_for, reported
from matcher.training.sources import lesson


@pytest.fixture(scope="module")
def data(shared: Path) -> Path:
    if not (shared / "data" / "occupations" / "entries.jsonl").is_file():
        pytest.skip("the dictionary is not in the measuring data; get occupations/entries.jsonl")
    return shared / "data"


@pytest.fixture(scope="module")
def learned(data: Path) -> set[str]:
    pairs = lesson(data / "occupations", None, 0).pairs
    return {squeezed(text) for pair in pairs for text in (pair.left, pair.right)}


@pytest.fixture(scope="module")
def held_out(data: Path) -> list[Entry]:
    return [one for one in read_entries(data / "occupations/entries.jsonl") if reported(one.group)]


def rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]


@pytest.mark.parametrize("groups", ["reported", "choosing"])
def test_no_query_or_document_of_groups_that_are_kept_is_learned(
    data: Path, learned: set[str], groups: Groups
) -> None:
    raw = rows(data / "occupations/entries.jsonl")
    hidden = {row["id"] for row in raw if kept_for(str(row["keco_code"]), groups)}

    for bench in EncoderSets.read(data, groups).retrieval:
        texts = [bench.queries[query] for query in bench.held_out]
        if bench.name == "posting_tags":  # a title may be no more than a trade's name
            assert not learned & set(map(squeezed, texts))
            continue
        texts += [text for id_, text in bench.documents.items() if id_ in hidden]
        assert len(texts) > 50
        assert not learned & set(map(squeezed, texts))


def test_nothing_of_a_reported_group_is_learned(held_out: list[Entry], learned: set[str]) -> None:
    texts = [
        text
        for one in held_out
        for text in (one.name, *one.synonyms, one.group_name, one.summary, one.gist, *one.duties)
    ]

    assert len(texts) > 1000
    assert not learned & set(map(squeezed, texts))


def test_no_sentence_of_the_similarity_sets_is_learned(data: Path, learned: set[str]) -> None:
    pairs = [pair for one in EncoderSets.read(data).similarity for pair in one.pairs]

    assert not learned & {squeezed(text) for pair in pairs for text in pair}


def test_no_judged_profile_or_posting_is_learned(data: Path, learned: set[str]) -> None:
    texts = [str(row["body"]) for row in rows(data / "judged/postings.jsonl") if row["body"]]
    for person in rows(data / "judged/dev/profiles.jsonl"):
        texts += [str(person.get("summary") or "-"), *(c["duties"] for c in person["career"])]

    assert not learned & set(map(squeezed, texts))
