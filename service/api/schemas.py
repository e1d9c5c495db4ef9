"""The published shapes of answers; they document what ``Ranking.to_json`` writes."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from matcher.results import Band, Standing

TEXT_LIMIT = 20_000
_SPAN = {"field": "career.1.duties", "start": 0, "end": 18}
_PLACE = {"field": "title", "start": 0, "end": 11}
_REASON: dict[str, Any] = {
    "text": "은행 여신 서류를 심사하신 경력이 이 일과 가깝습니다.",
    "profile": _SPAN,
    "posting": _PLACE,
}
_MATCH: dict[str, Any] = {
    "rank": 1,
    "score": 0.731204,
    "band": "강함",
    "factors": {"fit": 0.81, "wishes": 0.9, "place": 1.0},
    "legs": {"wish_meaning": 0.31, "words": 0.24},
    "reasons": [_REASON],
    "missing": ["엑셀 실무 경험 확인이 필요합니다."],
    "requirements": [{"name": "엑셀", "wanted": "must", "standing": "claimed", "posting": _PLACE}],
}
_LISTED: dict[str, Any] = {**_MATCH, "posting": "P0001"}
_ANSWER: dict[str, Any] = {
    "as_of": "2026-11-24",
    "model": "ieum-e5-ko",
    "excluded": {"closing": 42, "place": 310, "unlawful": 3},
}


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpanOut(_Shape):
    """근거가 되는 글의 위치"""

    field: str = Field(description="칸의 이름. 점으로 이어 씁니다.", examples=["career.1.duties"])
    start: int = Field(description="시작 글자(0부터)", ge=0)
    end: int = Field(description="끝 글자(이 글자는 들어가지 않음)", ge=0)


class ReasonOut(_Shape):
    """추천 이유 한 가지와 그 근거"""

    text: str = Field(description="추천 이유", examples=[_REASON["text"]])
    profile: SpanOut = Field(description="훈련생 기록에서의 근거")
    posting: SpanOut = Field(description="공고에서의 근거")


class NeedOut(_Shape):
    """공고가 요구하거나 우대하는 기술·자격 하나"""

    name: str = Field(description="기술이나 자격의 이름", examples=["엑셀"])
    wanted: Literal["must", "nice"] = Field(description="must는 필수, nice는 우대")
    standing: Standing = Field(
        description="verified 수료 과정으로 확인, learning 배우는 중, claimed 본인이 적음, "
        "unknown 기술을 적지 않음, missing 없음"
    )
    posting: SpanOut = Field(description="공고에서의 위치")


class _MatchOut(_Shape):
    rank: int = Field(description="순위(1부터)", ge=1)
    score: float = Field(description="순서를 정하는 값. 클수록 가깝고, 백분율이 아닙니다.")
    band: Band = Field(description="맞음의 정도: 강함, 보통, 약함, 정보 부족")
    factors: dict[str, float] = Field(description="값을 이루는 요소(0~1)")
    legs: dict[str, float] = Field(description="가까움(fit)에 갈래마다 보탠 값")
    reasons: list[ReasonOut] = Field(description="추천 이유 두세 가지")
    missing: list[str] = Field(description="부족하거나 확인할 점")
    requirements: list[NeedOut] = Field(description="공고가 요구하거나 우대하는 기술과 자격")


class PostingMatch(_MatchOut):
    """추천된 공고 하나"""

    posting: str = Field(description="공고 번호", examples=["P0001"])


class TraineeMatch(_MatchOut):
    """추천된 훈련생 한 사람"""

    trainee: str = Field(description="훈련생 번호", examples=["T001"])


class _RankingOut(_Shape):
    as_of: date = Field(description="기준일")
    model: str = Field(description="쓰인 모델")
    excluded: dict[str, int] = Field(description="조건별로 뺀 건수")


class DemandOut(_Shape):
    """한 직종에서 한 사람당 일자리가 몇 건인지"""

    code: str = Field(description="한국고용직업분류(2018) 세분류 번호", examples=["0272"])
    name: str = Field(description="직종 이름", examples=["경리 사무원"])
    open: int = Field(description="이 사람의 조건에 맞는 공고 수(같은 일자리는 한 번)", ge=0)
    seekers: int = Field(description="이 직종을 희망하는 훈련생 수(본인 포함)", ge=1)
    jobs_per_person: float = Field(description="한 사람당 일자리 수 = open ÷ seekers", ge=0)


class NeighbourOut(_Shape):
    """희망하지 않았지만 경력과 기술이 닿고 일자리가 더 많은 직종"""

    occupation: DemandOut = Field(description="그 직종")
    wished: DemandOut = Field(description="희망 직종 가운데 한 사람당 일자리가 가장 많은 직종")
    matches: list[PostingMatch] = Field(description="그 직종의 공고 한두 건. matches와 겹치지 않음")


class TraineeMatches(_RankingOut):
    """훈련생에게 맞는 일자리 순위"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"trainee": "T001", **_ANSWER, "matches": [_LISTED], "lane": []}]
        }
    )
    trainee: str = Field(description="훈련생 번호")
    matches: list[PostingMatch] = Field(description="순위대로의 공고")
    lane: list[NeighbourOut] = Field(description="이런 일도 살펴보세요: 희망하지 않은 이웃 직종")


class PostingCandidates(_RankingOut):
    """공고에 맞는 훈련생 순위"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"posting": "P0001", **_ANSWER, "matches": [{**_MATCH, "trainee": "T001"}]}
            ]
        }
    )
    posting: str = Field(description="공고 번호")
    matches: list[TraineeMatch] = Field(description="순위대로의 훈련생")


class CriterionOut(_Shape):
    """글에서 읽은 조건 하나"""

    name: str = Field(description="조건 이름", examples=["place"])
    told: str = Field(description="읽은 내용", examples=["근무지 세종 나성동"])


class CorrectionOut(_Shape):
    """고쳐 읽은 말 하나"""

    written: str = Field(description="쓰신 말", examples=["데이타"])
    taken: str = Field(description="읽은 말", examples=["데이터"])


class ReadingOut(_Shape):
    """글을 어떻게 읽었는지. 모두 꼭 지켜야 하는 조건이 아니라 바람으로 씁니다."""

    told: str = Field(description="읽은 대로의 문장", examples=["이렇게 읽었습니다: …"])
    work: str = Field(description="찾는 일", examples=["경리"])
    criteria: list[CriterionOut] = Field(description="읽은 조건")
    corrected: list[CorrectionOut] = Field(description="고쳐 읽은 말")
    not_understood: list[str] = Field(description="조건으로 읽지 못한 말")


_READING: dict[str, Any] = {
    "told": "이렇게 읽었습니다: 찾는 일 ‘데이터 라벨링’, 근무지 세종.",
    "work": "데이터 라벨링",
    "criteria": [{"name": "place", "told": "근무지 세종"}],
    "corrected": [],
    "not_understood": [],
}


class SearchResult(_RankingOut):
    """글로 찾은 공고 순위. 읽은 조건만 되돌려 보내고, 사사로운 말은 읽지도 되돌리지도 않습니다."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {**_ANSWER, "reading": _READING, "matches": [{**_MATCH, "posting": "P0001"}]}
            ]
        }
    )
    reading: ReadingOut | None = Field(default=None, description="글을 어떻게 읽었는지")
    matches: list[PostingMatch] = Field(description="순위대로의 공고")


class SearchQuestion(_Shape):
    """찾고 싶은 일을 쓴 글"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "세종에서 오전에 하는 데이터 라벨링 일", "top": 5}]
        }
    )
    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_LIMIT)
    ] = Field(description="찾고 싶은 일. 이름이나 연락처는 쓰지 마십시오.")
    top: int = Field(default=10, ge=1, le=100, description="몇 건까지")


class ErrorDetail(BaseModel):
    """무엇이 잘못되었고 어떻게 고치는지"""

    model_config = ConfigDict(extra="allow")
    code: str = Field(description="프로그램이 읽는 이름", examples=["unknown_trainee"])
    message: str = Field(
        description="사람이 읽는 설명",
        examples=["번호가 T999인 훈련생이 없습니다. 번호를 확인해 주십시오."],
    )


class ErrorOut(_Shape):
    """오류"""

    error: ErrorDetail


class HealthOut(_Shape):
    """상태"""

    status: str = Field(description="live, ready 또는 unready", examples=["ready"])
    reason: str | None = Field(default=None, description="답할 수 없는 까닭")
