"""The one or two questions that would help most, by a rule that can be counted by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

from matcher.matching import Matcher
from matcher.records import Posting, Trainee, Wishes

AS_OF = date(2026, 11, 24)
MakeMatcher = Callable[..., Matcher]
MakePosting = Callable[..., Posting]


def somebody(**wishes: Any) -> Trainee:
    return Trainee(id="b", desired=Wishes.model_validate(wishes))


def test_the_question_is_the_one_whose_answer_changes_the_first_jobs_most(
    posting: MakePosting, make_matcher: MakeMatcher
) -> None:
    pays = {"c1": 220, "c2": 220, "c3": 300, "c4": 300}
    jobs = {
        id_: posting(id_, title="경리 사무원", pay=f"월급 {pay}만원") for id_, pay in pays.items()
    }
    person = somebody(jobs=["경리 사무원"])
    matcher = make_matcher({"b": person}, jobs)
    (question,) = matcher.advice("b", as_of=AS_OF).questions
    # of four jobs the first two are looked at: c1 and c2. Whoever wants 220 keeps them, whoever
    # wants 300 gets c3 and c4, and each answer is as likely: half of the first jobs change
    assert (question.field, question.change) == ("monthly_wage_min_manwon", 0.5)
    assert question.text == "한 달에 얼마 이상 받고 싶으세요?"


def test_what_is_known_is_not_asked_again(posting: MakePosting, make_matcher: MakeMatcher) -> None:
    jobs = {
        f"c{n}": posting(f"c{n}", title="경리", pay=f"월급 {220 + 40 * n}만원") for n in range(6)
    }
    matcher = make_matcher({"b": somebody(jobs=["경리 사무원"], monthly_wage_min_manwon=250)}, jobs)
    assert matcher.advice("b", as_of=AS_OF).questions == ()


def test_who_tells_nothing_is_asked_for_wish_and_career_and_who_wishes_nothing_for_a_wish(
    matcher: Matcher,
) -> None:
    empty = matcher.advice(Trainee(id="e"), as_of=AS_OF)
    assert [one.field for one in empty.questions] == ["jobs", "career"]
    assert (empty.good, empty.passing) == (0, 36 - 4)  # closed, unlawful, underpaid, a licence
    aimless = Trainee(id="e", skills=("도면 해독",))
    assert matcher.advice(aimless, as_of=AS_OF).questions[0].field == "jobs"
