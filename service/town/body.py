"""The body of a posting (상세 요강): headings, duties, conditions, in the layouts people use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.town.dice import Dice
from service.town.phrases import Occupation


@dataclass(frozen=True)
class BodyParts:
    """What a body has to say; ``whole`` where it must not shrink to a line."""

    firm: str
    industry: str
    place: str
    hours_line: str
    duties: Sequence[str]
    needs: Sequence[str]
    plus: Sequence[str]
    conditions: Sequence[str]
    whole: bool
    period: tuple[int, int]
    headcount: str | None


def written_body(
    job: Occupation, parts: BodyParts, common: Mapping[str, Any], dice: Dice
) -> str | None:
    """A whole body; about one in thirty postings has none, and one in ten only a line."""
    if job.public and dice.chance(0.7):
        return _notice(parts, dice)
    draw = dice.real()
    if draw < 0.03 and not parts.whole:
        return None
    if draw < 0.12 and not parts.whole:
        return _line(parts, dice)
    if draw < 0.22:
        return _prose(parts, common["body"], dice)
    return _sections(parts, common, dice)


def _sections(parts: BodyParts, common: Mapping[str, Any], dice: Dice) -> str:
    layout, words = dice.pick(common["layout"]), common["body"]
    conditions = [f"근무시간: {parts.hours_line}", f"근무지: {parts.place}", *parts.conditions]
    conditions += dice.sample(words["benefits"], 1, 3)
    applying = [dice.pick(words["apply"]), f"제출서류: {dice.pick(words['docs'])}"]
    blocks = [parts.duties, parts.needs, parts.plus, conditions, applying]
    lines: list[str] = []
    number = 0
    if dice.chance(0.4):
        lines += [_intro(parts, words, dice), ""]
    for head, items in zip(layout["heads"], blocks, strict=True):
        if items and (items is not applying or dice.chance(0.7)):
            number += 1
            lines += [head.format(n=number), *(layout["bullet"] + item for item in items)]
            lines += [""] if dice.chance(0.5) else []
    return "\n".join(lines).strip()


def _intro(parts: BodyParts, words: Mapping[str, Any], dice: Dice) -> str:
    return str(dice.pick(words["intros"])).format(
        firm=parts.firm, place=parts.place, industry=parts.industry, n=dice.between(4, 180)
    )


def _prose(parts: BodyParts, words: Mapping[str, Any], dice: Dice) -> str:
    lines = [
        _intro(parts, words, dice),
        f"하시는 일은 {', '.join(parts.duties)} 등입니다.",
        f"근무시간은 {parts.hours_line}입니다.",
        *(f"* {item}" for item in (*parts.needs, *parts.conditions)),
        *(f"* 우대: {item}" for item in parts.plus[:1]),
        dice.pick(words["benefits"]) + ".",
    ]
    return "\n".join(lines)


def _line(parts: BodyParts, dice: Dice) -> str:
    text = ", ".join(parts.duties[:3])
    return dice.pick([text, f"{text} 등", f"- {text}\n- {parts.hours_line}", f"{text} / 문의 환영"])


def _notice(parts: BodyParts, dice: Dice) -> str:
    start, end = parts.period
    needs = "\n".join(f"  - {item}" for item in parts.needs)
    conditions = ", ".join([parts.hours_line, f"근무지 {parts.place}", *parts.conditions])
    applying = dice.pick(["방문 또는 전자우편 접수", "온라인 접수", "방문 접수만 가능"])
    return (
        f"{parts.firm} 채용 공고\n\n"
        f"1. 채용인원: {parts.headcount or '0'}명\n"
        f"2. 담당업무: {', '.join(parts.duties)}\n"
        f"3. 근무조건: {conditions}\n"
        f"4. 응시자격\n{needs}\n"
        f"5. 우대사항: {', '.join(parts.plus) or '해당 없음'}\n"
        f"6. 접수기간: {{{start:+d}:dot}} ~ {{{end:+d}:dot}} 18:00까지\n"
        f"7. 접수방법: {applying}\n"
        "8. 합격자 발표: 개별 통보 및 홈페이지 게시"
    )
