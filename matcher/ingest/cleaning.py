"""Cleaning of JSON values before the records judge them."""

import re
from collections.abc import Mapping

from matcher.values import clean_text


def cleaned(values: Mapping[str, object]) -> dict[str, object]:
    """Texts cleaned at every depth; blanks and nulls leave the field to its default."""
    fields = {name: _clean(value) for name, value in values.items()}
    return {name: value for name, value in fields.items() if value is not None}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [item for item in map(_clean, value) if item is not None]
    if isinstance(value, dict):
        return cleaned({str(name): item for name, item in value.items()})
    return value


_RESIDENT = re.compile(
    r"(?<![0-9])([0-9]{2}(?:0[0-9]|1[0-2])[0-3][0-9])\s?-?\s?[1-8][0-9]{6}(?![0-9])"
)


def without_resident_numbers(values: Mapping[str, object]) -> dict[str, object]:
    """Texts at every depth with each resident number (주민등록번호) struck out."""
    return {name: _struck(value) for name, value in values.items()}


def _struck(value: object) -> object:
    if isinstance(value, str):
        return _RESIDENT.sub("******-*******", value)
    if isinstance(value, list):
        return [_struck(item) for item in value]
    if isinstance(value, dict):
        return without_resident_numbers(value)
    return value
