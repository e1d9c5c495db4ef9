"""Pairs from an invented dictionary and from a centre's own matches."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.training.plan import Pair
from matcher.training.held_out import for_choosing, reported
from matcher.training.matches import match_pairs
from matcher.training.sources import lesson
from matcher.training.written import SENTENCES


def codes(remainder: int, modulus: int) -> list[str]:
    numbers = ((f"{i:04}", hashlib.sha256(f"{i:04}".encode()).hexdigest()) for i in range(200))
    return [code for code, digest in numbers if int(digest, 16) % modulus == remainder]


HIDDEN, CHOOSING = codes(0, 5)[0], codes(1, 10)[0]
SEEN = next(f"{i:04}" for i in range(200) if not reported(f"{i:04}") and f"{i:04}" != CHOOSING)


def row(name: str, code: str, **more: str | None) -> dict[str, str | None]:
    base = {"name": name, "work_sum": f"{name} 일을 한다.", "do_work": f"{name} 도구를 쓴다."}
    listed = {"similar_names": None, "connected_jobs": None, "cert_lic": None, "ksic_name": None}
    return {**base, **listed, "keco_code": code, "keco_name": f"무리 {code}", **more}


def test_the_held_out_groups_are_those_of_the_hash() -> None:
    assert all(map(reported, codes(0, 5)))
    assert all(map(for_choosing, codes(1, 10)))
    assert not reported(SEEN)


def test_every_list_is_read_and_a_hidden_name_is_never_a_text(tmp_path: Path) -> None:
    # given
    visible = row(
        "구름닦이",
        SEEN,
        similar_names="하늘닦이, 숨은 이, 신호등 등",
        connected_jobs="숨은이, 별닦이 등",
        cert_lic="정교사(1급, 2급), 숨은이, 운전 등",
    )
    people = [visible, row("비닦이", SEEN), row("숨은이", HIDDEN), row("고른이", CHOOSING)]
    lines = (json.dumps(one, ensure_ascii=False) for one in people)
    (tmp_path / "entries.jsonl").write_text("\n".join(lines), "utf-8")

    # when
    pairs = lesson(tmp_path, None, 0).pairs

    # then
    texts = {text for pair in pairs for text in (pair.left, pair.right)}
    assert {"하늘닦이", "신호등", "별닦이", "정교사", "운전"} <= texts
    assert not any("숨은" in text or "고른이" in text for text in texts)
    assert {pair.group for pair in pairs} == {f"keco:{SEEN}"}


@given(st.dictionaries(st.sampled_from(["wanted", "accepted"]), st.just("비밀글"), max_size=1))
def test_a_wrong_match_is_told_by_file_and_line_and_never_quoted(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, str]
) -> None:
    file = tmp_path_factory.mktemp("m") / "own.jsonl"
    file.write_text("\n" + json.dumps(found, ensure_ascii=False), "utf-8")

    with pytest.raises(ValueError, match=r"own\.jsonl, line 2") as told:
        match_pairs(file)

    assert "비밀" not in str(told.value)


def test_english_files_are_read_where_they_are_and_a_hidden_name_in_them_is_not(
    tmp_path: Path,
) -> None:
    # given a held-out group with an English name
    hidden = row("숨은이", HIDDEN, similar_names="Cloud Wiper")
    lines = (json.dumps(one, ensure_ascii=False) for one in (row("비닦이", SEEN), hidden))
    (tmp_path / "entries.jsonl").write_text("\n".join(lines), "utf-8")
    without = lesson(tmp_path, None, 0)
    (tmp_path / "en").mkdir()
    texts = "cloud wiper Cloud wipers wipe.", "rain counter Rain counters count."
    (tmp_path / "en" / "esco_occupations.csv").write_text(
        "id,description\n" + "".join(f"x/esco/occupation/{i},{t}\n" for i, t in enumerate(texts))
    )

    # when
    found = lesson(tmp_path, None, 0)

    # then
    assert set(found.pairs) - set(without.pairs) == {
        Pair(
            "rain counter",
            "Rain counters count.",
            "esco:x/esco/occupation/1",
            "English name, description",
        )
    }
    assert set(found.sources) == {"entries.jsonl", "esco_occupations.csv", SENTENCES}


def test_private_sentences_of_a_match_are_not_learned(tmp_path: Path) -> None:
    # given
    file = tmp_path / "matches.jsonl"
    row = {"wanted": "58세 여성입니다. 경리를 찾습니다.", "accepted": "경리 사무원"}
    file.write_text(json.dumps(row, ensure_ascii=False), "utf-8")

    # when
    (pair,) = match_pairs(file)

    # then
    assert (pair.left, pair.right, pair.rejected) == ("경리를 찾습니다.", "경리 사무원", None)


def test_a_match_of_private_sentences_alone_is_refused_without_its_text(tmp_path: Path) -> None:
    file = tmp_path / "matches.jsonl"
    row = {"wanted": "무릎 수술을 했습니다.", "accepted": "경리 사무원"}
    file.write_text(json.dumps(row, ensure_ascii=False), "utf-8")

    with pytest.raises(ValueError, match=r"line 1, field wanted: found only private") as told:
        match_pairs(file)
    assert "무릎" not in str(told.value)


def test_a_text_both_accepted_and_rejected_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "matches.jsonl"
    row = {"wanted": "경리", "accepted": "사무원", "rejected": "사무원 "}
    file.write_text(json.dumps(row, ensure_ascii=False), "utf-8")

    with pytest.raises(ValueError, match="line 1, field rejected"):
        match_pairs(file)


def test_pairs_are_drawn_with_the_seed_and_the_vocabulary_stays(tmp_path: Path) -> None:
    # given
    file = tmp_path / "own.jsonl"
    file.write_text("".join(f'{{"wanted": "a {i}", "accepted": "b {i}"}}\n' for i in range(40)))
    every = lesson(None, file, 0)

    # when
    one, again, other = (every.drawn(9, seed) for seed in (1, 1, 2))

    # then
    assert one == again != other
    assert len(set(one.pairs)) == 9
    assert set(one.pairs) < set(every.pairs)
    assert one.texts == every.texts
    assert every.drawn(None, 1) == every.drawn(40, 1) == every
