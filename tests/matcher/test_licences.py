"""What a posting asks for by law or by its own words, and what proves it."""

from collections.abc import Callable

import pytest

from matcher.jobs import Job
from matcher.licences import demanded, lacking, named_in, ruled_out
from matcher.records import Posting

MakePosting = Callable[..., Posting]


def _asked(posting: Posting) -> list[str]:
    return sorted(demand.licence.name for demand in demanded(posting))


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("병동 간호사 채용", ["간호사 면허"]),
        ("간호조무사 모집", ["간호조무사 자격"]),
        ("방문 요양보호사 모집", ["요양보호사 자격"]),
        ("복지관 사회복지사 채용", ["사회복지사 자격"]),
        ("시내버스 운전기사 모집", ["버스운전자격"]),
        ("전기안전관리자 채용", ["전기기사 자격"]),
        ("지게차 운전 기사", ["지게차운전기능사"]),
        ("경리 사무원", []),
        ("간호사와 함께 일할 원무 직원", []),
        ("변호사 사무장", []),
        ("공약사항 정리 사무", []),
    ],
)
def test_a_title_that_names_a_licensed_trade_asks_for_its_licence(
    posting: MakePosting, title: str, asked: list[str]
) -> None:
    assert _asked(posting("p", title=title)) == asked


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("직업상담사 필수", True),
        ("용접기능사 자격증 필수", True),
        ("직업상담사 소지자", True),
        ("용접기능사 소지 필수", True),
        ("직업상담사 우대", False),
        ("직업상담사 소지자 우대", False),
        ("직업상담사 자격증 소지자 우대", False),
        ("관련 자격증 소지자", False),
        ("자격증 필수는 아닙니다", False),
    ],
)
def test_what_is_preferred_is_no_demand(posting: MakePosting, body: str, asked: bool) -> None:
    assert bool(demanded(posting("p", title="사무원", body=body))) is asked


@pytest.mark.parametrize(
    ("title", "held", "missing"),
    [
        ("간호사 채용", ["간호사 면허"], []),
        ("간호사 채용", ["간호조무사"], ["간호사 면허"]),
        ("간호조무사 모집", ["간호사"], []),
        ("간호조무사 모집", ["간호조무사 자격증"], []),
        ("요양보호사 모집", ["사회복지사 2급"], ["요양보호사 자격"]),
        ("요양보호사 모집", [], ["요양보호사 자격"]),
        ("전기안전관리자", ["전기산업기사"], []),
        ("공인회계사 채용", ["세무사"], ["공인회계사 자격"]),
        ("세무사 채용", ["공인회계사"], []),
        ("경리 사무원", [], []),
    ],
)
def test_a_licence_is_held_or_lacking(
    posting: MakePosting, title: str, held: list[str], missing: list[str]
) -> None:
    found = lacking(demanded(posting("p", title=title)), held)
    assert [demand.licence.name for demand in found] == missing


def test_one_of_several_named_trades_is_enough(posting: MakePosting) -> None:
    job = Job.of(posting("p", title="간호사, 사회복지사, 물리치료사 모집"))
    assert len(job.licences) == 3
    assert not ruled_out(job.licences, ["사회복지사 1급"])
    assert ruled_out(job.licences, ["요양보호사"])
    assert len(lacking(job.licences, ["요양보호사"])) == 3


def test_each_licence_called_necessary_is_necessary(posting: MakePosting) -> None:
    body = "간호사 면허 필수. 자동차운전면허 필수"
    demands = demanded(posting("p", title="방문간호 간호사", body=body))
    assert ruled_out(demands, ["자동차운전면허 1종"])
    assert ruled_out(demands, ["간호사"])
    assert not ruled_out(demands, ["간호사", "자동차운전면허 1종"])
    assert [one.licence.name for one in lacking(demands, ["간호사"])] == ["자동차운전면허"]


@pytest.mark.parametrize(
    "body",
    [
        "지게차운전기능사 필수는 아닙니다",
        "배송기사 필수 안내사항",
        "전기기사 소지자 가점",
        "직업상담사 소지자 혹은 관련 경력자",
    ],
)
def test_what_is_only_mentioned_is_no_demand(posting: MakePosting, body: str) -> None:
    assert demanded(posting("p", title="사무원", body=body)) == ()


def test_a_licence_listed_by_the_posting_is_asked_for(posting: MakePosting) -> None:
    asked = posting("p", title="시설 관리", licences=["소방안전관리자 1급"])
    assert _asked(asked) == ["소방안전관리자 1급"]
    assert lacking(demanded(asked), ["소방 안전관리자 2급"]) == ()
    assert len(lacking(demanded(asked), ["전기기사"])) == 1


def test_a_demand_points_at_the_words_that_make_it(posting: MakePosting) -> None:
    asked = posting(
        "p",
        title="병동 간호사 채용",
        licences=["소방안전관리자"],
        body="가족처럼 일합니다. 직업상담사 필수입니다.",
    )
    quoted = {}
    for demand in demanded(asked):
        name, _, number = demand.field.partition(".")
        text = asked.licences[int(number)] if number else getattr(asked, name)
        quoted[demand.field] = text[demand.start : demand.end]
    assert quoted["title"] == "간호사"
    assert quoted["licences.0"] == "소방안전관리자"
    assert quoted["body"] == "직업상담사"


def test_a_trade_named_twice_is_one_demand(posting: MakePosting) -> None:
    named = posting(
        "p", title="요양보호사 모집", body="요양보호사 자격증 필수", licences=["요양보호사"]
    )
    assert set(_asked(named)) == {"요양보호사 자격"}
    assert len(lacking(demanded(named), [])) == 1


@pytest.mark.parametrize(
    ("asked", "held", "met"),
    [
        ("1종 보통 운전면허", "1종 대형 운전면허", True),
        ("2종 보통 운전면허", "1종 보통", True),
        ("자동차운전면허", "1종 대형 운전면허", True),
        ("자동차운전면허", "2종 보통", True),
        ("1종 대형 운전면허", "1종 보통 운전면허", False),
        ("1종 보통 운전면허", "2종 보통 운전면허", False),
    ],
)
def test_a_higher_driving_licence_proves_a_lower_one_and_never_the_other_way(
    posting: MakePosting, asked: str, held: str, met: bool
) -> None:
    demands = demanded(posting("p", title="배송원", licences=[asked]))
    assert [one.licence.name for one in demands] == [asked]
    assert ruled_out(demands, [held]) is not met


def test_years_in_a_tax_accountant_s_office_are_no_licence() -> None:
    assert named_in("세무사무실 경력자 우대", "body") == ()
    assert [one.licence.name for one in named_in("세무사 우대", "body")] == ["세무사 자격"]
