"""Writes the town's vacancies, one at a time, from the phrase tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from service.town import details
from service.town.body import BodyParts, written_body
from service.town.dice import Dice
from service.town.firms import Firm, firms, fitting
from service.town.pay import below_minimum, no_pay, written_pay
from service.town.phrases import Occupation, table


@dataclass(frozen=True)
class Plan:
    """One vacancy before it is written: what it is, and which flaws it has by design."""

    number: int
    job: Occupation
    closed: bool = False
    no_pay: bool = False
    below_minimum: bool = False
    newcomers: bool = False
    unlawful: tuple[str, str] | None = None


@dataclass
class Draft:
    """A written vacancy: the posting's fields, and what the answer file says about it."""

    plan: Plan
    firm: Firm
    fields: dict[str, Any]
    facts: dict[str, Any] = field(default_factory=dict)


class Writer:
    """Holds the phrase tables and turns plans into drafts."""

    def __init__(self) -> None:
        self.common = table("common")
        self.hours = table("hours")
        self.places = table("places")["place"]
        self.firms = firms(self.common, self.places)

    def write(self, plan: Plan) -> Draft:
        """The whole posting of one plan."""
        job, dice = plan.job, Dice(f"vacancy/{plan.number}")
        head = dice.pick(job.titles)
        firm = self._firm(job, head, dice)
        if firm.kind == "public":
            job = replace(job, public=True, emp=("term",))
            plan = replace(plan, job=job)
        place = firm.place
        if dice.chance(0.2):
            place = dice.weighted(self.places, [place["weight"] for place in self.places])
        pattern = self._pattern(job, head, dice)
        row = self.hours[pattern]
        source = details.source(job, dice)
        remote = pattern == "free" or "재택" in head or dice.chance(job.remote)
        closes, end = details.closing(job, dice, closed=plan.closed)
        fields: dict[str, Any] = {
            "source": source,
            "title": self._title(job, head, place["label"], firm, row, dice),
            "company": firm.written(dice),
            "business_number": firm.number if source in ("work24", "centre") else None,
            "industry": firm.industry if dice.chance(0.85) else None,
            "functions": dice.sample(job.tags, 1, 2),
            "career": self._career(plan, dice),
            "education": self._education(job, dice),
            "pay": self._pay(plan, pattern, row, source, dice),
            "region": details.region(place, dice, remote=remote),
            "working_condition": details.condition(source, row, dice),
            "employment_type": self._employment(job, pattern, row, dice),
            "licences": self._licences(job, head, dice),
            "headcount": details.headcount(dice, head, mass=job.mass),
            "preference": self._preference(dice),
            "closes": closes,
            "registered": min(end, 0) - dice.between(0, 24),
            "seen": -dice.between(0, 1) if end >= 0 else min(end, -1),
            "url": None,
            "jobs_cd": dice.pick(job.cd) if job.cd and source == "work24" else None,
        }
        draft = Draft(plan, firm, fields, {"remote": remote, "place": place["label"]})
        self._body(draft, row, end, dice)
        return draft

    def _firm(self, job: Occupation, head: str, dice: Dice) -> Firm:
        words = self.common["title_firms"].items()
        hinted = [kind for word, kind in words if word in head and kind in job.firm]
        kinds = hinted[:1] or job.firm
        every = [firm for kind in kinds for firm in self.firms[kind]]
        named = fitting(every, head)
        return dice.pick(named if len(named) < len(every) else self.firms[dice.pick(kinds)])

    def _pattern(self, job: Occupation, head: str, dice: Dice) -> str:
        for rule in self.common["title_hours"]:
            if any(word in head for word in rule["words"]):
                return str(dice.pick(rule["hours"]))
        return dice.pick(job.hours)

    def _title(
        self, job: Occupation, head: str, place: str, firm: Firm, row: Mapping[str, Any], dice: Dice
    ) -> str:
        if job.mass:
            return head if dice.chance(0.5) else f"[{firm.name}] {head}"
        forms = self.common["titles"]
        kind = "public" if job.public and dice.chance(0.6) else "plain"
        if kind == "plain" and dice.chance(0.5):
            kind = "rich"
        named = "(" in head or head.endswith(("채용", "모집"))
        form = str(dice.pick([f for f in forms[kind] if not (named and "{short}" in f)]))
        if not head.split("(")[0].endswith(tuple(forms["person_endings"])):
            form = form.replace("구합니다", "모집").replace("모십니다", "채용")
        short = dice.pick(row["short"])
        return form.format(t=head, place=place, firm=firm.name, short=short, n=dice.between(1, 9))

    def _career(self, plan: Plan, dice: Dice) -> str:
        key = "new" if plan.newcomers else dice.pick([c for c in plan.job.career if c != "new"])
        return str(dice.pick(self.common["career"][key]))

    def _education(self, job: Occupation, dice: Dice) -> str:
        level = dice.pick(job.edu)
        return f"{level}이상" if level == "고졸" and dice.chance(0.3) else level

    def _pay(
        self, plan: Plan, pattern: str, row: Mapping[str, Any], source: str, dice: Dice
    ) -> str | None:
        if plan.no_pay or source == "senuri":
            return None if source == "senuri" else no_pay(dice)
        if plan.below_minimum:
            return below_minimum(dice, part=bool(row.get("part")))
        kind = details.pay_kind(plan.job, pattern, row, dice)
        return written_pay(plan.job, row["week"], dice, kind=kind)

    def _employment(
        self, job: Occupation, pattern: str, row: Mapping[str, Any], dice: Dice
    ) -> str | None:
        if dice.chance(0.06):
            return None
        key = "freelance" if pattern == "free" else dice.pick(job.emp)
        if row.get("part") and f"{key}_part" in self.common["employment"]:
            key = f"{key}_part"
        return str(dice.pick(self.common["employment"][key]))

    def _licences(self, job: Occupation, head: str, dice: Dice) -> list[str]:
        if job.licences and dice.chance(job.licence_share):
            return list(job.licences) if job.licence_all else [dice.pick(job.licences)]
        named = self.common["title_licences"]
        return [licence for word, licence in named.items() if word in head][:1]

    def _preference(self, dice: Dice) -> str | None:
        return dice.pick(self.common["preference"]["values"]) if dice.chance(0.6) else None

    def _asked(self, draft: Draft) -> tuple[list[str], list[str]]:
        """Requirements and preferences, without what the rest of the posting contradicts."""
        job, licences = draft.plan.job, draft.fields["licences"]
        liked = [text for text in job.plus if not any(name in text for name in licences)]
        if not draft.plan.newcomers:
            return list(job.needs), liked
        fresh = [text for text in job.needs if "경험" not in text and "경력" not in text]
        return fresh, [text for text in liked if "경험" not in text and "경력" not in text]

    def _body(self, draft: Draft, row: Mapping[str, Any], end: int, dice: Dice) -> None:
        job, fields, words = draft.plan.job, draft.fields, self.common["body"]
        remote = [dice.pick(words["remote"])] if draft.facts["remote"] else []
        extra: list[str] = []
        if draft.plan.newcomers:
            extra.append(dice.pick(words["newcomer"]))
        elif fields["career"] in ("관계없음", "경력무관", "무관") and dice.chance(0.25):
            extra.append(dice.pick(words["novice_course" if job.course else "novice"]))
        asked, liked = self._asked(draft)
        needs = [*dice.sample(asked, 1, 3), *extra]
        said = " ".join(needs)
        needs += [f"{name} 소지자" for name in fields["licences"] if name.split()[0] not in said]
        parts = BodyParts(
            firm=fields["company"],
            industry=draft.firm.industry,
            place=draft.facts["place"],
            hours_line=dice.pick(row["line"]),
            duties=dice.sample(job.duties, 3, 6),
            needs=_with_flaw(draft, needs, dice),
            plus=dice.sample(liked, 0, 3),
            conditions=remote,
            whole=bool(remote or extra or draft.plan.unlawful),
            period=(fields["registered"], end),
            headcount=(fields["headcount"] or "").removesuffix("명"),
        )
        fields["body"] = written_body(job, parts, self.common, dice)


def _with_flaw(draft: Draft, needs: Sequence[str], dice: Dice) -> list[str]:
    """The requirements, with the unlawful phrase where the plan wants one: body, title or wish."""
    if draft.plan.unlawful is None:
        return list(needs)
    kind, phrase = draft.plan.unlawful
    where = dice.pick(["body", "body", "body", "title", "preference"])
    draft.facts["unlawful"] = {"kind": kind, "phrase": phrase, "field": where}
    if where == "title":
        draft.fields["title"] += f" ({phrase})"
    elif where == "preference":
        draft.fields["preference"] = phrase
    else:
        return [*needs, phrase]
    return list(needs)
