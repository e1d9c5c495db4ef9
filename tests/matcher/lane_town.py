"""A small invented town where one occupation has few jobs and its neighbour has more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from embeddings.hashing import HashingEncoder
from matcher.indexing import MatchIndex
from matcher.matching import Matcher
from matcher.occupations import Lexicon, Occupation, OccupationMapper
from matcher.records import Posting, Trainee
from matcher.weights import Weights

AS_OF = date(2026, 11, 24)
CLERK, OFFICE, GUARD, COOK = "0272", "0263", "5420", "5312"
MakePosting = Callable[..., Posting]

LEXICON = Lexicon(
    occupations=(
        Occupation("경리사무원", CLERK, ("경리원", "경리")),
        Occupation("총무사무원", OFFICE, ("총무원", "총무")),
        Occupation("아파트경비원", GUARD),
        Occupation("한식조리사", COOK),
    ),
    groups={CLERK: "경리 사무원", OFFICE: "총무 사무원", GUARD: "경비원", COOK: "한식 조리사"},
)
OPEN = {"closes": "2026-12-20", "region": "세종특별자치시 나성동"}
CAREER = [{"title": "총무", "years": 12, "duties": "비품 구매와 문서 수발, 차량 관리를 했습니다."}]


def a_job(id_: str, title: str, code: str, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "title": title, "jobs_cd": f"{code}00", **OPEN, **fields}


JOBS = [
    a_job("clerk", "경리 사무원", CLERK, body="전표 입력과 결산을 합니다."),
    *(
        a_job(f"office{n}", f"총무 담당 {place}", OFFICE, body="비품 구매와 문서 수발, 차량 관리")
        for n, place in enumerate(("조치원 공장", "나성동 본사", "병원 지원실"))
    ),
    *(a_job(f"guard{n}", f"아파트 경비원 {n}단지", GUARD, body="순찰") for n in range(4)),
    *(a_job(f"cook{n}", f"한식 조리사 {n}호점", COOK, body="조리와 배식") for n in range(2)),
]


TRADES = [
    "목공",
    "도장",
    "배관",
    "용접",
    "인쇄",
    "제본",
    "세탁",
    "화훼",
    "제과",
    "재봉",
    "수선",
    "염색",
]
OTHERS = [
    a_job(f"z{n}{m}", f"{trade} {kind}", "0295")
    for n, trade in enumerate(TRADES)
    for m, kind in enumerate(("기능공", "보조", "견습", "반장", "검사"))
]
"""Work that has nothing to do with anybody here, of a group whose name is not known."""


def a_person(id_: str = "kim", **fields: Any) -> Trainee:
    known = {"career": CAREER, "desired": {"jobs": ["경리 사무원"]}, "skills": ["문서 수발"]}
    return Trainee.model_validate({"id": id_, **known, **fields})


def a_market(
    posting: MakePosting,
    people: Sequence[Trainee],
    jobs: Sequence[Mapping[str, Any]] = tuple(JOBS),
    **options: Any,
) -> Matcher:
    encoder = HashingEncoder()
    told = [dict(job) for job in (*jobs, *OTHERS)]
    known = {job["id"]: posting(job.pop("id"), **job) for job in told}
    trainees = {person.id: person for person in people}
    index = MatchIndex.build(trainees, known, encoder, mapper=OccupationMapper(encoder, LEXICON))
    weights = Weights(lane_least=0.0)
    return Matcher(trainees, known, index, encoder, weights=weights, **options)


def lane_of(matcher: Matcher, person: Trainee, **options: Any) -> list[tuple[str, list[str]]]:
    ranking = matcher.matches(person, as_of=AS_OF, top=1, **options)
    return [(one.demand.code, [match.id for match in one.matches]) for one in ranking.lane]
