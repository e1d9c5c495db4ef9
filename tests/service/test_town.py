"""The sample town: the script is the truth, its shares are as designed, nobody in it is real."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest

from matcher.records import Posting
from service.town import Town, load_town, town_of
from service.town.dates import dated
from service.town.dice import Dice
from service.town.generate import rendered
from service.town.pay import fair_month

TODAY = date(2026, 11, 24)


def _data(name: str) -> str:
    return (files("service.town") / "data" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def town() -> Town:
    return load_town(TODAY)


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_data("answers.json"))
    return loaded


@pytest.fixture(scope="module")
def by_id(town: Town) -> dict[str, Posting]:
    return {posting.id: posting for posting in town.postings}


def test_the_committed_files_are_what_the_script_writes() -> None:
    for name, content in rendered().items():
        assert _data(name).encode() == content, f"run python -m service.town.generate for {name}"


def test_the_package_data_stays_small() -> None:
    assert sum(map(len, rendered().values())) < 2_500_000


def test_the_town_has_8_courses_160_trainees_and_1500_postings(town: Town) -> None:
    assert [posting.id for posting in town.postings] == [f"S{n:04d}" for n in range(1, 1501)]
    assert [person.id for person in town.trainees] == [f"P{n:03d}" for n in range(1, 161)]
    assert len({course.name for course in town.courses}) == 8


def test_a_town_of_any_size_keeps_the_town_s_shares(town: Town) -> None:
    larger = town_of(3000, town.as_of)
    assert len({posting.id for posting in larger}) == 3000
    assert town_of(1500, town.as_of) == town.postings
    unpaid = [sum(one.pay is None for one in postings) for postings in (town.postings, larger)]
    assert unpaid[1] == pytest.approx(2 * unpaid[0], rel=0.05)


def test_each_course_has_twenty_trainees(town: Town) -> None:
    firsts = Counter(person.courses[0].name for person in town.trainees)
    assert firsts == {course.name: 20 for course in town.courses}


@pytest.mark.parametrize(
    ("flaw", "low", "high"),
    [
        ("copies", 70, 80),
        ("closed", 85, 95),
        ("unlawful", 55, 65),
        ("below_minimum", 18, 30),
        ("newcomers", 35, 75),
        ("remote", 50, 130),
    ],
)
def test_flaws_have_the_shares_of_the_design(
    answers: dict[str, Any], flaw: str, low: int, high: int
) -> None:
    assert low <= len(answers[flaw]) <= high


def test_about_one_posting_in_seven_states_no_pay(town: Town) -> None:
    silent = [p for p in town.postings if not re.search(r"\d|최저", p.pay or "")]
    assert 0.12 <= len(silent) / 1500 <= 0.18


def test_a_posting_is_past_its_date_exactly_where_the_answers_say_so(
    town: Town, answers: dict[str, Any]
) -> None:
    past = {p.id for p in town.postings if p.closing.date and p.closing.date < TODAY}
    assert past == set(answers["closed"])


def test_an_unlawful_phrase_stands_where_the_answers_say(
    by_id: dict[str, Posting], answers: dict[str, Any]
) -> None:
    for flaw in answers["unlawful"]:
        text = getattr(by_id[flaw["id"]], flaw["field"])
        assert flaw["phrase"] in text, flaw
    assert {flaw["kind"] for flaw in answers["unlawful"]} == {"age", "gender", "appearance"}


def test_only_the_named_postings_pay_less_than_the_minimum_of_2026(
    town: Town, answers: dict[str, Any]
) -> None:
    least = {"H": 10_320, "M": 2_156_880}  # an hour, and a month of 209 paid hours
    full = [p for p in town.postings if p.hours.week_hours == 40]
    low = {
        p.id for p in full if (pay := p.pay_range).min and pay.min < least.get(pay.unit or "", 0)
    }
    assert low
    assert low <= set(answers["below_minimum"])


def test_a_newcomers_job_says_so_in_its_career_field(
    by_id: dict[str, Posting], answers: dict[str, Any]
) -> None:
    assert {by_id[name].career for name in answers["newcomers"]} == {"신입"}


def test_every_course_has_jobs_in_its_trade_and_the_town_has_seventy_occupations(
    town: Town, answers: dict[str, Any]
) -> None:
    trades = answers["trades"]
    assert set(trades) == {course.name for course in town.courses}
    assert min(map(len, trades.values())) >= 35
    assert len(set(answers["occupations"].values())) >= 70


def test_a_copy_is_the_same_work_as_its_original_under_another_face(
    by_id: dict[str, Posting], answers: dict[str, Any]
) -> None:
    copies = {row["id"] for row in answers["copies"]}
    for row in answers["copies"]:
        twin, original = by_id[row["id"]], by_id[row["copy_of"]]
        assert original.id not in copies
        assert answers["occupations"][twin.id] == answers["occupations"][original.id]
        same = ("source", "title", "company", "body")
        assert any(getattr(twin, name) != getattr(original, name) for name in same)
    assert any(by_id[name].title.endswith("...") for name in copies)


def test_titles_and_bodies_differ(town: Town) -> None:
    assert len({p.title for p in town.postings}) > 1_250
    bodies = [p.body for p in town.postings if p.body]
    assert len(set(bodies)) > 1_400


def test_most_jobs_are_in_sejong_and_the_rest_in_the_towns_around_it(town: Town) -> None:
    regions = [p.region or "" for p in town.postings]
    assert 0.5 < sum("세종" in region for region in regions) / 1500 < 0.75
    for place in ("대전", "청주", "공주", "천안", "아산"):
        assert sum(place in region for region in regions) >= 20, place


def test_every_value_that_names_a_figure_is_understood(town: Town) -> None:
    for posting in town.postings:
        if re.search(r"\d", posting.pay or ""):
            assert posting.pay_range.unit, posting.pay
            assert posting.pay_range.min, posting.pay
        if posting.closes:
            closing = posting.closing
            assert closing.date or closing.until_filled or closing.rolling, posting.closes
        assert posting.career_range.kind is not None, posting.career


def test_people_are_invented_and_reachable_nowhere(town: Town) -> None:
    assert len({person.name for person in town.trainees}) == 160
    for n, person in enumerate(town.trainees, start=1):
        assert person.phone == f"010-0000-{n:04d}"
        assert re.fullmatch(r"trainee\d{3}@example\.(com|org)", person.email or "")
        assert 1962 <= (person.birth_year or 0) <= 1976
        assert person.counsellor
        assert person.home_place


def test_no_posting_carries_a_telephone_or_an_address_for_mail(town: Town) -> None:
    for posting in town.postings:
        text = posting.model_dump_json()
        assert "@" not in text
        assert not re.search(r"0\d{1,2}[-.) ]?\d{3,4}[-. ]\d{4}", text), posting.id
        assert (posting.business_number or "000-00-00000").startswith("000-00-")
        assert posting.url == f"https://example.invalid/jobs/{posting.id}"


def test_every_firm_is_recognisably_invented(town: Town) -> None:
    for posting in town.postings:
        assert re.search("가상|보기|예시|견본|모의", posting.company), posting.company


def test_consents_leave_some_people_out_of_mail_and_search(town: Town) -> None:
    consents = [person.consents for person in town.trainees]
    assert 4 <= sum(c.matching is None for c in consents) <= 15
    assert 0.68 <= sum(c.weekly_mail is not None for c in consents) / 160 <= 0.82
    assert 0.42 <= sum(c.employer_search is not None for c in consents) / 160 <= 0.58
    assert all(c.matching or not (c.weekly_mail or c.employer_search) for c in consents)
    assert all(day <= TODAY for c in consents if (day := c.weekly_mail))


def test_private_sentences_are_in_the_summaries_and_are_of_every_kind(
    town: Town, answers: dict[str, Any]
) -> None:
    summaries = {person.id: person.summary or "" for person in town.trainees}
    for row in answers["private_sentences"]:
        assert row["sentence"] in summaries[row["id"]]
    kinds = {row["kind"] for row in answers["private_sentences"]}
    assert kinds == {"health", "family", "age", "gender"}


def test_profiles_range_from_nearly_empty_to_full(town: Town) -> None:
    people = town.trainees
    assert 3 <= sum(not person.skills for person in people) <= 20
    assert 10 <= sum(person.courses[0].status == "수강중" for person in people) <= 35
    assert 5 <= sum(bool(person.hard) for person in people) <= 30


def test_a_later_day_moves_every_date_by_as_much(town: Town) -> None:
    later = load_town(TODAY + timedelta(days=100))
    for old, new in zip(town.postings, later.postings, strict=True):
        assert new.registered == (old.registered or TODAY) + timedelta(days=100)
        if old.closing.date:
            assert new.closing.date == old.closing.date + timedelta(days=100), old.closes


def test_no_offset_is_left_unwritten(town: Town) -> None:
    for posting in town.postings:
        assert not re.search(r"[{}]", f"{posting.title}{posting.closes}{posting.body}"), posting.id
    for person in town.trainees:
        assert not re.search(r"[{}#@]", person.summary or ""), person.id


def test_offsets_are_written_in_the_forms_of_real_postings() -> None:
    text = "채용시까지  {+12} / {+12:iso} / {+12:compact} / {+12:dot} / ~{+12:day} / {-1}"
    expected = "채용시까지  26-12-06 / 2026-12-06 / 20261206 / 2026.12.06 / ~12/6(일) / 26-11-23"
    assert dated(text, TODAY) == expected


def test_dice_give_the_same_draws_for_the_same_name_and_stay_in_range() -> None:
    first, second, other = Dice("a"), Dice("a"), Dice("b")
    draws = [first.between(1, 6) for _ in range(600)]
    assert draws == [second.between(1, 6) for _ in range(600)]
    assert draws != [other.between(1, 6) for _ in range(600)]
    assert set(draws) == {1, 2, 3, 4, 5, 6}
    assert sorted(Dice("c").shuffled(range(50))) == list(range(50))
    assert {Dice(f"w{n}").weighted("xy", [0, 1]) for n in range(50)} == {"y"}


@pytest.mark.parametrize(("hours", "manwon"), [(40, 216), (20, 108), (14, 63)])
def test_a_fair_month_counts_the_paid_weekly_rest(hours: float, manwon: int) -> None:
    # 40 h: 10,320 × 48 × 4.345 = 2,152,339; 20 h: × 24 = 1,076,170; 14 h, no rest: 627,765
    assert fair_month(hours) == manwon
