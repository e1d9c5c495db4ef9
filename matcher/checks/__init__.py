"""Checks (공고 점검): conditions an advertisement may not set."""

from matcher.checks.lint import Finding, find_in_posting, find_unlawful, lint

__all__ = ["Finding", "find_in_posting", "find_unlawful", "lint"]
