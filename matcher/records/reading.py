"""Readings (판독): for each text of a posting, whether it became a value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from matcher.records.posting import Posting
from matcher.values import says_nothing


@dataclass(frozen=True)
class Reading:
    """How one field of a posting is read: where its text stands, and whether it is typed."""

    field: str
    typed: Callable[[Posting], bool]

    def text(self, posting: Posting) -> str | None:
        """The text as published."""
        text: str | None = getattr(posting, self.field)
        return text


READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "pay": Reading("pay", lambda p: p.pay_range.known),
        "career": Reading("career", lambda p: p.career_range.kind is not None),
        "education": Reading(
            "education", lambda p: bool(p.education_range.lowest or p.education_range.highest)
        ),
        "region": Reading("region", lambda p: bool(p.regions) and not p.unread_places),
        "closing": Reading("closes", lambda p: p.closing.known),
        "hours": Reading("working_condition", lambda p: p.hours.known),
        "employment": Reading("employment_type", lambda p: bool(p.employment_types)),
        "headcount": Reading("headcount", lambda p: p.headcount_least is not None),
    }
)
"""Every typed field by the name its phrases have in ``says_nothing.toml``."""


def unread_fields(posting: Posting) -> tuple[str, ...]:
    """Fields with a text that says something and that nobody understood."""
    return tuple(
        reading.field
        for kind, reading in READINGS.items()
        if (text := reading.text(posting)) is not None
        and not reading.typed(posting)
        and not says_nothing(kind, text)
    )
