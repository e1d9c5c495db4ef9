"""The small fields of a vacancy: source, closing, place, hours, headcount, unit of pay."""

from collections.abc import Mapping
from typing import Any

from service.town.dice import Dice
from service.town.phrases import Occupation

_SHORT_UNITS = ("hour", "day")
_SOURCES = ("work24", "saramin", "jobkorea", "centre")
_SOURCE_WEIGHTS = (66, 15, 11, 8)


def pay_kind(job: Occupation, pattern: str, row: Mapping[str, Any], dice: Dice) -> str:
    """How this vacancy counts its pay: by hour, day, month, year, lesson or piece."""
    if pattern in ("session", "visit"):
        return dice.pick([kind for kind in ("session", "lecture") if kind in job.pay] or ["hour"])
    if pattern in ("free", "rounds"):
        return "piece" if "piece" in job.pay else "hour"
    if row.get("part") or "month" not in job.pay:
        return "day" if "month" not in job.pay and "day" in job.pay else "hour"
    short = [kind for kind in _SHORT_UNITS if kind in job.pay]
    if short and dice.chance(0.25):
        return dice.pick(short)
    return "year" if dice.chance(0.4 if job.pay["month"][1] > 260 else 0.12) else "month"


def source(job: Occupation, dice: Dice) -> str:
    """Where the posting was found."""
    if job.senior:
        return dice.pick(["senuri", "work24"])
    if job.public and dice.chance(0.3):
        return dice.pick(["alio", "naraiteo"])
    return dice.weighted(_SOURCES, _SOURCE_WEIGHTS)


def closing(job: Occupation, dice: Dice, *, closed: bool) -> tuple[str | None, int]:
    """What the posting writes of its end, and the end's offset in days."""
    end = -dice.between(1, 20) if closed else min(dice.between(1, 55), dice.between(4, 60))
    if job.public:
        form = dice.pick(["{{{0:+d}}}", "{{{0:+d}:iso}} 18:00", "{{{0:+d}:dot}}"])
        return form.format(end), end
    open_forms = ["채용시까지", "상시채용"] if not closed else []
    forms = ["채용시까지  {{{0:+d}}}"] * 7 + ["{{{0:+d}}}"] * 6 + ["{{{0:+d}:iso}}"] * 3
    forms += ["{{{0:+d}:compact}}", "~{{{0:+d}:day}}", "{{{0:+d}:dot}}", *open_forms]
    return dice.pick(forms).format(end), end


def region(place: Mapping[str, Any], dice: Dice, *, remote: bool) -> str:
    """The place as the posting writes it; remote work often names none."""
    if remote and dice.chance(0.3):
        return dice.pick(["재택", "전국", "지역무관"])
    return str(dice.pick(place["forms"]))


def condition(source: str, row: Mapping[str, Any], dice: Dice) -> str | None:
    """Days and hours as the posting writes them, or nothing."""
    if source == "senuri" or dice.chance(0.06):
        return None
    return str(dice.pick(row["texts"]))


def headcount(dice: Dice, head: str, *, mass: bool) -> str | None:
    """How many people are wanted, as it is written."""
    if mass:
        return dice.pick(["00명", "○○명", "0명"])
    if head.endswith(("소장", "팀장", "국장", "조리장", "주방장", "과장")):
        return dice.pick(["1", "1명"])
    return dice.pick(["1", "1", "1", "1명", "2", "2명", "3", "5", "0명", "00명", "약간명", None])
