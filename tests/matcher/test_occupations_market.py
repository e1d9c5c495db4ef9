"""The occupations of both sides of the market, and how an index keeps them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from embeddings.cache import CachedEncoder, VectorCache
from embeddings.description import Description
from embeddings.hashing import HashingEncoder
from matcher.indexing import MatchIndex
from matcher.matching import Matcher
from matcher.occupations import Lexicon, Occupation, OccupationIndex, OccupationMapper
from matcher.records import Posting, Trainee
from matcher.text.profile import Profile
from matcher.weights import Weights

MakePosting = Callable[..., Posting]
CLERK, GUARD = "0272", "5420"
LEXICON = Lexicon(
    occupations=(
        Occupation("경리사무원", CLERK, ("경리",)),
        Occupation("아파트경비원", GUARD, ("건물경비원",)),
        Occupation("한식조리사", "5312"),
    ),
    groups={CLERK: "경리 사무원", GUARD: "경비원(건물 관리원)", "5312": "한식 조리사"},
)


@pytest.fixture
def jobs(posting: MakePosting) -> dict[str, Posting]:
    return {
        "b": posting("b", title="[세종] 건물 경비원 모집"),
        "a": posting("a", title="아파트 경비원 모집", jobs_cd="027200"),
        "c": posting("c", title="사원 모집"),
    }


PEOPLE = {
    id_: Trainee.model_validate({"id": id_, "desired": {"jobs": wishes}, "career": career})
    for id_, wishes, career in (
        ("kim", ["경리"], [{"title": "아파트 경비원"}]),
        ("lee", ["경리", "부장"], []),
        ("nam", [], []),
    )
}


def _index(jobs: dict[str, Posting], encoder: Any = None) -> MatchIndex:
    encoder = encoder or HashingEncoder()
    return MatchIndex.build(PEOPLE, jobs, encoder, mapper=OccupationMapper(encoder, LEXICON))


def test_a_stated_group_goes_before_the_title_and_an_unclear_title_stays_unknown(
    jobs: dict[str, Posting],
) -> None:
    index = _index(jobs)
    found = dict(zip(index.postings.ids, index.occupations.postings, strict=True))
    assert (found["a"].code, found["a"].confidence, found["a"].field) == (CLERK, None, "jobs_cd")
    assert (found["b"].code, found["b"].field) == (GUARD, "title")
    assert found["b"].confidence > 0.5
    assert found["c"] is None


def test_without_a_mapper_only_stated_groups_are_known(jobs: dict[str, Posting]) -> None:
    index = MatchIndex.build(PEOPLE, jobs, HashingEncoder())
    assert [one.code if one else None for one in index.occupations.postings] == [CLERK, None, None]
    assert index.occupations.reading("kim", Profile.of(PEOPLE["kim"])) is None


def test_a_guess_that_is_wrong_as_often_as_right_is_not_told(jobs: dict[str, Posting]) -> None:
    known = _index(jobs).occupations
    assert [known.told(row) for row in range(4)] == [CLERK, GUARD, None, None]
    half = [type(one)(one.field, one.code, one.name, 0.49) for one in known.postings if one]
    assert OccupationIndex(tuple(half)).told(0) is None


def test_people_are_counted_once_for_what_they_seek_and_not_for_what_they_did(
    jobs: dict[str, Posting],
) -> None:
    known = _index(jobs).occupations
    assert [known.seekers(CLERK, but) for but in ("kim", "nam")] == [1, 2]
    assert known.seekers(GUARD, "nam") == 0
    assert known.reading("kim", Profile.of(PEOPLE["kim"])).career == {GUARD}


def test_a_profile_that_changed_since_is_read_anew(jobs: dict[str, Posting]) -> None:
    changed = PEOPLE["kim"].model_copy(
        update={"desired": PEOPLE["kim"].desired.model_copy(update={"jobs": ("한식조리사",)})}
    )
    assert _index(jobs).occupations.reading("kim", Profile.of(changed)).sought == {"5312"}


def test_a_wish_that_fits_several_groups_alike_is_not_understood(posting: MakePosting) -> None:
    names = zip(range(1000, 1010), "가나다라마바사아자차", strict=True)
    lexicon = Lexicon((), {f"{code}": name for code, name in names})
    welder = Trainee.model_validate({"id": "x", "desired": {"jobs": ["용접공"]}})
    mapper = OccupationMapper(HashingEncoder(), lexicon)
    known = OccupationIndex.build([posting("a", title="용접공")], {"x": welder}, mapper)
    assert known.people["x"].sought == frozenset()
    assert known.told(0) is None


def test_a_saved_index_knows_the_same_once_loaded(tmp_path: Path, jobs: dict[str, Posting]) -> None:
    built = _index(jobs)
    built.save(tmp_path)
    loaded = MatchIndex.load(tmp_path, HashingEncoder())
    assert [
        one and (one.field, one.code, one.confidence) for one in loaded.occupations.postings
    ] == [one and (one.field, one.code, one.confidence) for one in built.occupations.postings]
    assert loaded.occupations.people == built.occupations.people
    assert loaded.occupations.mapper is not None
    for title in ("경리 담당", "건물 경비", "부장"):
        assert loaded.occupations.mapper.guesses([title]) == built.occupations.mapper.guesses(
            [title]
        )
    assert loaded.occupations.nearest(CLERK, 2) == built.occupations.nearest(CLERK, 2)


def test_nothing_changed_encodes_no_title_again(tmp_path: Path, jobs: dict[str, Posting]) -> None:
    def cached() -> CachedEncoder:
        cache = VectorCache(tmp_path / "vectors.sqlite")
        return CachedEncoder(HashingEncoder, cache, Description.of(HashingEncoder()))

    first, again = cached(), cached()
    _index(jobs, first)
    _index(jobs, again)
    assert first.misses > 0
    assert again.misses == 0


def test_demand_is_neutral_as_packaged_and_bounded_where_a_centre_weighs_it(
    jobs: dict[str, Posting], as_of: date
) -> None:
    def factors(crowded: float) -> dict[str, dict[str, float]]:
        encoder, weights = HashingEncoder(), Weights(crowded=crowded)
        matcher = Matcher(PEOPLE, jobs, _index(jobs, encoder), encoder, weights=weights)
        return {match.id: match.factors for match in matcher.matches("kim", as_of=as_of).matches}

    assert Weights().crowded == 1
    assert all("demand" not in found for found in factors(1.0).values())
    weighed = factors(0.8)
    assert weighed["a"]["demand"] == pytest.approx(0.8)  # two seek the one job of a clerk
    assert weighed["b"]["demand"] == 1  # nobody seeks to be a guard
    assert weighed["c"]["demand"] == 1  # of no known occupation
