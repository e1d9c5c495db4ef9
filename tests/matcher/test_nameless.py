"""A posting without an employer's name is kept for the counsellor and goes to nobody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.checks import check_posting, hides
from matcher.copies.compare import one_employer, strength
from matcher.copies.faces import Face
from matcher.copies.groups import block_keys
from matcher.ingest import UnknownHeader, read_postings
from matcher.records import Posting

MakePosting = Callable[..., Posting]
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "lines",
    [
        ("업체명,채용제목,등록일", ",경리,2026-11-20"),
        ("채용제목,모집인원,등록일", "경리,1,2026-11-20"),
    ],
    ids=["blank cell", "no such column"],
)
def test_a_row_without_a_firm_goes_in_and_is_held_back(lines: tuple[str, ...]) -> None:
    # given
    data = "\n".join(lines).encode()
    with pytest.raises(UnknownHeader) as unknown:
        read_postings(data, "a.csv")

    # when
    intake = read_postings(data, "a.csv", mapping=unknown.value.proposal.mapping)

    # then
    assert not intake.rejected
    (kept,) = intake.records
    assert kept.company is None
    (finding,) = hides(check_posting(kept, TODAY))
    assert (finding.kind, finding.rule, finding.field) == (
        "identity",
        "employer-nameless",
        "company",
    )
    assert not hides(check_posting(kept, TODAY), frozenset({finding.fingerprint}))


def test_two_jobs_without_a_firm_are_not_of_one_employer(posting: MakePosting) -> None:
    offer: dict[str, Any] = {"title": "물류센터 입출고 사원 모집", "region": "대전 서구 둔산동"}
    one, other = (Face.of(posting(id, **offer, company=None)) for id in "ab")
    named = [Face.of(posting(id, **offer, company="가상물류")) for id in "cd"]

    assert not one_employer(one, other)
    assert strength(one, other) == 0
    assert not {key for key in block_keys(one) if key[0] == "employer"}
    assert strength(*named) > 0
