"""Pairs from O*NET and ESCO, on invented occupations of their layout."""

import csv
from pathlib import Path

from matcher.training.esco import esco_pairs
from matcher.training.onet import onet_pairs


def write(file: Path, head: list[str], rows: list[list[str]], delimiter: str = "\t") -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([head, *rows])


def test_of_esco_the_preferred_name_stands_beside_the_description(tmp_path: Path) -> None:
    # given names in one row before the description, as the file has them: with stray spaces, a
    # capital among the names, a plural that is more than an s, a name that goes on behind it
    # (with the commas of the description or without), and a group of occupations
    file = tmp_path / "esco_occupations.csv"
    rows = {
        "occupation/1": "cloud wiper sky polisher  Pilates wiper\nCloud wipers clean\nclouds.",
        "occupation/2": "sky fairy cloud wiper Sky fairies fly.",
        "occupation/3": "rain waitress Rain waitresses serve rain.",
        "isco/C1": "Cloud wipers  Cloud wipers clean clouds. Cloud wipers rest.",
        "occupation/4": "ICT wiper ICT cleaner ICT wipers clean.",
        "occupation/5": "night wiper They wipe at night.",
        "occupation/6": "moon wiper Moon wipers clean. " + "They wipe. " * 60,
        "occupation/7": "",
        "occupation/8": "keeper of clouds, stars and moons star keeper"
        " Keepers of clouds, stars and moons keep them.",
        "occupation/9": "keeper general chief keeper Keepers general keep all.",
        "occupation/10": "teacher at sky school Teachers at sky schools teach.",
        "occupation/11": "star wiper star cleaner Star wipers star in the sky.",
        "occupation/12": "wiper in fog and mist man Wipers in fog and rain wipe.",
        "occupation/13": "wiper of rain snow and ice Wipers of rain, snow and ice wipe.",
    }
    ids = [[f"http://data.europa.eu/esco/{id_}", text] for id_, text in rows.items()]
    write(file, ["id", "description"], ids, ",")

    # when
    pairs = esco_pairs(file)

    # then what cannot be told apart for sure is left out
    assert [(pair.left, pair.right[:30]) for pair in pairs] == [
        ("cloud wiper", "Cloud wipers clean clouds."),
        ("sky fairy", "Sky fairies fly."),
        ("rain waitress", "Rain waitresses serve rain."),
        ("moon wiper", "Moon wipers clean. They wipe. "),
        ("keeper of clouds, stars and moons", "Keepers of clouds, stars and m"),
        ("keeper general", "Keepers general keep all."),
        ("teacher at sky school", "Teachers at sky schools teach."),
        ("star wiper", "Star wipers star in the sky."),
        ("wiper in fog", "Wipers in fog and rain wipe."),
        ("wiper of rain snow and ice", "Wipers of rain, snow and ice w"),
    ]
    assert len(pairs[3].right) == 300
    assert pairs[0].group == "esco:http://data.europa.eu/esco/occupation/1"


def test_of_onet_titles_stand_beside_the_title_and_tasks(tmp_path: Path) -> None:
    # given
    write(
        tmp_path / "onet_occupations.tsv",
        ["O*NET-SOC Code", "Title", "Description"],
        [["1", "Cloud Wipers", "Wipe clouds."]],
    )
    write(
        tmp_path / "onet_alternate_titles.tsv",
        ["O*NET-SOC Code", "Alternate Title"],
        [["1", "Sky Polisher"], ["1", "Cloud Wipers"], ["2", "Rain Counter"]],
    )
    write(tmp_path / "onet_tasks.tsv", ["O*NET-SOC Code", "Task"], [["1", "Polish the sky."]])

    # when
    pairs = {(pair.left, pair.right) for pair in onet_pairs(tmp_path, 0)}

    # then
    assert pairs == {
        ("Cloud Wipers", "Wipe clouds."),
        ("Sky Polisher", "Cloud Wipers"),
        ("Sky Polisher", "Wipe clouds."),
        ("Sky Polisher", "Polish the sky."),
    }
