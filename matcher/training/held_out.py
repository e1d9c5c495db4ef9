"""Which occupation groups training never sees: chosen by a hash of the code, the same for ever."""

import hashlib
from typing import Literal

Groups = Literal["reported", "choosing"]
"""What groups that training never sees are kept for."""

REPORTED = 5
"""Groups whose hash leaves remainder 0 by this are kept for the figures that are reported."""

CHOOSING = 10
"""Groups whose hash leaves remainder 1 by this are kept for choosing between trained models."""


def reported(keco_2018: str) -> bool:
    """Whether a KECO 2018 group of four digits is held out for reported figures."""
    return _number(keco_2018) % REPORTED == 0


def for_choosing(keco_2018: str) -> bool:
    """Whether a group is held out for choosing: no training text, and no reported figure."""
    return _number(keco_2018) % CHOOSING == 1


def held_out(keco_2018: str) -> bool:
    """Whether training reads no text of a group."""
    return reported(keco_2018) or for_choosing(keco_2018)


def kept_for(keco_2018: str, groups: Groups) -> bool:
    """Whether a group is held out for this purpose."""
    return reported(keco_2018) if groups == "reported" else for_choosing(keco_2018)


def _number(code: str) -> int:
    return int(hashlib.sha256(code.encode("ascii")).hexdigest(), 16)
