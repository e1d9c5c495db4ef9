"""Career cells (경력) of a roster, and the date ranges of a résumé: one reading for both."""

import re
from dataclasses import dataclass
from datetime import date

_YEARS = re.compile(
    r"(?:약\s?)?([0-9]{1,2}(?:\.[0-9])?)\s?년(?:\s?([0-9]{1,2})\s?개월)?(?:간|차)?(?![0-9가-힣])"
)
_MONTHS = re.compile(r"([0-9]{1,3})\s?개월(?:간)?(?![가-힣])")
_LENGTH = rf"(?:{_YEARS.pattern}|{_MONTHS.pattern})"
_QUOTE = "['’‘`′]"
_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|{_QUOTE}[0-9]{{2}}|[0-9]{{2}}(?=\s?[./년-]\s?[0-9]{{1,2}}))"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_OF_MONTH = r"[0-9]{1,2}(?![0-9])\s?일?"
_IN_YEAR = rf"[./-]?\s?{_MONTH}(?![0-9])\s?월?(?:\s?[./-]?\s?{_OF_MONTH})?"
_DAY = rf"{_YEAR}\s?년?(?:\s?{_IN_YEAR})?\s?\.?"
_NOW = r"(?:현\s?재|재직\s?중?|근무\s?중|계속|現|present|now)(?:까지|\s?재직\s?중?|\s?근무\s?중)?"
_SPELL = re.compile(
    rf"(?<![0-9.])(?P<start>{_DAY})\s?(?:부터|[~∼〜～–—-])\s?"
    rf"(?:(?P<end>{_DAY})(?:까지)?|(?P<now>{_NOW})|(?=$|\s{{2,}}|\n))(?![0-9])"
    rf"(?:\s?[(（\[]\s?(?:총\s?)?(?P<length>{_LENGTH})\s?[)）\]])?",
    re.I,
)
_PARTS = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}}|{_QUOTE}?[0-9]{{2}})(?:[^0-9]*(?P<month>[0-9]{{1,2}}))?"
)
_TWO_DIGIT_PIVOT = 40
"""``'98`` is 1998 and ``'15`` is 2015: nobody's career began before 1940."""
_ENTRY = re.compile(r"^(?P<title>[^:]+?)\s*\((?P<inside>[^()]*)\)\s*(?::\s*(?P<duties>.+))?$", re.S)
_PLAIN = re.compile(r"^(?P<title>[^:]+?)\s*:\s*(?P<duties>.+)$", re.S)


@dataclass(frozen=True)
class Spell:
    """A date range (기간) in a text: where it stands and its years, ``None`` where unknown."""

    start: int
    end: int
    years: float | None


def parse_career_entry(cell: str) -> dict[str, object]:
    """One spell; what stands in brackets is industry and years only where years are among it."""
    parts = [part.strip() for part in cell.split(" / ")]
    if len(parts) > 1:
        return _from_parts(parts[0], parts[1:3], " / ".join(parts[3:]) or None)
    if found := _ENTRY.match(cell):
        inside = [part.strip() for part in found["inside"].split(",")]
        if any(years_of(part) is not None for part in inside):
            return _from_parts(found["title"], inside, found["duties"])
    if found := _PLAIN.match(cell):
        return {"title": found["title"], "duties": found["duties"]}
    return {"title": cell}


def years_of(text: str, as_of: date | None = None) -> float | None:
    """Years in ``9년``, ``17년 10개월``, ``1998.03 ~ 2015.12``; ``None`` where none are said."""
    said = _length(text)
    if said is not None:
        return said
    found = spell_in(text, as_of)
    return found.years if found and (found.start, found.end) == (0, len(text)) else None


def spell_in(text: str, as_of: date | None = None) -> Spell | None:
    """The first date range of a text; ``~ 현재`` is counted up to ``as_of``.

    Reads ``1998.03 ~ 2015.12 (17년 10개월)``, ``'98년 3월 ~ '15년``, ``98. 3. ~ 현재``; a length
    that is written out wins over what the dates give.
    """
    found = _SPELL.search(text)
    if found is None:
        return None
    years = _length(found["length"] or "")
    return Spell(*found.span(), _between(found, as_of) if years is None else years)


def _length(text: str) -> float | None:
    if found := _YEARS.fullmatch(text):
        return round(float(found[1]) + int(found[2] or 0) / 12, 1)
    if found := _MONTHS.fullmatch(text):
        return round(int(found[1]) / 12, 1)
    return None


def _between(found: re.Match[str], as_of: date | None) -> float | None:
    start, end = _month(found["start"]), None
    if found["end"]:
        end = _month(found["end"])
    elif found["now"] and as_of:
        end = as_of.year * 12 + as_of.month
    if start is None or end is None or end < start:
        return None
    years = round((end - start) / 12, 1)
    return years if years <= 70 else None


def _month(text: str) -> int | None:
    """Months since the year 0; a year alone counts as its January."""
    parts = _PARTS.search(text)
    if parts is None:
        return None
    year = int(re.sub(r"\D", "", parts["year"]))
    if year < 100:
        year += 1900 if year >= _TWO_DIGIT_PIVOT else 2000
    return year * 12 + int(parts["month"] or 1)


def _from_parts(title: str, parts: list[str], duties: str | None) -> dict[str, object]:
    years = next((known for part in parts if (known := years_of(part)) is not None), None)
    industry = ", ".join(part for part in parts if part and years_of(part) is None)
    return {"title": title, "industry": industry or None, "years": years, "duties": duties}
