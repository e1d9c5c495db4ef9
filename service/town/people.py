"""Composes the 160 trainees: a course each, an earlier life, wishes, and their own words."""

from collections.abc import Mapping
from typing import Any

from service.town.dice import Dice
from service.town.phrases import careers, table

PER_COURSE = 20
COURSE_KEYS = ("L", "C", "T", "E", "O", "M", "F", "W")
_NEARLY_EMPTY = 0.06
_PRIVATE = 0.38


def town_trainees() -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The records in id order, and the sentences in them that name health, family, age, gender."""
    words, courses, places = table("people"), table("courses")["course"], table("places")["place"]
    pairs = Dice("trainees").shuffled(_pairs())
    names = _names(words, len(pairs))
    records, private = [], []
    for n, (career, key) in enumerate(pairs, start=1):
        writer = _Person(f"P{n:03d}", career, key, words, courses, places)
        records.append(writer.record(names[n - 1]))
        private += writer.private
    return records, private


def _pairs() -> list[tuple[Mapping[str, Any], str]]:
    """160 careers with a course, 20 for each course: the fullest choice is left for last."""
    room = dict.fromkeys(COURSE_KEYS, PER_COURSE)
    wheel = sorted(careers(), key=lambda career: len(career["courses"]))
    pairs: list[tuple[Mapping[str, Any], str]] = []
    while any(room.values()):
        for career in wheel:
            open_courses = [key for key in career["courses"] if room[key]]
            if open_courses:
                key = max(open_courses, key=lambda name: room[name])
                room[key] -= 1
                pairs.append((career, key))
    return pairs


def _names(words: Mapping[str, Any], count: int) -> list[str]:
    every = [head + tail for head in words["name_heads"] for tail in words["name_tails"]]
    return Dice("names").shuffled(every)[:count]


class _Person:
    """Writes one trainee; ``private`` collects the sentences that must not be embedded."""

    def __init__(
        self,
        name: str,
        career: Mapping[str, Any],
        key: str,
        words: Mapping[str, Any],
        courses: list[dict[str, Any]],
        places: list[dict[str, Any]],
    ) -> None:
        self.id, self.career, self.key, self.words = name, career, key, words
        self.courses, self.places = courses, places
        self.dice = Dice(f"trainee/{name}")
        self.private: list[dict[str, str]] = []
        self.course = courses[COURSE_KEYS.index(key)]
        self.birth_year = self.dice.between(1962, 1976)
        self.finished = not self.dice.chance(0.15)

    def record(self, name: str) -> dict[str, Any]:
        """The whole record, with consents as offsets of the day of loading."""
        dice, empty = self.dice, self.dice.chance(_NEARLY_EMPTY)
        avoid = list(self.career.get("avoid", []))
        spells = self._spells()
        summary = self._summary(avoid, int(sum(spell["years"] for spell in spells)), empty=empty)
        if dice.chance(0.3):
            avoid.append(dice.pick(self.words["avoid"]))
        wishes = {} if empty else self._wishes(list(dict.fromkeys(avoid)))
        record = {
            "id": self.id,
            **self._identity(name),
            "courses": self._courses(),
            "career": spells[-1:] if empty else spells,
            "skills": [] if empty else self._skills(),
            "licences": [] if empty else dice.sample(self.career["licences"], 0, 3),
            "education": None if empty else dice.pick(self.career["edu"]),
            "desired": wishes,
            "summary": summary,
            "consents": self._consents(),
            "hard": self._hard(wishes),
        }
        return {key: value for key, value in record.items() if value not in (None, [], {})} | {
            "consents": record["consents"]
        }

    def _identity(self, name: str) -> dict[str, Any]:
        dice, number = self.dice, int(self.id[1:])
        homes = [place["label"] for place in self.places]
        weights = [
            w["weight"] * (3 if w["forms"][0].startswith("세종") else 0.5) for w in self.places
        ]
        return {
            "name": name,
            "email": f"trainee{number:03d}@example.{dice.pick(['com', 'org'])}",
            "phone": f"010-0000-{number:04d}",
            "birth_year": self.birth_year,
            "home_place": dice.weighted(homes, weights),
            "counsellor": dice.pick(self.words["counsellors"]),
        }

    def _courses(self) -> list[dict[str, str]]:
        taken = [
            {"name": self.course["name"], "status": "수료" if self.finished else "수강중"},
        ]
        if self.dice.chance(0.12):
            other = self.dice.pick([c for c in self.courses if c is not self.course])
            taken.append({"name": other["name"], "status": "수료"})
        return taken

    def _spells(self) -> list[dict[str, Any]]:
        dice, spells = self.dice, self.career["spells"]
        low = max(1, len(spells) - 1)
        return [
            {
                "title": spell["t"],
                "industry": spell["i"],
                "years": dice.between(*spell["y"]) + (0.5 if dice.chance(0.15) else 0),
                "duties": spell["d"],
            }
            for spell in dice.sample(spells, low, len(spells))
        ]

    def _skills(self) -> list[str]:
        taught = self.dice.sample(self.course["skills"], 2, 4) if self.finished else []
        skills = self.dice.sample(self.career["skills"], 2, 5) + taught
        return list(dict.fromkeys(skills))

    def _wishes(self, avoid: list[str]) -> dict[str, Any]:
        dice, course = self.dice, self.words["wishes"][self.key]
        own = dice.sample(self.career["jobs"], 0, 2)
        jobs = own if own and dice.chance(0.25) else dice.sample(course["jobs"], 1, 2) + own[:1]
        hours = dice.pick([None, None, None, 20, 25, 30, 40])
        wage = min(dice.between(20, 33), dice.between(21, 35)) * 10
        full = hours in (None, 40) and dice.chance(0.65)
        place = list(dice.pick(self.words["places"]))
        wishes = {
            "jobs": list(dict.fromkeys(jobs)),
            "employment_types": dice.sample(course["types"], 0, 2),
            "hours_per_week_max": hours,
            "days": dice.pick(self.words["days"]) if dice.chance(0.4) else None,
            "monthly_wage_min_manwon": wage if full else None,
            "places": place,
            "max_commute_min": dice.pick([None, None, None, 30, 40, 50, 60]),
            "remote_ok": dice.pick([None, None, True, True, False]) if self.key in "LCE" else None,
            "avoid": avoid,
        }
        return {key: value for key, value in wishes.items() if value not in (None, [])}

    def _summary(self, avoid: list[str], years: int, *, empty: bool) -> str | None:
        dice = self.dice
        own = [text for text in self.career["says"] if text[0] != "@" or text[1] == self.key]
        says = dice.sample(own, 1, 2)
        if empty or dice.chance(0.06):
            return self._spoken(says[:1], years) if dice.chance(0.4) else None
        if self.finished:
            says += dice.sample(self.words["wishes"][self.key]["says"], 1, 2)
        else:
            says.append(dice.pick(self.words["learning"]))
        if dice.chance(_PRIVATE):
            fact = dice.pick(self.words["private"])
            sentence = f"#{fact['kind']} {dice.pick(fact['texts'])}"
            says.insert(dice.between(1, len(says)), sentence)
            avoid += fact["avoid"]
        if dice.chance(0.6):
            says.append(dice.pick(self.words["closing"]))
        return self._spoken(says, years)

    def _spoken(self, says: list[str], years: int) -> str:
        slots = {"all": years, "course": self.course["name"], "age": 2026 - self.birth_year}
        return " ".join(self._said(text.format(**slots)) for text in says)

    def _said(self, text: str) -> str:
        """The sentence without its marks: ``@L `` for one course, ``#age `` for a private one."""
        text = text[3:] if text.startswith("@") else text
        if not text.startswith("#"):
            return text
        kind, sentence = text[1:].split(" ", 1)
        self.private.append({"id": self.id, "kind": kind, "sentence": sentence})
        return sentence

    def _consents(self) -> dict[str, int]:
        dice = self.dice
        if dice.chance(0.04):
            return {}
        given = -dice.between(5, 90)
        consents = {"matching": given}
        if dice.chance(0.78):
            consents["weekly_mail"] = given
        if dice.chance(0.52):
            consents["employer_search"] = min(given + dice.between(0, 20), 0)
        return consents

    def _hard(self, wishes: Mapping[str, Any]) -> list[str]:
        named = {
            "hours_per_week_max": "hours",
            "monthly_wage_min_manwon": "pay",
            "places": "place",
            "avoid": "avoid",
        }
        stated = [limit for key, limit in named.items() if key in wishes]
        return self.dice.sample(stated, 1, 1) if stated and self.dice.chance(0.12) else []
