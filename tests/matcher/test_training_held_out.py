"""No text that an encoder is measured on is among the texts it learns from."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from embeddings import bundled
from embeddings.training.course import Course
from embeddings.training.plan import Recipe
from matcher.evaluation.encoder_sets import POSTINGS, EncoderSets
from matcher.evaluation.posting_tags import read_posting_tags
from matcher.training.dictionary import Entry, read_entries, squeezed
from matcher.training.held_out import Groups, held_out, kept_for, reported
from matcher.training.sources import Lesson, lesson
from matcher.training.tables import rows_of
from matcher.training.written import WRITTEN, job_files, written_families

TELLING = 4
"""Characters from which on the beginning of a name is searched for within what was written."""
KIND_OF_WORKER = re.compile(
    "(전문가|기술자|연구원|관리자|관리원|조작원|기능원|종사원|설치원|정비원|제조원|상담원|상담사"
    "|지도사|강사|기사|사무원|담당자|작업자|직원|원|사|자|공|가|인)$"
)
"""What names of occupations end in."""
OF_ANY_FIELD = {"설비담당", "공정관리", "시설관리", "설비관리", "품질관리"}
"""Beginnings that every trade's names may have."""


@pytest.fixture(scope="module")
def data(shared: Path) -> Path:
    if not (shared / "data" / "occupations" / "entries.jsonl").is_file():
        pytest.skip("the dictionary is not in the measuring data; get occupations/entries.jsonl")
    return shared / "data"


@pytest.fixture(scope="module")
def read(data: Path) -> Lesson:
    return lesson(data / "occupations", None, 0, WRITTEN)


@pytest.fixture(scope="module")
def learned(read: Lesson) -> set[str]:
    sides = ((pair.left, pair.right, pair.rejected) for pair in read.pairs)
    return {squeezed(text) for texts in (*sides, *read.families) for text in texts if text}


@pytest.fixture(scope="module")
def kept_entries(data: Path) -> list[Entry]:
    return [one for one in read_entries(data / "occupations/entries.jsonl") if reported(one.group)]


def parts(text: str) -> set[str]:
    plain = squeezed(text)
    return {plain[at : at + 3] for at in range(max(1, len(plain) - 2))}


def rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]


def test_the_bundled_encoder_was_trained_on_as_many_pairs_and_steps_as_the_command_takes(
    read: Lesson,
) -> None:
    record = json.loads((bundled.FOLDER / "training.json").read_text("utf-8"))

    assert record["pairs"] == read.kinds
    assert record["sources"] == read.sources
    assert record["steps"] == len(Course(read.pairs, Recipe(**record["recipe"])).batches)


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


def test_nothing_of_a_reported_group_is_learned(
    kept_entries: list[Entry], learned: set[str]
) -> None:
    texts = [
        text
        for one in kept_entries
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


def test_what_was_written_tells_of_no_group_that_is_kept(data: Path) -> None:
    # given what names of kept groups begin with, long enough to mean one thing only
    entries = read_entries(data / "occupations/entries.jsonl")
    kept, shown = (
        {
            KIND_OF_WORKER.sub("", squeezed(name))
            for one in entries
            if held_out(one.group) is hidden
            for name in (one.name, *one.synonyms, one.group_name)
        }
        for hidden in (True, False)
    )
    telling = {stem for stem in kept - shown if len(stem) >= TELLING} - OF_ANY_FIELD
    lengths = sorted({len(stem) for stem in telling})

    # when
    files = (rows_of(file) for file in job_files(WRITTEN))
    fields = [field for rows in files for row in rows for field in row.values()]
    fields += [text for family in written_families(WRITTEN) for text in family]
    texts = [squeezed(name.replace("(", " ")) for field in fields for name in field.split("|")]

    # then
    assert len(telling) > 1000
    assert len(texts) > 120_000
    told = {
        text[at : at + length]
        for text in texts
        for length in lengths
        for at in range(len(text) - length + 1)
        if text[at : at + length] in telling
    }
    assert not told


def test_what_was_written_asks_with_no_tag_and_quotes_no_headline_of_real_postings(
    data: Path,
) -> None:
    if not (data / POSTINGS).is_file():
        pytest.skip("the postings with function tags are not in the measuring data")
    tags, titles, _ = read_posting_tags(data / POSTINGS, ())
    files = [rows_of(file) for file in job_files(WRITTEN)]
    names = {squeezed(name) for rows in files for row in rows for name in row["names"].split("|")}

    assert not names & set(map(squeezed, tags.values()))
    headlines = {squeezed(row["headline"]) for row in files[0]}
    assert not headlines & set(map(squeezed, titles.values()))


def test_no_sentence_that_was_written_comes_near_one_of_the_similarity_sets(data: Path) -> None:
    # given the three-letter parts of every sentence that is measured
    pairs = [pair for one in EncoderSets.read(data).similarity for pair in one.pairs]
    measured = [parts(text) for pair in pairs for text in pair]
    holding: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(measured):
        for part in found:
            holding[part].append(number)

    # when
    written = [text for family in written_families(WRITTEN) for text in family]

    # then none shares half of them
    assert len(written) > 25_000
    for text in written:
        own = parts(text)
        shared = Counter(number for part in own for number in holding.get(part, ()))
        for number, count in shared.items():
            assert count / len(own | measured[number]) < 0.5, text
