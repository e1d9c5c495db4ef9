"""Sentences about health, family, age and gender are recognised; sentences of a trade are not."""

import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.text.private import MASK, SENTENCE, blank_private, private_topics

ROOT = Path(__file__).resolve().parents[2]
INVENTED: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("private_sentences.json").read_text("utf-8")
)
TOWN = ROOT / "service" / "town" / "data"


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _working_texts(row: dict[str, Any]) -> list[str]:
    """What a person writes about work: every text but the summary."""
    career = [value for entry in row["career"] for value in entry.values()]
    desired = row.get("desired", {})
    items = [*row.get("skills", []), *row.get("licences", []), *desired.get("jobs", [])]
    courses = [course["name"] for course in row.get("courses", [])]
    return [text for text in (*career, *items, *courses) if isinstance(text, str)]


@pytest.mark.parametrize(
    ("topic", "sentence"), [(topic, text) for topic, texts in INVENTED.items() for text in texts]
)
def test_a_private_sentence_is_recognised_as_its_topic(topic: str, sentence: str) -> None:
    assert topic in private_topics(sentence)
    assert blank_private(sentence) is None


def test_every_private_sentence_of_the_sample_town_is_recognised() -> None:
    told = json.loads((TOWN / "answers.json").read_text("utf-8"))["private_sentences"]
    missed = {one["sentence"] for one in told if blank_private(one["sentence"]) is not None}
    assert told
    assert missed == set()


def test_no_other_sentence_of_the_sample_town_is_taken_for_a_private_one() -> None:
    told = json.loads((TOWN / "answers.json").read_text("utf-8"))["private_sentences"]
    private = {one["sentence"] for one in told}
    wrong = set()
    for row in _rows(TOWN / "trainees.jsonl"):
        for text in (*_working_texts(row), row.get("summary") or ""):
            sentences = {sentence.strip() for sentence in SENTENCE.findall(text)}
            wrong |= {one for one in sentences - private if private_topics(one)}
    assert wrong == set()


def test_nothing_that_judged_people_write_about_their_work_is_taken_for_private(
    shared: Path,
) -> None:
    rows = _rows(shared / "data" / "judged" / "dev" / "profiles.jsonl")
    texts = [text for row in rows for text in _working_texts(row)]
    assert len(texts) > 300
    assert [text for text in texts if private_topics(text)] == []


def test_hardly_anything_in_the_dictionary_of_occupations_is_taken_for_private(
    shared: Path,
) -> None:
    lines = (shared / "data" / "occupations" / "entries.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["do_work"] or "" for line in lines[::10]]
    sentences = [sentence for text in texts for sentence in SENTENCE.findall(text)]
    assert len(sentences) > 3000
    assert [one for one in sentences if private_topics(one)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "정형외과 병동에서 투약과 상처 소독을 했습니다.",
        "수술을 받은 환자의 회복을 살폈습니다.",
        "당뇨가 있는 어르신의 식단을 짰습니다.",
        "무릎 통증 환자에게 운동을 알려 드렸습니다.",
        "거동이 불편한 어르신의 이동을 도왔습니다.",
        "허리가 불편하신 어르신을 부축했습니다.",
        "치매 어르신과 산책했습니다.",
        "혈압약 복용 지도를 했습니다.",
        "환자 간병을 하고 기록을 남겼습니다.",
        "학부모 상담과 수업을 맡았습니다.",
        "아이들 부모님과 상담했습니다.",
        "어르신 스마트폰 교육을 했습니다.",
        "65세 이상 어르신에게 키오스크를 가르쳤습니다.",
        "딸기를 키우고 인터넷으로 팔았습니다.",
        "아이디어를 키워 상품으로 만들었습니다.",
        "작은 브랜드를 키우는 일을 했습니다.",
        "의견을 받아들여 매장을 키웠습니다.",
        "이혼 소송 서류를 작성했습니다.",
        "결혼식장에서 음식을 날랐습니다.",
        "육아휴직 대체 인력을 뽑았습니다.",
        "질병분류코드를 확인했습니다.",
        "병가와 휴가를 처리했습니다.",
        "서버 장애가 있을 때 원격으로 복구했습니다.",
        "장애인 등록 상담을 맡았습니다.",
        "여성 의류와 남성 구두를 팔았습니다.",
        "20대를 겨냥한 광고를 만들었습니다.",
        "연령별 프로그램을 짰습니다.",
        "나이에 맞는 그림책을 골랐습니다.",
        "PC 60대를 관리했습니다.",
        "암나사와 수나사를 깎았습니다.",
        "영암에 있는 조선소에서 용접했습니다.",
        "문제 아이들을 지도했습니다.",
        "고장모드를 분석했습니다.",
        "종목별거래량과 회사별 단가를 비교했습니다.",
        "손목 부분을 마무리했습니다.",
        "사별한 가족을 상담했습니다.",
    ],
)
def test_a_sentence_of_a_trade_stays(sentence: str) -> None:
    assert private_topics(sentence) == ()
    assert blank_private(sentence) == sentence


def test_only_the_private_sentence_of_a_text_is_blanked_and_the_rest_keeps_its_place() -> None:
    text = "경리를 했습니다. 올해 만 58세입니다. 결산은 자신 있습니다."
    blanked = blank_private(text)
    assert blanked is not None
    assert len(blanked) == len(text)
    assert blanked.split() == ["경리를", "했습니다.", "결산은", "자신", "있습니다."]
    assert blanked.index("결산은") == text.index("결산은")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("전화는 010-0000-0000입니다.", "전화는 □□□□□□□□□□□□□입니다."),
        ("사무실 02-000-0000으로 주세요", "사무실 □□□□□□□□□□□으로 주세요"),
        ("메일 a.b@example.com으로 주세요", "메일 □□□□□□□□□□□□□□□으로 주세요"),
        ("번호 000000-1000000이 맞습니다", "번호 □□□□□□□□□□□□□□이 맞습니다"),
        ("전표 1,234건과 3.5톤 지게차", "전표 1,234건과 3.5톤 지게차"),
    ],
)
def test_contact_data_is_masked_even_with_a_particle_behind_it(text: str, kept: str) -> None:
    assert blank_private(text) == kept


def test_a_text_of_nothing_but_private_facts_is_unknown() -> None:
    assert blank_private("여자라서요. 허리가 아파서요.") is None
    assert blank_private("010-0000-0000") is None
    assert blank_private(None) is None


PIECES = st.sampled_from(
    [
        "결산을 합니다.",
        "도면! ",
        "0!0",
        "\n",
        " ",
        "v1.2 배포",
        *INVENTED["age"],
        *INVENTED["health"],
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map("".join)))
def test_blanking_keeps_length_and_changes_a_character_only_to_a_space_or_the_mask(
    text: str,
) -> None:
    blanked = blank_private(text)
    if blanked is not None:
        assert len(blanked) == len(text)
        pairs = zip(text, blanked, strict=True)
        assert all(after in (before, " ", MASK) for before, after in pairs)
        assert blank_private(blanked) == blanked


@given(st.lists(st.sampled_from(INVENTED["age"] + INVENTED["family"]), min_size=1, max_size=3))
def test_a_private_sentence_is_gone_wherever_it_stands(sentences: list[str]) -> None:
    for text in (
        f"{' '.join(sentences)} 경리를 했습니다.",
        f"경리를 했습니다.\n{' '.join(sentences)}",
    ):
        blanked = blank_private(text)
        assert blanked is not None
        assert blanked.split() == ["경리를", "했습니다."]


@pytest.mark.parametrize(
    "contact",
    [
        "+82-10-0000-1234",
        "(044) 000-1234",
        "０１０－００００－１２３４",
        "gaon(at)example.com",
        "https://example.com/gaon",
        "blog.naver.com/gaon",
    ],
)
def test_contact_data_is_masked_in_every_usual_spelling(contact: str) -> None:
    assert blank_private(f"엑셀 {contact}") == f"엑셀 {MASK * len(contact)}"


def test_a_private_sentence_is_recognised_in_decomposed_hangul_too() -> None:
    decomposed = normalize("NFD", "당뇨가 있어서 오래 못 서요.")
    assert private_topics(decomposed) == ("health",)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1968년 7월생",
            "1968년 7월생입니다.",
            "68년 출생",
            "85년 졸업",
            "'85 졸업",
            "제 나이 58",
        ),
        *("여성, 미혼", "조선족입니다", "재외동포입니다", "고려인 동포", "천주교 세례명 마리아"),
    ],
)
def test_short_forms_of_age_family_state_and_origin_are_private(text: str) -> None:
    assert blank_private(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "상품군을 제대로 분류하고 발주했습니다.",
        "상사와 제대로 소통하며 회계 결산을 맡았습니다.",
        "2019년도 신입생 입학 업무를 담당했습니다.",
        "2020년에 졸업앨범 편집을 했습니다.",
        "제주도 출신의 감귤 상품을 팔았습니다.",
        "재외동포재단 근무",
        "85년 생산 설비",
    ],
)
def test_honest_work_that_sounds_alike_stays(text: str) -> None:
    assert blank_private(text) == text
