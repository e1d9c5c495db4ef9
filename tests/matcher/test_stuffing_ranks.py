"""Words repeated to be found lift neither a profile nor a posting in any list."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest

from embeddings import HashingEncoder
from embeddings.encoder import Encoder
from matcher.indexing import MatchIndex
from matcher.ingest.cleaning import cleaned
from matcher.matching import Matcher
from matcher.records import Posting, Trainee
from matcher.text.tokens import morphemes

AS_OF = date(2026, 11, 24)
TIMES = 50
FILLERS = ("\u200b", "\u3164", "\uffa0", "\u2060")
Attack = Callable[[Trainee, Sequence[str], Random], Trainee]


def _shuffled(words: Sequence[str], dice: Random) -> str:
    many = [*words] * TIMES
    dice.shuffle(many)
    return " ".join(many)


def keywords(posting: Posting, most: int = 12) -> list[str]:
    """The posting's own words, in the order of first appearance."""
    found = dict.fromkeys(morphemes([f"{posting.title} {posting.body or ''}"])[0])
    return [word for word in found if len(word) > 1][:most]


def stuffed(person: Trainee, words: Sequence[str], dice: Random) -> Trainee:
    """Keywords x50 in the summary, in every spell's duties and in the list of skills."""
    turn = " ".join([*words] * TIMES)
    return _said(person, (turn, _shuffled(words, dice)), [*words] * TIMES, dice)


def hidden(person: Trainee, words: Sequence[str], dice: Random) -> Trainee:
    """The same between letters that nobody sees, as a file brings them in."""
    parts = [word for word in [*words] * TIMES for word in (word, dice.choice(FILLERS))]
    inner = [dice.choice(FILLERS).join(word) for word in [*words] * TIMES]
    return _said(person, ("".join(parts), " ".join(inner)), inner[: len(words) * 5], dice)


def once(person: Trainee, words: Sequence[str], dice: Random) -> Trainee:
    """Each keyword once, as somebody honest would write: not stuffing, and not protected."""
    return _said(person, (f"{', '.join(words)} 일을 할 수 있습니다.",) * 2, words, dice)


def _said(person: Trainee, texts: tuple[str, str], skills: Sequence[str], dice: Random) -> Trainee:
    row = person.model_dump()
    row["summary"] = f"{person.summary or ''}\n{texts[0]}"[:20_000]
    for spell in row["career"]:
        spell["duties"] = f"{spell['duties'] or ''}\n{texts[1]}"[:20_000]
    row["skills"] = [*person.skills, *skills, " ".join(skills)[:300]]
    return Trainee.model_validate(cleaned({**row, "id": f"{person.id}+"}))


def gains(
    people: Sequence[Trainee],
    postings: Mapping[str, Posting],
    encoder: Encoder,
    attack: Attack,
    count: int,
    dice: Random,
) -> list[int]:
    """By how many places of a hundred each attack on a posting rises, ``count`` of them."""
    pairs = [
        (people[n % len(people)], postings[dice.choice(sorted(postings))]) for n in range(count)
    ]
    everybody = {person.id: person for person in people}
    aimed = [
        attack(person.model_copy(update={"id": f"{person.id}-{n}"}), keywords(posting), dice)
        for n, (person, posting) in enumerate(pairs)
    ]
    records = everybody | {person.id: person for person in aimed}
    matcher = Matcher(records, postings, MatchIndex.build(records, postings, encoder), encoder)
    found = []
    for (person, posting), attacker in zip(pairs, aimed, strict=True):
        others = dice.sample([id_ for id_ in everybody if id_ != person.id], 99)
        ranks = [_rank(matcher, posting.id, one, others) for one in (person.id, attacker.id)]
        found.append(ranks[0] - ranks[1])
    return found


def _rank(matcher: Matcher, posting: str, person: str, others: Sequence[str]) -> int:
    lifted = frozenset({"closing", "place", "commute", "pay", "freshness", "licence"})
    ranking = matcher.candidates(
        posting, as_of=AS_OF, top=100, among=[person, *others], ignore=lifted
    )
    ids = [match.id for match in ranking.matches]
    return ids.index(person) + 1 if person in ids else 101


def told(found: Sequence[int]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return float(np.median(found)), float(np.percentile(found, 95))


@pytest.fixture(scope="module")
def crowd() -> tuple[list[Trainee], dict[str, Posting]]:
    """101 people of the sample town and thirty of its postings."""
    from service.town.loader import load_town

    town = load_town(AS_OF)
    postings = {one.id: one for one in town.postings[:300:10] if not _held(one)}
    return list(town.trainees[:101]), postings


def _held(posting: Posting) -> bool:
    from matcher.checks import NOTHING_CLEARED, check_posting, hides

    return bool(hides(check_posting(posting, AS_OF), NOTHING_CLEARED.get(posting.id, frozenset())))


@pytest.mark.parametrize("attack", [stuffed, hidden])
def test_stuffing_lifts_no_profile_among_a_hundred(
    crowd: tuple[list[Trainee], dict[str, Posting]], attack: Attack
) -> None:
    people, postings = crowd
    median, high = told(gains(people, postings, HashingEncoder(), attack, 8, Random(22)))
    assert median <= 1
    assert high <= 3


def test_without_the_protection_stuffing_lifts_profiles(
    crowd: tuple[list[Trainee], dict[str, Posting]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.text.profile.blank_stuffed", lambda text: text)
    monkeypatch.setattr("matcher.text.profile.strike_stuffed", tuple)
    people, postings = crowd
    median, high = told(gains(people, postings, HashingEncoder(), stuffed, 4, Random(22)))
    assert median > 1 or high > 3


PROOFS = pytest.mark.skipif(not os.environ.get("PROOFS"), reason="long; set PROOFS=1")


@PROOFS
@pytest.mark.model
@pytest.mark.parametrize("attack", [stuffed, hidden])
def test_stuffing_lifts_none_of_two_hundred_profiles_with_the_real_model(attack: Attack) -> None:
    from service.bootstrap import open_encoder
    from service.settings import Settings
    from service.town.loader import load_town

    town = load_town(AS_OF)
    postings = {one.id: one for one in town.postings[::5] if not _held(one)}
    encoder = open_encoder(Settings.read())  # the vectors are kept in IEUM_HOME
    found = gains(town.trainees, postings, encoder, attack, 200, Random(22))
    assert told(found)[0] <= 1
    assert told(found)[1] <= 3


def test_a_stuffed_posting_rises_in_nobodys_list(
    make_matcher: Callable[..., Matcher], people: dict[str, Any], jobs: dict[str, Any]
) -> None:
    """The lowest of each person's list repeats the words of the highest fifty times."""
    plain = make_matcher(people, jobs)
    for id_, person in people.items():
        before = [match.id for match in plain.matches(person, as_of=AS_OF, top=100).matches]
        last, words = before[-1], keywords(jobs[before[0]])
        body = f"{jobs[last].body or ''}\n{' '.join(words * TIMES)}"
        attacked = make_matcher(people, jobs | {last: jobs[last].model_copy(update={"body": body})})
        after = [match.id for match in attacked.matches(person, as_of=AS_OF, top=100).matches]
        assert after.index(last) >= before.index(last) - 1, id_


def test_a_hundred_near_copies_of_an_advertisement_take_one_place(
    make_matcher: Callable[..., Matcher],
    people: dict[str, Any],
    jobs: dict[str, Any],
    posting: Callable[..., Posting],
) -> None:
    books = jobs["books"]
    signs = ("", "★", "[급구] ", "(주) ", "!!")
    copies = {
        f"copy{n:03}": books.model_copy(
            update={
                "id": f"copy{n:03}",
                "title": f"{signs[n % 5]}{books.title}",
                "body": f"{books.body} {' ' * (n % 3)}",
            }
        )
        for n in range(100)
    }
    found = make_matcher(people, jobs | copies).matches("bookkeeper", as_of=AS_OF, top=20)
    listed = [match for match in found.matches if match.id in copies or match.id == "books"]
    assert len(listed) == 1
    assert len(listed[0].copies) == 100
