"""The long ways on the command line: the weekly mail, and measuring on a judged set."""

import json
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

Ieum = Callable[..., Any]
METRICS = {"ndcg@10", "map", "mrr", "recall@50", "judged@10", "ndcg@10_judged"}


def test_the_weekly_mail_goes_from_prepare_to_one_file_and_never_twice(
    indexed: Ieum, home: Path
) -> None:
    # when nothing is approved yet
    prepared = indexed("weekly", "prepare")
    early = indexed("weekly", "send")

    # then only the one who agreed to mail has a message, and nothing has gone
    assert "새로 작성 1건" in prepared.out
    assert "동의 없음 1명" in prepared.out
    assert "보냄 0건" in early.out
    assert not list(home.rglob("*.eml"))

    # when
    shown = indexed("weekly", "preview", "T01")
    approved = indexed("weekly", "approve", "--by", "김상담", "--seen", number(shown.out))
    sent, again = indexed("weekly", "send"), indexed("weekly", "send")

    # then
    assert "사무보조 자료 입력" in shown.out
    assert "1건을 승인했습니다" in approved.out
    assert "보냄 1건" in sent.out
    assert "보냄 0건" in again.out
    (file,) = (home / "outbox").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=default)
    text = mail.get_body(("plain",))
    assert mail["To"] == "gaon.nuri@town.example"
    assert text is not None
    assert "사무보조 자료 입력" in text.get_content()
    for held_back in ("사무보조 직원 모집", "문서 정리 사무보조", "사무보조 시간제", "농장"):
        assert held_back not in text.get_content()


def number(shown: str) -> str:
    """The number at the end of a preview."""
    return shown.partition("확인 번호: ")[2].split()[0]


def test_next_week_has_no_mail_about_the_same_job(indexed: Ieum, home: Path) -> None:
    # given
    indexed("weekly", "prepare")
    seen = number(indexed("weekly", "preview").out)
    for words in (("approve", "--by", "김상담", "--seen", seen), ("send",)):
        assert indexed("weekly", *words).code == 0

    # when
    done = indexed("weekly", "prepare", "--as-of", "2026-12-01")

    # then
    assert "새로 작성 0건" in done.out
    assert "새 일자리 없음 1명" in done.out


def test_matching_is_measured_on_a_judged_set_without_any_store(
    ieum: Ieum, files: Path, home: Path
) -> None:
    # given a judgment for each open job and one for the other direction
    (files / "q.tsv").write_text("T01 0 J01 3\nT01 0 J05 0\nT02 0 J01 2\nT02 0 J05 0\n", "utf-8")
    options = ("--profiles", files / "people.jsonl", "--postings", files / "jobs.jsonl")

    # when
    done = ieum("evaluate", "matching", *options, "--qrels", files / "q.tsv", "--json", files / "o")

    # then every system has every metric with its interval, and the shape is the published one
    figures = json.loads((files / "o").read_text("utf-8"))
    assert done.code == 0, done.err
    assert {"ieum", "random", "bm25", "char_ngram"} <= set(figures)
    assert {"without_dense", "without_lexical"} <= set(figures)
    for metrics in figures.values():
        assert set(metrics) == METRICS
        for value in metrics.values():
            assert list(value) == ["value", "low", "high"]
            assert value["low"] <= value["value"] <= value["high"]
    assert figures["ieum"]["recall@50"]["value"] == 1.0
    assert "ndcg@10" in done.out
    assert not (home / "ieum.sqlite").exists()


def test_candidates_are_measured_the_other_way_round(ieum: Ieum, files: Path) -> None:
    # given one who fits an office job by every word, and one who has said less
    (files / "c.tsv").write_text("J01 0 T01 3\nJ01 0 T02 0\n", "utf-8")
    options = ("--profiles", files / "people.jsonl", "--postings", files / "jobs.jsonl")

    # when
    done = ieum(
        "evaluate", "candidates", *options, "--qrels", files / "c.tsv", "--json", files / "o"
    )

    # then
    figures = json.loads((files / "o").read_text("utf-8"))
    assert done.code == 0, done.err
    assert set(figures["ieum"]) == METRICS | {"ndcg@5"}
    assert figures["ieum"]["mrr"]["value"] == 1.0
