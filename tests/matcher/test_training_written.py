"""Pairs from jobs and sentences that were written for training, on invented lines."""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from embeddings import bundled
from embeddings.training.plan import Pair
from matcher.text.private import private_topics
from matcher.training.held_out import held_out
from matcher.training.sources import lesson
from matcher.training.tables import rows_of
from matcher.training.written import JOBS, SENTENCES, WRITTEN, written_files, written_pairs

OF_PEOPLE = re.compile(
    "이모(?!티콘|작|빌|션|지)|아줌마|아저씨|삼촌|여사|여직원|여자|남자(?! ?머리)|주부|막내|젊은"
    "|힘 좋|체력|교인 우대|군필|국적|미혼|기혼"
)
"""What says who does a job rather than what is done, as slang and headlines have it."""
JOB = {
    "group": "0042",
    "names": "구름닦이|하늘 청소원|천공 관리",
    "english": "Cloud Wiper|Sky Cleaner",
    "duty": "젖은 솔로 먹구름을 닦는다",
    "headline": "[구름동] 하늘 닦으실 분",
    "wish": "솔질을 오래 해 왔습니다",
}
SENTENCE = {"sentence": "비가 온다", "same": "빗방울이 떨어진다", "other": "비가 그쳤다"}


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
    write(tmp_path / SENTENCES, [SENTENCE])
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


def test_of_sentences_each_finds_the_other_twice_as_a_query_and_refuses_the_third(
    folder: Path,
) -> None:
    found = [pair for pair in written_pairs(folder, 0) if pair.group == "sentence:0"]

    assert found == [
        Pair(
            *two,
            "sentence:0",
            "written sentences",
            "비가 그쳤다",
            right_role="query",
            run="written",
        )
        for two in (("비가 온다", "빗방울이 떨어진다"), ("빗방울이 떨어진다", "비가 온다")) * 2
    ]


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
    assert set(found.sources) - set(without.sources) == {JOBS, SENTENCES}
    assert [pair.run for pair in found.pairs] == sorted(pair.run for pair in found.pairs)
    assert {pair.run for pair in set(found.pairs) - set(without.pairs)} == {"written"}


def test_so_many_pairs_are_drawn_of_each_run(folder: Path) -> None:
    (folder / "entries.jsonl").write_text(entry("별닦이", "0001"), "utf-8")
    every = lesson(folder, None, 0, folder)

    drawn = every.drawn(2, 0)

    assert [pair.run for pair in drawn.pairs] == ["", "", "written", "written"]
    assert set(drawn.pairs) < set(every.pairs)
    assert every.drawn(99, 0) == every


def test_the_bundled_encoder_has_read_these_very_files() -> None:
    record = json.loads((bundled.FOLDER / "training.json").read_text("utf-8"))

    for file in written_files(WRITTEN):
        assert record["sources"][file.name] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_every_job_of_the_package_is_whole_and_of_a_group_that_training_reads() -> None:
    # given
    text = (WRITTEN / JOBS).read_text("utf-8")

    # when
    head, *lines = (line.split("\t") for line in text.removesuffix("\n").split("\n"))

    # then
    assert head == list(JOB)
    assert len(lines) > 2000
    assert {len(line) for line in lines} == {len(JOB)}
    for group, names, english, duty, headline, wish in lines:
        assert re.fullmatch("[0-9]{4}", group)
        assert not held_out(group)
        parts = [*names.split("|"), *english.split("|"), duty, headline, wish]
        assert len(names.split("|")) >= 3
        assert len(set(parts)) == len(parts)
        assert all(part and part == part.strip() for part in parts)
    assert len({line[4] for line in lines}) == len(lines)


def test_every_written_sentence_of_the_package_has_its_two_others() -> None:
    text = (WRITTEN / SENTENCES).read_text("utf-8")
    head, *lines = (line.split("\t") for line in text.removesuffix("\n").split("\n"))

    assert head == list(SENTENCE)
    assert len(lines) > 1500
    sentences = [sentence for line in lines for sentence in line]
    assert len(set(sentences)) > 0.99 * len(sentences)
    assert {len(set(line)) for line in lines} == {3}
    assert all(sentence and sentence == sentence.strip() for sentence in sentences)


def test_what_was_written_names_no_protected_fact() -> None:
    for row in rows_of(WRITTEN / JOBS):
        for field in "|".join(row.values()).split("|"):
            assert not private_topics(field), field
            assert not OF_PEOPLE.search(field), field
