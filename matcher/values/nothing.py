"""Phrases that say nothing (협의, 내규): a value that is one of them is rightly unknown."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from matcher.values.text import folded


def says_nothing(field: str, text: str) -> bool:
    """Whether a text is one of the listed phrases that say nothing, such as ``회사내규에 따름``."""
    pattern = _phrases().get(field)
    return pattern is not None and pattern.fullmatch(folded(text)) is not None


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    text = files("matcher.values").joinpath("says_nothing.toml").read_text("utf-8")
    return {field: re.compile("|".join(found)) for field, found in tomllib.loads(text).items()}
