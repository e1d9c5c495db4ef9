"""The words of the pages: dates, pay, quotations, and the same texts in each language."""

import re
from datetime import date

import pytest

from matcher.eligibility import LIFTABLE, NEVER_LIFTED
from matcher.legs import LEGS
from matcher.records import CareerEntry, Posting, Trainee
from matcher.results import Span
from matcher.values import Closing
from service.pages import TEXTS
from service.pages.catalogue import Catalogue
from service.pages.employer import pasted_posting
from service.pages.excerpts import Excerpt, excerpt
from service.pages.views import closing_text, monthly_text, open_part

TODAY = date(2026, 11, 24)
KO = Catalogue.load("ko")


def test_the_first_line_of_an_advertisement_is_its_title() -> None:
    posting = pasted_posting("\n서류 보조\n첫째 일\n둘째 일\n")
    assert (posting.title, posting.body) == ("서류 보조", "첫째 일\n둘째 일")
    long = pasted_posting("가" * 301)
    assert (long.title, long.body) == ("가" * 300, "가")


def test_place_hours_and_pay_are_the_lines_that_can_be_read_as_such() -> None:
    text = (
        "강사 모집\n광주 출장 있음\n급여는 월급 250만원\n- 근무지: 세종 어진동\n주 5일 09:00~18:00"
    )
    posting = pasted_posting(text)
    assert posting.region == "세종 어진동"
    assert posting.working_condition == "주 5일 09:00~18:00"
    assert posting.pay == "급여는 월급 250만원"
    assert pasted_posting("강사 모집\n문의 환영").pay is None


def test_labels_that_the_page_says_itself_are_not_said_twice_and_the_unit_stays() -> None:
    posting = pasted_posting(
        "안내원 모집\n- 근무시간: 주5일(월~금) 1일 4시간\n급여: 시급 11,000원", TODAY
    )
    assert posting.working_condition == "주5일(월~금) 1일 4시간"
    assert posting.pay == "시급 11,000원"
    assert posting.seen == TODAY
    assert pasted_posting("안내원 모집\n시급: 11,000원").pay == "시급: 11,000원"


def test_private_sentences_are_kept_apart_from_the_rest_of_a_summary() -> None:
    summary = "서류를 꼼꼼히 봅니다. 무릎 수술을 받았습니다.\n남편과 둘이 삽니다. 엑셀을 씁니다."
    assert open_part(summary) == (
        "서류를 꼼꼼히 봅니다. 엑셀을 씁니다.",
        ("무릎 수술을 받았습니다.", "남편과 둘이 삽니다."),
    )
    assert open_part(None) == ("", ())


def test_an_excerpt_never_shows_a_private_sentence_that_stands_around_it() -> None:
    summary = "무릎 수술을 받았습니다. 엑셀을 잘합니다. 남편과 둘이 삽니다."
    trainee = Trainee(id="T1", summary=summary)
    at = summary.index("엑셀")
    assert excerpt(trainee, Span("summary", at, at + 2)) == Excerpt(
        "summary", " ", "엑셀", "을 잘합니다. "
    )


def test_a_past_post_is_called_career_and_a_posting_has_a_title() -> None:
    trainee = Trainee(id="T1", career=(CareerEntry(title="창구 담당"),))
    cited = excerpt(trainee, Span("career.0.title", 0, 2))
    assert cited is not None
    assert cited.name == "career"


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    files = sorted(TEXTS.glob("*.toml"))
    assert [file.stem for file in files] == ["en", "ko"]
    english = Catalogue.load("en").texts
    assert english.keys() == KO.texts.keys()
    for name, text in KO.texts.items():
        blanks = set(re.findall(r"{(\w+)}", text)) ^ set(re.findall(r"{(\w+)}", english[name]))
        assert blanks == set() or name.startswith("date."), name


def test_every_limit_has_a_name_for_people() -> None:
    assert {f"limit.{name}" for name in (*NEVER_LIFTED, *LIFTABLE)} <= KO.texts.keys()
    assert {f"lifted.{name}" for name in LIFTABLE} <= KO.texts.keys()


def test_every_leg_of_a_fit_has_a_name_for_people() -> None:
    assert {f"legs.{name}" for name in LEGS} <= KO.texts.keys()


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="en, ko"):
        Catalogue.load("fr")


@pytest.mark.parametrize(
    ("closing", "text"),
    [
        (Closing(date=date(2026, 11, 30)), "11월 30일(월)까지 · 6일 남음"),
        (Closing(date=TODAY), "11월 24일(화) 오늘 마감"),
        (Closing(date=date(2026, 11, 23)), "11월 23일(월)에 마감됨"),
        (Closing(date=date(2027, 1, 3)), "2027년 1월 3일(일)까지 · 40일 남음"),
        (Closing(until_filled=True), "채용될 때까지"),
        (
            Closing(date=date(2026, 11, 30), until_filled=True),
            "채용 시 마감, 늦어도 11월 30일(월)까지 · 6일 남음",
        ),
        (Closing(rolling=True), "상시 모집"),
        (Closing(), "마감일 확인 필요"),
    ],
)
def test_closing_is_said_in_words(closing: Closing, text: str) -> None:
    assert closing_text(closing, TODAY, KO) == text


@pytest.mark.parametrize(
    ("pay", "hours", "text"),
    [
        ("시급 11,000원", "주 40시간", "월 약 230만원(세전)"),
        ("시급 11,000원", None, None),
        ("월급 250만원", "주 40시간", None),
        (None, "주 40시간", None),
    ],
)
def test_monthly_pay_is_worked_out_only_where_the_hours_are_stated(
    pay: str | None, hours: str | None, text: str | None
) -> None:
    """11,000 won x 209 paid hours of a 40-hour week = 2,299,000 won."""
    posting = Posting(id="P", source="s", title="t", company="c", pay=pay, working_condition=hours)
    assert monthly_text(posting, KO) == text


def test_an_excerpt_cites_the_very_words_and_survives_a_span_that_misses() -> None:
    trainee = Trainee(
        id="T", skills=("엑셀 함수",), career=(CareerEntry(title="과장", duties="서류를 심사함"),)
    )
    cited = excerpt(trainee, Span("career.0.duties", 4, 6))
    assert cited == Excerpt("duties", "서류를 ", "심사", "함")
    assert excerpt(trainee, Span("skills.0", 0, 99)) == Excerpt("skills", "", "엑셀 함수", "")
    assert excerpt(trainee, Span("skills.7", 0, 2)) is None
    assert excerpt(trainee, Span("nothing.at.all", 0, 2)) is None


def test_a_long_text_is_cited_with_forty_letters_on_each_side() -> None:
    posting = Posting(id="P", source="s", title="t", company="c", body="가" * 50 + "나" + "다" * 50)
    cited = excerpt(posting, Span("body", 50, 51))
    assert cited == Excerpt("body", "…" + "가" * 40, "나", "다" * 40 + "…")
