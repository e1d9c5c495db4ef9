import numpy as np

from matcher.evaluation.baselines import bm25, char_ngram, random_order
from matcher.evaluation.texts import posting_document, whole_profile
from matcher.records import CareerEntry, Course, Posting, Trainee, Wishes

JOBS = {
    "bakery": "가상빵집 / 제빵사, 매장관리 / 빵 굽기와 진열",
    "nurse": "예시요양원 / 간호사 / 어르신 건강 상담과 투약",
    "office": "견본상사 / 경리, 총무 / 엑셀 장부 정리",
    "office2": "본보기상사 / 경리 보조 / 엑셀 장부 입력",
    "nurse2": "시범병원 / 간호사 / 병동 투약",
}
PEOPLE = {"P1": "병동 간호사로 투약을 맡았습니다", "P2": "엑셀로 장부를 정리한 경리"}


def test_bm25_finds_the_posting_that_shares_the_words_that_carry_meaning() -> None:
    rank = bm25(PEOPLE, JOBS)

    assert rank("P1")[:2] == ["nurse2", "nurse"]  # 병동, 간호사, 투약 against 간호사, 투약
    assert rank("P2")[:2] == ["office", "office2"]
    assert sorted(rank("P1")) == sorted(JOBS)


def test_documents_that_share_nothing_follow_by_id() -> None:
    rank = bm25(PEOPLE, JOBS)

    assert rank("P2")[2:] == ["bakery", "nurse", "nurse2"]


def test_character_n_grams_forgive_a_different_ending() -> None:
    rank = char_ngram(PEOPLE, JOBS)

    assert set(rank("P1")[:2]) == {"nurse", "nurse2"}
    assert set(rank("P2")[:2]) == {"office", "office2"}
    assert sorted(rank("P1")) == sorted(JOBS)


def test_the_more_of_its_n_grams_are_asked_for_the_higher_a_document_stands() -> None:
    # given two documents that share nothing but "ab", and one of other letters
    documents = {"both": "ab ab", "one": "ab cd", "none": "cd ef"}
    rank = char_ngram({"q": "ab"}, documents)

    # then "both" has only n-grams of the query, "one" half of them, "none" no one
    assert rank("q") == ["both", "one", "none"]


def test_character_n_grams_of_texts_that_share_nothing_fall_back_on_the_id() -> None:
    rank = char_ngram({"q": "가"}, {"b": "나다", "a": "라마"})

    assert rank("q") == ["a", "b"]


def test_few_documents_are_counted_together_with_the_queries() -> None:
    # given n-grams that are in one document and one query each
    documents, queries = {"a": "경리", "b": "간호"}, {"q": "간호", "r": "경리"}

    assert char_ngram(queries, documents)("q") == ["a", "b"]
    assert char_ngram(queries, documents, few=True)("q") == ["b", "a"]


def test_chance_is_the_same_every_time_and_even_over_ranks() -> None:
    ids, queries = ["a", "b", "c", "d"], [f"q{n}" for n in range(2000)]
    rank, turned = random_order(queries, ids), random_order(queries[::-1], ids[::-1])

    first = [rank(query) for query in queries]

    assert first == [turned(query) for query in queries]
    shares = [np.mean([order[0] == id_ for order in first]) for id_ in ids]
    assert np.allclose(shares, 0.25, atol=0.04)  # four standard errors of 2,000 draws


def test_a_posting_is_title_functions_industry_and_the_start_of_its_body() -> None:
    posting = Posting(
        id="J1",
        source="town",
        title="경리 사원",
        company="㈜가상",
        functions=("경리", "총무"),
        industry="도매",
        body="가" * 501,
    )

    assert posting_document(posting) == f"경리 사원 / 경리, 총무 / 도매 / {'가' * 500}"
    bare = Posting(id="J2", source="town", title="경리", company="㈜가상")
    assert posting_document(bare) == "경리"


def test_a_whole_profile_holds_what_the_definition_names_and_no_identity() -> None:
    trainee = Trainee(
        id="T1",
        name="가상인",
        email="one@example.com",
        home_place="세종",
        courses=(Course(name="AI 사무자동화", status="수료"),),
        career=(CareerEntry(title="경리", industry="도매", years=3, duties="장부 정리"),),
        skills=("엑셀",),
        licences=("전산회계 2급",),
        education="대졸",
        desired=Wishes(jobs=("총무",), avoid=("영업",), places=("세종",)),
        summary="숫자를 좋아합니다.",
    )

    assert whole_profile(trainee) == (
        "총무 AI 사무자동화 경리 도매 엑셀 전산회계 2급 장부 정리 숫자를 좋아합니다."
    )
