"""The lane of other work on the page and in the API: apart from the list, with its figure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from matcher.results import Demand, Match, Neighbour, Ranking, Reason, Span
from service.api.schemas import TraineeMatches

OFFICE = Demand("0263", "총무 사무원 및 대학 행정조교", 9, 2)
CLERK = Demand("0272", "경리 사무원", 3, 3)
REASON = Reason(
    "여신 과장 경력이 이어집니다.", "fit", Span("career.0.title", 0, 5), Span("title", 0, 3)
)


def lane(*ids: str) -> tuple[Neighbour, ...]:
    jobs = (
        Match(n, id, 0.4, "보통", {"fit": 0.4}, (REASON,), ("엑셀 확인이 필요합니다.",))
        for n, id in enumerate(ids, 1)
    )
    return (Neighbour(OFFICE, CLERK, tuple(jobs)),)


@dataclass
class WithLane:
    """The town's matcher, whose list is one job long and has a lane beside it."""

    town: Any
    lane: tuple[Neighbour, ...]

    def matches(self, trainee: Any, /, *, as_of: date, top: int = 10, ignore: Any = ()) -> Ranking:
        ranking: Ranking = self.town.matches(trainee, as_of=as_of, top=1, ignore=ignore)
        return replace(ranking, lane=self.lane)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.town, name)


@pytest.fixture
def shown(town: SimpleNamespace, open_web: Callable[[Any], Any]) -> Callable[..., Any]:
    def show(*ids: str, language: str = "ko") -> Any:
        town.matcher = WithLane(town.matcher, lane(*ids))
        town.settings.language = language
        return open_web(town)

    return show


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(html: str) -> str:
    return html.split('<section class="lane"')[1].split("</section>")[0]


def test_the_page_shows_other_work_with_its_demand_and_reasons(shown: Callable[..., Any]) -> None:
    told = words(section(shown("P2").get("/trainees/T001").text))
    assert "이런 일도 살펴보세요" in told
    assert "총무 사무원 및 대학 행정조교" in told
    assert (
        "한 사람당 일자리 4.5건 (조건에 맞는 공고 9건 ÷ 이 일을 희망하는 훈련생 2명, 본인 포함)"
        in told
    )
    assert "한 사람당 일자리 1건입니다: 경리 사무원 (공고 3건 ÷ 훈련생 3명, 본인 포함)" in told
    assert "온라인 판매 관리" in told
    assert "여신 과장 경력이 이어집니다." in told
    assert "엑셀 확인이 필요합니다." in told


def test_the_page_says_it_in_english_too(shown: Callable[..., Any]) -> None:
    told = words(section(shown("P2", language="en").get("/trainees/T001").text))
    assert "Other work to look at" in told
    assert "4.5 jobs for each person (9 postings within the limits" in told


def test_no_lane_and_one_whose_jobs_are_gone_show_nothing(
    shown: Callable[..., Any], web: Any
) -> None:
    assert 'class="lane"' not in web.get("/trainees/T001").text
    assert 'class="lane"' not in shown("gone").get("/trainees/T001").text


def test_the_api_has_the_lane_in_the_published_shape(shown: Callable[..., Any]) -> None:
    answer = TraineeMatches.model_validate_json(
        shown("P2").get("/api/trainees/T001/matches").content
    )
    (entry,) = answer.lane
    assert (entry.occupation.jobs_per_person, entry.wished.jobs_per_person) == (4.5, 1.0)
    assert [match.posting for match in entry.matches] == ["P2"]
