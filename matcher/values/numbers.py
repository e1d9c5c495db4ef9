"""Korean amounts (금액): ``2백50만``, ``2.5백만``, ``3,000 만원``."""

import re
from dataclasses import dataclass

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?|[0-9]{1,12}(?:\.[0-9]{1,4})?"
_AMOUNT = re.compile(
    rf"(?<![0-9.,:])(?:{_NUMBER})(?:\s?[천백십만억]{{1,4}}\s?(?:{_NUMBER}))*"
    r"(?:(?P<more>\s?여)?\s?(?P<scale>[천백십만억]{1,4}))?(?:\s?(?P<won>원))?(?P<other>\s?[가-힣%:])?"
)
_PART = re.compile(rf"{_NUMBER}|[천백십만억]")
_SMALL = {"천": 1000, "백": 100, "십": 10}
_LARGE = {"만": 10_000, "억": 100_000_000}


@dataclass(frozen=True)
class Amount:
    """A sum of money in a text, in won; ``bare`` when neither 만 nor 원 is written.

    ``more`` is the 여 of ``200여만원``: that much and something over.
    """

    won: int
    start: int
    end: int
    bare: bool
    scale: int
    more: bool = False


def find_amounts(text: str) -> list[Amount]:
    """Every number that may be money, left to right; ``3개월`` and ``90%`` are none."""
    found = []
    for match in _AMOUNT.finditer(text):
        scale, won = match["scale"] or "", match["won"]
        bare = not won and not any(letter in scale for letter in "만억")
        follows = (match["other"] or "").strip()
        if bare and follows and not text[match.start("other") :].strip().startswith(_CONNECTORS):
            continue
        end = match.start("other") if match["other"] else match.end()
        number = text[match.start() : end].removesuffix("원").strip()
        more = match["more"] is not None
        found.append(Amount(_evaluate(number), match.start(), end, bare, _scale_of(scale), more))
    return found


_CONNECTORS = ("이상", "이하", "부터", "에서", "까지", "미만", "내외")


def _evaluate(number: str) -> int:
    total = section = 0.0
    pending: float | None = None
    for part in _PART.findall(number):
        if part in _SMALL:
            section += (1 if pending is None else pending) * _SMALL[part]
            pending = None
        elif part in _LARGE:
            total += ((section + (pending or 0)) or 1) * _LARGE[part]
            section, pending = 0, None
        else:
            pending = float(part.replace(",", ""))
    return round(total + section + (pending or 0))


def _scale_of(letters: str) -> int:
    scale = 1
    for letter in letters:
        scale *= _SMALL.get(letter) or _LARGE[letter]
    return scale
