"""A title finds its group in a small lexicon made by hand, and says how sure it is."""

import math
from typing import Any

import numpy as np
import pytest

from embeddings.hashing import HashingEncoder
from matcher.evaluation.judgments import JudgmentError
from matcher.evaluation.occupations import (
    evaluate_occupations,
    held_out,
    read_names,
    reliability,
)
from matcher.occupations import (
    Guess,
    Lexicon,
    Occupation,
    OccupationMapper,
    career_occupations,
    posting_occupation,
)
from matcher.occupations.mapper import SOFT, soft_maximum, softmax
from matcher.occupations.titles import title_terms, without_advertising
from matcher.records import Posting, Trainee

SMALL = Lexicon(
    occupations=(
        Occupation("아파트경비원", "5420", ("건물경비원",)),
        Occupation("학교경비원", "5420"),
        Occupation("한식조리사", "5312", ("한식요리사",)),
        Occupation("중식조리사", "5312"),
        Occupation("컴퓨터강사", "2142", ("정보화강사", "전산강사")),
    ),
    groups={"5420": "경비원", "5312": "조리사", "2142": "컴퓨터 강사"},
)


@pytest.fixture(scope="module")
def mapper() -> OccupationMapper:
    return OccupationMapper(HashingEncoder(), SMALL)


def posting(**fields: Any) -> Posting:
    given = {"id": "J1", "source": "보기", "title": "아파트 경비원", "company": "보기", **fields}
    return Posting.model_validate(given)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("아파트 경비원", "5420"),
        ("[세종] 건물경비원 모집(신입)", "5420"),
        ("한식 조리사", "5312"),
        ("정보화강사", "2142"),
        ("컴퓨터 강사 채용", "2142"),
    ],
)
def test_a_title_finds_the_group_of_its_name_or_synonym(
    mapper: OccupationMapper, title: str, code: str
) -> None:
    first = mapper.map(title)[0]

    assert (first.code, first.name) == (code, SMALL.groups[code])
    assert first.confidence > 0.5


def test_guesses_come_surest_first_and_all_groups_share_one_certainty(
    mapper: OccupationMapper,
) -> None:
    shares = [guess.confidence for guess in mapper.guesses(["경비원"], top=3)[0]]

    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1)


def test_titles_together_and_alone_get_the_same_guesses(mapper: OccupationMapper) -> None:
    titles = ["경비원", "부장", "한식 조리"]

    together = mapper.guesses(titles)
    alone = [mapper.guesses([title])[0] for title in titles]
    assert [[g.code for g in found] for found in together] == [
        [g.code for g in found] for found in alone
    ]
    assert [round(g.confidence, 6) for found in together for g in found] == [
        round(g.confidence, 6) for found in alone for g in found
    ]


@pytest.mark.parametrize("title", ["", " ", "부장", "과장/대리", "[세종]", "사무직 모집", "!!"])
def test_a_rank_or_nothing_names_no_occupation(mapper: OccupationMapper, title: str) -> None:
    assert mapper.map(title) == ()
    assert mapper.guesses([title]) == [()]


def test_an_unsure_guess_is_unknown() -> None:
    # given ten groups that a title is equally far from
    groups = {
        f"{code}": name
        for code, name in zip(range(1000, 1010), "가나다라마바사아자차", strict=True)
    }
    mapper = OccupationMapper(HashingEncoder(), Lexicon((), groups))

    # then
    assert mapper.map("용접공") == ()
    assert len(mapper.guesses(["용접공"])[0]) == 5


def test_the_soft_maximum_counts_every_name_of_a_block() -> None:
    # given a block of one name and a block of two as near as it
    scores = np.array([[0.5, 0.5, 0.5]])

    # when
    found = soft_maximum(scores, np.array([0, 1]))

    # then
    assert found[0, 0] == pytest.approx(0.5)
    assert found[0, 1] == pytest.approx(0.5 + SOFT * math.log(2))


def test_shares_follow_the_exponential() -> None:
    assert softmax(np.array([[0.0, math.log(3)]])).tolist() == [[pytest.approx(0.25), 0.75]]


def test_a_title_is_read_in_pieces_with_its_edges() -> None:
    assert title_terms(["강사"]) == [["^강", "강사", "사$", "^강사", "강사$", "^강사$", "=강사"]]


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("[세종] 온라인몰 MD 모집(신입)", "온라인몰 MD"),
        ("요양보호사 구합니다!", "요양보호사"),
        ("사무보조 신입/경력 직원 채용 공고", "사무보조"),
        ("채용 담당자", "채용 담당자"),
        ("직업상담사", "직업상담사"),
        ("팀장", ""),
    ],
)
def test_advertising_is_taken_from_a_title(title: str, bare: str) -> None:
    assert without_advertising(title) == bare


def test_a_posting_that_states_its_group_is_not_guessed(mapper: OccupationMapper) -> None:
    found = posting_occupation(posting(jobs_cd="531200"), mapper)

    assert found is not None
    assert (found.code, found.stated, found.confidence, found.field) == (
        "5312",
        True,
        None,
        "jobs_cd",
    )


def test_a_posting_without_a_code_is_guessed_from_its_title(mapper: OccupationMapper) -> None:
    found = posting_occupation(posting(title="아파트 경비원 모집"), mapper)

    assert found is not None
    assert (found.code, found.stated, found.field) == ("5420", False, "title")
    assert {guess.code for guess in found.alternatives} == {"5312", "2142"}


def test_each_spell_of_a_career_is_guessed_in_its_place(mapper: OccupationMapper) -> None:
    # given
    person = Trainee.model_validate(
        {"id": "T1", "career": [{"title": "부장"}, {"title": "한식조리사"}]}
    )

    # when
    nothing, cook = career_occupations(person, mapper)

    # then
    assert nothing is None
    assert cook is not None
    assert (cook.code, cook.field) == ("5312", "career.1.title")


def test_a_lexicon_without_a_name_lacks_its_entry_and_the_same_word_elsewhere() -> None:
    # given a name that another entry has as a synonym, spaced otherwise
    lexicon = Lexicon(
        (Occupation("경비원", "1", ("수위",)), Occupation("관리원", "2", ("경비 원", "감시원"))),
        {"1": "경비직", "2": "관리직"},
    )

    # when
    left = lexicon.without(["경비원"])

    # then
    assert left.occupations == (Occupation("관리원", "2", ("감시원",)),)
    assert left.groups == lexicon.groups


def test_a_fifth_is_held_out_and_the_same_each_time() -> None:
    names = {f"직업{number}": "1" for number in range(50)}

    assert len(held_out(names)) == 10
    assert held_out(names) == held_out(dict(reversed(names.items())))


def test_the_evaluation_asks_only_names_that_the_lexicon_does_not_have() -> None:
    # given cooks and guards of ten kinds each, of whom a fifth are held out
    kinds = ["한식", "중식", "일식", "양식", "분식", "단체", "병원", "학교", "호텔", "선박"]
    cooks = [Occupation(f"{kind}조리사", "5312") for kind in kinds]
    guards = [Occupation(f"{kind}경비원", "5420") for kind in kinds]
    lexicon = Lexicon((*cooks, *guards), {"5312": "조리직", "5420": "경비직"})
    names = {one.name: one.code for one in lexicon.occupations}

    # when
    report = evaluate_occupations(names, lexicon, HashingEncoder())

    # then
    assert report.queries == 4
    assert report.estimates["ieum"]["top1"].value == 1.0
    assert report.estimates["ieum"]["top5"].value == 1.0
    assert set(report.systems) == {"ieum", "char_ngram", "bm25", "encoder", "random"}
    assert report.notes[0].startswith("4 of 20 names held out by seed 0; the lexicon kept 18 names")


def test_reliability_says_how_often_each_tenth_was_right() -> None:
    # given two guesses of the same tenth, one right, and one name without a guess
    guesses = {
        "가": (Guess("1", "", 0.82),),
        "나": (Guess("1", "", 0.88),),
        "다": (),
    }

    assert reliability({"가": "1", "나": "2", "다": "1"}, guesses) == (
        "confidence 0.8-0.9: 2 names, said 0.85, right 0.50",
    )


def test_names_are_read_by_their_columns_and_known_groups(tmp_path: Any) -> None:
    # given
    file = tmp_path / "names.tsv"
    file.write_text("job_name\tketc\n", "utf-8")
    with pytest.raises(JudgmentError, match="job_name and keco_name"):
        read_names(file, SMALL)

    # when
    file.write_text("job_name\tkeco_name\n가\t경비원\n나\t\n다\t모르는 직업\n", "utf-8")

    # then
    assert read_names(file, SMALL) == {"가": "5420"}
    file.write_text("job_name\tkeco_name\n다\t모르는 직업\n", "utf-8")
    with pytest.raises(JudgmentError, match="no group of KECO 2018"):
        read_names(file, SMALL)
