"""The town's known copies are all found, and nothing else is."""

import json
from datetime import date
from importlib.resources import files
from itertools import combinations

from matcher.copies import Face, grouped
from service.town import load_town


def test_the_known_copies_of_the_town_are_found_and_no_others() -> None:
    # given
    text = (files("service.town") / "data" / "answers.json").read_text("utf-8")
    known = {frozenset((row["id"], row["copy_of"])) for row in json.loads(text)["copies"]}
    # when
    groups = grouped([Face.of(posting) for posting in load_town(date(2026, 11, 24)).postings])
    # then
    found = {frozenset(pair) for ids in groups.values() for pair in combinations(ids, 2)}
    assert found == known
