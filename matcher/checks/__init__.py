"""Checks (공고 점검): what a counsellor must see before anybody is shown a posting."""

from matcher.checks.finding import NOTHING_CLEARED, Cleared, Finding, hides, holds
from matcher.checks.lint import lint
from matcher.checks.posting import check_posting

__all__ = [
    "NOTHING_CLEARED",
    "Cleared",
    "Finding",
    "check_posting",
    "hides",
    "holds",
    "lint",
]
