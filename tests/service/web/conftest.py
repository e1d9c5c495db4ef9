"""A small invented town behind the web layer: a real store, and a matcher given as argument."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import anyio
import httpx
import pytest

from matcher.advice import Advice, Gap, Question, Relaxation, WhatIf
from matcher.records import CareerEntry, Consents, Course, Posting, Trainee, Wishes
from matcher.results import Change, Match, Ranking, Reason, Span, Verdict
from matcher.skills import skills_of
from service.api.ports import Readiness, Services
from service.consent import ConsentGate
from service.store import Store

TODAY = date(2026, 11, 24)
DUTIES = "은행 지점에서 대출 서류를 심사하고 고객을 안내함."

TRAINEES = (
    Trainee(
        id="T001",
        name="가온누리",
        email="gaon.nuri@example.com",
        phone="010-0000-1234",
        birth_year=1968,
        home_place="세종 없는동",
        summary="가온누리입니다. 서류를 꼼꼼히 봅니다.",
        courses=(Course(name="AI 사무자동화", status="수료"),),
        career=(
            CareerEntry(title="여신 과장", industry="은행", years=27, duties=DUTIES),
            CareerEntry(title="창구 담당", years=4),
        ),
        skills=("엑셀 함수", "서류 검토"),
        licences=("전산회계 2급",),
        desired=Wishes(jobs=("사무보조",), places=("세종 없는동", "대전 유성구")),
        consents=Consents(matching=date(2026, 9, 1), employer_search=date(2026, 9, 1)),
    ),
    Trainee(
        id="T002",
        name="다솜 하늘",
        courses=(Course(name="디지털 마케터"),),
        consents=Consents(matching=date(2026, 9, 1)),
    ),
    Trainee(
        id="T003",
        name="라온",
        skills=("바느질",),
        consents=Consents(matching=date(2026, 9, 1), employer_search=date(2026, 12, 1)),
    ),
)

POSTINGS = (
    Posting(
        id="P1",
        source="work24",
        title="서류 심사 보조 <정규직>",
        company="(주)가상서류",
        region="세종특별자치시 어진동",
        pay="시급 11,000원",
        working_condition="주 5일(월~금) 09:00~18:00, 주 40시간",
        employment_type="정규직",
        closes="2026-11-30",
        url="https://www.work24.go.kr/wk/P1",
        body="대출 서류를 살피고 정리하는 일입니다.",
    ),
    Posting(
        id="P2",
        source="jobkorea",
        title="온라인 판매 관리",
        company="가상상점",
        pay="월급 250만원",
        url="javascript:alert(1)",
        body="상품을 올립니다. 만 35세 이하만 지원하십시오.",
    ),
)


GAP = Gap("licence", "지게차운전기능사", 9, 7, ("물류 과정",), "지게차가 있으면 7개 늘어납니다.")
MORE_TIME = WhatIf("commute", 3, "30분에서 45분까지로 늘리시면 3개 늘어납니다.")
NO_PLACE = Relaxation(("place",), 12, 5, "‘근무지’ 조건을 풀면 12개 늘어납니다.")
ASK_PAY = Question("monthly_wage_min_manwon", 0.4, "한 달에 얼마 이상 받고 싶으세요?")


def a_match(rank: int, id: str) -> Match:
    reasons = (
        Reason(
            "대출 서류를 심사하신 경력이 가깝습니다.",
            "fit",
            Span("career.0.duties", 7, 16),
            Span("title", 0, 8),
        ),
        Reason(
            "서류 검토 기술이 쓰입니다.", "coverage", Span("skills.1", 0, 5), Span("body", 3, 5)
        ),
    )
    return Match(
        rank,
        id,
        0.731,
        "강함",
        {"fit": 0.81, "place": 1.0},
        reasons,
        ("운전면허 확인이 필요합니다.",),
    )


def _id(record: str | Trainee | Posting) -> str:
    return record if isinstance(record, str) else record.id


@dataclass
class TownMatcher:
    """Every record that is asked for, in order of id; remembers how it was asked."""

    trainees: dict[str, Trainee]
    postings: dict[str, Posting]
    asked: list[dict[str, object]] = field(default_factory=list)

    def matches(
        self, trainee: str, /, *, as_of: date, top: int = 10, ignore: frozenset[str] = frozenset()
    ) -> Ranking:
        return self._ranking(_id(trainee), self.postings, as_of, top, ignore)

    def candidates(
        self,
        posting: str | Posting,
        /,
        *,
        as_of: date,
        top: int = 10,
        ignore: frozenset[str] = frozenset(),
        among: Collection[str] | None = None,
    ) -> Ranking:
        ids = [id for id in self.trainees if among is None or id in among]
        self.asked.append({"posting": posting, "among": among})
        return self._ranking(_id(posting), ids, as_of, top, ignore)

    def search(
        self, text: str, /, *, as_of: date, top: int = 10, ignore: frozenset[str] = frozenset()
    ) -> Ranking:
        return self._ranking(text, self.postings, as_of, top, ignore)

    def advice(
        self,
        trainee: str | Trainee,
        /,
        *,
        as_of: date,
        top: int = 10,
        ignore: frozenset[str] = frozenset(),
    ) -> Advice:
        self.asked.append({"advice": _id(trainee), "as_of": as_of, "top": top, "ignore": ignore})
        return Advice(_id(trainee), as_of, 40, 2, (GAP,), (MORE_TIME,), (NO_PLACE,), (ASK_PAY,))

    def copies(self, posting: str, /) -> tuple[str, ...]:
        return ("P1", "gone") if posting == "P2" else ()

    def why(
        self,
        trainee_id: str,
        posting_id: str,
        /,
        *,
        as_of: date,
        ignore: frozenset[str] = frozenset(),
    ) -> Verdict:
        if posting_id == "P2":
            told = (Change("unlawful", "‘만 35세 이하’를 빼야 합니다."),)
            return Verdict(False, None, ("unlawful", "place"), {}, changes=told)
        return Verdict(True, 1, (), {"fit": 0.81}, a_match(1, posting_id).reasons)

    def _ranking(
        self, subject: str, ids: Collection[str], as_of: date, top: int, ignore: frozenset[str]
    ) -> Ranking:
        self.asked.append({"subject": subject, "as_of": as_of, "top": top, "ignore": ignore})
        matches = tuple(a_match(rank, id) for rank, id in enumerate(list(ids)[:top], 1))
        return Ranking(
            subject,
            as_of,
            "town-model",
            {"closing": 42, "unlawful": 3, "pay": 0},
            matches,
            considered=1500,
            ignored=tuple(sorted(ignore)),
        )


@dataclass
class Browserless:
    """Asks the application directly, without a socket; one call is one request."""

    app: object
    services: SimpleNamespace

    def get(self, path: str, **options: object) -> httpx.Response:
        return self._send("GET", path, **options)

    def post(self, path: str, **options: object) -> httpx.Response:
        return self._send("POST", path, **options)

    def _send(self, method: str, path: str, **options: object) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            base = "http://127.0.0.1"
            async with httpx.AsyncClient(transport=transport, base_url=base) as client:
                return await client.request(method, path, **options)

        return anyio.run(send)


def settings(language: str = "ko") -> SimpleNamespace:
    return SimpleNamespace(
        language=language,
        centre_name="세종 신중년 AI 디지털 일자리센터",
        centre_phone="044-000-0000",
        allowed_hosts=("127.0.0.1", "localhost"),
    )


@pytest.fixture
def town(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """Services over a real store; the one line that builds a matcher is the one to swap."""
    store = Store.open(f"sqlite:///{tmp_path / 'town.sqlite'}")
    store.put_trainees(TRAINEES, {})
    store.put_postings(POSTINGS, {})
    matcher = TownMatcher(store.trainees(), store.postings())
    yield SimpleNamespace(
        settings=settings(),
        store=store,
        matcher=ConsentGate(matcher),
        asked=matcher.asked,
        today=lambda: TODAY,
        look_again=lambda: None,
        held_skills=lambda trainee: skills_of(trainee, TODAY),
        ready=lambda: Readiness(True),
    )
    store.close()


@pytest.fixture
def open_web() -> Callable[[Services], Browserless]:
    """The application over any services, asked without a socket."""
    from service.api.app import create_app

    return lambda services: Browserless(create_app(services), services)


@pytest.fixture
def web(town: Services, open_web: Callable[[Services], Browserless]) -> Browserless:
    return open_web(town)
