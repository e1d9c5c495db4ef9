"""Blind cards keep a person's private facts (건강·가족·나이·성별) to themselves."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import orjson

from matcher.records import CareerEntry, Consents, Course, Trainee, Wishes
from matcher.results import Match, Reason, Span
from service.cards import CareerBand, blind_card

SECRET = b"only this store knows it"
PRIVATE = (
    "당뇨가 있어서 오래 못 서요",
    "유방암 완치 후",
    "지체장애",
    "시어머니 간병",
    "남편 가게",
    "허리가 안 좋아",
    "아들을 대학에 보냈",
    "쉰다섯 살",
)
HARMLESS = (
    *("엑셀 정리.", "전화 응대.", "서류 정리.", "회의 준비."),
    *("장부 기입.", "도면 해독.", "사진 보정.", "물품 구매."),
)


def a_private_person() -> Trainee:
    """Private facts in every text of the card, alone and beside a harmless sentence."""
    mixed = tuple(f"{said} {fact}." for said, fact in zip(HARMLESS, PRIVATE, strict=True))
    return Trainee(
        id="T0417",
        consents=Consents(matching=date(2026, 9, 1), employer_search=date(2026, 9, 1)),
        courses=tuple(Course(name=text) for text in (*PRIVATE, *mixed, "AI 사무자동화")),
        skills=(*PRIVATE, *mixed, "문서 작성"),
        licences=(*PRIVATE, *mixed, "전산회계 2급"),
        career=(
            *(CareerEntry(title=fact, industry="은행", years=2) for fact in PRIVATE),
            *(CareerEntry(title="여신 과장", industry=fact, years=2) for fact in PRIVATE),
        ),
        desired=Wishes(employment_types=(*PRIVATE, "시간제"), places=("세종", *PRIVATE)),
    )


def a_private_match() -> Match:
    texts = (*(f"‘{fact}’ 기술이 쓰입니다." for fact in PRIVATE), "엑셀이 쓰입니다.")
    piece = Span("skills.0", 0, 2)
    reasons = tuple(Reason(text, "fit", piece, Span("title", 0, 2)) for text in texts)
    return Match(1, "T0417", 0.7, "강함", {"fit": 0.8}, reasons, PRIVATE)


def test_private_facts_in_any_field_never_reach_the_card() -> None:
    card = blind_card(a_private_person(), a_private_match(), SECRET)
    shown = orjson.dumps(card.to_json()).decode()
    assert [fact for fact in PRIVATE if fact in shown] == []
    assert card.career == (CareerBand("여신 과장", None, "1~3년"),) * len(PRIVATE)
    # the one beside the bare word 지체장애 goes with it, whole
    kept = set(HARMLESS) - {"서류 정리."}
    assert set(card.courses) == {*kept, "AI 사무자동화"}
    assert set(card.skills) == {*kept, "문서 작성"}
    assert set(card.licences) == {*kept, "전산회계 2급"}
    assert card.employment_types == ("시간제",)
    assert card.reasons == ("엑셀이 쓰입니다.",)
    assert card.missing == ()


def test_private_facts_in_any_field_never_reach_the_employers_page(
    web: Any, town: SimpleNamespace
) -> None:
    town.store.put_trainees([a_private_person()], {})
    town.matcher.trainees.update(town.store.trainees())
    html = web.post("/employers", data={"text": "서류 보조\n엑셀로 서류를 정리합니다."}).text
    assert "문서 작성" in html
    assert [fact for fact in PRIVATE if fact in html] == []


def test_helping_disabled_people_is_work_and_stays_on_the_card() -> None:
    skills = ("지체장애인 활동지원", "시각장애 점자 교육", "어르신 돌봄")
    assert (
        blind_card(Trainee(id="T0417", skills=skills), a_private_match(), SECRET).skills == skills
    )
