"""Cures (고치는 법): what to tell a user about a cell the records refuse."""

from collections.abc import Mapping
from typing import Any

_BY_KIND = {
    "missing": "값을 적어 주십시오.",
    "string_too_short": "값을 적어 주십시오.",
    "string_too_long": "{max_length}자 이하로 줄여 주십시오.",
    "string_pattern_mismatch": "빈칸과 / # ? 없이 80자 이하로 적어 주십시오.",
    "greater_than": "{gt}보다 큰 수를 적어 주십시오.",
    "greater_than_equal": "{ge} 이상의 수를 적어 주십시오.",
    "less_than_equal": "{le} 이하의 수를 적어 주십시오.",
    "literal_error": "다음 가운데 하나를 적어 주십시오: {expected}",
    "extra_forbidden": "모르는 항목입니다. 항목 이름을 확인하거나 빼 주십시오.",
    "value_error": "name@example.com처럼 이메일 주소 하나만 적어 주십시오.",
}


def cure_of(error: Mapping[str, Any]) -> str:
    """The Korean cure of one pydantic error."""
    kind = str(error["type"])
    if kind in _BY_KIND:
        return _BY_KIND[kind].format_map(error.get("ctx") or {})
    if kind.startswith("date"):
        return "2026-11-01처럼 날짜를 적어 주십시오."
    if kind.startswith(("int", "float")):
        return "숫자만 적어 주십시오."
    if error["input"] is None:
        return "값을 적어 주십시오."
    return "형식이 다릅니다. 안내서의 형식에 맞추어 주십시오."


def shown(value: object) -> str:
    """A bad cell of a posting, cut to a line."""
    text = "" if value is None or isinstance(value, dict) else " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def shape(value: object) -> str:
    """The shape of a bad cell of a person: letters, digits and signs, but not which."""
    return "".join(map(_sign, shown(value)))


def _sign(character: str) -> str:
    if character.isdigit():
        return "0"
    if character.isascii() and character.isalpha():
        return "a"
    return "가" if character.isalpha() else character
