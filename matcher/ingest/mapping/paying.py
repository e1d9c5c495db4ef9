"""Pay (임금) from one column or several, with the period and the unit that headers name."""

import re

from matcher.ingest.intake import Row
from matcher.ingest.mapping.columns import ColumnMapping
from matcher.ingest.mapping.fields import PAY
from matcher.values import clean_text

_BARE = re.compile(r"(?:약|월급?)?[\d,.\s~∼～-]+(?:이상|이하|부터|까지)?")
_TEN_THOUSANDS = re.compile(r"\d{1,4}(?:\.\d+)?|\d,\d{3}")
_SAID = re.compile(r"시급|시간|일급|일당|월|연|년|건|회|차시")
_HEADERS = {
    "시급": re.compile(r"시급|시간급|시간당"),
    "일급": re.compile(r"일급|일당"),
    "월급": re.compile(r"월(?:평균)?(?:급|임금|보수)"),
    "연봉": re.compile(r"[연년]봉|연(?:급여|임금|보수)"),
}
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_PERIODS = {
    "시급": frozenset({"h", "시", "시간", "시간당", "시급", "시급제", "시간급"}),
    "일급": frozenset({"d", "일", "일급", "일급제", "일당"}),
    "월급": frozenset({"m", "월", "월급", "월급제", "월급여", "매월"}),
    "연봉": frozenset({"y", "연", "년", "연봉", "연봉제", "연간"}),
}
"""What a cell or a bracket says of a period; anything else is unknown."""


def pay_of(mapping: ColumnMapping, row: Row) -> str | None:
    """The pay of a row: what its columns say, each with its own period where one is named.

    A column of its own (급여형태) names the period, else the header of the amount.
    """
    told = _texts(mapping, row)
    whole = len(told) == 1
    said = _period_told(mapping, row)
    parts = []
    for name, text in told.items():
        word = said or _period_of(name) if whole else _period_of(name) or said
        parts.append(_part(text, mapping.units.get(name, "" if whole else "원"), word))
    # the first amount counts, and one that names its period is the surer
    parts.sort(key=lambda part: _SAID.search(part) is None)
    return " / ".join(dict.fromkeys(parts)) or None


def _texts(mapping: ColumnMapping, row: Row) -> dict[str, str]:
    """What stands in the columns of pay; beside an amount, a 0 or a dash says nothing."""
    names = (name for field in PAY for name in mapping.columns_of(field))
    cells = {name: clean_text(str(row.cells.get(name, ""))) for name in names}
    told = {name: text for name, text in cells.items() if text}
    amounts = {name: text for name, text in told.items() if re.search("[1-9]", text)}
    return amounts if len(told) > 1 and amounts else told


def _period_told(mapping: ColumnMapping, row: Row) -> str:
    cells = (clean_text(str(row.cells.get(name, ""))) for name in mapping.columns_of("pay_unit"))
    text = next(filter(None, cells), "")
    return _named(text) or text


def _period_of(header: str) -> str:
    """시급, 월급 … by the words of a header: ``월 급여``, ``급여(만원/월)``, ``임금(시간당)``."""
    bare = "".join(header.split())
    if said := next((word for word, known in _HEADERS.items() if known.search(bare)), ""):
        return said
    inside = (part for bracket in _BRACKETS.findall(bare) for part in re.split(r"[/,·:]", bracket))
    return next(filter(None, map(_named, inside)), "")


def _named(text: str) -> str:
    bare = "".join(text.split()).casefold()
    return next((word for word, known in _PERIODS.items() if bare in known), "")


def _part(text: str, unit: str, word: str) -> str:
    if unit and _BARE.fullmatch(text):
        text = re.sub(r"\d[\d,.]*", lambda number: _with_unit(number[0], unit), text)
    said = not word or not re.search(r"\d", text) or _SAID.search(text)
    return text if said else f"{word} {text}"


def _with_unit(number: str, unit: str) -> str:
    """A number too large to be 만원 was written in won all the same."""
    large = unit == "만원" and not _TEN_THOUSANDS.fullmatch(number)
    return f"{number}원" if large else number + unit
