"""Nobody is ranked who has not agreed to it: on no road, and from the next question on."""

import json
from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from matcher.records import Consents
from matcher.records.trainee import Use
from service.store import Origin, Store

Ieum = Callable[..., Any]
DAY = date(2026, 11, 24)
ALL: tuple[Use, ...] = ("matching", "weekly_mail", "employer_search")


@pytest.mark.parametrize(
    ("days", "allowed"),
    [
        ({}, []),
        ({"matching": DAY}, ["matching"]),
        ({"matching": DAY, "weekly_mail": DAY}, ["matching", "weekly_mail"]),
        ({"matching": DAY, "employer_search": DAY}, ["matching", "employer_search"]),
        ({"weekly_mail": DAY, "employer_search": DAY}, []),
        ({"matching": date(2026, 11, 25), "weekly_mail": DAY}, []),
        ({"matching": DAY, "weekly_mail": date(2026, 11, 25)}, ["matching"]),
    ],
)
def test_each_use_needs_its_own_consent_and_that_to_matching_by_the_day(
    days: dict[str, date], allowed: list[str]
) -> None:
    consents = Consents.model_validate(days)

    assert [use for use in ALL if consents.allow(use, DAY)] == allowed


@pytest.fixture
def withdrawn(indexed: Ieum, home: Path) -> Ieum:
    """The town, in which T01 has withdrawn the consent to matching and nothing else."""
    with_store(home, lambda store: withdraw(store, "T01"))
    return indexed


def with_store(home: Path, change: Callable[[Store], object]) -> None:
    store = Store.open(f"sqlite:///{home / 'ieum.sqlite'}")
    change(store)
    store.close()


def withdraw(store: Store, id: str) -> None:
    store.edit_trainee(id, {"consents.matching": None}, Origin("self"))


def test_no_list_is_made_for_somebody_who_withdrew_and_it_is_said_what_to_do(
    withdrawn: Ieum,
) -> None:
    # when
    one, every = withdrawn("match", "T01"), withdrawn("match", "--all", "--format", "trec")

    # then
    assert (one.code, one.out) == (1, "")
    assert "상담·추천에 동의하신 날짜가 없어" in one.err
    assert "상담·추천 날짜를 적어 주십시오" in one.err
    assert {text.split()[0] for text in every.out.splitlines()} == {"T02"}
    assert every.err == "참고: 상담·추천에 동의하지 않은 훈련생 1명은 뺐습니다.\n"


def test_the_one_who_withdrew_is_no_candidate_and_is_counted(withdrawn: Ieum) -> None:
    as_json = withdrawn("candidates", "J01", "--format", "json").json

    assert [match["trainee"] for match in as_json["matches"]] == ["T02"]
    assert as_json["excluded"]["no_consent"] == 1
    assert "상담·추천에 동의하지 않음 (no_consent): 1명" in withdrawn("candidates", "J01").out


def test_why_says_that_there_is_no_consent(withdrawn: Ieum) -> None:
    answer = withdrawn("why", "T01", "J01").json

    assert (answer["listed"], answer["excluded_by"]) == (False, ["no_consent"])
    assert answer["factors"] == {}


def test_no_mail_is_composed_for_the_one_who_withdrew(withdrawn: Ieum) -> None:
    assert "새로 작성 0건" in withdrawn("weekly", "prepare").out


def test_before_the_day_of_the_consent_there_is_no_list(indexed: Ieum) -> None:
    assert indexed("match", "T01", "--as-of", "2026-08-31").code == 1
    assert indexed("match", "T01", "--as-of", "2026-09-01").code == 0


def test_vectors_are_made_only_of_people_who_agreed(withdrawn: Ieum) -> None:
    done = withdrawn("index")

    assert done.out.startswith("훈련생 1명, 공고 6건을 색인했습니다.")
    assert "동의하지 않은 훈련생 1명은 색인하지 않았습니다" in done.err


def test_where_nobody_agreed_there_is_still_a_service(indexed: Ieum, home: Path) -> None:
    with_store(home, lambda store: [withdraw(store, id) for id in ("T01", "T02")])

    assert indexed("index").code == 0
    assert indexed("candidates", "J01", "--format", "json").json["matches"] == []
    assert indexed("match", "--all").out == ""


def test_an_old_roster_says_whose_consent_it_could_not_turn_on(
    withdrawn: Ieum, files: Path
) -> None:
    # when the file that the people came from is brought in once more
    dry = withdrawn("import", "trainees", files / "people.jsonl", "--dry-run")
    done = withdrawn("import", "trainees", files / "people.jsonl", "--json")

    # then
    for said in (dry, done):
        assert "동의를 거두신 뒤라" in said.err
        assert "T01(상담·추천)" in said.err
        assert "가온누리" not in said.err
    assert json.loads(done.out)["unchanged"] == 2
    assert withdrawn("match", "T01").code == 1


def test_a_mail_that_was_approved_before_the_withdrawal_does_not_go_out(
    indexed: Ieum, home: Path
) -> None:
    # given
    indexed("weekly", "prepare")
    number = indexed("weekly", "preview").out.partition("확인 번호: ")[2].split()[0]
    assert indexed("weekly", "approve", "--by", "김상담", "--seen", number).code == 0

    # when
    with_store(home, lambda store: withdraw(store, "T01"))
    done = indexed("weekly", "send")

    # then
    assert "T01: 동의가 없음" in done.out
    assert [message_from_bytes(path.read_bytes()) for path in home.rglob("*.eml")] == []


def test_a_roster_without_a_column_of_consent_leaves_the_consents_alone(
    indexed: Ieum, tmp_path: Path
) -> None:
    # given the centre's own roster, and a table of another shape
    own, other = tmp_path / "own.csv", tmp_path / "other.csv"
    own.write_text("번호,이름,과정명\nT01,가온누리,AI 사무자동화\n", "utf-8")
    other.write_text("번호,성명,교육과정\nT01,가온누리,AI 사무자동화\n", "utf-8")

    # when
    for words in ((own,), (other, "--confirm")):
        done = indexed("import", "trainees", *words)
        assert done.code == 0, done.err

    # then
    assert indexed("match", "T01").code == 0
