"""Hard limits: each removes what it says, is counted once, and is lifted by its own name only."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.index import Mask
from matcher.checks import check_posting
from matcher.checks.closed import STILL_OPEN_DAYS
from matcher.eligibility import LIFTABLE, NEVER_LIFTED, checked_ignore, counted, held_back
from matcher.jobs import JobTable
from matcher.records import Posting, Trainee
from matcher.weights import Weights
from matcher.wishes import avoids_nights

AS_OF = date(2026, 11, 24)
MakePosting = Callable[..., Posting]
EVERYTHING: dict[str, Any] = {
    "places": ["세종"],
    "monthly_wage_min_manwon": 300,
    "hours_per_week_max": 20,
    "days": "주 3일",
    "employment_types": ["정규직"],
    "remote_ok": False,
    "avoid": ["야간 근무"],
}
BREAKS: dict[str, dict[str, Any]] = {
    "unlawful": {"title": "사무원 (만 35세 이하)"},
    "minimum_wage": {"title": "사무원", "pay": "시급 9,000원"},
    "identity": {"title": "사무원", "company": "비공개"},
    "scam": {"title": "사무원", "body": "텔레그램으로만 문의"},
    "closing": {"title": "사무원", "closes": "2026-11-23"},
    "closing_unknown": {"title": "사무원", "closes": None},
    "licence": {"title": "간호사 채용"},
    "place": {"title": "사무원", "region": "부산광역시"},
    "pay": {"title": "사무원", "pay": "월급 250만원"},
    "hours": {"title": "사무원", "working_condition": "주 40시간"},
    "days": {"title": "사무원", "working_condition": "주 5일"},
    "employment": {"title": "사무원", "employment_type": "계약직"},
    "remote": {"title": "사무원", "body": "재택근무"},
    "avoid": {"title": "사무원", "working_condition": "야간"},
}
"""Of each limit a posting that breaks it and nothing else."""
ALWAYS = ("unlawful", "minimum_wage", "identity", "scam", "closing", "closing_unknown", "licence")


def _removed(
    person: Trainee, postings: list[Posting | None], ignore: frozenset[str] = frozenset()
) -> dict[str, list[bool]]:
    table = JobTable(postings)

    def avoided() -> Mask:
        nights = [job is not None and avoids_nights(person, job) is not None for job in table.jobs]
        return np.array(nights, dtype=bool)

    masks = held_back(person, table, AS_OF, ignore, Weights(), avoided)
    return {name: mask.tolist() for name, mask in masks.items()}


def _person(*hard: str) -> Trainee:
    return Trainee.model_validate({"id": "t", "desired": EVERYTHING, "hard": hard})


@pytest.mark.parametrize("limit", BREAKS)
def test_each_limit_removes_the_posting_that_breaks_it_and_no_other(
    posting: MakePosting, limit: str
) -> None:
    postings = [posting("bad", **BREAKS[limit]), posting("good", title="사무원")]
    hard = () if limit in ALWAYS else (limit,)
    removed = _removed(_person(*hard), postings)
    assert removed[limit] == [True, False]
    assert not any(any(mask) for name, mask in removed.items() if name != limit)


@pytest.mark.parametrize("limit", [name for name in BREAKS if name not in ALWAYS])
def test_a_wish_that_is_no_limit_removes_nothing(posting: MakePosting, limit: str) -> None:
    assert limit not in _removed(_person(), [posting("bad", **BREAKS[limit])])


@pytest.mark.parametrize("limit", [name for name in BREAKS if name not in ALWAYS])
def test_a_posting_that_says_nothing_passes_every_hard_wish(
    posting: MakePosting, limit: str
) -> None:
    assert _removed(_person(limit), [posting("silent", title="사무원")])[limit] == [False]


def test_without_a_table_of_travel_times_a_commute_never_removes_a_job(
    posting: MakePosting,
) -> None:
    person = Trainee.model_validate(
        {"id": "t", "home_place": "조치원읍", "desired": {"max_commute_min": 20}}
    )
    hard = person.model_copy(update={"hard": ("commute",)})
    removed = _removed(hard, [posting("far", title="사무원", region="대전광역시 동구 대전역")])
    assert not any(any(mask) for mask in removed.values())


def test_a_posting_no_longer_in_the_store_is_withdrawn() -> None:
    assert _removed(_person(), [None])["withdrawn"] == [True]


@pytest.mark.parametrize("name", [name for name in BREAKS if name in LIFTABLE])
def test_a_name_lifts_its_own_limit_and_leaves_the_others(posting: MakePosting, name: str) -> None:
    hard = [limit for limit in BREAKS if limit not in ALWAYS]
    postings: list[Posting | None] = [
        posting(f"p{n}", **row) for n, row in enumerate(BREAKS.values())
    ]
    before = _removed(_person(*hard), postings)
    after = _removed(_person(*hard), postings, frozenset({name}))
    gone = {"closing", "closing_unknown"} if name == "closing" else {name}
    assert set(before) - set(after) == gone
    assert after == {limit: mask for limit, mask in before.items() if limit not in gone}


@pytest.mark.parametrize("name", [*NEVER_LIFTED, "closing_unknown", "salary", ""])
def test_what_nobody_may_lift_is_refused_with_what_may_be(name: str) -> None:
    with pytest.raises(ValueError, match="expected some of: closing, licence, career") as refused:
        checked_ignore({name})
    assert f"'{name}'" in str(refused.value)
    assert ("can never be lifted" in str(refused.value)) is (name in NEVER_LIFTED)


def test_all_that_may_be_lifted_may_be_lifted_together() -> None:
    assert checked_ignore(LIFTABLE) == frozenset(LIFTABLE)
    assert set(NEVER_LIFTED).isdisjoint(LIFTABLE)


@pytest.mark.parametrize(
    ("fields", "closed"),
    [
        ({"closes": "2026-11-24"}, False),
        ({"closes": "2026-11-23"}, True),
        ({"closes": "채용시까지", "seen": AS_OF}, False),
        ({"closes": "상시", "seen": AS_OF - timedelta(STILL_OPEN_DAYS)}, False),
        ({"closes": "상시", "seen": AS_OF - timedelta(STILL_OPEN_DAYS + 1)}, True),
        ({"closes": None, "registered": AS_OF - timedelta(90), "seen": AS_OF}, False),
        ({"closes": "20991231", "registered": AS_OF - timedelta(90)}, True),
    ],
)
def test_the_last_day_counts_as_open_and_an_unconfirmed_posting_ages(
    posting: MakePosting, fields: dict[str, Any], closed: bool
) -> None:
    table = JobTable([posting("p", title="사무원", **fields)])
    assert table.flags.closed(AS_OF).tolist() == [closed]


def test_a_posting_that_says_it_is_filled_is_closed_until_that_word_is_cleared(
    posting: MakePosting,
) -> None:
    job = posting("p", title="[마감] 사무원")
    (finding,) = check_posting(job, AS_OF)
    assert JobTable([job]).flags.closed(AS_OF).tolist() == [True]
    cleared = {"p": frozenset({finding.fingerprint})}
    assert JobTable([job], cleared).flags.closed(AS_OF).tolist() == [False]


def test_a_posting_that_its_source_no_longer_has_is_withdrawn_from_that_day_on(
    posting: MakePosting,
) -> None:
    table = JobTable([posting("p", title="사무원", gone=AS_OF)])
    assert table.flags.withdrawn(AS_OF).tolist() == [True]
    assert table.flags.withdrawn(AS_OF - timedelta(1)).tolist() == [False]


def test_a_posting_without_any_date_is_unknown_and_not_closed(posting: MakePosting) -> None:
    removed = _removed(_person(), [posting("p", title="사무원", closes="채용시까지")])
    assert (removed["closing"], removed["closing_unknown"]) == ([False], [True])


def test_the_minimum_wage_is_that_of_the_day(posting: MakePosting) -> None:
    table = JobTable([posting("p", title="사무원", pay="시급 10,500원")])
    assert table.flags.underpaid(date(2026, 12, 31)).tolist() == [False]  # 10,320 won
    assert table.flags.underpaid(date(2027, 1, 1)).tolist() == [True]  # 10,700 won


MASKS = st.integers(1, 12).flatmap(
    lambda rows: st.dictionaries(
        st.sampled_from(["withdrawn", "unlawful", "closing", "place"]),
        st.lists(st.booleans(), min_size=rows, max_size=rows),
        min_size=1,
    )
)


@given(MASKS)
def test_each_removed_row_is_counted_once_under_the_first_limit(
    masks: dict[str, list[bool]],
) -> None:
    removed, left = counted({name: np.array(mask) for name, mask in masks.items()})
    first: dict[str, int] = {}
    for column in zip(*masks.values(), strict=True):
        name = next((name for name, hit in zip(masks, column, strict=True) if hit), None)
        if name:
            first[name] = first.get(name, 0) + 1
    assert removed == first
    assert left.tolist() == [not any(column) for column in zip(*masks.values(), strict=True)]
