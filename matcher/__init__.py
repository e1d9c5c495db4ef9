"""The matching itself: records in, ranked and explained matches out."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.indexing import MatchIndex
    from matcher.matching import Matcher
    from matcher.records import Posting, Trainee
    from matcher.results import Ranking

__all__ = ["MatchIndex", "Matcher", "Posting", "Ranking", "Trainee"]

_HOMES = {
    "MatchIndex": "matcher.indexing",
    "Matcher": "matcher.matching",
    "Posting": "matcher.records",
    "Ranking": "matcher.results",
    "Trainee": "matcher.records",
}


def __getattr__(name: str) -> object:
    """Import a name's module on its first use: ``import matcher`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
