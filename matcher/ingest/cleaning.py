"""Cleaning of JSON values before the records judge them."""

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
