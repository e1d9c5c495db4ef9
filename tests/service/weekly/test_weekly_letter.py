"""The letter: what it says, what it never says, and that nothing in a record can break it."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.checks import check_posting
from matcher.records import Posting, Trainee
from matcher.results import Match, Ranking, Reason, Span
from service.emails import Digest, Letterhead, Mail, Rules, compose
from service.emails.letter import render

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
HEAD = Letterhead(
    "세종 신중년 AI 디지털 일자리센터",
    "세종 신중년 AI 일자리센터",
    "044-000-0000",
    "news@centre.example",
)
PERSON = Trainee(id="T1", name="이가상", email="t1@town.example", counsellor="김상담")
LABELLING = Posting(
    id="K1",
    source="work24",
    title="AI 학습데이터 검수 담당",
    company="(주)가상데이터",
    region="세종특별자치시 어진동",
    working_condition="주 5일 근무, 주 40시간",
    pay="연봉 2,800만원 이상,",
    closes="26-11-30",
    seen=date(2026, 11, 23),
    url="https://www.work24.go.kr/wk/a?id=K1&b=2",
)
BARE = Posting(id="B1", source="jobkorea", title="온라인 판매 보조", company="가상상점")


def match(id: str, reason: str = "과정을 마치셨습니다.", missing: str = "엑셀 기초") -> Match:
    span = Span("title", 0, 2)
    return Match(
        1, id, 0.873, "강함", {"fit": 0.873}, (Reason(reason, "fit", span, span),), (missing,)
    )


def digest(*postings: Posting, matches: tuple[Match, ...] | None = None) -> Digest:
    found = matches or tuple(match(p.id) for p in postings)
    ranking = Ranking("T1", TODAY, "stub", {}, found)
    return compose(PERSON, ranking, {p.id: p for p in postings}, Rules())


def letter(*postings: Posting, person: Trainee = PERSON, head: Letterhead = HEAD) -> Mail:
    return render(digest(*postings), person, head)


class Page(HTMLParser):
    """Tags with attributes, and the visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def count(self, tag: str) -> int:
        return [name for name, _ in self.tags].count(tag)


def test_the_letter_says_what_the_centre_agreed() -> None:
    # when
    mail = letter(LABELLING, BARE)
    # then
    assert mail.subject == "[세종 신중년 AI 일자리센터] 이번 주 추천 일자리 2건입니다"
    for line in (
        "이가상 님, 안녕하십니까. 세종 신중년 AI 디지털 일자리센터입니다.",
        "1. AI 학습데이터 검수 담당 – (주)가상데이터",
        "   · 근무지: 세종특별자치시 어진동",
        "   · 급여: 연봉 2,800만원 이상 · 월 약 233만원(세전)",
        "   · 마감: 11월 30일(월)까지 · 6일 남음",
        "   · 출처: 고용24 · 11월 23일(월) 확인",
        "   자세히 보기: https://www.work24.go.kr/wk/a?id=K1&b=2",
        "2. 온라인 판매 보조 – 가상상점",
        "   · 급여: 공고에 적혀 있지 않습니다",
        "   · 출처: 잡코리아",
        "담당 상담사 김상담 · 전화 044-000-0000 (평일 09:00~18:00)",
        "본 자료는 고용노동부 고용24(www.work24.go.kr)에서 제공된 정보이며, "
        "무단복제 및 배포를 금지합니다.",
    ):
        assert line in mail.text.splitlines()
    assert "자동 추천 시스템(인공지능)이 고르고 상담사가 확인했습니다" in mail.text


def test_pay_without_a_period_is_shown_as_stated_with_a_word_about_it() -> None:
    mail = letter(BARE.model_copy(update={"pay": "2,300,000원"}))
    assert "   · 급여: 2,300,000원 · 기간이 적혀 있지 않습니다" in mail.text.splitlines()


def test_both_parts_say_the_same() -> None:
    # given
    mail = letter(LABELLING, BARE)
    page = Page(mail.html)
    shown = " ".join(page.text.split())
    # then
    assert page.count("h2") == 2
    for line in (
        "1. AI 학습데이터 검수 담당",
        "연봉 2,800만원 이상 · 월 약 233만원(세전)",
        "11월 30일(월)까지 · 6일 남음",
        "과정을 마치셨습니다.",
        "엑셀 기초",
        "자동 추천 시스템(인공지능)이 고르고 상담사가 확인했습니다",
        "담당 상담사 김상담",
        "무단복제 및 배포를 금지합니다.",
    ):
        assert line in shown
        assert line in mail.text
    assert ("a", "https://www.work24.go.kr/wk/a?id=K1&b=2") in [
        (tag, attrs.get("href")) for tag, attrs in page.tags
    ]


def test_it_never_says_what_a_person_should_not_read() -> None:
    # when
    mail = letter(LABELLING, BARE)
    # then: no percentages or scores, no distances, no words for the old
    for content in (mail.subject, mail.text, Page(mail.html).text):
        for word in ("%", "0.87", "km", "분 거리", "어르신", "시니어", "고령자", "강함"):
            assert word not in content
    assert "이가상" not in mail.subject
    assert len(mail.subject) <= 45


def test_the_page_is_fit_for_mail_programs() -> None:
    # when
    mail = letter(
        *[LABELLING.model_copy(update={"id": f"K{n}", "company": f"가{n}"}) for n in range(5)]
    )
    page = Page(mail.html)
    # then: inline styles only, nothing loaded from elsewhere, small enough
    assert dict(page.tags)["html"] == {"lang": "ko"}
    assert (
        page.count("style") == page.count("script") == page.count("img") == page.count("link") == 0
    )
    styled = [attrs for tag, attrs in page.tags if tag in ("p", "h1", "h2", "td", "li", "a")]
    assert all("Malgun Gothic" in (attrs.get("style") or "") for attrs in styled)
    assert "600" in [attrs.get("width") for tag, attrs in page.tags if tag == "table"]
    assert len(mail.html.encode()) <= 100_000


def test_an_unknown_name_or_counsellor_leaves_no_hole() -> None:
    # when
    mail = letter(BARE, person=Trainee(id="T1"))
    # then
    assert mail.text.startswith("안녕하십니까.")
    assert "상담 문의 · 전화 044-000-0000" in mail.text
    assert "None" not in mail.text + mail.html
    assert "고용24(" not in mail.text


def test_a_digest_without_jobs_is_no_mail() -> None:
    with pytest.raises(ValueError, match="skip it"):
        letter()


EVIL = "<script>alert(1)</script><a href='x'>\"&amp;"


def test_html_in_a_record_is_shown_and_not_obeyed() -> None:
    # given: markup wherever a text comes from outside
    posting = BARE.model_copy(
        update={
            "title": EVIL,
            "company": EVIL,
            "region": EVIL,
            "pay": EVIL,
            "url": f"https://a.example/{EVIL}",
        }
    )
    plan = digest(posting, matches=(match("B1", EVIL, EVIL),))
    person = Trainee(id="T1", name=EVIL, counsellor=EVIL)
    # when
    page = Page(render(plan, person, HEAD).html)
    # then
    assert page.count("script") == 0
    assert [a["href"] for tag, a in page.tags if tag == "a"][1:] == ["tel:0440000000"]
    assert page.text.count("<script>alert(1)</script>") == 8


@given(text=st.text(max_size=60))
def test_no_record_text_can_start_a_line_of_its_own_in_the_text_part(text: str) -> None:
    # given
    title = f"앞 {text} 뒤"
    posting = BARE.model_copy(update={"title": title, "company": title})
    assume(not check_posting(posting, TODAY))  # what is held back is in no letter
    # when
    lines = render_text(posting)
    # then: as many lines as for a plain title
    assert len(lines) == len(render_text(BARE))


def render_text(posting: Posting) -> list[str]:
    return letter(posting).text.splitlines()


def test_a_way_out_is_named_with_and_without_an_address_for_it() -> None:
    # given
    url = "https://centre.example/stop?x=1&y=2"
    head = Letterhead("센터", "센터", "044-000-0000", "a@b.example", url)
    # when / then
    assert "메일을 그만 받으시려면" in letter(BARE).text
    assert f"Unsubscribe: {url}" in letter(BARE, head=head).text
    assert url in [a.get("href") for _, a in Page(letter(BARE, head=head).html).tags]
