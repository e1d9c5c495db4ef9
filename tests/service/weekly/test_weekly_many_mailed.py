"""Somebody who has had mail for years: the real matcher, and a long ledger."""

from datetime import date
from itertools import product

import pytest

from embeddings import HashingEncoder
from matcher.indexing import MatchIndex
from matcher.matching import Matcher
from service.emails import Rules
from service.emails.weekly import prepare
from service.store.digests import Item, fingerprint

TUESDAY = date(2026, 11, 24)
MAILED = 160
"""With the 50 that are looked at, more than 200 are asked for."""


PLACES = ("도서관", "호텔", "수영장", "주차장", "농장", "병원", "학교", "식당", "공원", "극장")
TASKS = (
    "상차",
    "분류",
    "정비",
    "판매",
    "운반",
    "청소",
    "안내",
    "상담",
    "포장",
    "설치",
    "강사",
    "배달",
)
TIMES = ("오전", "오후", "주말", "심야", "상시")


@pytest.fixture
def matcher(town) -> Matcher:
    """The town's real matcher: one bookkeeper, her trade at 180 employers, 600 others."""
    wished = {"jobs": ["경리 사무원"]}
    town.store.put_trainees([town.person("T1", skills=["전표 입력"], desired=wished)], {})
    trade = {"title": "경리 사무원 채용", "body": "전표 입력과 결산을 맡습니다."}
    others = [" ".join(words) for words in product(PLACES, TASKS, TIMES)]
    jobs = [town.job(f"B{n:03}", **trade) for n in range(180)]
    jobs += [town.job(f"Z{n:03}", title=title) for n, title in enumerate(others)]
    town.store.put_postings(jobs, {})
    people, postings, encoder = town.store.trainees(), town.store.postings(), HashingEncoder()
    return Matcher(people, postings, MatchIndex.build(people, postings, encoder), encoder)


def test_after_many_mailed_jobs_a_digest_still_has_new_ones_with_reasons(town, matcher) -> None:
    # given: the first 160 of the list were mailed in earlier weeks
    ranking = matcher.matches("T1", as_of=TUESDAY, top=MAILED)
    old = [match.id for match in ranking.matches]
    book, now = town.store.digests, town.now
    book.save("T1", "2026-W01", model="m", hash="h", content=[Item("B000", "{}")], at=now)
    seen = fingerprint(book.rows(week="2026-W01"))
    book.approve("2026-W01", ["T1"], seen=seen, by="김상담", at=now)
    assert book.claim(town.row("T1", "2026-W01").id, old, at=now)
    assert len(book.mailed("T1")) == MAILED
    # when
    rules = Rules(bands=("강함", "보통", "약함"))
    prepare(town.store, matcher, as_of=TUESDAY, now=now, rules=rules)
    # then
    jobs = town.composed("T1")
    assert len(jobs) == 5
    assert not {job.facts.posting for job in jobs} & set(old)
    assert all(job.reasons for job in jobs)
