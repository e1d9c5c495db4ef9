"""The index encodes what changed, answers the same once loaded, and cuts nothing off."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings.cache import CachedEncoder, VectorCache
from embeddings.description import Description
from embeddings.encoder import Role, Vectors
from embeddings.hashing import HashingEncoder
from embeddings.sections import split
from matcher.indexing import MatchIndex, RecordIndex
from matcher.matching import Matcher
from matcher.records import Trainee
from matcher.text.kinds import KindText
from matcher.text.tokens import morphemes

AS_OF = date(2026, 11, 24)
Records = dict[str, Any]


class ShortSighted(HashingEncoder):
    """Reads forty characters at a time, as a model reads so many tokens."""

    def sections(self, text: str) -> list[str]:
        return split(text, lambda part: min(len(part), 40))


class Listening(HashingEncoder):
    """Remembers every text it was handed."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str], role: Role, *, progress: bool = False) -> Vectors:
        self.heard += texts
        return super().encode(texts, role, progress=progress)


def _cached(path: Path) -> CachedEncoder:
    known = Description.of(HashingEncoder())
    return CachedEncoder(HashingEncoder, VectorCache(path / "vectors.sqlite"), known)


def _side(bodies: dict[str, str], encoder: Any) -> RecordIndex:
    texts = {id_: [KindText("body", "body", body)] for id_, body in bodies.items()}
    return RecordIndex.build(texts, bodies, bodies, encoder, "passage")


def _dense(side: RecordIndex, encoder: Any, query: str, allowed: Any = None) -> set[str]:
    everything = np.ones(len(side), dtype=bool) if allowed is None else allowed
    found = side.nearest(encoder.encode([query], "query"), 1, everything)
    return {side.ids[row] for row in found}


def test_one_changed_posting_encodes_exactly_one_text(
    tmp_path: Path, people: Records, jobs: Records
) -> None:
    first = _cached(tmp_path)
    MatchIndex.build(people, jobs, first)
    assert first.misses > len(jobs)
    body = f"{jobs['books'].body} 연말정산도 합니다."
    changed = jobs | {"books": jobs["books"].model_copy(update={"body": body})}
    second = _cached(tmp_path)
    MatchIndex.build(people, changed, second)
    assert second.misses == 1


def test_nothing_changed_encodes_nothing_and_loads_no_model(
    tmp_path: Path, people: Records, jobs: Records
) -> None:
    MatchIndex.build(people, jobs, _cached(tmp_path))
    again = _cached(tmp_path)
    MatchIndex.build(people, jobs, again)
    assert again.misses == 0


def test_ranking_an_indexed_person_encodes_nothing_more(
    tmp_path: Path, people: Records, jobs: Records
) -> None:
    encoder = _cached(tmp_path)
    matcher = Matcher(people, jobs, MatchIndex.build(people, jobs, encoder), encoder)
    before = encoder.misses
    for person in people:
        matcher.matches(person, as_of=AS_OF)
    assert encoder.misses == before


def test_the_encoder_never_hears_who_somebody_is(people: Records, jobs: Records) -> None:
    identity = {
        "name": "보기솔",
        "email": "someone@example.com",
        "phone": "010-0000-0000",
        "home_place": "해밀동",
        "counsellor": "상담사 예시",
        "education": "보기여자상업고등학교",
    }
    known = {
        id_: Trainee.model_validate({**person.model_dump(), **identity})
        for id_, person in people.items()
    }
    encoder = Listening()
    MatchIndex.build(known, jobs, encoder)
    plain = Listening()
    MatchIndex.build(people, jobs, plain)
    assert encoder.heard == plain.heard
    assert not [text for text in encoder.heard for word in identity.values() if word in text]


def test_a_saved_index_answers_the_same_once_loaded(
    tmp_path: Path, people: Records, jobs: Records
) -> None:
    encoder = HashingEncoder()
    built = MatchIndex.build(people, jobs, encoder)
    built.save(tmp_path)
    loaded = MatchIndex.load(tmp_path)
    assert loaded.postings.ids == built.postings.ids == tuple(sorted(jobs))
    before = Matcher(people, jobs, built, encoder)
    after = Matcher(people, jobs, loaded, encoder)
    for person in people:
        assert after.matches(person, as_of=AS_OF) == before.matches(person, as_of=AS_OF)
    for job in jobs:
        assert after.candidates(job, as_of=AS_OF) == before.candidates(job, as_of=AS_OF)


def test_the_order_in_which_records_arrive_changes_nothing(people: Records, jobs: Records) -> None:
    encoder = HashingEncoder()
    turned = dict(reversed(jobs.items()))
    one = Matcher(people, jobs, MatchIndex.build(people, jobs, encoder), encoder)
    other = Matcher(people, turned, MatchIndex.build(people, turned, encoder), encoder)
    for person in people:
        assert other.matches(person, as_of=AS_OF) == one.matches(person, as_of=AS_OF)


def test_similarity_is_the_cosine_with_the_nearest_section_of_each_record() -> None:
    encoder = ShortSighted()
    bodies = {
        "long": "구내식당에서 한식을 조리하고 배식합니다. " * 4 + "드론으로 농약을 뿌립니다.",
        "short": "경리 사무원입니다.",
    }
    side = _side(bodies, encoder)
    queries = encoder.encode(["드론 방제", "경리 사무원", "한식 조리"], "query")
    expected = [
        [
            max(float(query @ part) for part in encoder.encode(encoder.sections(body), "passage"))
            for body in (bodies["short"], bodies["long"])
        ]
        for query in queries
    ]
    found = side.similarity(queries, [1, 0])
    assert side.ids == ("long", "short")
    assert np.allclose(found, expected, atol=1e-6)
    assert found.shape == (3, 2)


@pytest.mark.parametrize("encoder", [ShortSighted(), HashingEncoder(dimension=2048)])
def test_a_word_in_any_part_of_a_long_text_is_found(encoder: HashingEncoder) -> None:
    trades = ["드론 항공 방제", "도자기 굽기", "피아노 조율", "수족관 물고기 사육", "활판 인쇄"]
    filler = "구내식당에서 한식을 조리하고 배식합니다. " * 3
    bodies = {f"other{n}": filler for n in range(5)}
    bodies["long"] = filler.join(f"{trade}. " for trade in trades)
    side = _side(bodies, encoder)
    for trade in trades:
        assert _dense(side, encoder, trade) == {"long"}


def test_a_record_with_many_sections_takes_only_one_of_the_k_places() -> None:
    encoder = ShortSighted()
    bodies = {"wordy": "경리 사무원을 찾습니다. 결산과 전표입니다. " * 10, "brief": "경리 사무원"}
    side = _side(bodies, encoder)
    query = encoder.encode(["경리 사무원"], "query")
    assert side.nearest(query, 2, np.array([True, True])) == {0, 1}
    assert side.nearest(query, 1, np.array([False, True])) == {1}


def test_what_is_not_allowed_is_never_found_by_either_leg(people: Records, jobs: Records) -> None:
    side = MatchIndex.build(people, jobs, HashingEncoder()).postings
    row = side.row("books")
    assert row is not None
    query = HashingEncoder().encode(["경리 사무원"], "query")
    words = side.words.scores(morphemes(["경리 사무원 결산"])[0])
    allowed = np.ones(len(side), dtype=bool)
    assert row in side.nearest(query, 1, allowed)
    assert side.leading(words, 1, allowed) == {row}
    allowed[row] = False
    assert row not in side.nearest(query, 5, allowed)
    assert row not in side.leading(words, 5, allowed)
    nothing = np.zeros(len(side), dtype=bool)
    assert side.nearest(query, 5, nothing) == side.leading(words, 5, nothing) == set()


def test_the_lexical_leg_brings_in_nobody_who_shares_no_word(
    people: Records, jobs: Records
) -> None:
    side = MatchIndex.build(people, jobs, HashingEncoder()).postings
    everything = np.ones(len(side), dtype=bool)
    assert side.leading(side.words.scores(["양자역학"]), 10, everything) == set()
    berries = side.words.scores(["딸기"])
    found = {side.ids[row] for row in side.leading(berries, 10, everything)}
    assert found == {"strawberry"}


def test_a_record_that_is_not_indexed_has_no_row(people: Records, jobs: Records) -> None:
    index = MatchIndex.build(people, jobs, HashingEncoder())
    assert index.postings.row("unknown") is None
    assert index.postings.row(index.postings.ids[3]) == 3


@pytest.mark.model
def test_the_last_words_of_a_body_of_three_thousand_tokens_are_found_by_the_real_model() -> None:
    from embeddings.bundled import default_model_folder
    from embeddings.sentence import SentenceEncoder

    encoder = SentenceEncoder.load(cache_folder=default_model_folder())
    filler = "구내식당에서 한식을 조리하고 배식하며 주방을 청소합니다. "
    last = "드론으로 논에 농약을 뿌리는 항공 방제 조종사를 찾습니다."
    bodies = {
        "long": filler * 200 + last,
        "cut": filler * 200,
        "books": "경리 사무원. 결산과 전표.",
    }
    parts = encoder.sections(bodies["long"])
    assert sum(len(part.split()) for part in parts) > 1200  # some 3,000 tokens
    assert len(parts) >= 6
    side = _side(bodies, encoder)
    query = encoder.encode(["드론 항공 방제 조종"], "query")
    assert _dense(side, encoder, "드론 항공 방제 조종") == {"long"}
    long, cut = side.similarity(query, [side.ids.index("long"), side.ids.index("cut")])[0]
    assert long > cut + 0.02
