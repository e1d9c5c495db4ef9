"""Laws of the groups: order never matters, no contradiction inside, nothing joined by silence."""

import random
from collections.abc import Callable
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from matcher.copies import Face, conflict, grouped, strength
from matcher.jobs import JobTable
from matcher.records import Posting

MakePosting = Callable[..., Posting]

few = st.fixed_dictionaries(
    {
        "title": st.sampled_from(
            ["경리 모집", "[급구] 경리", "경리원", "총무", "생산 1공장", "생산 2공장", "★★", "채용"]
        ),
        "company": st.sampled_from(["㈜가상", "가상", "다른회사"]),
        "pay": st.sampled_from([None, "월급 250만원", "월급 260만원"]),
        "region": st.sampled_from([None, "세종", "대전", "대전 서구"]),
        "closes": st.sampled_from([None, "2026-12-20", "2026-03-01"]),
    }
)


def _faces(rows: list[dict[str, str | None]]) -> list[Face]:
    known = [
        Posting.model_validate({"id": f"p{n}", "source": "t", **r}) for n, r in enumerate(rows)
    ]
    return [Face.of(posting) for posting in known]


@given(st.lists(few, max_size=9), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order(
    rows: list[dict[str, str | None]], shuffle: random.Random
) -> None:
    faces = _faces(rows)
    mixed = faces.copy()
    shuffle.shuffle(mixed)
    assert grouped(faces) == grouped(mixed)


@given(st.lists(few, max_size=9))
def test_no_group_holds_two_jobs_and_every_member_names_the_same_group(
    rows: list[dict[str, str | None]],
) -> None:
    faces = {face.id: face for face in _faces(rows)}
    groups = grouped(list(faces.values()))
    for id_, group in groups.items():
        assert id_ in group
        assert all(groups[other] == group for other in group)
        assert not any(conflict(faces[a], faces[b]) for a, b in combinations(group, 2))


@given(few, few)
def test_a_pair_is_the_same_from_either_side(
    one: dict[str, str | None], two: dict[str, str | None]
) -> None:
    a, b = _faces([one, two])
    assert strength(a, b) == strength(b, a)
    assert bool(conflict(a, b)) == bool(conflict(b, a))


@given(few, few)
def test_titles_that_name_nothing_join_nothing_by_themselves(
    one: dict[str, str | None], two: dict[str, str | None]
) -> None:
    a, b = _faces([one | {"title": "★ 채용 ★"}, two | {"title": "모집합니다"}])
    assert strength(a, b) == 0


def test_an_unknown_pay_does_not_chain_two_jobs(posting: MakePosting) -> None:
    pays = ("월급 250만원", None, "월급 300만원")
    known = [posting(f"p{n}", title="경리 모집", company="가상", pay=p) for n, p in enumerate(pays)]
    groups = grouped([Face.of(one) for one in known])
    assert groups == {"p0": ("p0", "p1"), "p1": ("p0", "p1")}


def test_the_employers_own_then_the_most_complete_then_the_latest_is_shown(
    posting: MakePosting,
) -> None:
    same = {"title": "경리 사무원 모집", "company": "가상상사", "region": "세종"}
    body = "전표 입력과 결산, 급여 계산, 부가세 신고 자료 준비와 거래처 대금 지급을 맡습니다"
    jobs = [
        posting(
            "a", **same | {"company": "가상인력", "body": f"가상상사의 채용을 대행합니다. {body}"}
        ),
        posting("b", **same),
        posting("c", **same, pay="월급 250만원", seen="2026-11-01"),
        posting("d", **same, pay="월급 250만원", seen="2026-11-20"),
    ]
    table = JobTable(jobs)
    assert [jobs[row].id for row in table.copies(0)] == ["d", "c", "b"]
    assert table.copies(3) == [2, 1, 0]
