"""Bare numbers (숫자만 적힌 칸): ten digits are a telephone's or a firm's."""

import re

from matcher.ingest.feeds.contacts import AWAY

_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_TEN = re.compile("[0-9]{10}")


def without_bare_contacts(text: str, shape: re.Pattern[str] | None) -> str:
    """Text without what looks like a contact; a firm's number stays."""
    return shape.sub(_unless_of_a_firm, text) if shape else text


def is_business_number(text: str) -> bool:
    """Whether ten digits without signs end in the check digit of a business number (사업자번호)."""
    if not _TEN.fullmatch(text):
        return False
    digits = [int(digit) for digit in text]
    summed = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return (summed + digits[8] * 5 // 10 + digits[9]) % 10 == 0


def _unless_of_a_firm(found: re.Match[str]) -> str:
    return found[0] if is_business_number(found[0]) else AWAY
