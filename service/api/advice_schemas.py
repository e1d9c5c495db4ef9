"""The published shape of advice; it documents what ``Advice.to_json`` writes."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from matcher.advice.results import GapKind

_ADVICE: dict[str, Any] = {
    "trainee": "T001",
    "as_of": "2026-11-24",
    "passing": 412,
    "good": 6,
    "gaps": [
        {
            "kind": "licence",
            "name": "지게차운전기능사",
            "asked_by": 9,
            "opens": 7,
            "courses": [],
            "text": "‘지게차운전기능사’가 있으면 지원하실 수 있는 일자리가 7개 늘어납니다.",
        }
    ],
    "what_ifs": [],
    "relaxations": [
        {
            "limits": ["pay"],
            "opens": 0,
            "good": 4,
            "text": "‘임금’ 조건을 풀면 살펴보실 만한 일자리가 4개 늘어납니다.",
        }
    ],
    "questions": [{"field": "places", "change": 0.3, "text": "어느 지역에서 일하고 싶으세요?"}],
}


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class GapOut(_Shape):
    """모자란 자격이나 기술 한 가지"""

    kind: GapKind = Field(description="licence(자격) 또는 skill(기술)")
    name: str = Field(description="이름", examples=["지게차운전기능사"])
    asked_by: int = Field(description="찾거나 우대하는 일자리 수", ge=0)
    opens: int = Field(description="이것만 갖추면 늘어나는 일자리 수", ge=0)
    courses: list[str] = Field(description="배울 수 있는 센터 과정")
    text: str = Field(description="설명")


class WhatIfOut(_Shape):
    """희망 하나를 조금 바꾸었을 때"""

    wish: str = Field(description="희망 조건의 이름", examples=["commute"])
    change: int = Field(description="살펴볼 만한 일자리 수의 변화")
    text: str = Field(description="설명")


class RelaxationOut(_Shape):
    """조건을 풀었을 때"""

    limits: list[str] = Field(description="함께 푼 조건", examples=[["place"]])
    opens: int = Field(description="조건을 통과하는 일자리 수의 변화")
    good: int = Field(description="살펴볼 만한 일자리 수의 변화")
    text: str = Field(description="설명")


class QuestionOut(_Shape):
    """본인께 여쭐 것"""

    field: str = Field(description="비어 있는 칸의 이름", examples=["places"])
    change: float = Field(description="답에 따라 바뀌는 앞자리 일자리의 비율(0~1)")
    text: str = Field(description="질문", examples=["어느 지역에서 일하고 싶으세요?"])


class TraineeAdvice(_Shape):
    """훈련생에게 도움이 될 말씀. ‘살펴볼 만한’은 맞음의 정도가 보통 이상임을 뜻합니다."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ADVICE]})
    trainee: str = Field(description="훈련생 번호")
    as_of: date = Field(description="기준일")
    passing: int = Field(description="조건을 모두 통과하는 일자리 수", ge=0)
    good: int = Field(description="그 가운데 살펴볼 만한 일자리 수", ge=0)
    gaps: list[GapOut] = Field(description="모자란 자격과 기술")
    what_ifs: list[WhatIfOut] = Field(description="희망을 조금 바꾸었을 때")
    relaxations: list[RelaxationOut] = Field(description="목록이 짧을 때 풀어 볼 조건")
    questions: list[QuestionOut] = Field(description="여쭈면 좋을 것")
