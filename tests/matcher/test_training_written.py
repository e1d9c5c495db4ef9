"""Pairs from jobs and sentences that were written for training, on invented lines."""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from embeddings import bundled
from embeddings.training.plan import by_run
from matcher.text.private import private_topics
from matcher.training.held_out import held_out
from matcher.training.sources import lesson
from matcher.training.tables import rows_of
from matcher.training.written import (
    JOBS,
    OCCUPATIONS,
    SENTENCES,
    TITLES,
    WRITTEN,
    job_files,
    written_families,
    written_pairs,
)

OF_PEOPLE = re.compile(
    "이모(?!티콘|작|빌|션|지)|아줌마|아저씨|삼촌|여사|여직원|여자|남자(?! ?머리)|주부|막내|젊은"
    "|힘 좋|체력|교인 우대|군필|국적|미혼|기혼|해녀|잠녀|스튜어디스|호스티스|웨이트리스"
)
"""What says who does a job rather than what is done, as slang, headlines and old names have it."""
JOB = {
    "group": "0042",
    "names": "구름닦이|하늘 청소원|천공 관리",
    "english": "Cloud Wiper|Sky Cleaner",
    "duty": "젖은 솔로 먹구름을 닦는다",
    "headline": "[구름동] 하늘 닦으실 분",
    "wish": "솔질을 오래 해 왔습니다",
}
TITLE = {"group": "0043", "names": "별지기|스타 키퍼", "english": "Star Keeper|Star Watch"}
OCCUPATION = {
    "group": "0044",
    "names": "노을지기|선셋 키퍼|저녁놀 관리원",
    "english": "Sunset Keeper",
    "summary": "붉은 물감을 풀어 저녁 하늘을 물들인다",
    "plain": "해 질 때 하늘 칠하는 일",
}
FAMILIES = [("비가 온다", "빗방울이 떨어진다", "비가 그쳤다"), ("눈이 온다", "눈이 내린다")]


def write(file: Path, rows: Iterable[dict[str, str]]) -> None:
    rows = list(rows)
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def entry(name: str, group: str) -> str:
    plain = {"similar_names": None, "connected_jobs": None, "cert_lic": None, "keco_name": group}
    said = {"name": name, "work_sum": f"{name} 일을 한다.", "do_work": "천을 쓴다."}
    return json.dumps({**plain, **said, "keco_code": group}, ensure_ascii=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / JOBS, [JOB])
    write(tmp_path / TITLES, [TITLE])
    write(tmp_path / OCCUPATIONS, [OCCUPATION])
    (tmp_path / SENTENCES).write_text("\n".join(map("\t".join, FAMILIES)) + "\n", "utf-8")
    return tmp_path


def test_every_name_of_a_job_stands_beside_another_and_its_wish_beside_its_posting(
    folder: Path,
) -> None:
    # when
    pairs = {(p.left, p.right): p for p in written_pairs(folder, 0) if p.group == "keco:0042"}

    # then
    names = JOB["names"].split("|")
    for name, other in zip(names, names[1:] + names[:1], strict=True):
        assert (name, other) in pairs
    posting = f"{JOB['headline']} / {JOB['duty']}"
    for part in (JOB["headline"], JOB["duty"]):
        assert any((name, part) in pairs for name in names)
    assert {(JOB["wish"], JOB["headline"]), (JOB["wish"], posting)} < pairs.keys()
    assert any((JOB["wish"], name) in pairs for name in names)
    for title in JOB["english"].split("|"):
        assert any((title, name) in pairs for name in names)
    assert {pair.kind for pair in pairs.values()} == {
        "written names",
        "written English, name",
        "written name, posting",
        "written wish, posting",
        "written wish, name",
    }
    assert all(pair.rejected is None for pair in pairs.values())


def test_names_of_an_international_job_stand_beside_one_another_and_its_english(
    folder: Path,
) -> None:
    found = {(p.left, p.right) for p in written_pairs(folder, 0) if p.group == "keco:0043"}

    names = ("별지기", "스타 키퍼")
    assert {names, names[::-1]} < found
    english = found - {names, names[::-1]}
    assert {left for left, _ in english} == {"Star Keeper", "Star Watch"}
    assert {right for _, right in english} <= set(names)


def test_names_of_an_occupation_its_summary_and_its_plain_phrase_stand_beside_one_another(
    folder: Path,
) -> None:
    pairs = [p for p in written_pairs(folder, 0) if p.group == "keco:0044"]
    found = {(p.left, p.right) for p in pairs}

    names = OCCUPATION["names"].split("|")
    beside = {*zip(names, names[1:] + names[:1], strict=True)}
    assert beside < found
    summary, plain = OCCUPATION["summary"], OCCUPATION["plain"]
    rest = found - beside
    assert (plain, summary) in rest
    assert {left for left, right in rest if right == summary} - {plain} <= set(names)
    for other in (OCCUPATION["english"], plain):
        assert {right for left, right in rest if left == other} & set(names)
    for text in (summary, plain):
        assert {left for left, right in rest if right == text} & set(names)
    assert len(rest) == 5
    assert {pair.kind for pair in pairs} == {
        "written names",
        "written English, name",
        "written name, summary",
        "written name, plain",
        "written plain, summary",
        "written plain, name",
    }


def test_an_occupation_without_an_english_title_is_learned_all_the_same(folder: Path) -> None:
    write(folder / OCCUPATIONS, [OCCUPATION | {"english": ""}])

    found = [p for p in written_pairs(folder, 0) if p.group == "keco:0044"]

    assert len(found) == 7
    assert all(pair.left and pair.right for pair in found)


def test_sentences_are_kept_and_not_learned(folder: Path) -> None:
    (folder / "entries.jsonl").write_text(entry("별닦이", "0001"), "utf-8")

    read = lesson(folder, None, 0, folder)

    assert read.families == tuple(FAMILIES)
    learned = {text for pair in read.pairs for text in (pair.left, pair.right)}
    assert not learned & {text for family in FAMILIES for text in family}


def test_a_training_without_what_was_written_keeps_the_sentences_of_the_package(
    tmp_path: Path,
) -> None:
    file = tmp_path / "matches.jsonl"
    file.write_text('{"wanted": "별 닦는 일", "accepted": "별닦이 구함"}\n', "utf-8")

    read = lesson(None, file, 0)

    assert read.families == tuple(written_families(WRITTEN))
    assert {*read.sources} == {file.name, SENTENCES}


def test_the_same_seed_draws_the_same_pairs_and_another_one_others(folder: Path) -> None:
    assert written_pairs(folder, 7) == written_pairs(folder, 7)
    assert len({tuple(written_pairs(folder, seed)) for seed in range(9)}) > 1


def test_what_was_written_is_learned_beside_the_dictionary_but_for_hidden_names(
    folder: Path,
) -> None:
    # given an entry of a group that is held out, whose name stands among what was written
    hidden = next(f"{n:04}" for n in range(99) if held_out(f"{n:04}"))
    (folder / "entries.jsonl").write_text(
        "\n".join(entry(*one) for one in (("별닦이", "0001"), ("천공 관리", hidden))), "utf-8"
    )

    # when
    without, found = lesson(folder, None, 0), lesson(folder, None, 0, folder)

    # then
    texts = {text for pair in found.pairs for text in (pair.left, pair.right)}
    assert {JOB["wish"], "구름닦이"} < texts
    assert "천공 관리" not in texts
    assert set(found.pairs) - set(without.pairs) < set(written_pairs(folder, 0))
    assert set(found.sources) - set(without.sources) == {JOBS, TITLES, OCCUPATIONS}
    assert [*by_run(found.pairs)] == ["", "written", "occupations"]
    assert {pair.run for pair in set(found.pairs) - set(without.pairs)} == {
        "written",
        "occupations",
    }


def test_so_many_pairs_are_drawn_of_each_run(folder: Path) -> None:
    (folder / "entries.jsonl").write_text(entry("별닦이", "0001"), "utf-8")
    every = lesson(folder, None, 0, folder)

    drawn = every.drawn(2, 0)

    runs = ["", "", "written", "written", "occupations", "occupations"]
    assert [pair.run for pair in drawn.pairs] == runs
    assert set(drawn.pairs) < set(every.pairs)
    assert every.drawn(99, 0) == every


def test_the_bundled_encoder_has_read_these_very_files() -> None:
    record = json.loads((bundled.FOLDER / "training.json").read_text("utf-8"))

    for file in (*job_files(WRITTEN), WRITTEN / SENTENCES):
        assert record["sources"][file.name] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_every_job_of_the_package_is_whole_and_of_a_group_that_training_reads() -> None:
    # given
    text = (WRITTEN / JOBS).read_text("utf-8")

    # when
    head, *lines = (line.split("\t") for line in text.removesuffix("\n").split("\n"))

    # then
    assert head == list(JOB)
    assert len(lines) > 4000
    assert {len(line) for line in lines} == {len(JOB)}
    for group, names, english, duty, headline, wish in lines:
        assert re.fullmatch("[0-9]{4}", group)
        assert not held_out(group)
        parts = [*names.split("|"), *english.split("|"), duty, headline, wish]
        assert len(names.split("|")) >= 3
        assert len(set(parts)) == len(parts)
        assert all(part and part == part.strip() for part in parts)
    assert len({line[4] for line in lines}) == len(lines)


@pytest.mark.parametrize("line", ["", "비가 온다", "비가 온다\t"])
def test_a_line_that_is_no_family_is_told_by_its_number(folder: Path, line: str) -> None:
    with (folder / SENTENCES).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n눈이 온다\t눈이 내린다\n")

    with pytest.raises(ValueError, match=r"sentences\.tsv, line 3: expected two sentences"):
        written_families(folder)


def test_every_title_of_the_package_is_of_a_group_that_training_reads_and_has_a_second() -> None:
    rows = rows_of(WRITTEN / TITLES)

    assert len(rows) > 1500
    for row in rows:
        assert re.fullmatch("[0-9]{4}", row["group"])
        assert not held_out(row["group"])
        parts = [*row["names"].split("|"), *row["english"].split("|")]
        assert len(row["names"].split("|")) >= 2
        assert len(set(parts)) == len(parts)
        assert all(part and part == part.strip() for part in parts)


def test_every_occupation_of_the_package_is_whole_and_of_a_group_that_training_reads() -> None:
    rows = rows_of(WRITTEN / OCCUPATIONS)

    assert len(rows) > 2700
    for row in rows:
        assert list(row) == list(OCCUPATION)
        assert re.fullmatch("[0-9]{4}", row["group"])
        assert not held_out(row["group"])
        parts = [*row["names"].split("|"), row["summary"], row["plain"]]
        parts += filter(None, row["english"].split("|"))
        assert len(row["names"].split("|")) >= 3
        assert len(set(parts)) == len(parts)
        assert all(part and part == part.strip() for part in parts)
    assert len({row["plain"] for row in rows}) == len({row["summary"] for row in rows}) == len(rows)


def test_every_sentence_of_the_package_has_others_in_its_family_and_stands_in_no_second() -> None:
    families = written_families(WRITTEN)

    assert len(families) > 6000
    assert {len(family) for family in families} <= {2, 3, 4, 5, 6}
    sentences = [sentence for family in families for sentence in family]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence and sentence == sentence.strip() for sentence in sentences)


def test_what_was_written_names_no_protected_fact() -> None:
    for row in (row for file in job_files(WRITTEN) for row in rows_of(file)):
        for field in "|".join(row.values()).split("|"):
            assert not private_topics(field), field
            assert not OF_PEOPLE.search(field), field
