"""``match``, ``search``, ``candidates``, ``why``: tables, JSON and TREC lines, as in DESIGN.md."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.api.schemas import SearchResult

Ieum = Callable[..., Any]
FACTORS = {"fit", "career", "avoid", "freshness", "place", "pay", "hours", "days"}


def line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in path.read_text("utf-8").splitlines()]


def test_match_json_has_the_published_shape_and_spans_that_point_into_the_records(
    indexed: Ieum, files: Path
) -> None:
    # when
    done = indexed("match", "T01", "--format", "json")

    # then what was held back is known by construction of the town
    answer = done.json
    assert done.err == ""
    assert list(answer) == ["trainee", "as_of", "model", "excluded", "matches", "lane"]
    assert (answer["trainee"], answer["as_of"]) == ("T01", "2026-11-24")
    assert answer["model"] == "hashing@1-256"
    assert answer["excluded"] == {"unlawful": 1, "minimum_wage": 1, "closing": 1, "place": 1}
    assert [match["posting"] for match in answer["matches"]] == ["J01", "J05"]
    people, jobs = (
        {row["id"]: row for row in rows(files / f"{name}.jsonl")} for name in ("people", "jobs")
    )
    for rank, match in enumerate(answer["matches"], 1):
        assert list(match) == [
            *("rank", "posting", "score", "band", "factors", "legs", "reasons", "missing"),
            "requirements",
        ]
        assert match["rank"] == rank
        assert match["band"] in ("강함", "보통", "약함", "정보 부족")
        assert set(match["factors"]) >= FACTORS
        assert all(0 <= value <= 1 for value in match["factors"].values())
        for reason in match["reasons"]:
            assert list(reason) == ["text", "profile", "posting"]
            assert quoted(people["T01"], reason["profile"])
            assert quoted(jobs[match["posting"]], reason["posting"])
    assert any(match["reasons"] for match in answer["matches"])


def quoted(record: Any, span: dict[str, Any]) -> str:
    """The piece of a record that a span names; fails where there is none."""
    assert list(span) == ["field", "start", "end"]
    for step in span["field"].split("."):
        record = record[int(step)] if step.isdigit() else record[step]
    assert 0 <= span["start"] < span["end"] <= len(record)
    return str(record[span["start"] : span["end"]])


def test_trec_lines_say_the_same_as_json_to_the_last_digit(indexed: Ieum) -> None:
    # given
    matches = indexed("match", "T02", "--format", "json").json["matches"]

    # when
    done = indexed("match", "T02", "--format", "trec")

    # then
    expected = [f"T02 Q0 {m['posting']} {m['rank']} {m['score']:.6f} ieum" for m in matches]
    assert done.out.splitlines() == expected
    assert len(expected) == 3


def test_match_for_everyone_is_a_run_of_every_trainee(indexed: Ieum) -> None:
    done = indexed("match", "--all", "--format", "trec", "--top", "1")

    assert [text.split()[:4] for text in done.out.splitlines()] == [
        ["T01", "Q0", "J01", "1"],
        ["T02", "Q0", "J01", "1"],
    ]


def test_the_table_shows_reasons_and_counts_what_each_limit_removed(indexed: Ieum) -> None:
    done = indexed("match", "T01")

    assert done.out.startswith("T01 · 기준일 2026-11-24 · 6건 가운데\n")
    assert "사무보조 자료 입력 – ㈜가상J01 [J01]" in done.out
    assert "○ " in done.out
    assert "마감됨 (closing): 1건" in done.out
    assert "근무지가 희망과 다름 (place): 1건" in done.out
    assert "가온누리" not in done.out
    assert "%" not in done.out


def test_lifted_limits_are_lifted_under_a_banner(indexed: Ieum) -> None:
    # when
    table = indexed("match", "T01", "--ignore", "closing,place")
    as_json = indexed("match", "T01", "--ignore", "closing, place", "--format", "json")

    # then the closed and the far job are back; in JSON the banner leaves the results alone
    banner = "※ 조건을 풀고 본 결과입니다: 마감일(closing), 근무지(place)\n"
    assert table.out.startswith(banner)
    assert as_json.err == banner
    listed = {match["posting"] for match in as_json.json["matches"]}
    assert listed == {"J01", "J02", "J04", "J05"}
    assert as_json.json["excluded"] == {"unlawful": 1, "minimum_wage": 1}


def test_an_empty_list_says_how_many_each_limit_removed(indexed: Ieum) -> None:
    # when everything has closed
    done = indexed("match", "T01", "--as-of", "2027-02-01")

    # then
    assert done.code == 0
    assert "보여 드릴 결과가 없습니다." in done.out
    assert "(closing): 4건" in done.out  # all but the unlawful and the underpaid one


def test_candidates_turn_the_roles_round_and_never_show_a_name(indexed: Ieum) -> None:
    # when
    table, as_json = indexed("candidates", "J01"), indexed("candidates", "J01", "--format", "json")

    # then the one whose career and course fit comes first
    assert list(as_json.json) == ["posting", "as_of", "model", "excluded", "matches"]
    assert [match["trainee"] for match in as_json.json["matches"]] == ["T01", "T02"]
    assert "T01 · AI 사무자동화" in table.out
    for identity in ("가온누리", "gaon.nuri", "010-0000-4321", "없는동"):
        assert identity not in table.out + as_json.out


@pytest.mark.parametrize(
    ("posting", "listed", "rank", "excluded_by", "rules"),
    [
        ("J01", True, 1, [], []),
        ("J02", False, None, ["closing"], ["closed-past"]),
        ("J03", False, None, ["unlawful"], ["age-limit"]),
        ("J04", False, None, ["place"], []),
        ("J06", False, None, ["minimum_wage"], ["minimum-wage"]),
    ],
)
def test_why_names_what_held_a_job_back(
    indexed: Ieum,
    posting: str,
    listed: bool,
    rank: int | None,
    excluded_by: list[str],
    rules: list[str],
) -> None:
    answer = indexed("why", "T01", posting).json

    assert list(answer) == ["listed", "rank", "excluded_by", "factors", "findings", "changes"]
    assert (answer["listed"], answer["rank"]) == (listed, rank)
    assert answer["excluded_by"] == excluded_by
    assert [finding["rule"] for finding in answer["findings"]] == rules
    assert set(answer["factors"]) >= FACTORS


def test_a_posting_that_came_after_the_index_says_so(indexed: Ieum, files: Path) -> None:
    (files / "late.jsonl").write_text(line(rows(files / "jobs.jsonl")[0] | {"id": "J99"}), "utf-8")
    indexed("import", "postings", files / "late.jsonl")

    assert indexed("why", "T01", "J99").json["excluded_by"] == ["not_indexed"]


ASKED = "세종에서 하는 사무보조 자료 입력, 월 200 이상, 영업 말고"


def test_search_tells_first_how_the_sentence_was_read_and_then_the_jobs(indexed: Ieum) -> None:
    done = indexed("search", ASKED, "--top", "1")

    told, _, table = done.out.partition("\n\n")
    assert told.startswith("이렇게 읽었습니다: 찾는 일 ‘사무보조 자료 입력")
    for criterion in ("근무지 세종", "월 200만원 이상", "피할 것 ‘영업’"):
        assert criterion in told
    assert "사무보조 자료 입력 – ㈜가상J01 [J01]" in table
    assert "  2. " not in table
    assert "마감됨 (closing): 1건" in table


def test_search_json_has_the_shape_of_the_api(indexed: Ieum) -> None:
    answer = indexed("search", ASKED, "--format", "json").json

    SearchResult.model_validate_json(json.dumps(answer))
    assert "query" not in answer
    told = [one["told"] for one in answer["reading"]["criteria"]]
    assert sorted(told) == sorted(["피할 것 ‘영업’", "월 200만원 이상", "근무지 세종"])
    assert answer["matches"][0]["posting"] == "J01"


def test_search_as_trec_lines_keeps_the_reading_off_the_results(indexed: Ieum) -> None:
    done = indexed("search", ASKED, "--format", "trec", "--top", "1")

    assert done.out.split()[:4] == ["search", "Q0", "J01", "1"]
    assert done.err.startswith("이렇게 읽었습니다")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "찾으실 일을 적어 주십시오"),
        ("???", "찾으실 일을 적어 주십시오"),
        ("가" * 501, "500자 안으로 줄여 주십시오. 지금은 501자입니다."),
    ],
)
def test_a_search_for_nothing_or_in_too_many_words_says_what_to_do(
    indexed: Ieum, text: str, told: str
) -> None:
    done = indexed("search", text)

    assert done.code == 1
    assert done.out == ""
    assert told in done.err
    assert "가가" not in done.err
