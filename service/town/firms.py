"""The town's employers: names that nobody could take for a real firm's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.town.dice import Dice

_FIRMS_PER_KIND = 18
_OUTSKIRTS = {"maker", "electronics", "food_maker", "farm", "logistics"}
_FORMS = ("(주){name}", "{name}㈜", "㈜{name}", "{name}(주)", "주식회사 {name}", "{name} 주식회사")


@dataclass(frozen=True)
class Firm:
    """An employer; ``plain`` ones (schools, clinics, shops) carry no legal form."""

    kind: str
    name: str
    number: str
    industry: str
    plain: bool
    suffix: str
    place: Mapping[str, Any]

    def written(self, dice: Dice) -> str:
        """The name with one of the legal forms in which portals write it."""
        return self.name if self.plain else dice.pick(_FORMS).format(name=self.name)


def firms(common: Mapping[str, Any], places: Sequence[Mapping[str, Any]]) -> dict[str, list[Firm]]:
    """Eighteen employers of each kind at a place of their own, all names different."""
    taken: set[str] = set()
    town: dict[str, list[Firm]] = {}
    for kind, row in common["firms"].items():
        town[kind] = [_firm(kind, row, common, places, taken, n) for n in range(_FIRMS_PER_KIND)]
    return town


def _firm(
    kind: str,
    row: Mapping[str, Any],
    common: Mapping[str, Any],
    places: Sequence[Mapping[str, Any]],
    taken: set[str],
    n: int,
) -> Firm:
    dice = Dice(f"firm/{kind}/{n}")
    suffix, industry = row["names"][n % len(row["names"])].split(":")
    name = ""
    while not name or name in taken:
        name = dice.pick(common["markers"]) + dice.pick(common["middles"]) + suffix
    taken.add(name)
    return Firm(
        kind=kind,
        name=name,
        number=f"000-00-{len(taken):05d}",
        industry=industry,
        plain=bool(row.get("plain", False)),
        suffix=suffix,
        place=dice.weighted(places, [_weight(kind, place) for place in places]),
    )


def _weight(kind: str, place: Mapping[str, Any]) -> float:
    """Factories, farms and warehouses seldom stand in the new town's 동."""
    weight = float(place["weight"])
    return weight * 0.08 if kind in _OUTSKIRTS and place["label"].endswith("동") else weight


def fitting(choices: Sequence[Firm], head: str) -> list[Firm]:
    """The firms whose kind of place the title names (편의점, 요양원), else all of them."""
    scores = [_named_in(firm.suffix, head) for firm in choices]
    best = max(scores)
    return [firm for firm, score in zip(choices, scores, strict=True) if score == best]


def _named_in(suffix: str, head: str) -> int:
    """How many first characters of the suffix the title names: all of it, or three at least."""
    whole = len(suffix)
    return next((n for n in range(whole, min(2, whole - 1), -1) if suffix[:n] in head), 0)
