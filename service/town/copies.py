"""Near-copies: the same job seen again through a portal, an agency or a second announcement."""

import copy

from service.town.dice import Dice
from service.town.firms import Firm
from service.town.vacancies import Draft, Writer

TITLE_LIMIT = 30
"""Work24's list cuts a title at 30 characters and writes "..." behind it."""
_PORTALS = {"work24": ("saramin", "jobkorea"), "saramin": ("work24",), "jobkorea": ("work24",)}
_OTHER_WORDS = {"모집합니다": "채용", "모집": "채용합니다", "채용": "모집", "구합니다": "모집"}


def copied(original: Draft, number: int, writer: Writer) -> Draft:
    """One near-copy of a draft; ``facts["copy"]`` names its kind."""
    dice = Dice(f"copy/{number}")
    kind = dice.weighted(["portal", "agency", "repost"], [55, 20, 25])
    twin = Draft(original.plan, original.firm, copy.deepcopy(original.fields))
    twin.facts = {"copy": kind, "original": original, **original.facts}
    if kind == "portal":
        _portal(twin, dice)
    elif kind == "agency":
        _agency(twin, dice.pick(writer.firms["office"]), dice)
    else:
        _repost(twin, dice)
    return twin


def cut(title: str) -> str:
    """The title as a Work24 list shows it."""
    return title if len(title) <= TITLE_LIMIT else title[:TITLE_LIMIT] + "..."


def _portal(twin: Draft, dice: Dice) -> None:
    fields = twin.fields
    fields["source"] = dice.pick(_PORTALS.get(fields["source"], ("saramin",)))
    fields["company"] = twin.firm.written(dice)
    heads = [head for head in (twin.facts["place"], twin.firm.name) if head not in fields["title"]]
    head = f"[{dice.pick(heads)}] " if heads and dice.chance(0.8) else ""
    fields["title"] = cut(head + fields["title"])
    fields["business_number"] = fields["jobs_cd"] = None
    fields["registered"] += dice.between(0, 2)
    fields["body"] = _shortened(fields["body"], dice)
    if dice.chance(0.2):
        fields["pay"] = None
    if fields["education"] == "학력무관" and dice.chance(0.5):
        fields["education"] = "무관"


def _agency(twin: Draft, firm: Firm, dice: Dice) -> None:
    fields = twin.fields
    fields["source"] = dice.pick(["work24", "saramin"])
    fields["title"] = dice.pick(["[채용대행] ", "(급구) ", "[직업소개] "]) + fields["title"]
    body = fields["body"] or ""
    fields["body"] = f"{twin.firm.name}의 채용을 대행합니다.\n{body}".strip()
    fields["company"], fields["business_number"] = firm.written(dice), firm.number
    fields["headcount"] = dice.pick([fields["headcount"], "0명"])
    fields["jobs_cd"] = None


def _repost(twin: Draft, dice: Dice) -> None:
    fields = twin.fields
    for old, new in _OTHER_WORDS.items():
        if old in fields["title"]:
            fields["title"] = fields["title"].replace(old, new, 1)
            break
    else:
        fields["title"] += " (재공고)"
    fields["company"] = twin.firm.written(dice)
    fields["registered"] = -dice.between(0, 3)
    fields["seen"] = 0


def _shortened(body: str | None, dice: Dice) -> str | None:
    lines = (body or "").splitlines()
    keep = dice.between(3, 9)
    return "\n".join(lines[:keep]).strip() or None
